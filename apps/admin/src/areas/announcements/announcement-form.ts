import type { Inputs, Outputs } from '../../api.ts'

export type AnnouncementView = Outputs['announcements']['get']
export type AnnouncementRow = Outputs['announcements']['list']['items'][number]
export type AnnouncementForm = Inputs['announcements']['create']

/** The kinds with words of their own; 3 to 9 are others. */
export const KINDS = [0, 1, 2] as const
export const AUDIENCES = ['shoppers', 'staff'] as const

/** 0, 1, 2, else other. */
export const kindKey = (kind: number): string => (kind < KINDS.length ? String(kind) : 'other')

export function emptyForm(): AnnouncementForm {
  return { kind: 1, audience: 'shoppers', rankIds: [], userIds: [], title: '', content: '', url: '', target: '_self', isTop: false }
}

export function formOf({ kind, audience, rankIds, userIds, title, content, url, target, isTop }: AnnouncementView): AnnouncementForm {
  return { kind, audience, rankIds: [...rankIds], userIds: [...userIds], title, content, url, target, isTop }
}

/** A link of our own, or a page of the web. */
export const isLink = (url: string): boolean => url.trim() === '' || /^(?:https?:\/\/\S+|\/(?!\/)\S*)$/i.test(url.trim())
