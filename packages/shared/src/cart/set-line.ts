import type { Cart } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { assertRoom, assertSold, newLine } from './add.ts'
import { changeCart } from './change.ts'
import { chooseOptions } from './choose-options.ts'
import { settleDependents, withoutLines } from './dependents.ts'
import { isGeneral, keyOf, type LineFacts, type LoadedCart } from './line-facts.ts'
import { optionsText } from './line-goods.ts'
import { readCart } from './load.ts'

/** A product with options and a number, as a line of its own. */
export interface LineWish {
  goodsId: number
  number: number
  optionValueIds: number[]
}

export interface LineInput extends LineWish {
  /** A new line is selected unless this says otherwise. */
  isSelected?: boolean | undefined
  /** Ids of the chosen values of the line this one takes the place of. */
  formerValueIds?: number[] | undefined
}

const extraOf = ({ goodsId, optionValueIds }: LineWish) => ({ goodsIds: [goodsId], optionValueIds })

/** The product as a general line, refused when it cannot be sold so. */
function lineOf(cart: LoadedCart, wish: LineWish): LineFacts {
  const goods = assertSold(cart, { basicGoodsId: 0 })
  return newLine(goods, chooseOptions(goods, wish), -1, 0, cart.shop.now)
}

function setTo(cart: LoadedCart, input: LineInput): readonly LineFacts[] {
  const line = lineOf(cart, input)
  const there = cart.lines.find((each) => keyOf(each) === keyOf(line))
  const formerKey = input.formerValueIds?.toSorted((a, b) => a - b).join(',')
  const former = formerKey === undefined ? undefined : cart.lines.find((each) => isGeneral(each) && each.goodsId === input.goodsId && each.optionKey === formerKey)
  if (formerKey !== undefined && !former) throw new ShopError('NOT_FOUND')
  const isReplaced = former !== undefined && former !== there
  const kept = isReplaced ? withoutLines(cart.lines, new Set([former.id]), cart.shop) : cart.lines
  assertRoom({ ...cart, lines: [...kept] }, [{ line: there ?? line, quantity: input.number }])
  const isSelected = input.isSelected ?? (isReplaced ? former : there)?.isSelected ?? true
  return settleDependents([...kept.filter((each) => each.id !== there?.id), { ...there ?? line, quantity: input.number, isSelected }], cart.shop)
}

/** Makes a line of this number, whatever it was before; what it replaces goes. */
export async function setLine(ctx: TxCtx, input: LineInput): Promise<{ cart: Cart, cartLineId: number }> {
  let key = ''
  const { cart, lines } = await changeCart(ctx, undefined, extraOf(input), (loaded) => {
    key = keyOf(lineOf(loaded, input))
    return setTo(loaded, input)
  })
  return { cart, cartLineId: lines.find((each) => keyOf(each) === key)?.id ?? 0 }
}

/** The line as it would be; nothing is written. */
export async function previewLine(ctx: TxCtx, wish: LineWish): Promise<{ optionValueIds: number[], optionsText: string }> {
  const cart = await readCart(ctx, { kind: 'new' }, extraOf(wish))
  const line = lineOf(cart, wish)
  assertRoom(cart, [{ line, quantity: wish.number }])
  return { optionValueIds: line.optionValueIds, optionsText: optionsText(line) }
}
