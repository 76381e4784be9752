import type { Words } from './language.ts'

/** The areas of the document, in the order of its menu, with the words that methods of the area begin with. */
export const CATEGORIES = {
  item: { title: ['商品', 'Products'], words: ['item', 'items'] },
  category: { title: ['类目与品牌', 'Categories and brands'], words: ['category', 'categories', 'brand', 'brands'] },
  trade: { title: ['交易', 'Trade'], words: ['cart', 'flow', 'order', 'orders', 'aftersale', 'aftersales'] },
  user: { title: ['用户', 'Users'], words: ['user', 'users'] },
  comment: { title: ['评论与留言', 'Comments and messages'], words: ['comment', 'comments', 'message', 'messages'] },
  promotion: { title: ['营销', 'Promotions'], words: ['promotion', 'promotions'] },
  payment: { title: ['支付', 'Payments'], words: ['pay', 'payment', 'payments'] },
  wechat: { title: ['微信', 'WeChat'], words: ['wechat'] },
  seller: { title: ['商家', 'Sellers'], words: ['seller', 'sellers', 'merchant', 'store', 'stores'] },
  outlet: { title: ['门店', 'Outlets'], words: ['outlet', 'outlets'] },
  virtualcode: { title: ['核销', 'Codes'], words: ['virtualcode'] },
  shop: { title: ['店铺', 'Shop'], words: ['shop', 'search', 'survey', 'surveys', 'article', 'articles', 'help'] },
  tool: { title: ['工具', 'Tools'], words: ['tool', 'tools'] },
} as const satisfies Record<string, { title: Words, words: readonly string[] }>

export type CategoryKey = keyof typeof CATEGORIES
const OTHERS: CategoryKey = 'tool'

/** A method's area by the word after the first point. */
export function categoryOf(method: string): CategoryKey {
  const word = method.split('.')[1] ?? ''
  for (const [key, category] of Object.entries(CATEGORIES)) {
    if ((category.words as readonly string[]).includes(word)) return key as CategoryKey // a key of the same table
  }
  return OTHERS
}
