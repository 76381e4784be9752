import type { Inputs, Outputs } from '../../api.ts'
import { CircleCheck, CircleOff, Clock, Hourglass } from 'lucide-vue-next'

export type Advert = Outputs['ads']['list']['items'][number]
export type Position = Outputs['adPositions']['list']['items'][number]
export type AdvertForm = Required<Pick<Inputs['ads']['create'], 'positionId' | 'name' | 'imageUrl' | 'text' | 'link' | 'linkType' | 'linkId' | 'startAt' | 'endAt' | 'sortOrder' | 'isEnabled'>>

export const LINKS = ['url', 'goods', 'category', 'brand', 'article', 'none'] as const
export type LinkKind = typeof LINKS[number]

export const LOOKS = {
  running: { tone: 'ok', icon: CircleCheck },
  planned: { tone: 'info', icon: Hourglass },
  over: { tone: 'mute', icon: Clock },
  off: { tone: 'mute', icon: CircleOff },
} as const

export function stateOf({ isEnabled, startAt, endAt }: Pick<Advert, 'isEnabled' | 'startAt' | 'endAt'>, now: Date = new Date()): keyof typeof LOOKS {
  if (!isEnabled) return 'off'
  if (new Date(startAt) > now) return 'planned'
  return new Date(endAt) <= now ? 'over' : 'running'
}

const MONTH_MS = 30 * 86_400_000

export function emptyForm(positionId: number, now: Date = new Date()): AdvertForm {
  return { positionId, name: '', imageUrl: '', text: '', link: '', linkType: 'url', linkId: 0, startAt: now.toISOString(), endAt: new Date(now.getTime() + MONTH_MS).toISOString(), sortOrder: 50, isEnabled: true }
}

/** An own address without a kind is one as well. */
export function formOf({ positionId, name, imageUrl, text, link, linkType, linkId, startAt, endAt, sortOrder, isEnabled }: Advert): AdvertForm {
  return { positionId, name, imageUrl, text, link, linkType: linkType === 'none' && link ? 'url' : linkType, linkId, startAt, endAt, sortOrder, isEnabled }
}
