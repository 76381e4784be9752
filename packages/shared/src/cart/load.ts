import type { Actor, TxCtx } from '../database/index.ts'
import type { Rank } from '../pricing/index.ts'
import { type Favourable, getFavourables, readPackages } from '../promotions/index.ts'
import { tokenHash } from '../secrets/index.ts'
import { getSettings, type ShopSettings } from '../shop/index.ts'
import type { GiftFacts, LineFacts, LoadedCart, Viewer } from './line-facts.ts'
import { LOAD_NEW, LOAD_NEW_WITH_GIFTS, LOAD_OF_GUEST, LOAD_OF_USER } from './load-statement.ts'

const GUEST_CART_MS = 30 * 86_400_000
const CART_KEY = /^[0-9a-f]{32}$/
const NO_CART = new Date(0)

/** Whose cart: a user's one, a guest's by its key, or nobody's yet. */
export type CartOwner = { kind: 'user', userId: number } | { kind: 'guest', cartKey: string } | { kind: 'new' }

/** With a session the key is not read. */
export function ownerOf(actor: Actor, cartKey: string | undefined): CartOwner {
  if (actor.kind === 'shopper') return { kind: 'user', userId: actor.userId }
  return cartKey && CART_KEY.test(cartKey) ? { kind: 'guest', cartKey } : { kind: 'new' }
}

/** Products to be read together with the cart. */
export interface ExtraGoods {
  goodsIds: readonly number[]
  skuId?: number
  optionValueIds?: readonly number[]
  basicGoodsId?: number
  asGifts?: boolean
  packageIds?: readonly number[]
}

export const NOTHING_EXTRA: ExtraGoods = { goodsIds: [] }

export interface CartRow {
  cart: { id: number, updatedAt: string } | null
  viewer: Viewer | null
  lines: LineFacts[] | null
  gifts?: GiftFacts[] | null
}

/** Settings and activities: held in memory, read before any transaction. */
export interface ShopRules {
  settings: ShopSettings
  favourables: readonly Favourable[]
}

export async function readRules(ctx: Pick<TxCtx, 'sql'>): Promise<ShopRules> {
  const [settings, favourables] = await Promise.all([getSettings(ctx), getFavourables(ctx)])
  return { settings, favourables }
}

export function rankOf(viewer: Viewer | null): Rank | null {
  return viewer?.rankId ? { id: viewer.rankId, discountPercent: viewer.discountPercent ?? 100 } : null
}

export function toLoadedCart(row: CartRow | null, rules: ShopRules, now: Date): LoadedCart {
  const all = row?.lines ?? []
  return {
    cartId: row?.cart?.id ?? 0,
    version: row?.cart ? new Date(row.cart.updatedAt) : NO_CART,
    lines: all.filter((line) => line.id > 0).sort((a, b) => a.id - b.id),
    extra: all.filter((line) => line.id === 0),
    gifts: row?.gifts ?? [],
    packages: new Map(),
    viewer: row?.viewer ?? null,
    shop: { ...rules, rank: rankOf(row?.viewer ?? null), now },
  }
}

/** The packages of the cart and others asked for, in one statement more; a cart without any needs none. */
export async function withPackages(ctx: Pick<TxCtx, 'sql'>, cart: LoadedCart, otherIds: readonly number[] = []): Promise<LoadedCart> {
  const ids = [...new Set([...cart.lines.map((line) => line.packageId).filter((id) => id > 0), ...otherIds])]
  if (ids.length === 0) return cart
  const packages = await readPackages(ctx, ids, cart.shop.rank)
  const lines = cart.lines.map((line) => {
    const packageFacts = packages.get(line.packageId)
    return packageFacts ? { ...line, packageFacts } : line
  })
  return { ...cart, lines, packages }
}

export function oldestGuestCart(now: Date): Date {
  return new Date(now.getTime() - GUEST_CART_MS)
}

/** The gifts somebody may be offered now. */
function offeredGifts({ favourables }: ShopRules, now: Date): number[] {
  const running = favourables.filter((each) => each.type === 0 && each.startAt <= now && now < each.endAt)
  return [...new Set(running.flatMap((each) => each.gifts.map((gift) => gift.goodsId)))]
}

async function readRow(ctx: TxCtx, owner: CartOwner, extra: ExtraGoods, giftIds: readonly number[]): Promise<CartRow | null> {
  const options = [extra.skuId ?? 0, extra.optionValueIds ?? [], extra.basicGoodsId ?? 0, extra.asGifts ?? false]
  const values = [extra.goodsIds, ...options, giftIds]
  switch (owner.kind) {
    case 'user': return ctx.sql.row<CartRow & Record<string, unknown>>('cart_load_user', LOAD_OF_USER, [owner.userId, ...values])
    case 'guest': return ctx.sql.row<CartRow & Record<string, unknown>>('cart_load_guest', LOAD_OF_GUEST, [tokenHash(owner.cartKey), ...values, oldestGuestCart(ctx.now)])
    case 'new': return giftIds.length > 0
      ? ctx.sql.row<CartRow & Record<string, unknown>>('cart_load_new_gifts', LOAD_NEW_WITH_GIFTS, [extra.goodsIds[0] ?? 0, giftIds, ...options])
      : ctx.sql.row<CartRow & Record<string, unknown>>('cart_load_new', LOAD_NEW, [extra.goodsIds[0] ?? 0, giftIds, ...options])
  }
}

/** The cart with everything its answer needs, in one statement; two where there are packages. */
export async function readCart(ctx: TxCtx, owner: CartOwner, extra: ExtraGoods = NOTHING_EXTRA, known?: ShopRules): Promise<LoadedCart> {
  const rules = known ?? await readRules(ctx)
  const row = owner.kind === 'new' && extra.goodsIds.length === 0
    ? null
    : await readRow(ctx, owner, extra, offeredGifts(rules, ctx.now))
  return withPackages(ctx, toLoadedCart(row, rules, ctx.now), extra.packageIds)
}
