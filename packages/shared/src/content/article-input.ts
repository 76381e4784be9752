import sanitizeHtml from 'sanitize-html'
import { z } from 'zod'
import { ARTICLE_KINDS } from './article-tree.ts'

const [MAX_TITLE, MAX_SHORT, MAX_LINE, MAX_CONTENT, MAX_GOODS, MAX_SORT, MAX_TYPE] = [150, 60, 255, 200_000, 10, 255, 127]
const MOST_GOODS_ID = 2_147_483_647

/** A page of ours, an address elsewhere, or nothing. */
export const address = z.string().trim().max(MAX_LINE).refine((value) => value === '' || /^(?:https?:\/\/\S+|\/(?!\/)\S*)$/i.test(value), 'not an address')

const ARTICLE = {
  categoryId: z.int().min(1),
  title: z.string().trim().min(1).max(MAX_TITLE),
  author: z.string().trim().max(MAX_SHORT),
  keywords: z.string().trim().max(MAX_LINE),
  description: z.string().trim().max(MAX_LINE),
  imageUrl: address,
  content: z.string().max(MAX_CONTENT),
  link: address,
  linkTarget: z.enum(['_self', '_blank']),
  source: z.string().trim().max(MAX_SHORT),
  sourceUrl: address,
  isOpen: z.boolean(),
  isTop: z.boolean(),
  allowComment: z.boolean(),
  sortOrder: z.int().min(0).max(MAX_SORT),
  publishedAt: z.date(),
  goodsIds: z.array(z.int().min(1).max(MOST_GOODS_ID)).max(MAX_GOODS),
}

export const ArticleChange = z.strictObject(ARTICLE).partial()
export type ArticleChange = z.output<typeof ArticleChange>
export const NewArticle = ArticleChange.required({ categoryId: true, title: true })
export type NewArticle = z.output<typeof NewArticle>

const CATEGORY = {
  /** 0: at the top. */
  parentId: z.int().min(0),
  /** Below the top it is the parent's, whatever is sent. */
  kind: z.enum(ARTICLE_KINDS),
  name: z.string().trim().min(1).max(100),
  keywords: z.string().trim().max(MAX_LINE),
  description: z.string().trim().max(MAX_LINE),
  sortOrder: z.int().min(0).max(MAX_SORT),
  showInNav: z.boolean(),
  typeNumber: z.int().min(-MAX_TYPE - 1).max(MAX_TYPE),
}

export const ArticleCategoryChange = z.strictObject(CATEGORY).partial()
export type ArticleCategoryChange = z.output<typeof ArticleCategoryChange>
export const NewArticleCategory = ArticleCategoryChange.required({ name: true })
export type NewArticleCategory = z.output<typeof NewArticleCategory>

const BLOCK_END = /<(?:br|hr|img|\/(?:p|h\d|li|tr|td|th|div|blockquote|pre|figcaption))\b[^>]*>/gi
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '\'' }

/** HTML as it is read: words of two blocks do not run into each other. */
export function plainText(html: string): string {
  const bare = sanitizeHtml(html.replaceAll(BLOCK_END, ' '), { allowedTags: [], allowedAttributes: {} })
  return bare.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity).replaceAll(/\s+/g, ' ').trim()
}
