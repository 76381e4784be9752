import type { ShippingMethod } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type ConsigneeRegions, type Parcel, parcelOf, unitPrice, type VolumePrice } from '../pricing/index.ts'
import { levelsOf, regionPath } from '../regions/index.ts'
import { regionsOfAddress, shippingOptions } from '../shop/index.ts'
import { priceableOf, type PriceRow, rankOf, viewerJoins } from './goods-row.ts'
import { userIdOf } from './list-goods.ts'

export interface ShippingInput {
  regionId?: number | undefined
  addressId?: number | undefined
  goodsId?: number | undefined
  skuId: number
  number: number
  sellerId: number
  cod: boolean
}

interface ParcelRow extends PriceRow {
  sellerId: number
  isReal: boolean
  isShippingFree: boolean
  weightGrams: number
  hasSku: boolean
  skuPriceFen: number | null
  optionPricesFen: number[] | null
  isSkuFound: boolean
  volumePrices: VolumePrice[] | null
}

const READ = `SELECT g."sellerId", g."isReal", g."isShippingFree", g."weightGrams", g."hasSku", g."shopPriceFen", g."promotePriceFen", g."promoteStartAt", g."promoteEndAt",
    s."id" IS NOT NULL AS "isSkuFound", s."priceFen" AS "skuPriceFen",
    (SELECT array_agg(av."priceFen") FROM "AttributeValue" av WHERE av."goodsId" = g."id" AND av."id" = ANY(s."optionValueIds")) AS "optionPricesFen",
    (SELECT json_agg(json_build_object('minQuantity', vp."fromQuantity", 'priceFen', vp."priceFen")) FROM "VolumePrice" vp WHERE vp."goodsId" = g."id") AS "volumePrices",
    vr."id" AS "rankId", vr."discountPercent", rp."priceFen" AS "rankPriceFen"
  FROM "Goods" g LEFT JOIN "Sku" s ON s."id" = $2::int AND s."goodsId" = g."id"${viewerJoins('$3::int')} WHERE g."id" = $1 AND NOT g."isDeleted"`

async function parcelFor(ctx: Ctx, { goodsId, skuId, number }: ShippingInput): Promise<{ parcel: Parcel, goodsAmountFen: number, sellerId: number } | null> {
  if (goodsId === undefined) return null
  const row = await ctx.sql.row<ParcelRow>('shipping_goods', READ, [goodsId, skuId, userIdOf(ctx)])
  if (!row || (skuId > 0 && !row.isSkuFound)) throw new ShopError('NOT_FOUND')
  const surcharge = { skuPriceFen: row.skuPriceFen, optionPricesFen: row.optionPricesFen ?? [], extraPricesFen: [] }
  const line = { ...priceableOf(row, surcharge), volumePrices: row.volumePrices ?? [] }
  const { isReal, isShippingFree, weightGrams, sellerId } = row
  return {
    parcel: parcelOf([{ kind: 'goods', quantity: number, isReal, isShippingFree, weightGrams, packageContents: [] }]),
    goodsAmountFen: unitPrice(line, number, rankOf(row), ctx.now).unitPriceFen * number,
    sellerId,
  }
}

async function regionsFor(ctx: Ctx, { addressId, regionId }: ShippingInput): Promise<ConsigneeRegions | null> {
  if (addressId !== undefined) return regionsOfAddress(ctx, addressId)
  if (regionId === undefined) return null
  const path = await regionPath(ctx, regionId)
  if (path.length === 0) throw new ShopError('NOT_FOUND')
  return levelsOf(path)
}

/** 配送方式, for a product where one is named: its seller ships it. */
export async function shippingFor(ctx: Ctx, input: ShippingInput): Promise<{ shippings: ShippingMethod[] }> {
  const [goods, regions] = await Promise.all([parcelFor(ctx, input), regionsFor(ctx, input)])
  const shippings = await shippingOptions(ctx, {
    regions,
    parcel: goods?.parcel ?? null,
    goodsAmountFen: goods?.goodsAmountFen ?? 0,
    sellerId: goods?.sellerId ?? input.sellerId,
    cod: input.cod,
  })
  return { shippings }
}
