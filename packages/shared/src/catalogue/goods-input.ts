import { z } from 'zod'
import type { StockCause } from './stock-ledger.ts'

const id = z.int().min(1)
const priceFen = z.int().min(0).max(2_147_483_647)
const stock = z.int().min(0).max(9_999_999)
const points = z.int().min(-1).max(1_000_000)
const word = z.string().trim().min(1)

export const StoredImage = z.object({ url: z.string().max(500), thumbUrl: z.string().max(500) })
export type StoredImage = z.output<typeof StoredImage>

export const PropertyInput = z.object({ group: z.string().max(60).default(''), name: word.max(60), value: word.max(255), attributeId: id.optional() })
export type PropertyInput = z.output<typeof PropertyInput>

export const SpecInput = z.object({
  name: word.max(60),
  /** 1 exactly one value, 2 any number. */
  kind: z.union([z.literal(1), z.literal(2)]),
  attributeId: id.optional(),
  /** With its id a value keeps its SKUs under another name; 0 or none is a new one, or known by its name. */
  values: z.array(z.object({ id: z.int().min(0).optional(), value: word.max(60), priceFen: z.int().min(-100_000_000).max(100_000_000).default(0), imageUrl: z.string().max(500).default('') })).min(1).max(30),
})
export type SpecInput = z.output<typeof SpecInput>

export const SkuInput = z.object({
  /** One value of each single-choice option. */
  options: z.array(word).min(1).max(5),
  sn: z.string().trim().max(60).optional(),
  stock: stock.default(0),
  /** 0 or null: shop price plus the option prices. */
  priceFen: priceFen.nullable().default(null),
  isOnSale: z.boolean().default(true),
})
export type SkuInput = z.output<typeof SkuInput>

/** Everything a merchant says of a product; what is left out stays as it is. */
const FIELDS = {
  name: word.max(120),
  categoryId: id,
  shopPriceFen: priceFen,
  sn: word.max(60),
  /** 0: none. */
  brandId: z.int().min(0),
  goodsTypeId: z.int().min(0),
  /** Further categories. */
  categoryIds: z.array(id).max(10),
  marketPriceFen: priceFen,
  /** 0 ends the promotion. */
  promotePriceFen: priceFen,
  promoteStartAt: z.date().nullable(),
  promoteEndAt: z.date().nullable(),
  stock,
  warnStock: z.int().min(0).max(9_999_999),
  weightGrams: z.int().min(0).max(9_999_999),
  brief: z.string().max(255),
  description: z.string().max(100_000),
  keywords: z.string().max(255),
  image: StoredImage,
  videoUrl: z.string().max(500),
  /** The whole gallery in its order. */
  gallery: z.array(StoredImage.extend({ id: id.optional(), description: z.string().max(255).default('') })).max(30),
  /** Put behind the present pictures. */
  addImages: z.array(StoredImage).max(10),
  removeImageIds: z.array(id).max(100),
  isReal: z.boolean(),
  extensionCode: z.enum(['', 'virtual_card', 'virtual_code']),
  isOnSale: z.boolean(),
  /** When the clock puts it on sale and takes it off; null: never. */
  onSaleAt: z.date().nullable(),
  offSaleAt: z.date().nullable(),
  isAloneSale: z.boolean(),
  isShippingFree: z.boolean(),
  isBest: z.boolean(),
  isNew: z.boolean(),
  isHot: z.boolean(),
  pointsLimitYuan: z.int().min(0).max(1_000_000),
  givePoints: points,
  giveRankPoints: points,
  /** 0: none. */
  bonusTypeId: z.int().min(0),
  properties: z.array(PropertyInput).max(50),
  specs: z.array(SpecInput).max(5),
  skus: z.array(SkuInput).max(300),
  volumePrices: z.array(z.object({ fromQuantity: z.int(), priceFen: z.int() })).max(10),
  rankPrices: z.array(z.object({ rankId: id, priceFen })).max(50),
  fittings: z.array(z.object({ goodsId: id, priceFen })).max(20),
  linkedGoodsIds: z.array(id).max(10),
  sortOrder: z.int().min(0).max(65_535),
  sellerNote: z.string().max(255),
}

export const GoodsChange = z.strictObject(FIELDS).partial()
export type GoodsChange = z.output<typeof GoodsChange>

export const NewGoods = GoodsChange.required({ name: true, categoryId: true, shopPriceFen: true })
export type NewGoods = z.output<typeof NewGoods>

/** Why the stock of a write changes, where it is not simply who writes. */
export interface WithCause { stockCause?: StockCause }
