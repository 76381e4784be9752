import type { Goods } from '../contract/index.ts'
import { type PriceableLine, type Rank, runningPromotion, type Surcharge, unitPrice, type UnitPrice } from '../pricing/index.ts'

/** The columns every list shows, of a product called `g` in the statement. */
export const GOODS_COLUMNS = `g."id", g."categoryId", g."brandId", g."sellerId", g."sn", g."name", g."brief", g."thumbUrl", g."imageUrl", g."marketPriceFen",
  g."shopPriceFen", g."promotePriceFen", g."promoteStartAt", g."promoteEndAt", g."isOnSale", g."isAloneSale", g."isReal", g."isShippingFree", g."isBest",
  g."isNew", g."isHot", g."hasSku", g."stock", g."salesCount", g."commentCount", g."commentRankSum"`

/** What a shopper's own view adds. Takes the joins of VIEWER_JOINS. */
export const VIEWER_COLUMNS = `, vr."id" AS "rankId", vr."discountPercent", rp."priceFen" AS "rankPriceFen",
  EXISTS (SELECT 1 FROM "Favourite" fv WHERE fv."userId" = v."id" AND fv."goodsId" = g."id") AS "isCollect"`

/** The rank in force of a user and the product's fixed price for it. */
export function viewerJoins(userParameter: string): string {
  return ` LEFT JOIN "User" v ON v."id" = ${userParameter} LEFT JOIN "Rank" vr ON vr."id" = v."rankId"
  LEFT JOIN "RankPrice" rp ON rp."goodsId" = g."id" AND rp."rankId" = vr."id"`
}

export interface PriceRow {
  shopPriceFen: number
  promotePriceFen: number
  /** A text where the row came as JSON. */
  promoteStartAt: Date | string | null
  promoteEndAt: Date | string | null
  rankId?: number | null
  discountPercent?: number | null
  rankPriceFen?: number | null
}

export interface GoodsRow extends PriceRow {
  id: number
  categoryId: number
  brandId: number | null
  sellerId: number
  sn: string
  name: string
  brief: string
  thumbUrl: string
  imageUrl: string
  marketPriceFen: number
  isOnSale: boolean
  isAloneSale: boolean
  isReal: boolean
  isShippingFree: boolean
  isBest: boolean
  isNew: boolean
  isHot: boolean
  hasSku: boolean
  stock: number
  salesCount: number
  commentCount: number
  commentRankSum: number
  isCollect?: boolean
}

/** What a list knows beside the product's own row. */
export interface ListNames {
  brandName: (brandId: number) => string
  shopName: (sellerId: number) => string
}

const NO_SURCHARGE: Surcharge = { skuPriceFen: null, optionPricesFen: [], extraPricesFen: [] }

export function rankOf(row: PriceRow): Rank | null {
  return row.rankId ? { id: row.rankId, discountPercent: row.discountPercent ?? 100 } : null
}

export function priceableOf(row: PriceRow, surcharge: Surcharge = NO_SURCHARGE): PriceableLine {
  return {
    kind: 'goods',
    shopPriceFen: row.shopPriceFen,
    rankPriceFen: row.rankPriceFen ?? null,
    volumePrices: [],
    promotion: row.promotePriceFen > 0 && row.promoteStartAt && row.promoteEndAt
      ? { priceFen: row.promotePriceFen, startAt: new Date(row.promoteStartAt), endAt: new Date(row.promoteEndAt) }
      : null,
    surcharge,
    fittingPriceFen: 0,
    fixedPriceFen: 0,
  }
}

/** The price by rank alone, as the price function considered it. */
export function rankPriceIn(price: UnitPrice): number {
  const found = price.candidates.find(({ reason }) => reason === 'rank' || reason === 'rank_fixed' || reason === 'shop')
  return found ? found.priceFen : price.unitPriceFen
}

const TENTHS = 10

/** A mean with one decimal, 0 of nothing. */
export function meanOf(sum: number, count: number): number {
  return count === 0 ? 0 : Math.round((sum * TENTHS) / count) / TENTHS
}

export function toGoods(row: GoodsRow, names: ListNames, now: Date): Goods {
  const line = priceableOf(row)
  const price = unitPrice(line, 1, rankOf(row), now)
  const running = runningPromotion(line.promotion, now)
  return {
    goodsId: row.id,
    categoryId: row.categoryId,
    brandId: row.brandId ?? 0,
    brandName: row.brandId === null ? '' : names.brandName(row.brandId),
    sellerId: row.sellerId,
    shopName: names.shopName(row.sellerId),
    goodsSn: row.sn,
    goodsName: row.name,
    goodsBrief: row.brief,
    goodsThumb: row.thumbUrl,
    goodsImg: row.imageUrl,
    marketPriceFen: row.marketPriceFen,
    shopPriceFen: row.shopPriceFen,
    rankPriceFen: rankPriceIn(price),
    promotePriceFen: running ? running.priceFen : 0,
    promoteStartDate: line.promotion ? line.promotion.startAt.toISOString() : '',
    promoteEndDate: line.promotion ? line.promotion.endAt.toISOString() : '',
    finalPriceFen: price.unitPriceFen,
    isOnSale: row.isOnSale,
    isAloneSale: row.isAloneSale,
    isReal: row.isReal,
    isShippingFree: row.isShippingFree,
    isBest: row.isBest,
    isNew: row.isNew,
    isHot: row.isHot,
    isPromote: running !== null,
    hasSku: row.hasSku,
    stock: row.stock,
    salesCount: row.salesCount,
    commentCount: row.commentCount,
    commentRank: meanOf(row.commentRankSum, row.commentCount),
    isCollect: row.isCollect ?? false,
  }
}
