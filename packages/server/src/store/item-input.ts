import { z } from 'zod'
import { decimal, fen, file, type FileInput, flag, int, text, time } from '@xiaopu/shared/contract'
import type { GoodsChange } from '@xiaopu/shared/catalogue'

const GRAMS_PER_KILOGRAM = 1000
const SMALLEST = 1e-6

const isWholeGrams = (kilograms: number): boolean => Math.abs(kilograms * GRAMS_PER_KILOGRAM - Math.round(kilograms * GRAMS_PER_KILOGRAM)) < SMALLEST

/** Text a merchant may also empty. */
const note = (max: number) => text.max(max).meta({ emptyClears: true }).optional()
const money = fen.min(0)
const ids = (max: number) => z.array(int.min(1)).max(max).meta({ emptyClears: true }).optional()
const points = int.min(-1).max(1_000_000).optional()

const Property = z.object({ attrGroup: text.max(60).default(''), attrName: text.trim().min(1).max(60), attrValue: text.trim().min(1).max(255) })
const SpecValue = z.object({ attrValue: text.trim().min(1).max(60), attrPriceFen: fen.min(-100_000_000).max(100_000_000).default(0) })
const Spec = z.object({ attrName: text.trim().min(1).max(60), attrType: z.literal([1, 2]), values: z.array(SpecValue).min(1).max(30) })
const Sku = z.object({
  options: z.array(text.trim().min(1)).min(1).max(5).meta({ wireName: 'goods_attr' }),
  skuSn: text.trim().max(60).default('').meta({ wireName: 'product_sn' }),
  stock: int.min(0).max(9_999_999).default(0).meta({ wireName: 'product_number' }),
  priceFen: money.default(0).meta({ wireName: 'product_price' }),
})

/** What a merchant's program says of a product; for a change each part may be left out. */
export const ITEM_FIELDS = {
  goodsName: text.trim().min(1).max(120).optional(),
  categoryId: int.min(1).meta({ wireName: 'cat_id' }).optional(),
  shopPriceFen: money.optional(),
  goodsSn: text.trim().min(1).max(60).optional(),
  brandId: int.min(0).optional(),
  categoryIds: ids(10).meta({ wireName: 'cat_ids' }),
  marketPriceFen: money.optional(),
  promotePriceFen: money.optional(),
  promoteStartDate: time.optional(),
  promoteEndDate: time.optional(),
  stock: int.min(0).max(9_999_999).meta({ wireName: 'goods_number' }).optional(),
  warnStock: int.min(0).max(9_999_999).meta({ wireName: 'warn_number' }).optional(),
  weightKg: decimal.min(0).max(9999.999).refine(isWholeGrams, 'three decimals').meta({ wireName: 'goods_weight' }).optional(),
  goodsBrief: note(255),
  goodsDesc: note(100_000),
  keywords: note(255),
  goodsImg: file.optional(),
  gallery: z.array(file).max(10).optional(),
  isOnSale: flag.optional(),
  isAloneSale: flag.optional(),
  isShippingFree: flag.meta({ wireName: 'is_shipping' }).optional(),
  isBest: flag.optional(),
  isNew: flag.optional(),
  isHot: flag.optional(),
  pointsLimitYuan: int.min(0).max(1_000_000).meta({ wireName: 'integral' }).optional(),
  givePoints: points.meta({ wireName: 'give_integral' }),
  giveRankPoints: points.meta({ wireName: 'rank_integral' }),
  bonusTypeId: int.min(0).optional(),
  properties: z.array(Property).max(50).optional(),
  specs: z.array(Spec).max(5).optional(),
  skus: z.array(Sku).max(300).optional(),
  volumePrices: z.array(z.object({ fromQuantity: int.meta({ wireName: 'volume_number' }), volumePriceFen: fen })).max(10).optional(),
  rankPrices: z.array(z.object({ rankId: int.min(1), priceFen: money })).max(50).optional(),
  fittings: z.array(z.object({ goodsId: int.min(1), fittingsPriceFen: money })).max(20).optional(),
  linkedGoodsIds: ids(10).meta({ wireName: 'linked_goods' }),
  sortOrder: int.min(0).max(65_535).optional(),
  sellerNote: note(255),
}

/** Said of a new product only. */
export const NEW_ITEM_FIELDS = {
  isReal: flag.default(true),
  extensionCode: z.enum(['none', 'virtual_card', 'virtual_code']).default('none'),
}

type ItemFields = z.output<z.ZodObject<typeof ITEM_FIELDS>>

export interface ItemPictures {
  image: FileInput | undefined
  gallery: FileInput[]
}

const momentOf = (iso: string | undefined): Date | null | undefined => (iso === undefined ? undefined : iso === '' ? null : new Date(iso))

/** The catalogue's own words for it. The pictures are files still. */
export function changeOf(fields: ItemFields): { change: GoodsChange, pictures: ItemPictures } {
  const { goodsName, goodsSn, promoteStartDate, promoteEndDate, weightKg, goodsBrief, goodsDesc, goodsImg, gallery = [], properties, specs, skus, volumePrices, fittings, ...same } = fields
  const change: GoodsChange = {
    ...same,
    name: goodsName,
    sn: goodsSn,
    promoteStartAt: momentOf(promoteStartDate),
    promoteEndAt: momentOf(promoteEndDate),
    weightGrams: weightKg === undefined ? undefined : Math.round(weightKg * GRAMS_PER_KILOGRAM),
    brief: goodsBrief,
    description: goodsDesc,
    properties: properties?.map(({ attrGroup, attrName, attrValue }) => ({ group: attrGroup, name: attrName, value: attrValue })),
    specs: specs?.map(({ attrName, attrType, values }) => ({ name: attrName, kind: attrType, values: values.map(({ attrValue, attrPriceFen }) => ({ value: attrValue, priceFen: attrPriceFen, imageUrl: '' })) })),
    skus: skus?.map(({ options, skuSn, stock, priceFen }) => ({ options, sn: skuSn, stock, priceFen, isOnSale: true })),
    volumePrices: volumePrices?.map(({ fromQuantity, volumePriceFen }) => ({ fromQuantity, priceFen: volumePriceFen })),
    fittings: fittings?.map(({ goodsId, fittingsPriceFen }) => ({ goodsId, priceFen: fittingsPriceFen })),
  }
  return { change, pictures: { image: goodsImg, gallery } }
}
