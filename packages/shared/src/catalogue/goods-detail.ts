import type { GoodsDetail } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { unitPrice } from '../pricing/index.ts'
import { activitiesFor } from './goods-activities.ts'
import { countClick } from './clicks.ts'
import { DETAIL, DETAIL_FOR_GUESTS, type DetailRow } from './detail-statement.ts'
import { type GoodsRow, priceableOf, rankOf, rankPriceIn, toGoods } from './goods-row.ts'
import { basisOf, heldPage, holdPage, type PageBasis, type PageSource } from './held-pages.ts'
import { userIdOf } from './list-goods.ts'
import { propertiesOf, specsOf, toSku } from './skus.ts'
import { namesFor, pathTo, refOf, type Structure, structureWith } from './structure.ts'

const GRAMS_PER_KILOGRAM = 1000
const MAX_LINKED = 10
const KEPT_IN_HISTORY = 50

const REMEMBER = `WITH seen AS (INSERT INTO "BrowseHistory" ("userId", "goodsId", "seenAt") VALUES ($1, $2, $3)
    ON CONFLICT ("userId", "goodsId") DO UPDATE SET "seenAt" = excluded."seenAt")
  DELETE FROM "BrowseHistory" WHERE "userId" = $1 AND "goodsId" IN
    (SELECT "goodsId" FROM "BrowseHistory" WHERE "userId" = $1 AND "goodsId" <> $2 ORDER BY "seenAt" DESC, "goodsId" DESC OFFSET ${KEPT_IN_HISTORY - 1})`

async function readPage({ sql, now }: Ctx, goodsId: number, userId: number): Promise<PageSource> {
  const source = userId === 0
    ? await sql.row<PageSource>('detail_guest', DETAIL_FOR_GUESTS, [goodsId, now])
    : await sql.row<PageSource>('detail', DETAIL, [goodsId, now, userId])
  if (!source) throw new ShopError('NOT_FOUND')
  return source
}

/** What the rows of other tables add to the summary. */
function ownParts(row: DetailRow, structure: Structure, now: Date) {
  const values = row.values ?? []
  const viewer = { rank: rankOf(row), now }
  return {
    isAttention: row.isAttention ?? false,
    extensionCode: row.extensionCode,
    weightKg: row.weightGrams / GRAMS_PER_KILOGRAM,
    goodsDesc: row.description,
    keywords: row.keywords,
    pointsLimitYuan: row.pointsLimitYuan,
    givePoints: row.givePoints,
    giveRankPoints: row.giveRankPoints,
    bonusMoneyFen: row.bonusMoneyFen ?? 0,
    categoryIds: row.categoryIds ?? [],
    categoryPath: pathTo(structure, row.categoryId).map(refOf),
    gallery: (row.images ?? []).map((image) => ({ imageId: image.id, imageUrl: image.url, thumbUrl: image.thumbUrl, imageDesc: image.description })),
    properties: propertiesOf(values),
    specs: specsOf(values),
    skus: (row.skus ?? []).filter((sku) => sku.isOnSale).map((sku) => toSku(sku, row, values, viewer)),
    volumePrices: (row.volumePrices ?? []).map((tier) => ({ fromQuantity: tier.fromQuantity, volumePriceFen: tier.priceFen })),
    rankPrices: (row.rankPrices ?? []).map(({ rankId, rankName, discountPercent, rankPriceFen }) => ({
      rankId,
      rankName,
      priceFen: rankPriceIn(unitPrice(priceableOf({ ...row, rankPriceFen }), 1, { id: rankId, discountPercent }, now)),
    })),
    fittings: row.fittings ?? [],
    tags: row.tags ?? [],
    packages: (row.packages ?? []).map(({ endAt, ...ref }) => ({ ...ref, endTime: new Date(endAt).toISOString() })),
    sortOrder: row.sortOrder,
    addTime: new Date(row.addedAt).toISOString(),
    lastUpdate: new Date(row.updatedAt).toISOString(),
  }
}

interface Page {
  answer: { item: GoodsDetail }
  /** The products with a price on it. */
  rows: GoodsRow[]
}

async function pageOf(ctx: Ctx, { waitingClicks, favourables, ...source }: PageBasis): Promise<Page> {
  const row: DetailRow = JSON.parse(source.page) // the statement's own columns
  const linked: GoodsRow[] = source.linked === null ? [] : JSON.parse(source.linked)
  const rows = [row, ...linked]
  const [names, structure] = await Promise.all([namesFor(ctx, rows), structureWith(ctx, row.categoryId)])
  const linkedById = new Map(linked.map((goods) => [goods.id, goods]))
  const item: GoodsDetail = {
    ...toGoods(row, names, ctx.now),
    ...ownParts(row, structure, ctx.now),
    clickCount: row.clickCount + waitingClicks,
    linkedGoods: (row.linkedIds ?? []).flatMap((id) => linkedById.get(id) ?? []).slice(0, MAX_LINKED).map((goods) => toGoods(goods, names, ctx.now)),
    activities: activitiesFor(row, favourables, structure, ctx.now),
  }
  return { answer: { item }, rows }
}

async function guestPage(ctx: Ctx, goodsId: number, source: PageSource): Promise<{ item: GoodsDetail }> {
  const basis = await basisOf(ctx, goodsId, source)
  const known = heldPage(ctx, goodsId, basis)
  if (known) return known
  const { answer, rows } = await pageOf(ctx, basis)
  holdPage(ctx, basis, answer, rows)
  return answer
}

async function freshPage(ctx: Ctx, goodsId: number, source: PageSource): Promise<{ item: GoodsDetail }> {
  return (await pageOf(ctx, await basisOf(ctx, goodsId, source))).answer
}

/** A product as its page shows it, without a visit being counted. */
export async function goodsView(ctx: Ctx, { goodsId }: { goodsId: number }): Promise<{ item: GoodsDetail }> {
  return freshPage(ctx, goodsId, await readPage(ctx, goodsId, userIdOf(ctx)))
}

/** 商品: what its page shows. Counts the visit and, for a shopper, remembers it. */
export async function goodsDetail(ctx: Ctx, input: { goodsId: number }): Promise<{ item: GoodsDetail }> {
  const { goodsId } = input
  const userId = userIdOf(ctx)
  const source = await readPage(ctx, goodsId, userId)
  countClick(ctx, goodsId)
  if (userId === 0) return guestPage(ctx, goodsId, source)
  const [answer] = await Promise.all([freshPage(ctx, goodsId, source), ctx.sql.run('history_remember', REMEMBER, [userId, goodsId, ctx.now])])
  return answer
}
