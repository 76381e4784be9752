import type { Cart } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { isPackageSold } from '../promotions/index.ts'
import { MAX_LINES } from './add.ts'
import { changeCart } from './change.ts'
import { settleDependents } from './dependents.ts'
import { MAX_UNITS } from './judge.ts'
import { keyOf, type LineFacts, type LoadedCart, stockOf } from './line-facts.ts'

export interface AddPackageInput {
  packageId: number
  number: number
  cartKey?: string | undefined
}

/** The package as a line of its own, not in the cart yet; null when it is not sold now. */
export function packageLine(cart: LoadedCart, packageId: number): LineFacts | null {
  const packageFacts = cart.packages.get(packageId)
  if (!packageFacts || !isPackageSold(packageFacts, cart.shop.now)) return null
  return {
    id: -1,
    goodsId: 0,
    skuId: 0,
    optionValueIds: [],
    optionKey: '',
    quantity: 0,
    isSelected: true,
    basicGoodsId: 0,
    giftPromotionId: 0,
    packageId,
    addedAt: cart.shop.now.toISOString(),
    goods: null,
    sku: null,
    values: null,
    singles: null,
    volumePrices: null,
    rankPriceFen: null,
    fittingPriceFen: null,
    categoryIds: null,
    packageFacts,
  }
}

function grow(cart: LoadedCart, { packageId, number }: AddPackageInput): readonly LineFacts[] {
  const line = packageLine(cart, packageId)
  if (!line) throw new ShopError('PACKAGE_UNAVAILABLE')
  const there = cart.lines.find((each) => keyOf(each) === keyOf(line))
  const quantity = number + (there?.quantity ?? 0)
  const stock = stockOf(line)
  if (cart.shop.settings.useStorage && quantity > stock) throw new ShopError('OUT_OF_STOCK', { stock })
  if (quantity > MAX_UNITS) throw new ShopError('LIMIT_REACHED', { limit: MAX_UNITS })
  if (!there && cart.lines.length >= MAX_LINES) throw new ShopError('LIMIT_REACHED', { limit: MAX_LINES })
  return settleDependents([...cart.lines.filter((each) => each !== there), { ...there ?? line, quantity, isSelected: true }], cart.shop)
}

/** 礼包加入购物车: one line at the package's price; every one of its contents must be there in the number. */
export async function addPackage(ctx: TxCtx, input: AddPackageInput): Promise<{ cart: Cart, cartLineId: number }> {
  const { cart, lines } = await changeCart(ctx, input.cartKey, { goodsIds: [], packageIds: [input.packageId] }, (loaded) => grow(loaded, input))
  return { cart, cartLineId: lines.find((line) => line.packageId === input.packageId)?.id ?? 0 }
}
