import type { TxCtx } from '../../database/index.ts'
import { type Activity, type PricedLineInput, priceCheckout, type Rank, unitPrice } from '../../pricing/index.ts'
import type { FavourableTerms } from './form.ts'
import { isInRangeSql, SOLD } from './range-sql.ts'

/** A product as the sample looks at it. */
export interface SampleGoods {
  goodsId: number
  name: string
  thumbUrl: string
  shopPriceFen: number
  costPriceFen: number
  rankPriceFen: number | null
  promotePriceFen: number
  promoteStartAt: string | null
  promoteEndAt: string | null
}

export interface SampleLine {
  goodsId: number
  name: string
  thumbUrl: string
  quantity: number
  isGift: boolean
  subtotalFen: number
  discountFen: number
  netFen: number
  /** 0: nobody wrote down what it costs the shop. */
  costFen: number
}

export interface SampleCart {
  lines: SampleLine[]
  goodsFen: number
  discountFen: number
  payFen: number
}

const FIELDS = (rank: string): string => `g."id" AS "goodsId", g."name", g."thumbUrl", g."shopPriceFen", g."costPriceFen", g."promotePriceFen", g."promoteStartAt", g."promoteEndAt",
  (SELECT rp."priceFen" FROM "RankPrice" rp WHERE rp."goodsId" = g."id" AND rp."rankId" = ${rank}) AS "rankPriceFen"`

const IN_RANGE = `g."sellerId" = $1 AND ${SOLD} AND g."shopPriceFen" > 0 AND ${isInRangeSql('$2::int', '$3::int[]')}`

// The thinnest margin first: what is sold below cost shows there.
const WORST = `SELECT ${FIELDS('$4::int')} FROM "Goods" g WHERE ${IN_RANGE} AND ($5::int = 0 OR g."shopPriceFen" <= $5)
  ORDER BY g."costPriceFen"::numeric / g."shopPriceFen" DESC, g."shopPriceFen" DESC, g."id" LIMIT 1`
// The cheapest that closes the gap; $7 is what there is room for below the greatest amount.
const FILL = `SELECT ${FIELDS('$4::int')} FROM "Goods" g WHERE ${IN_RANGE} AND g."id" <> $5 AND g."shopPriceFen" >= $6 AND ($7::int = 0 OR g."shopPriceFen" <= $7)
  ORDER BY g."shopPriceFen", g."id" LIMIT 1`

export interface SampleScope {
  sellerId: number
  terms: FavourableTerms
  rank: Rank | null
  gifts: readonly (SampleGoods & { priceFen: number })[]
}

type Found = SampleGoods & Record<string, unknown>

const WHOLE_PERCENT = 100

interface Chosen { goods: SampleGoods, quantity: number }

/** Below so much nobody sells it: the price for one unit of this rank. */
const priceOf = (goods: SampleGoods, { rank, sellerId }: SampleScope, now: Date): number => unitPrice(lineOf(goods, 1, 0, sellerId, null), 1, rank, now).unitPriceFen

/** What a shopper might put together to just reach the amount: the product with the least margin, filled up with the cheapest that suffices, or with itself. */
async function possibleCarts({ sql, now }: Pick<TxCtx, 'sql' | 'now'>, scope: SampleScope): Promise<Chosen[][]> {
  const { terms: { range, rangeIds, minAmountFen, maxAmountFen }, sellerId, rank } = scope
  const values = [sellerId, range, rangeIds, rank?.id ?? 0]
  const worst = await sql.row<Found>('favourable_sample_worst', WORST, [...values, maxAmountFen])
  if (!worst) return []
  const ownFen = priceOf(worst, scope, now)
  const gap = minAmountFen - ownFen
  if (gap <= 0) return [[{ goods: worst, quantity: 1 }]]
  const room = maxAmountFen > 0 ? maxAmountFen - ownFen : 0
  const fill = await sql.row<Found>('favourable_sample_fill', FILL, [...values, worst.goodsId, Math.ceil(gap * WHOLE_PERCENT / (rank?.discountPercent || WHOLE_PERCENT)), room])
  const alone = { goods: worst, quantity: Math.ceil(minAmountFen / Math.max(1, ownFen)) }
  return [...fill ? [[{ goods: worst, quantity: 1 }, { goods: fill, quantity: 1 }]] : [], [alone]]
}

