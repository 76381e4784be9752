import type { Inputs, Outputs } from '../../api.ts'
import { CircleCheck, CircleSlash, Clock, FilePen, Hourglass } from 'lucide-vue-next'

export type PackageView = Outputs['packages']['get']
export type PackageRow = Outputs['packages']['list']['items'][number]
export type PackageForm = Inputs['packages']['create']
export type PackagePreview = Outputs['packages']['preview']
export type PackageStatus = PackageView['status']
export type Content = PackageForm['contents'][number]
export type GoodsChoice = Outputs['packages']['pick']['items'][number]

/** What a content is called, as far as it is known already. */
export interface ContentName { name: string, sn: string, thumbUrl: string, optionsText: string }

/** How each state looks. */
export const LOOKS = {
  draft: { tone: 'mute', icon: FilePen },
  pre_start: { tone: 'info', icon: Hourglass },
  under_way: { tone: 'ok', icon: CircleCheck },
  finished: { tone: 'mute', icon: Clock },
  canceled: { tone: 'bad', icon: CircleSlash },
} as const

const DAY_MS = 86_400_000
const WEEKS_DAYS = 14
const HOUR_MS = 3_600_000

/** From the next full hour on, for two weeks. */
export function emptyForm(now: Date = new Date()): PackageForm {
  const start = Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS
  return { name: '', description: '', priceFen: 0, startAt: new Date(start).toISOString(), endAt: new Date(start + WEEKS_DAYS * DAY_MS).toISOString(), contents: [] }
}

export function formOf({ name, description, priceFen, startAt, endAt, contents }: PackageView): PackageForm {
  return { name, description, priceFen, startAt, endAt, contents: contents.map((content) => ({ ...content })) }
}

export function keyOf({ goodsId, skuId }: Pick<Content, 'goodsId' | 'skuId'>): string {
  return `${goodsId}/${skuId}`
}

export interface Locks { all: boolean, contents: boolean, price: boolean, start: boolean }

/** What can no longer be changed; the shop refuses it all the same. */
export function locksOf(view: Pick<PackageView, 'status' | 'isOrdered'> | undefined): Locks {
  const status = view?.status ?? 'draft'
  const isOver = status === 'finished' || status === 'canceled'
  return { all: isOver, contents: status !== 'draft', price: isOver || (view?.isOrdered ?? false), start: isOver || status === 'under_way' }
}
