import type { Cart, SkippedLine } from '../contract/index.ts'
import { inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { MAX_LINES } from './add.ts'
import { changeLines } from './change.ts'
import { type ChosenOptions, chooseOptions } from './choose-options.ts'
import { settleDependents } from './dependents.ts'
import { basicUnits, MAX_UNITS } from './judge.ts'
import { keyOf, type LineFacts, type LoadedCart, stockOf } from './line-facts.ts'
import { ownerOf } from './load.ts'
import { packageLine } from './package.ts'
import { getCart } from './update.ts'

/** Something that was ordered once. */
export interface Wanted {
  goodsId: number
  skuId: number
  goodsName: string
  optionValueIds: number[]
  basicGoodsId: number
  /** 0 for a product. */
  packageId: number
  quantity: number
}

export type SkipReason = SkippedLine['reason']

interface Growth {
  lines: readonly LineFacts[]
  /** Key of the line that holds the units; '' when there is none. */
  key: string
  skipped: { quantity: number, reason: SkipReason } | null
}

function optionsOf(goods: LineFacts, { optionValueIds }: Wanted): ChosenOptions | null {
  try {
    return chooseOptions(goods, { optionValueIds })
  } catch (error) {
    if (error instanceof ShopError) return null
    throw error
  }
}

/** The line the units belong to now: a fitting only while its basic product is in the cart. */
function lineFor(cart: LoadedCart, wanted: Wanted): { line: LineFacts, most: number } | SkipReason {
  if (wanted.packageId > 0) {
    const line = packageLine(cart, wanted.packageId)
    return line ? { line, most: Math.min(cart.shop.settings.useStorage ? stockOf(line) : MAX_UNITS, MAX_UNITS) } : 'package_over'
  }
  const [goods] = cart.extra
  if (!goods?.goods || goods.goods.isDeleted || !goods.goods.isOnSale) return 'off_sale'
  const units = wanted.basicGoodsId > 0 && goods.fittingPriceFen !== null ? basicUnits(cart.lines, wanted.basicGoodsId) : 0
  if (units === 0 && !goods.goods.isAloneSale) return 'not_alone_sale'
  const chosen = optionsOf(goods, wanted)
  if (!chosen) return 'spec_gone'
  const line = { ...goods, ...chosen, id: -1, basicGoodsId: units > 0 ? wanted.basicGoodsId : 0, fittingPriceFen: units > 0 ? goods.fittingPriceFen : null, addedAt: cart.shop.now.toISOString() }
  const stock = cart.shop.settings.useStorage ? stockOf(line) : MAX_UNITS
  return { line, most: Math.min(stock, MAX_UNITS, units > 0 ? units : MAX_UNITS) }
}

function grow(cart: LoadedCart, wanted: Wanted, chosenKeys: ReadonlySet<string>): Growth {
  const found = lineFor(cart, wanted)
  if (typeof found === 'string') return { lines: cart.lines, key: '', skipped: { quantity: wanted.quantity, reason: found } }
  const { line, most } = found
  const quantity = Math.min(wanted.quantity, most)
  const skipped = quantity < wanted.quantity ? { quantity: wanted.quantity - quantity, reason: 'out_of_stock' as const } : null
  if (quantity <= 0) return { lines: cart.lines, key: '', skipped }
  const key = keyOf(line)
  const there = cart.lines.find((each) => keyOf(each) === key)
  if (!there && cart.lines.length >= MAX_LINES) throw new ShopError('LIMIT_REACHED', { limit: MAX_LINES })
  const grown = { ...there ?? line, quantity: Math.max(there?.quantity ?? 0, quantity), isSelected: true }
  const others = cart.lines.filter((each) => each !== there).map((each) => ({ ...each, isSelected: chosenKeys.has(keyOf(each)) }))
  return { lines: settleDependents([...others, grown], cart.shop), key, skipped }
}

/** The same thing twice is one wish; what others are fitted to goes first. */
function together(wanted: readonly Wanted[]): Wanted[] {
  const sums = new Map<string, Wanted>()
  for (const one of wanted) {
    const key = [one.goodsId, one.optionValueIds.join(','), one.basicGoodsId, one.packageId].join('/')
    sums.set(key, { ...one, quantity: one.quantity + (sums.get(key)?.quantity ?? 0) })
  }
  return [...sums.values()].sort((a, b) => Number(a.basicGoodsId > 0) - Number(b.basicGoodsId > 0))
}

/**
 * Puts what was ordered once into the cart again, at today's prices. A line that is there grows to at least the number, never
 * to the sum, so a second call changes nothing. What was put there is selected, everything else is not.
 */
export async function addAgain(ctx: TxCtx, wanted: readonly Wanted[]): Promise<{ cart: Cart, added: number, skipped: SkippedLine[] }> {
  const owner = ownerOf(ctx.actor, undefined)
  return inTransaction(ctx, async (tx) => {
    const keys = new Set<string>()
    const skipped: SkippedLine[] = []
    for (const one of together(wanted)) {
      const { skuId, goodsName, optionValueIds, basicGoodsId, packageId } = one
      let growth: Growth = { lines: [], key: '', skipped: null }
      const asked = packageId > 0 ? { goodsIds: [], packageIds: [packageId] } : { goodsIds: [one.goodsId], skuId: 0, optionValueIds, basicGoodsId }
      await changeLines(tx, owner, asked, (cart) => {
        growth = grow(cart, one, keys)
        return growth.lines
      })
      if (growth.key !== '') keys.add(growth.key)
      if (growth.skipped) skipped.push({ goodsId: packageId > 0 ? packageId : one.goodsId, skuId, goodsName, ...growth.skipped })
    }
    return { cart: await getCart(tx, {}), added: keys.size, skipped }
  })
}
