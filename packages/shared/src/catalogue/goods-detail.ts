import type { GoodsDetail } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { unitPrice } from '../pricing/index.ts'
import { activitiesFor } from './goods-activities.ts'
import { countClick, pendingClicks } from './clicks.ts'
import { DETAIL, DETAIL_FOR_GUESTS, type DetailRow } from './detail-statement.ts'
import { priceableOf, rankOf, rankPriceIn, toGoods } from './goods-row.ts'
import { goodsSummaries, userIdOf } from './list-goods.ts'
import { propertiesOf, specsOf, toSku } from './skus.ts'
import { namesFor, pathTo, refOf, type Structure, structureWith } from './structure.ts'

const GRAMS_PER_KILOGRAM = 1000
const MAX_LINKED = 10
const KEPT_IN_HISTORY = 50

const REMEMBER = `WITH seen AS (INSERT INTO "BrowseHistory" ("userId", "goodsId", "seenAt") VALUES ($1, $2, $3)
    ON CONFLICT ("userId", "goodsId") DO UPDATE SET "seenAt" = excluded."seenAt")
  DELETE FROM "BrowseHistory" WHERE "userId" = $1 AND "goodsId" IN
    (SELECT "goodsId" FROM "BrowseHistory" WHERE "userId" = $1 AND "goodsId" <> $2 ORDER BY "seenAt" DESC, "goodsId" DESC OFFSET ${KEPT_IN_HISTORY - 1})`

function readDetail({ sql, now }: Ctx, goodsId: number, userId: number): Promise<DetailRow | null> {
  return userId === 0
    ? sql.row<DetailRow>('detail_guest', DETAIL_FOR_GUESTS, [goodsId, now])
    : sql.row<DetailRow>('detail', DETAIL, [goodsId, now, userId])
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
    addTime: row.addedAt.toISOString(),
    lastUpdate: row.updatedAt.toISOString(),
  }
}

/** A product as its page shows it, without a visit being counted. */
export async function goodsView(ctx: Ctx, { goodsId }: { goodsId: number }): Promise<{ item: GoodsDetail }> {
  const row = await readDetail(ctx, goodsId, userIdOf(ctx))
  if (!row) throw new ShopError('NOT_FOUND')
  return { item: await itemOf(ctx, row) }
}

async function itemOf(ctx: Ctx, row: DetailRow): Promise<GoodsDetail> {
  const [names, structure, linked] = await Promise.all([namesFor(ctx, [row]), structureWith(ctx, row.categoryId), goodsSummaries(ctx, row.linkedIds ?? [])])
  return {
    ...toGoods(row, names, ctx.now),
    ...ownParts(row, structure, ctx.now),
    clickCount: row.clickCount + pendingClicks(ctx.sql, row.id),
    linkedGoods: (row.linkedIds ?? []).flatMap((id) => linked.get(id) ?? []).filter((goods) => goods.isOnSale).slice(0, MAX_LINKED),
    activities: await activitiesFor(ctx, row, structure),
  }
}

/** 商品: what its page shows. Counts the visit and, for a shopper, remembers it. */
export async function goodsDetail(ctx: Ctx, input: { goodsId: number }): Promise<{ item: GoodsDetail }> {
  const { goodsId } = input
  const userId = userIdOf(ctx)
  const row = await readDetail(ctx, goodsId, userId)
  if (!row) throw new ShopError('NOT_FOUND')
  countClick(ctx, goodsId)
  const [item] = await Promise.all([
    itemOf(ctx, row),
    userId === 0 ? null : ctx.sql.run('history_remember', REMEMBER, [userId, goodsId, ctx.now]),
  ])
  return { item }
}
