import type { FavourableTerms } from './form.ts'
import type { GiftFacts, SampleCart, SampleLine } from './sample-cart.ts'

export const FAVOURABLE_WARNINGS = ['rangeEmpty', 'outOfReach', 'everythingOff', 'deepPercent', 'belowCost', 'giftsCostMore', 'giftSoldOut', 'overlap'] as const
export type FavourableWarning = typeof FAVOURABLE_WARNINGS[number]

/** A change of one field that would put it right. */
export interface Fix { field: 'offFen' | 'minAmountFen' | 'payBasisPoints', value: number }

export interface Check {
  warning: FavourableWarning
  /** The product or the activities it is about. */
  names: string[]
  gapFen: number
  fixes: Fix[]
}

const YUAN = 100
const WHOLE = 10_000
const PERCENT = 100
/** 打 8.8 折 typed as 8.8 percent still paid: who takes off more than this meant it ten times as much. */
const DEEP_BELOW = 1000

const costly = ({ isGift, costFen, netFen }: SampleLine): boolean => !isGift && costFen > 0 && netFen < costFen

/** How far the figures must move so that the worst line just pays its cost; whole yuan and whole percents, as people set them. */
export function fixesFor({ subtotalFen, costFen }: Pick<SampleLine, 'subtotalFen' | 'costFen'>, goodsFen: number, { type, offFen, minAmountFen, maxAmountFen }: FavourableTerms): Fix[] {
  const room = subtotalFen - costFen
  if (room <= 0) return []
  if (type === 2) {
    const pay = Math.ceil(costFen * PERCENT / subtotalFen) * PERCENT
    return pay < WHOLE ? [{ field: 'payBasisPoints', value: pay }] : []
  }
  if (type !== 1) return []
  const least = Math.floor(room * goodsFen / subtotalFen / YUAN) * YUAN
  const from = Math.ceil(offFen * subtotalFen / room / YUAN) * YUAN
  return [
    ...least > 0 && least < offFen ? [{ field: 'offFen', value: least } as const] : [],
    ...from > minAmountFen && (maxAmountFen === 0 || from <= maxAmountFen) ? [{ field: 'minAmountFen', value: from } as const] : [],
  ]
}

function belowCost(cart: SampleCart | null, terms: FavourableTerms): Check[] {
  const bad = (cart?.lines ?? []).filter(costly).toSorted((a, b) => (a.netFen - a.costFen) - (b.netFen - b.costFen))
  const [worst] = bad
  if (!cart || !worst) return []
  return [{ warning: 'belowCost', names: bad.map(({ name }) => name), gapFen: worst.costFen - worst.netFen, fixes: fixesFor(worst, cart.goodsFen, terms) }]
}

/** A cart whose gifts cost the shop more than its goods bring in. */
function giftsCostMore(cart: SampleCart | null): Check[] {
  const gifts = cart?.lines.filter(({ isGift }) => isGift) ?? []
  if (!cart || gifts.length === 0 || cart.lines.some(({ isGift, costFen }) => !isGift && costFen === 0)) return []
  const margin = cart.lines.reduce((sum, { netFen, costFen }) => sum + netFen - costFen, 0)
  return margin < 0 ? [{ warning: 'giftsCostMore', names: gifts.map(({ name }) => name), gapFen: 0 - margin, fixes: [] }] : []
}

const plain = (warning: FavourableWarning, isSo: boolean, names: string[] = []): Check[] => (isSo ? [{ warning, names, gapFen: 0, fixes: [] }] : [])

export interface Findings {
  terms: FavourableTerms
  coveredGoods: number
  cart: SampleCart | null
  gifts: readonly GiftFacts[]
  overlaps: readonly { name: string }[]
}

/** What a merchant would want to know before anybody else finds out. */
export function checksOf({ terms, coveredGoods, cart, gifts, overlaps }: Findings): Check[] {
  const { type, offFen, payBasisPoints, minAmountFen, range, rangeIds } = terms
  const noneLeft = gifts.filter(({ isSold, stock }) => !isSold || stock < 1)
  return [
    ...plain('rangeEmpty', coveredGoods === 0 && (range === 0 || rangeIds.length > 0)),
    ...plain('outOfReach', coveredGoods > 0 && cart === null),
    ...plain('everythingOff', type === 1 && offFen > 0 && offFen >= minAmountFen),
    ...type === 2 && payBasisPoints > 0 && payBasisPoints < DEEP_BELOW
      ? [{ warning: 'deepPercent', names: [], gapFen: 0, fixes: [{ field: 'payBasisPoints', value: payBasisPoints * 10 }] } satisfies Check]
      : [],
    ...belowCost(cart, terms),
    ...giftsCostMore(cart),
    ...plain('giftSoldOut', type === 0 && noneLeft.length > 0, noneLeft.map(({ name }) => name)),
    ...plain('overlap', overlaps.length > 0, overlaps.map(({ name }) => name)),
  ]
}
