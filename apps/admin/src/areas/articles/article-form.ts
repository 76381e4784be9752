import type { Outputs } from '../../api.ts'
import { CircleCheck, CircleOff, Hourglass } from 'lucide-vue-next'

export type ArticleRow = Outputs['articles']['list']['items'][number]
export type ArticleView = Outputs['articles']['get']
export type LinkedGoods = ArticleView['goods'][number]
export type ArticleChoice = Outputs['articles']['choices']['categories'][number]

/** What is typed; the goods as they are shown. */
export interface ArticleForm {
  categoryId: number
  title: string
  author: string
  description: string
  keywords: string
  imageUrl: string
  content: string
  link: string
  source: string
  sourceUrl: string
  isOpen: boolean
  isTop: boolean
  allowComment: boolean
  sortOrder: number
  publishedAt: string
  goods: LinkedGoods[]
}

export const LOOKS = {
  open: { tone: 'ok', icon: CircleCheck },
  planned: { tone: 'info', icon: Hourglass },
  closed: { tone: 'mute', icon: CircleOff },
} as const

export function stateOf({ isOpen, publishedAt }: Pick<ArticleRow, 'isOpen' | 'publishedAt'>, now: Date = new Date()): keyof typeof LOOKS {
  if (!isOpen) return 'closed'
  return new Date(publishedAt) > now ? 'planned' : 'open'
}

export function emptyForm(categoryId: number, now: Date = new Date()): ArticleForm {
  return { categoryId, title: '', author: '', description: '', keywords: '', imageUrl: '', content: '', link: '', source: '', sourceUrl: '', isOpen: true, isTop: false, allowComment: true, sortOrder: 50, publishedAt: now.toISOString(), goods: [] }
}

export function formOf({ categoryId, title, author, description, keywords, imageUrl, content, link, source, sourceUrl, isOpen, isTop, allowComment, sortOrder, publishedAt, goods }: ArticleView): ArticleForm {
  return { categoryId, title, author, description, keywords, imageUrl, content, link, source, sourceUrl, isOpen, isTop, allowComment, sortOrder, publishedAt, goods }
}

/** As it is sent: goods by their ids. */
export function sentOf<Form extends Partial<ArticleForm>>({ goods, ...form }: Form) {
  return { ...form, ...goods && { goodsIds: goods.map((one) => one.goodsId) } }
}

/** The tree as a list to choose from, each under the names above it. */
export function pathsOf(categories: readonly ArticleChoice[]): { value: number, label: string, kind: string }[] {
  const nameOf = (one: ArticleChoice): string => {
    const above = categories.find((other) => other.id === one.parentId)
    return above ? `${nameOf(above)} / ${one.name}` : one.name
  }
  return categories.map((one) => ({ value: one.id, label: nameOf(one), kind: one.kind })).toSorted((a, b) => a.label.localeCompare(b.label, 'zh-CN'))
}
