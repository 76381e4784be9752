import type { FavourableGift } from './config.ts'
import { FavourableConfig } from './config.ts'
import type { Favourable } from './running.ts'

const FIELDS = ['type', 'rankIds', 'range', 'rangeIds', 'minAmountFen', 'maxAmountFen', 'offFen', 'payBasisPoints', 'giftLimit', 'gifts'] as const

/** An 优惠活动 as a form: the fields of every type side by side; only those of its own type count. */
export interface FavourableForm {
  name: string
  startAt: string
  endAt: string
  sortOrder: number
  type: 0 | 1 | 2
  /** 0 stands for guests and users without a rank. */
  rankIds: number[]
  range: 0 | 1 | 2 | 3
  rangeIds: number[]
  minAmountFen: number
  maxAmountFen: number
  offFen: number
  payBasisPoints: number
  giftLimit: number
  gifts: FavourableGift[]
}

/** The fields that say what it takes off and for whom. */
export type FavourableTerms = Omit<FavourableForm, 'name' | 'startAt' | 'endAt' | 'sortOrder'>

/** What is stored of the terms, or the first field that is wrong. */
export function configOf({ type, rankIds, range, rangeIds, minAmountFen, maxAmountFen, offFen, payBasisPoints, giftLimit, gifts }: FavourableTerms): { config: FavourableConfig } | { field: keyof FavourableTerms } {
  const common = { rankIds: [...new Set(rankIds)], range, rangeIds: range === 0 ? [] : [...new Set(rangeIds)], minAmountFen, maxAmountFen }
  const own = [{ type, giftLimit, gifts }, { type, offFen }, { type, payBasisPoints }][type]
  const parsed = FavourableConfig.safeParse({ ...common, ...own })
  if (parsed.success) return { config: parsed.data }
  const field = String(parsed.error.issues[0]?.path[0] ?? 'type')
  return { field: FIELDS.find((one) => one === field) ?? 'type' }
}

export function formOf({ name, startAt, endAt, sortOrder, type, rankIds, range, rangeIds, minAmountFen, maxAmountFen, offFen, payBasisPoints, giftLimit, gifts }: Favourable): FavourableForm {
  return {
    name, sortOrder, type, range, minAmountFen, maxAmountFen, offFen, payBasisPoints, giftLimit,
    startAt: startAt.toISOString(),
    endAt: endAt.toISOString(),
    rankIds: [...rankIds],
    rangeIds: [...rangeIds],
    gifts: gifts.map((gift) => ({ ...gift })),
  }
}