function lineOf(goods: SampleGoods, quantity: number, at: number, sellerId: number, giftPriceFen: number | null): PricedLineInput {
  const { goodsId, shopPriceFen, rankPriceFen, promotePriceFen, promoteStartAt, promoteEndAt } = goods
  const isPromoted = promotePriceFen > 0 && promoteStartAt !== null && promoteEndAt !== null
  return {
    cartLineId: at + 1, sellerId, goodsId, quantity, shopPriceFen, rankPriceFen,
    kind: giftPriceFen === null ? 'goods' : 'gift',
    fixedPriceFen: giftPriceFen ?? 0,
    promotion: isPromoted ? { priceFen: promotePriceFen, startAt: new Date(promoteStartAt), endAt: new Date(promoteEndAt) } : null,
    marketPriceFen: shopPriceFen,
    skuId: 0, categoryIds: [], brandId: 0, isReal: true, isShippingFree: true, weightGrams: 0, volumePrices: [], fittingPriceFen: 0,
    surcharge: { skuPriceFen: null, optionPricesFen: [], extraPricesFen: [] },
    exchangePoints: 0, pointsLimitYuan: 0, givePoints: 0, giveRankPoints: 0, packageContents: [], frozen: null,
  }
}

const NO_EXTRAS = {
  flowType: 0, explain: false, flowActivity: null, sellers: [], packId: 0, packs: [], cardId: 0, cards: [], invoice: null, bonusId: 0, bonuses: [],
  pointsAsked: 0, pointsOwned: 0, balanceAskedFen: 0, balanceAvailableFen: 0, payId: 0, payments: [], moneyPaidFen: 0,
  settings: { pointsPerYuan: 100, pointsPercent: 0, usePoints: false, useBonus: false, useBalance: false, canInvoice: false, usePack: false, useCard: false, minGoodsAmountFen: 0 },
} as const

/** The activity while it runs. Everything in the cart is in its range already. */
function activityOf({ sellerId, terms, rank }: SampleScope, now: Date): Activity {
  const { type, minAmountFen, maxAmountFen, offFen, payBasisPoints } = terms
  return { activityId: 1, sellerId, name: '', type, rankIds: [rank?.id ?? 0], range: 0, rangeIds: [], minAmountFen, maxAmountFen, offFen, payBasisPoints, startAt: now, endAt: new Date(now.getTime() + 1), sortOrder: 0 }
}

/** A cart that just reaches the amount, priced with this activity alone; null when nothing on sale gets there. */
export async function sampleCart(ctx: Pick<TxCtx, 'sql' | 'now'>, scope: SampleScope): Promise<SampleCart | null> {
  for (const chosen of await possibleCarts(ctx, scope)) {
    const cart = priced(scope, chosen, ctx.now)
    if (cart) return cart
  }
  return null
}

function priced(scope: SampleScope, chosen: readonly Chosen[], now: Date): SampleCart | null {
  const { rank, sellerId, gifts } = scope
  const lines = [...chosen.map((one) => ({ ...one, giftPriceFen: null })), ...gifts.map((goods) => ({ goods, quantity: 1, giftPriceFen: goods.priceFen }))]
  const answer = priceCheckout({
    ...NO_EXTRAS, rank, now,
    lines: lines.map(({ goods, quantity, giftPriceFen }, at) => lineOf(goods, quantity, at, sellerId, giftPriceFen)),
    activities: [activityOf(scope, now)],
  })
  if (!answer.activities.some(({ available }) => available)) return null
  const { goodsAmountFen, discountFen } = answer.totals
  return {
    goodsFen: goodsAmountFen,
    discountFen,
    payFen: goodsAmountFen - discountFen,
    lines: answer.lines.flatMap((line, at) => {
      const own = lines[at]
      if (!own) return []
      const { goodsId, name, thumbUrl, costPriceFen } = own.goods
      return [{ goodsId, name, thumbUrl, quantity: line.quantity, isGift: own.giftPriceFen !== null, subtotalFen: line.subtotalFen, discountFen: line.discountShareFen, netFen: line.netAmountFen, costFen: costPriceFen * line.quantity }]
    }),
  }
}

const GIFTS = `SELECT ${FIELDS('$2::int')}, ${SOLD.replace('g."isAloneSale" AND ', '')} AS "isSold", g."stock" FROM "Goods" g WHERE g."id" = ANY($1::int[])`

export type GiftFacts = SampleGoods & { isSold: boolean, stock: number }

/** What the gifts are now, in the order they are named. */
export async function readGifts({ sql }: Pick<TxCtx, 'sql'>, ids: readonly number[], rank: Rank | null): Promise<GiftFacts[]> {
  if (ids.length === 0) return []
  const rows = await sql.rows<GiftFacts & Record<string, unknown>>('favourable_gifts', GIFTS, [ids, rank?.id ?? 0])
  return ids.flatMap((id) => rows.find(({ goodsId }) => goodsId === id) ?? [])
}
