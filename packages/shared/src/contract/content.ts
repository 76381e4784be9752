import { z } from 'zod'
import { flag, int, picture, text, time } from './fields.ts'

/** How one shopper is shown to another. */
export const MaskedUser = z.object({
  nickname: text,
  avatar: picture,
})
export type MaskedUser = z.output<typeof MaskedUser>

export const ArticleCategory = z.object({
  categoryId: int.meta({ wireName: 'cat_id' }),
  categoryName: text.meta({ wireName: 'cat_name' }),
  parentId: int,
  articleCount: int,
})
export type ArticleCategory = z.output<typeof ArticleCategory>

export const Article = z.object({
  articleId: int,
  categoryId: int.meta({ wireName: 'cat_id' }),
  title: text,
  author: text,
  description: text,
  image: picture,
  link: text,
  publishedAt: time.meta({ wireName: 'add_time' }),
  viewCount: int,
  likeCount: int,
  commentCount: int,
  liked: flag,
})
export type Article = z.output<typeof Article>

export const ArticleComment = z.object({
  commentId: int,
  user: MaskedUser,
  content: text,
  addTime: time,
  reply: text,
})
export type ArticleComment = z.output<typeof ArticleComment>

export const HelpArticle = z.object({
  articleId: int,
  title: text,
  publishedAt: time.meta({ wireName: 'add_time' }),
})
export type HelpArticle = z.output<typeof HelpArticle>

export const HelpCategory = z.object({
  categoryId: int.meta({ wireName: 'cat_id' }),
  categoryName: text.meta({ wireName: 'cat_name' }),
  articles: z.array(HelpArticle),
})
export type HelpCategory = z.output<typeof HelpCategory>

export const CONTACT_KINDS = ['phone', 'wechat', 'qq', 'email', 'other'] as const

export const SupportContact = z.object({
  contactId: int,
  kind: z.enum(CONTACT_KINDS),
  groupName: text,
  name: text,
  code: text,
})
export type SupportContact = z.output<typeof SupportContact>
