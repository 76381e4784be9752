import { z } from 'zod'
import { decimal, fen, flag, html, int, picture, text, time } from './fields.ts'

export const Goods = z.object({
  goodsId: int,
  categoryId: int.meta({ wireName: 'cat_id' }),
  brandId: int,
  brandName: text,
  sellerId: int,
  shopName: text,
  goodsSn: text,
  goodsName: text,
  goodsBrief: text,
  goodsThumb: picture,
  goodsImg: picture,
  marketPriceFen: fen,
  shopPriceFen: fen,
  rankPriceFen: fen,
  promotePriceFen: fen,
  promoteStartDate: time,
  promoteEndDate: time,
  finalPriceFen: fen,
  isOnSale: flag,
  isAloneSale: flag,
  isReal: flag,
  isShippingFree: flag.meta({ wireName: 'is_shipping' }),
  isBest: flag,
  isNew: flag,
  isHot: flag,
  isPromote: flag,
  hasSku: flag,
  stock: int.meta({ wireName: 'goods_number' }),
  salesCount: int,
  commentCount: int,
  commentRank: decimal,
  isCollect: flag,
})
export type Goods = z.output<typeof Goods>

export const CategoryRef = z.object({
  categoryId: int.meta({ wireName: 'cat_id' }),
  categoryName: text.meta({ wireName: 'cat_name' }),
})
export type CategoryRef = z.output<typeof CategoryRef>

export const GalleryImage = z.object({
  imageId: int.meta({ wireName: 'img_id' }),
  imageUrl: picture.meta({ wireName: 'img_url' }),
  thumbUrl: picture,
  imageDesc: text.meta({ wireName: 'img_desc' }),
})
export type GalleryImage = z.output<typeof GalleryImage>

export const Property = z.object({
  attrId: int,
  attrGroup: text,
  attrName: text,
  attrValue: text,
})
export type Property = z.output<typeof Property>

export const SpecValue = z.object({
  optionValueId: int.meta({ wireName: 'goods_attr_id' }),
  attrValue: text,
  attrPriceFen: fen,
  imageUrl: picture.meta({ wireName: 'img_url' }),
})
export type SpecValue = z.output<typeof SpecValue>

export const Spec = z.object({
  attrId: int,
  attrName: text,
  attrType: int,
  values: z.array(SpecValue),
})
export type Spec = z.output<typeof Spec>

export const Sku = z.object({
  skuId: int.meta({ wireName: 'product_id' }),
  goodsId: int,
  skuSn: text.meta({ wireName: 'product_sn' }),
  optionValueIds: z.array(int).meta({ wireName: 'goods_attr_id' }),
  optionsText: text.meta({ wireName: 'goods_attr' }),
  priceFen: fen.meta({ wireName: 'product_price' }),
  finalPriceFen: fen,
  stock: int.meta({ wireName: 'product_number' }),
  isOnSale: flag,
})
export type Sku = z.output<typeof Sku>

export const VolumePrice = z.object({
  fromQuantity: int.meta({ wireName: 'volume_number' }),
  volumePriceFen: fen,
})
export type VolumePrice = z.output<typeof VolumePrice>

export const RankPrice = z.object({
  rankId: int,
  rankName: text,
  priceFen: fen,
})
export type RankPrice = z.output<typeof RankPrice>

export const Fitting = z.object({
  goodsId: int,
  goodsName: text,
  goodsThumb: picture,
  shopPriceFen: fen,
  fittingsPriceFen: fen,
})
export type Fitting = z.output<typeof Fitting>

export const PackageRef = z.object({
  activityId: int.meta({ wireName: 'act_id' }),
  packageName: text,
  packagePriceFen: fen,
  marketPackageFen: fen,
  endTime: time,
})
export type PackageRef = z.output<typeof PackageRef>

export const FavourableRef = z.object({
  activityId: int.meta({ wireName: 'act_id' }),
  activityName: text.meta({ wireName: 'act_name' }),
  activityType: int.meta({ wireName: 'act_type' }),
  activityValue: decimal.meta({ wireName: 'act_type_ext' }),
  minAmountFen: fen,
  maxAmountFen: fen,
  endTime: time,
})
export type FavourableRef = z.output<typeof FavourableRef>

export const TagCount = z.object({
  tagWords: text,
  tagCount: int,
})
export type TagCount = z.output<typeof TagCount>

export const GoodsDetail = Goods.extend({
  isAttention: flag,
  extensionCode: text,
  weightKg: decimal.meta({ wireName: 'goods_weight' }),
  goodsDesc: html,
  keywords: text,
  clickCount: int,
  pointsLimitYuan: int.meta({ wireName: 'integral' }),
  givePoints: int.meta({ wireName: 'give_integral' }),
  giveRankPoints: int.meta({ wireName: 'rank_integral' }),
  bonusMoneyFen: fen,
  categoryIds: z.array(int).meta({ wireName: 'cat_ids' }),
  categoryPath: z.array(CategoryRef).meta({ wireName: 'cat_path' }),
  gallery: z.array(GalleryImage),
  properties: z.array(Property),
  specs: z.array(Spec),
  skus: z.array(Sku),
  volumePrices: z.array(VolumePrice),
  rankPrices: z.array(RankPrice),
  fittings: z.array(Fitting),
  linkedGoods: z.array(Goods),
  packages: z.array(PackageRef),
  activities: z.array(FavourableRef),
  tags: z.array(TagCount),
  sortOrder: int,
  addTime: time,
  lastUpdate: time,
})
export type GoodsDetail = z.output<typeof GoodsDetail>

export const FavourableRange = z.object({
  id: int,
  name: text,
})
export type FavourableRange = z.output<typeof FavourableRange>

export const Category = z.object({
  categoryId: int.meta({ wireName: 'cat_id' }),
  parentId: int,
  categoryName: text.meta({ wireName: 'cat_name' }),
  categoryDesc: text.meta({ wireName: 'cat_desc' }),
  keywords: text,
  categoryImage: picture.meta({ wireName: 'cat_img' }),
  measureUnit: text,
  sortOrder: int,
  showInNav: flag,
  isShow: flag,
  grade: int,
  goodsCount: int,
  get children() { return z.array(Category) },
})
export type Category = z.output<typeof Category>

export const Brand = z.object({
  brandId: int,
  brandName: text,
  brandLogo: picture,
  brandDesc: text,
  siteUrl: text,
  sortOrder: int,
  isShow: flag,
  goodsCount: int,
})
export type Brand = z.output<typeof Brand>

export const PriceGrade = z.object({
  priceMinFen: fen,
  priceMaxFen: fen,
  goodsCount: int,
})
export type PriceGrade = z.output<typeof PriceGrade>

export const FilterValue = z.object({
  attrValue: text,
  goodsCount: int,
})
export type FilterValue = z.output<typeof FilterValue>

export const FilterAttr = z.object({
  attrId: int,
  attrName: text,
  values: z.array(FilterValue),
})
export type FilterAttr = z.output<typeof FilterAttr>

export const BrandCategory = z.object({
  categoryId: int.meta({ wireName: 'cat_id' }),
  categoryName: text.meta({ wireName: 'cat_name' }),
  parentId: int,
  goodsCount: int,
})
export type BrandCategory = z.output<typeof BrandCategory>
