import { fen, int, picture, text } from './fields.ts'

/** What a line of a cart, a checkout or an order says about its product. */
export const lineGoods = {
  goodsId: int,
  skuId: int.meta({ wireName: 'product_id' }),
  goodsSn: text,
  goodsName: text,
  goodsThumb: picture,
  optionsText: text.meta({ wireName: 'goods_attr' }),
}

/** What the line costs and its part of what the whole order saves and pays. */
export const lineShares = {
  subtotalFen: fen,
  discountShareFen: fen,
  bonusShareFen: fen,
  pointsShareFen: fen.meta({ wireName: 'integral_share' }),
  taxShareFen: fen,
  netAmountFen: fen,
}

/** Why the line is there: a fitting, a gift, a package. */
export const lineKind = {
  extensionCode: text,
  basicGoodsId: int.meta({ wireName: 'parent_id' }),
  giftActivityId: int.meta({ wireName: 'is_gift' }),
}
