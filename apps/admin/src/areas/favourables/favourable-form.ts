import type { Inputs, Outputs } from '../../api.ts'

export type FavourableView = Outputs['favourables']['get']
export type FavourableRow = Outputs['favourables']['list']['items'][number]
export type FavourableForm = Inputs['favourables']['create']
export type FavourablePreview = Outputs['favourables']['preview']
export type FavourableCheck = FavourablePreview['checks'][number]
export type Rank = Outputs['favourables']['choices']['ranks'][number]
export type FavourableType = FavourableForm['type']

export const TYPES = [1, 2, 0] as const
export const RANGES = [0, 1, 2, 3] as const
export const GUESTS = 0

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const FORTNIGHT = 14
const DEFAULT_ORDER = 50

/** From the next full hour on, for two weeks, for everybody. */
export function emptyForm(rankIds: readonly number[] = [], now: Date = new Date()): FavourableForm {
  const start = Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS
  return {
    name: '', startAt: new Date(start).toISOString(), endAt: new Date(start + FORTNIGHT * DAY_MS).toISOString(), sortOrder: DEFAULT_ORDER, type: 1,
    rankIds: [GUESTS, ...rankIds], range: 0, rangeIds: [], minAmountFen: 0, maxAmountFen: 0, offFen: 0, payBasisPoints: 0, giftLimit: 1, gifts: [],
  }
}

export function formOf(view: FavourableView): FavourableForm {
  const { id: _id, sellerId: _sellerId, status: _status, cancelReason: _reason, rangeNames: _names, isUsed: _used, ...form } = view
  return { ...form, rankIds: [...form.rankIds], rangeIds: [...form.rangeIds], gifts: form.gifts.map((gift) => ({ ...gift })) }
}

export interface Locks { all: boolean, start: boolean, scope: boolean, amounts: boolean }

/** What can no longer be changed; the shop refuses it all the same. */
export function locksOf(view: Pick<FavourableView, 'status' | 'isUsed'> | undefined): Locks {
  const status = view?.status ?? 'draft'
  const isOver = status === 'finished' || status === 'canceled'
  return { all: isOver, start: isOver || status === 'under_way', scope: status !== 'draft', amounts: isOver || (view?.isUsed ?? false) }
}

/** The fields that are not right yet; each has a sentence under `favourables.wrong`. */
export function wrongFields(form: FavourableForm): Partial<Record<keyof FavourableForm, string>> {
  const facts: [keyof FavourableForm, string, boolean][] = [
    ['name', 'name', form.name.trim() === ''],
    ['endAt', 'endAt', form.endAt <= form.startAt],
    ['rankIds', 'rankIds', form.rankIds.length === 0],
    ['rangeIds', 'rangeIds', form.range !== 0 && form.rangeIds.length === 0],
    ['maxAmountFen', 'maxAmountFen', form.maxAmountFen > 0 && form.maxAmountFen < form.minAmountFen],
    ['offFen', 'offFen', form.type === 1 && form.offFen <= 0],
    ['payBasisPoints', 'payNothing', form.type === 2 && form.payBasisPoints <= 0],
    ['payBasisPoints', 'payAll', form.type === 2 && form.payBasisPoints >= 10_000],
    ['gifts', 'gifts', form.type === 0 && form.gifts.length === 0],
  ]
  return Object.fromEntries(facts.filter(([, , isWrong]) => isWrong).map(([field, word]) => [field, word]))
}
