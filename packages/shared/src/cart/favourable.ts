import type { Cart } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { Favourable } from '../promotions/index.ts'
import { MAX_LINES } from './add.ts'
import { changeCart } from './change.ts'
import { settleDependents } from './dependents.ts'
import { judge } from './judge.ts'
import { type LineFacts, type LoadedCart, stockOf } from './line-facts.ts'

function assertAvailable(cart: LoadedCart, activityId: number): Favourable {
  const activity = cart.shop.favourables.find((each) => each.activityId === activityId)
  if (!activity) throw new ShopError('FAVOURABLE_UNAVAILABLE')
  if (activity.type !== 0) throw new ShopError('FAVOURABLE_NOT_GIFT')
  const { activities } = judge(cart.lines, cart.shop, { isChosen: (line) => line.isSelected, isCheckout: false })
  if (!activities.some((outcome) => outcome.activityId === activityId && outcome.available)) throw new ShopError('FAVOURABLE_UNAVAILABLE')
  return activity
}

/** A gift as it goes into the cart: one unit, at the activity's price. */
function giftLine(cart: LoadedCart, goodsId: number, activity: Favourable, id: number): LineFacts {
  const facts = cart.extra.find((line) => line.goodsId === goodsId)
  if (!facts?.goods || facts.goods.isDeleted || !facts.goods.isOnSale || (facts.goods.hasSku && !facts.sku)) throw new ShopError('GIFT_INVALID')
  if (cart.shop.settings.useStorage && stockOf(facts) < 1) throw new ShopError('OUT_OF_STOCK', { stock: 0 })
  const optionValueIds = facts.sku?.optionValueIds ?? []
  return { ...facts, id, optionValueIds, optionKey: optionValueIds.join(','), quantity: 1, giftPromotionId: activity.activityId, addedAt: cart.shop.now.toISOString() }
}

function addGifts(cart: LoadedCart, activityId: number, goodsIds: readonly number[]): readonly LineFacts[] {
  const activity = assertAvailable(cart, activityId)
  const taken = cart.lines.filter((line) => line.giftPromotionId === activityId)
  if (taken.some((line) => goodsIds.includes(line.goodsId))) throw new ShopError('FAVOURABLE_USED')
  if (!goodsIds.every((goodsId) => activity.gifts.some((gift) => gift.goodsId === goodsId))) throw new ShopError('GIFT_INVALID')
  if (activity.giftLimit > 0 && taken.length + goodsIds.length > activity.giftLimit) throw new ShopError('GIFT_INVALID')
  if (cart.lines.length + goodsIds.length > MAX_LINES) throw new ShopError('GIFT_INVALID')
  const gifts = goodsIds.map((goodsId, at) => giftLine(cart, goodsId, activity, -1 - at))
  return settleDependents([...cart.lines, ...gifts], cart.shop)
}

/** Gifts of an 优惠活动 whose condition is met: each once, at most as many as it gives. */
export async function addFavourable(ctx: TxCtx, input: { activityId: number, gift: number[], cartKey?: string | undefined }): Promise<Cart> {
  const goodsIds = [...new Set(input.gift)]
  const { cart } = await changeCart(ctx, input.cartKey, { goodsIds, asGifts: true }, (loaded) => addGifts(loaded, input.activityId, goodsIds))
  return cart
}
