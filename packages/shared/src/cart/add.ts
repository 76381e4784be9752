import type { Cart } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { changeCart } from './change.ts'
import { type ChosenOptions, chooseOptions } from './choose-options.ts'
import { settleDependents } from './dependents.ts'
import { basicUnits, MAX_UNITS } from './judge.ts'
import { keyOf, type LineFacts, type LoadedCart, stockOf } from './line-facts.ts'

export const MAX_LINES = 100

export interface AddInput {
  goodsId: number
  number: number
  optionValueIds?: number[] | undefined
  skuId?: number | undefined
  /** The basic product when it is added as a fitting, else 0. */
  basicGoodsId: number
  buyNow: boolean
  cartKey?: string | undefined
}

export interface Wanted {
  line: LineFacts
  /** Its new number. */
  quantity: number
}

/** The product as a line of its own, not in the cart yet. */
export function newLine(goods: LineFacts, chosen: ChosenOptions, id: number, basicGoodsId: number, now: Date): LineFacts {
  return { ...goods, ...chosen, id, basicGoodsId, fittingPriceFen: basicGoodsId > 0 ? goods.fittingPriceFen : null, addedAt: now.toISOString() }
}

export function assertSold({ lines, extra: [goods] }: LoadedCart, input: Pick<AddInput, 'basicGoodsId'>): LineFacts {
  if (!goods?.goods || goods.goods.isDeleted) throw new ShopError('NOT_FOUND')
  if (!goods.goods.isOnSale) throw new ShopError('GOODS_OFF_SALE')
  if (input.basicGoodsId === 0) {
    if (!goods.goods.isAloneSale) throw new ShopError('NOT_ALONE_SALE')
  } else if (goods.fittingPriceFen === null || basicUnits(lines, input.basicGoodsId) === 0) {
    throw new ShopError('NO_BASIC_GOODS')
  }
  return goods
}

function grow(cart: LoadedCart, line: LineFacts, input: AddInput, units: number): Wanted {
  const there = cart.lines.find((each) => keyOf(each) === keyOf(line))
  return { line: there ?? line, quantity: input.buyNow ? units : units + (there?.quantity ?? 0) }
}

/** The lines the units go to: with a fitting, what its basic product cannot take becomes a general line. */
function spread(cart: LoadedCart, goods: LineFacts, chosen: ChosenOptions, input: AddInput): Wanted[] {
  const general = newLine(goods, chosen, -1, 0, cart.shop.now)
  if (input.basicGoodsId === 0) return [grow(cart, general, input, input.number)]
  const most = basicUnits(cart.lines, input.basicGoodsId)
  const fitting = grow(cart, newLine(goods, chosen, -2, input.basicGoodsId, cart.shop.now), input, input.number)
  const beyond = fitting.quantity - most
  if (beyond <= 0) return [fitting]
  if (!goods.goods?.isAloneSale) throw new ShopError('NOT_ALONE_SALE')
  const rest = Math.min(beyond, input.number)
  return [{ ...fitting, quantity: fitting.quantity - rest }, grow(cart, general, input, rest)].filter(({ quantity }) => quantity > 0)
}

export function assertRoom(cart: LoadedCart, wanted: readonly Wanted[]): void {
  const { settings } = cart.shop
  for (const { line, quantity } of wanted) {
    const stock = stockOf(line)
    if (settings.useStorage && quantity > stock) throw new ShopError('OUT_OF_STOCK', { stock })
  }
  if (wanted.some(({ quantity }) => quantity > MAX_UNITS)) throw new ShopError('LIMIT_REACHED', { limit: MAX_UNITS })
  if (cart.lines.length + wanted.filter(({ line }) => line.id < 0).length > MAX_LINES) throw new ShopError('LIMIT_REACHED', { limit: MAX_LINES })
}

function addTo(cart: LoadedCart, input: AddInput): readonly LineFacts[] {
  const goods = assertSold(cart, input)
  const wanted = spread(cart, goods, chooseOptions(goods, input), input)
  assertRoom(cart, wanted)
  const others = cart.lines.filter((line) => !wanted.some((each) => each.line === line))
    .map((line) => (input.buyNow && line.isSelected ? { ...line, isSelected: false } : line))
  const grown = wanted.map(({ line, quantity }) => ({ ...line, quantity, isSelected: true }))
  return settleDependents([...others, ...grown], cart.shop)
}

/** 加入购物车, 立即购买, 配件. The cart reserves nothing. */
export async function addToCart(ctx: TxCtx, input: AddInput): Promise<{ cart: Cart, cartLineId: number }> {
  const extra = { goodsIds: [input.goodsId], skuId: input.skuId ?? 0, optionValueIds: input.optionValueIds ?? [], basicGoodsId: input.basicGoodsId }
  let key = ''
  const { cart, lines } = await changeCart(ctx, input.cartKey, extra, (loaded) => {
    const next = addTo(loaded, input)
    const goods = loaded.extra[0]
    if (goods) key = keyOf({ ...goods, ...chooseOptions(goods, input) })
    return next
  })
  const line = lines.find((each) => keyOf(each) === key) ?? lines.find((each) => each.goodsId === input.goodsId)
  return { cart, cartLineId: line?.id ?? 0 }
}
