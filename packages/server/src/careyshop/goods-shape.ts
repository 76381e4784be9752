import type { GoodsRecord } from '@xiaopu/shared/catalogue'
import { getSettings } from '@xiaopu/shared/shop'
import { absolutePictures } from '../gateway/index.ts'
import type { CareyCtx } from './method.ts'
import { wireAttrs, wireSpecImages, wireSpecItems } from './spec-shape.ts'
import { absolute, bit, timeText, yuan } from './wire.ts'

const GRAMS_PER_KILOGRAM = 1000
/** -1: as many points as yuan are paid. */
const BY_PRICE = -1
const WHOLE_PERCENT = 100

export interface GoodsManner {
  baseUrl: string
  pointsPerYuan: number
}

export async function goodsManner(ctx: CareyCtx): Promise<GoodsManner> {
  return { baseUrl: ctx.baseUrl, pointsPerYuan: (await getSettings(ctx)).pointsPerYuan }
}

/** integral_type 0: a percentage of the price, 1: so many. */
export function wirePoints(givePoints: number): { integral_type: number, give_integral: number } {
  return givePoints === BY_PRICE ? { integral_type: 0, give_integral: WHOLE_PERCENT } : { integral_type: 1, give_integral: givePoints }
}

/** The pictures, the main one first. */
export function attachmentOf({ imageUrl, images }: GoodsRecord, baseUrl: string): string[] {
  return [...new Set([imageUrl, ...images.map(({ url }) => url)])].filter((url) => url !== '').map((url) => absolute(url, baseUrl))
}

/** What every list of products says. The shop knows one name and no limits of number: those are empty. */
export function wireGoodsCard(goods: GoodsRecord, { baseUrl }: GoodsManner) {
  return {
    goods_id: goods.id,
    name: goods.name,
    short_name: '',
    product_name: '',
    brand_id: goods.brandId ?? 0,
    store_qty: goods.stock,
    comment_sum: goods.commentCount,
    sales_sum: goods.salesCount,
    is_postage: bit(goods.isShippingFree),
    market_price: yuan(goods.marketPriceFen),
    shop_price: yuan(goods.shopPriceFen),
    least_sum: 0,
    purchase_sum: 0,
    attachment: attachmentOf(goods, baseUrl),
    video: absolute(goods.videoUrl, baseUrl),
    is_recommend: bit(goods.isBest),
    is_new: bit(goods.isNew),
    is_hot: bit(goods.isHot),
    sort: goods.sortOrder,
  }
}

/** A product as its merchant's list shows it. */
export function wireGoodsRow(goods: GoodsRecord, manner: GoodsManner) {
  return {
    ...wireGoodsCard(goods, manner),
    goods_category_id: goods.categoryId,
    goods_code: goods.sn,
    goods_spu: '',
    goods_sku: '',
    bar_code: '',
    measure: goods.weightGrams / GRAMS_PER_KILOGRAM,
    measure_type: 0,
    ...wirePoints(goods.givePoints),
    is_integral: goods.pointsLimitYuan * manner.pointsPerYuan,
    keywords: goods.keywords,
    description: goods.brief,
    content: absolutePictures(goods.description, manner.baseUrl),
    unit: '',
    goods_type_id: goods.goodsTypeId ?? 0,
    status: bit(goods.isOnSale),
    is_delete: bit(goods.isDeleted),
    create_time: timeText(goods.addedAt),
    update_time: timeText(goods.updatedAt),
  }
}

/** A product with its combinations, their pictures and its facts. */
export function wireGoods(goods: GoodsRecord, manner: GoodsManner) {
  return { ...wireGoodsRow(goods, manner), goods_spec_item: wireSpecItems(goods), spec_image: wireSpecImages(goods, manner.baseUrl), goods_attr_item: wireAttrs(goods) }
}
