export default {
  picture: { choose: '上传图片', change: '更换', remove: '移除' },
  categories: {
    menu: '分类', new: '新建分类', newBelow: '在“{name}”下新建', empty: '还没有分类', hidden: '已隐藏', inNav: '导航', goods: '{count} 件商品', up: '上移 {name}', down: '下移 {name}', expand: '展开 {name}', collapse: '收起 {name}', top: '顶级分类', choose: '在左边选一个分类',
    deleteTitle: '删除分类', deleteText: '“{name}”会被删除。有下级或商品的分类不能删除。', filters: '筛选属性', filtersHint: '不选时沿用上级分类的', stepsHint: '0 表示沿用上级分类的',
    field: { name: '分类名称', parentId: '上级分类', description: '描述', keywords: '关键词', imageUrl: '图片', measureUnit: '数量单位', showInNav: '显示在导航', isShown: '在店铺显示', priceSteps: '价格分级', filterAttributeIds: '筛选属性' },
  },
  brands: {
    menu: '品牌', new: '新建品牌', edit: '编辑品牌', empty: '还没有品牌', hidden: '已隐藏', shown: '显示', deleteTitle: '删除品牌', deleteText: '“{name}”会被删除。有商品的品牌不能删除。', search: '品牌名',
    field: { name: '品牌名称', logoUrl: '标志', siteUrl: '网址', description: '介绍', sortOrder: '排序', isShown: '在店铺显示', goodsCount: '商品数' },
  },
  types: {
    menu: '商品类型', new: '新建类型', empty: '还没有商品类型', choose: '在左边选一个类型', attributes: '{count} 个属性', goods: '{count} 件商品', addAttribute: '加一个属性', removeAttribute: '删除属性 {name}', used: '{count} 个商品在用',
    deleteTitle: '删除商品类型', deleteText: '“{name}”会被删除。有商品的类型不能删除。', choicesHint: '用逗号隔开；留空为自由填写', kind: { fact: '属性', one: '规格，单选', many: '规格，多选' },
    field: { name: '类型名称', isEnabled: '启用', group: '分组', attribute: '属性名', kind: '种类', choices: '可选值', isFilter: '可筛选', attributes: '属性' },
  },
  conflict: { brand: '已有同名品牌，或品牌下还有商品', category: '分类下还有下级或商品，不能删除', type: '已有同名类型，或删除、改变了商品正在用的属性' },
}
