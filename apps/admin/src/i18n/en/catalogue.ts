import type zh from '../zh-CN/catalogue.ts'

export default {
  picture: { choose: 'Upload a picture', change: 'Change', remove: 'Remove' },
  categories: {
    menu: 'Categories', new: 'New category', newBelow: 'New below “{name}”', empty: 'No categories yet', hidden: 'Hidden', inNav: 'Navigation', goods: '{count} products', up: 'Move {name} up', down: 'Move {name} down', expand: 'Open {name}', collapse: 'Close {name}', top: 'Top level',
    choose: 'Choose a category on the left', deleteTitle: 'Delete category', deleteText: '“{name}” will be deleted. A category with products or others below it cannot be.', filters: 'Filters', filtersHint: 'Without any, those of the category above count', stepsHint: '0 takes those of the category above',
    field: { name: 'Name', parentId: 'Below', description: 'Description', keywords: 'Keywords', imageUrl: 'Picture', measureUnit: 'Unit', showInNav: 'In the navigation', isShown: 'Shown in the shop', priceSteps: 'Price steps', filterAttributeIds: 'Filter attributes' },
  },
  brands: {
    menu: 'Brands', new: 'New brand', edit: 'Edit brand', empty: 'No brands yet', hidden: 'Hidden', shown: 'Shown', deleteTitle: 'Delete brand', deleteText: '“{name}” will be deleted. A brand with products cannot be.', search: 'Brand',
    field: { name: 'Name', logoUrl: 'Logo', siteUrl: 'Website', description: 'About', sortOrder: 'Order', isShown: 'Shown in the shop', goodsCount: 'Products' },
  },
  types: {
    menu: 'Product types', new: 'New type', empty: 'No product types yet', choose: 'Choose a type on the left', attributes: '{count} attributes', goods: '{count} products', addAttribute: 'Add an attribute', removeAttribute: 'Delete attribute {name}', used: 'Used by {count}',
    deleteTitle: 'Delete product type', deleteText: '“{name}” will be deleted. A type with products cannot be.', choicesHint: 'Separated by commas; free text when empty', kind: { fact: 'Property', one: 'Option, one value', many: 'Option, several' },
    field: { name: 'Name', isEnabled: 'Enabled', group: 'Group', attribute: 'Attribute', kind: 'Kind', choices: 'Values', isFilter: 'Filter', attributes: 'Attributes' },
  },
  conflict: { brand: 'A brand of that name exists, or it still has products', category: 'It still has products or categories below it', type: 'A type of that name exists, or an attribute in use was deleted or changed its kind' },
} satisfies typeof zh
