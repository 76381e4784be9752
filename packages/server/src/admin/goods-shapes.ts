import { z } from 'zod'
import { GOODS_SORTS, GOODS_STATES, GoodsChange, NewGoods, STOCK_FILTERS } from '@xiaopu/shared/catalogue'
import { fen, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'

const Picture = z.object({ id: int, url: text, thumbUrl: text, description: text })

/** A product as its form holds it. Nothing is missing: '' and 0 stand for nothing. */
const GoodsForm = z.object({
  name: text,
  sn: text,
  categoryId: int,
  categoryIds: z.array(int),
  brandId: int,
  goodsTypeId: int,
  brief: text,
  keywords: text,
  description: text,
  shopPriceFen: fen,
  marketPriceFen: fen,
  costPriceFen: fen,
  promotePriceFen: fen,
  promoteStartAt: time,
  promoteEndAt: time,
  stock: int,
  warnStock: int,
  weightGrams: int,
  videoUrl: text,
  isReal: z.boolean(),
  extensionCode: z.enum(['', 'virtual_card', 'virtual_code']),
  isOnSale: z.boolean(),
  onSaleAt: time,
  offSaleAt: time,
  isAloneSale: z.boolean(),
  isShippingFree: z.boolean(),
  isBest: z.boolean(),
  isNew: z.boolean(),
  isHot: z.boolean(),
  pointsLimitYuan: int,
  givePoints: int,
  giveRankPoints: int,
  bonusTypeId: int,
  sortOrder: int,
  sellerNote: text,
  gallery: z.array(Picture),
  properties: z.array(z.object({ attributeId: int, group: text, name: text, value: text })),
  specs: z.array(z.object({ attributeId: int, name: text, kind: z.union([z.literal(1), z.literal(2)]), values: z.array(z.object({ id: int, value: text, priceFen: fen, imageUrl: text })) })),
  skus: z.array(z.object({ skuId: int, options: z.array(text), sn: text, stock: int, priceFen: fen, isOnSale: z.boolean() })),
  rankPrices: z.array(z.object({ rankId: int, priceFen: fen })),
  volumePrices: z.array(z.object({ fromQuantity: int, priceFen: fen })),
  fittings: z.array(z.object({ goodsId: int, priceFen: fen })),
  linkedGoodsIds: z.array(int),
})

const Related = z.object({ goodsId: int, name: text, sn: text, thumbUrl: text, shopPriceFen: fen, stock: int })

export const AdminGoodsView = z.object({
  goodsId: int,
  form: GoodsForm,
  salesCount: int,
  isDeleted: z.boolean(),
  updatedAt: time,
  updatedBy: text,
  related: z.array(Related),
  /** Whether the kind of the product can still be another one. */
  isKindOpen: z.boolean(),
  activities: z.array(z.object({ promotionId: int, kind: text, name: text, endAt: time })),
})

/** An id of 0 is one the form has not got yet. */
const newId = int.min(0).optional().transform((value) => value || undefined)
const moment = time.transform((value) => (value === '' ? null : new Date(value)))
const FROM_FORM = {
  costPriceFen: int.min(0).optional(),
  promoteStartAt: moment.optional(),
  promoteEndAt: moment.optional(),
  onSaleAt: moment.optional(),
  offSaleAt: moment.optional(),
  gallery: z.array(z.object({ id: newId, url: text.max(500), thumbUrl: text.max(500), description: text.max(255).default('') })).max(30).optional(),
  properties: z.array(z.object({ attributeId: newId, group: text.max(60).default(''), name: text.trim().min(1).max(60), value: text.trim().min(1).max(255) })).max(50).optional(),
}

/** Times come as text, ids of 0 are new; the rest is the catalogue's own input. */
export const GoodsFormChange = GoodsChange.extend(FROM_FORM)
export const NewGoodsForm = NewGoods.extend(FROM_FORM)

export const goodsListInput = pagedInput({
  q: text.max(100).default(''),
  categoryId: int.default(0),
  brandId: int.default(0),
  state: z.enum(GOODS_STATES).default('all'),
  stock: z.enum(STOCK_FILTERS).default(''),
  sort: z.enum(GOODS_SORTS).default('id'),
  direction: z.enum(['asc', 'desc']).default('desc'),
})

export const GoodsList = pagedOutput({
  items: z.array(z.object({
    id: int,
    sn: text,
    name: text,
    thumbUrl: text,
    categoryId: int,
    categoryName: text,
    brandName: text,
    shopPriceFen: fen,
    stock: int,
    warnStock: int,
    skuCount: int,
    lowCount: int,
    outCount: int,
    salesCount: int,
    isOnSale: z.boolean(),
    onSaleAt: time,
    offSaleAt: time,
    extensionCode: text,
    isDeleted: z.boolean(),
    isBest: z.boolean(),
    isNew: z.boolean(),
    isHot: z.boolean(),
    sortOrder: int,
    updatedAt: time,
  })),
  counts: z.object({ all: int, on: int, off: int, bin: int }),
})

export const StockHistory = pagedOutput({
  goods: z.object({ goodsId: int, name: text, sn: text, stock: int, skus: z.array(z.object({ skuId: int, sn: text, optionsText: text, stock: int })) }),
  items: z.array(z.object({ id: int, skuId: int, skuSn: text, optionsText: text, change: int, stockAfter: int, cause: text, orderId: int, orderSn: text, byName: text, at: time })),
  inUnits: int,
  outUnits: int,
  addsUp: z.boolean(),
})

export const PriceDraft = z.strictObject({
  shopPriceFen: int.min(0),
  costPriceFen: int.min(0),
  skuPriceFen: int.min(0).default(0),
  optionPricesFen: z.array(int).max(5).default([]),
  promotePriceFen: int.min(0).default(0),
  promoteStartAt: time.default(''),
  promoteEndAt: time.default(''),
  rankPrices: z.array(z.object({ rankId: int, priceFen: int.min(0) })).max(50).default([]),
  volumePrices: z.array(z.object({ fromQuantity: int, priceFen: int.min(0) })).max(10).default([]),
})

export const PricePreview = z.object({
  guestFen: fen,
  guestReason: text,
  ranks: z.array(z.object({ rankId: int, name: text, discountPercent: int, computedFen: fen, priceFen: fen, reason: text })),
  volumes: z.array(z.object({ fromQuantity: int, priceFen: fen })),
  lowestFen: fen,
  marginBasisPoints: int,
  isAboveCost: z.boolean(),
})

const attribute = { id: int, group: text, name: text, kind: int, choices: z.array(text), isFilter: z.boolean(), sortOrder: int, useCount: int }
export const GoodsTypeView = z.object({ goodsTypeId: int, name: text, isEnabled: z.boolean(), goodsCount: int, attributes: z.array(z.object(attribute)) })

export const GoodsChoices = z.object({
  categories: z.array(z.object({ categoryId: int, parentId: int, name: text })),
  brands: z.array(z.object({ brandId: int, name: text })),
  goodsTypes: z.array(GoodsTypeView.pick({ goodsTypeId: true, name: true, attributes: true })),
  ranks: z.array(z.object({ rankId: int, name: text, discountPercent: int })),
  /** Bonuses that are given with goods. */
  bonusTypes: z.array(z.object({ bonusTypeId: int, name: text, moneyFen: fen })),
})
