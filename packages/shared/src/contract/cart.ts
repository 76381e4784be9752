import { z } from 'zod'
import { decimal, fen, flag, int, picture, text, time } from './fields.ts'
import { lineGoods, lineKind } from './line-fields.ts'

export const PackageItem = z.object({
  goodsId: int,
  skuId: int.meta({ wireName: 'product_id' }),
  goodsName: text,
  goodsThumb: picture,
  optionsText: text.meta({ wireName: 'goods_attr' }),
  quantity: int.meta({ wireName: 'goods_number' }),
  priceFen: fen,
})
export type PackageItem = z.output<typeof PackageItem>

export const CartLine = z.object({
  cartLineId: int.meta({ wireName: 'rec_id' }),
  sellerId: int,
  shopName: text,
  ...lineGoods,
  optionValueIds: z.array(int).meta({ wireName: 'goods_attr_id' }),
  marketPriceFen: fen,
  goodsPriceFen: fen,
  quantity: int.meta({ wireName: 'goods_number' }),
  subtotalFen: fen,
  stock: int,
  selected: flag,
  isReal: flag,
  isShippingFree: flag.meta({ wireName: 'is_shipping' }),
  ...lineKind,
  flowType: int.meta({ wireName: 'rec_type' }),
  activityId: int.meta({ wireName: 'act_id' }),
  packageGoods: z.array(PackageItem),
  invalidReason: z.enum(['none', 'off_sale', 'out_of_stock', 'spec_gone', 'no_basic_goods', 'package_over', 'activity_over', 'gift_condition']),
  addTime: time,
})
export type CartLine = z.output<typeof CartLine>

export const GiftChoice = z.object({
  goodsId: int,
  goodsName: text,
  goodsThumb: picture,
  priceFen: fen,
  stock: int,
})
export type GiftChoice = z.output<typeof GiftChoice>

export const CartActivity = z.object({
  activityId: int.meta({ wireName: 'act_id' }),
  activityName: text.meta({ wireName: 'act_name' }),
  activityType: int.meta({ wireName: 'act_type' }),
  activityValue: decimal.meta({ wireName: 'act_type_ext' }),
  minAmountFen: fen,
  maxAmountFen: fen,
  rangeAmountFen: fen,
  available: flag,
  used: flag,
  shortByFen: fen,
  gifts: z.array(GiftChoice),
})
export type CartActivity = z.output<typeof CartActivity>

export const Cart = z.object({
  cartKey: text,
  lines: z.array(CartLine),
  goodsAmountFen: fen,
  marketAmountFen: fen,
  savingFen: fen,
  discountFen: fen,
  number: int,
  selectedNumber: int,
  activities: z.array(CartActivity),
})
export type Cart = z.output<typeof Cart>
