import type { Ctx, TxCtx } from '../../database/index.ts'
import type { Rank } from '../../pricing/index.ts'
import { sellerOf } from '../seller.ts'
import { type Check, checksOf } from './checks.ts'
import { configOf, type FavourableTerms } from './form.ts'
import { isInRangeSql, namesOfRanges, type RangeName, SOLD } from './range-sql.ts'
import { type PromotionRow, toFavourable } from './running.ts'
import { type GiftFacts, readGifts, type SampleCart, sampleCart } from './sample-cart.ts'

export interface PreviewForm extends FavourableTerms {
  /** 0: not saved yet. */
  id: number
  startAt: string
  endAt: string
}

/** Another one that counts for the same products, the same people and the same days. */
export interface Overlap { id: number, name: string, startAt: string, endAt: string, goods: number }

export interface FavourablePreview {
  /** Products on sale in its range now. */
  coveredGoods: number
  rangeNames: RangeName[]
  /** By whose prices the cart is worked out, 0 for guests. */
  rankId: number
  cart: SampleCart | null
  gifts: GiftFacts[]
  overlaps: Overlap[]
  checks: Check[]
}

const COVERED = `SELECT count(*)::int AS "count" FROM "Goods" g WHERE g."sellerId" = $1 AND ${SOLD} AND ${isInRangeSql('$2::int', '$3::int[]')}`

const OTHERS = `SELECT p."id", p."sellerId", p."name", p."startAt", p."endAt", p."sortOrder", p."config" FROM "Promotion" p
  WHERE p."kind" = 'favourable' AND p."state" = 'published' AND p."sellerId" = $1 AND p."id" <> $2 AND p."startAt" < $4 AND $3 < p."endAt" AND $5 < p."endAt" ORDER BY p."sortOrder", p."id"`
const SHARED = `SELECT o."id", (SELECT count(*)::int FROM "Goods" g WHERE g."sellerId" = $1 AND ${SOLD} AND ${isInRangeSql('$2::int', '$3::int[]')} AND ${isInRangeSql('o."range"', 'o."ids"')}) AS "goods"
  FROM jsonb_to_recordset($4::jsonb) AS o("id" int, "range" int, "ids" int[])`

async function overlapsWith({ sql, now }: Pick<TxCtx, 'sql' | 'now'>, form: PreviewForm, sellerId: number): Promise<Overlap[]> {
  const rows = await sql.rows<PromotionRow & Record<string, unknown>>('favourable_others', OTHERS, [sellerId, form.id, form.startAt, form.endAt, now])
  const others = rows.map(toFavourable).filter(({ rankIds }) => rankIds.some((id) => form.rankIds.includes(id)))
  if (others.length === 0) return []
  const ranges = others.map(({ activityId, range, rangeIds }) => ({ id: activityId, range, ids: rangeIds }))
  const shared = await sql.rows<{ id: number, goods: number }>('favourable_shared', SHARED, [sellerId, form.range, form.rangeIds, JSON.stringify(ranges)])
  return others.flatMap(({ activityId, name, startAt, endAt }) => {
    const goods = shared.find(({ id }) => id === activityId)?.goods ?? 0
    return goods > 0 ? [{ id: activityId, name, startAt: startAt.toISOString(), endAt: endAt.toISOString(), goods }] : []
  })
}

/** Of those it is for, whose prices are lowest: null is a guest. */
async function cheapestRank({ sql }: Pick<TxCtx, 'sql'>, rankIds: readonly number[]): Promise<Rank | null> {
  const ranks = await sql.rows<Rank & Record<string, unknown>>('favourable_ranks', 'SELECT "id", "discountPercent" FROM "Rank" WHERE "id" = ANY($1::int[]) ORDER BY "discountPercent", "id"', [rankIds])
  const [lowest] = ranks
  return lowest && (lowest.discountPercent < 100 || !rankIds.includes(0)) ? lowest : null
}

/** The dearest gifts a shopper may take. */
function takenGifts({ type, giftLimit, gifts }: FavourableTerms, facts: readonly GiftFacts[]): (GiftFacts & { priceFen: number })[] {
  if (type !== 0) return []
  const priced = facts.map((one) => ({ ...one, priceFen: gifts.find(({ goodsId }) => goodsId === one.goodsId)?.priceFen ?? 0 }))
  const dearest = priced.toSorted((a, b) => (b.costPriceFen - b.priceFen) - (a.costPriceFen - a.priceFen))
  return giftLimit > 0 ? dearest.slice(0, giftLimit) : dearest
}

/** What the form as it stands means today: how many products, a worst cart, and what to mind. A form that is not whole yet has no cart. */
export async function previewFavourable(ctx: Ctx, form: PreviewForm): Promise<FavourablePreview> {
  const sellerId = await sellerOfPreview(ctx, form.id)
  const rank = await cheapestRank(ctx, form.rankIds)
  const [covered, [rangeNames = []], gifts, overlaps] = await Promise.all([
    ctx.sql.row<{ count: number }>('favourable_covered', COVERED, [sellerId, form.range, form.rangeIds]),
    namesOfRanges(ctx, [form]),
    readGifts(ctx, form.gifts.map(({ goodsId }) => goodsId), rank),
    overlapsWith(ctx, form, sellerId),
  ])
  const isWhole = 'config' in configOf(form)
  const cart = isWhole ? await sampleCart(ctx, { sellerId, terms: form, rank, gifts: takenGifts(form, gifts) }) : null
  const coveredGoods = covered?.count ?? 0
  const checks = checksOf({ terms: form, coveredGoods, cart, gifts, overlaps }).filter(({ warning }) => isWhole || warning !== 'outOfReach')
  return { coveredGoods, rangeNames, rankId: rank?.id ?? 0, cart, gifts, overlaps, checks }
}

/** Whose products it is about: of one that is there its own seller's, which the platform's people see as well. */
async function sellerOfPreview(ctx: Pick<TxCtx, 'sql' | 'actor'>, id: number): Promise<number> {
  const own = sellerOf(ctx)
  if (own > 0 || id === 0) return own
  const row = await ctx.sql.row<{ sellerId: number }>('favourable_seller', 'SELECT "sellerId" FROM "Promotion" WHERE "id" = $1', [id])
  return row?.sellerId ?? own
}
