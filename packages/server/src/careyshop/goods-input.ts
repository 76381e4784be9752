import type { GoodsChange, GoodsRecord } from '@xiaopu/shared/catalogue'
import { ShopError } from '@xiaopu/shared/errors'
import { getSettings } from '@xiaopu/shared/shop'
import type { z } from 'zod'
import { optionChange, propertiesOf, SentAttr, SentSpecImage, SentSpecItem } from './goods-options.ts'
import type { CareyCtx } from './method.ts'
import { ownPicture, sentPicture } from './own-pictures.ts'
import { jsonList, maybeAmount, maybeJsonList, maybeMoney, money } from './param-kinds.ts'
import { param } from './read-params.ts'

const GRAMS_PER_KILOGRAM = 1000
const WHOLE_PERCENT = 100
const BY_PRICE = -1
const CENT = 0.01
const [MAX_NAME, MAX_CODE, MAX_TEXT, MAX_CONTENT, MAX_PICTURES, MOST_ATTRS, MOST_SPECS, MAX_SORT] = [200, 50, 255, 100_000, 30, 50, 300, 255]
const VIDEO = /^(?:https?:\/\/|\/media\/|$)/
/** What products of this shop do not know: a value that would change how they are sold is refused, a mere name is passed over. */
const none = param.maybeInt(0, 0)

/** What a program says of a product; for a change each part may be left out. */
export const GOODS_FIELDS = {
  goods_category_id: param.maybeInt(1),
  name: param.maybeWords(MAX_NAME),
  goods_code: param.maybeWords(MAX_CODE),
  brand_id: param.maybeInt(0),
  store_qty: param.maybeInt(0, 9_999_999),
  market_price: maybeMoney(CENT),
  shop_price: maybeMoney(CENT),
  integral_type: param.maybeInt(0, 1),
  give_integral: maybeAmount(),
  is_integral: param.maybeInt(0),
  least_sum: param.maybeInt(0, 1),
  purchase_sum: none,
  keywords: param.text(MAX_TEXT).optional(),
  description: param.text(MAX_TEXT).optional(),
  content: param.text(MAX_CONTENT).optional(),
  attachment: maybeJsonList(sentPicture, MAX_PICTURES, 1),
  video: param.text(MAX_TEXT).regex(VIDEO).optional(),
  is_recommend: param.maybeFlag,
  is_new: param.maybeFlag,
  is_hot: param.maybeFlag,
  goods_type_id: param.maybeInt(1),
  sort: param.maybeInt(0, MAX_SORT),
  status: param.maybeFlag,
  goods_attr_item: maybeJsonList(SentAttr, MOST_ATTRS),
  goods_spec_item: maybeJsonList(SentSpecItem, MOST_SPECS),
  spec_image: maybeJsonList(SentSpecImage, MOST_SPECS),
  is_postage: param.maybeFlag,
  measure: maybeAmount(),
  measure_type: none,
}

/** What a new product has to say. */
export const NEW_GOODS_FIELDS = {
  goods_category_id: param.int(1),
  name: param.words(MAX_NAME),
  market_price: money(CENT),
  shop_price: money(CENT),
  content: param.words(MAX_CONTENT),
  attachment: jsonList(sentPicture, MAX_PICTURES, 1),
  goods_type_id: param.int(1),
  is_postage: param.flag,
}

type SentGoods = z.output<z.ZodObject<typeof GOODS_FIELDS>>

/** Points in percent are those of the price paid, all of them or none. */
function givePoints({ integral_type: type, give_integral: points }: SentGoods): number | undefined {
  if (points === undefined) return undefined
  if (type !== 0 || points === 0) {
    if (!Number.isInteger(points)) throw new ShopError('PARAM_INVALID', { field: 'give_integral' })
    return points
  }
  if (points !== WHOLE_PERCENT) throw new ShopError('PARAM_INVALID', { field: 'give_integral' })
  return BY_PRICE
}

function picturesOf({ attachment }: SentGoods, before: GoodsRecord | null, baseUrl: string): Pick<GoodsChange, 'image' | 'gallery'> {
  if (!attachment) return {}
  const pictures = attachment.map((sent) => ownPicture(sent, 'attachment', baseUrl))
  const known = new Map((before?.images ?? []).map(({ id, url, description }) => [url, { id, description }]))
  const [image] = pictures
  return { ...image ? { image } : {}, gallery: pictures.map((picture) => ({ description: '', ...picture, ...known.get(picture.url) })) }
}

/** The catalogue's own words for it; `before` is the product as it is, null for a new one. */
export async function goodsChange(ctx: CareyCtx, input: SentGoods, before: GoodsRecord | null): Promise<GoodsChange> {
  const { pointsPerYuan } = await getSettings(ctx)
  const goodsTypeId = input.goods_type_id ?? before?.goodsTypeId ?? 0
  const options = input.goods_spec_item ? await optionChange(ctx, { goodsTypeId, items: input.goods_spec_item, images: input.spec_image ?? [], before }) : {}
  const hasOptions = (options.skus ?? before?.skus ?? []).length > 0
  const change: GoodsChange = {
    categoryId: input.goods_category_id,
    name: input.name,
    sn: input.goods_code,
    brandId: input.brand_id,
    // With options the stock is the sum of theirs, whatever the form adds up.
    stock: hasOptions ? undefined : input.store_qty,
    marketPriceFen: input.market_price,
    shopPriceFen: input.shop_price,
    givePoints: givePoints(input),
    pointsLimitYuan: input.is_integral === undefined ? undefined : Math.floor(input.is_integral / pointsPerYuan),
    keywords: input.keywords,
    brief: input.description,
    description: input.content,
    videoUrl: input.video,
    isBest: input.is_recommend,
    isNew: input.is_new,
    isHot: input.is_hot,
    goodsTypeId: input.goods_type_id,
    sortOrder: input.sort,
    isOnSale: input.status,
    isShippingFree: input.is_postage,
    weightGrams: input.measure === undefined ? undefined : Math.round(input.measure * GRAMS_PER_KILOGRAM),
    properties: input.goods_attr_item && await propertiesOf(ctx, { goodsTypeId, items: input.goods_attr_item, before }),
    ...picturesOf(input, before, ctx.baseUrl),
    ...options,
  }
  const sent = Object.entries(change).filter(([, value]) => value !== undefined)
  return Object.fromEntries(sent)
}
