import type { PromotionStatus } from '../status.ts'
import type { FavourableForm } from './form.ts'

export interface FavourableBefore extends FavourableForm {
  status: PromotionStatus
  /** An order took it once. */
  isUsed: boolean
}

const PROMISED = ['minAmountFen', 'maxAmountFen', 'offFen', 'payBasisPoints'] as const

const numbers = (ids: readonly number[]): string => ids.toSorted((a, b) => a - b).join(' ')

/** Gifts may come and go, as their stock does; one that stays costs what was said. */
function dearerGift(before: FavourableBefore, form: FavourableForm): boolean {
  return form.gifts.some((gift) => before.gifts.some((old) => old.goodsId === gift.goodsId && old.priceFen !== gift.priceFen))
}

/**
 * The first field that may not change any more. A draft is free; what was published keeps its type and its range; while it runs it
 * keeps its start and may only end later; once an order took it it keeps its amounts and whom it is for.
 */
export function frozenField(before: FavourableBefore, form: FavourableForm): keyof FavourableForm | null {
  if (before.status === 'draft') return null
  if (before.type !== form.type) return 'type'
  if (before.range !== form.range) return 'range'
  if (numbers(before.rangeIds) !== numbers(form.rangeIds)) return 'rangeIds'
  if (before.isUsed) {
    const promised = PROMISED.find((field) => before[field] !== form[field])
    if (promised) return promised
    if (numbers(before.rankIds) !== numbers(form.rankIds)) return 'rankIds'
    if (dearerGift(before, form)) return 'gifts'
  }
  if (before.status !== 'under_way') return null
  if (new Date(before.startAt).getTime() !== new Date(form.startAt).getTime()) return 'startAt'
  return new Date(form.endAt) < new Date(before.endAt) ? 'endAt' : null
}
