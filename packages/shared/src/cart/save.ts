import { randomBytes } from 'node:crypto'
import { listParameter, type OrderPart, parametersFrom, type TxCtx } from '../database/index.ts'
import { tokenHash } from '../secrets/index.ts'
import { type LineFacts, type LoadedCart, sellerOf } from './line-facts.ts'
import type { CartOwner } from './load.ts'

const CART_KEY_BYTES = 16

/** What is kept of a line, in the order of `toStored`. */
const ADDED_COLUMNS = `"sellerId", "goodsId", "skuId", "optionValueIds", "optionKey", "quantity", "isSelected", "basicGoodsId", "giftPromotionId", "packageId", "addedAt"`
const ADD = (cart: string, json: string): string => `added AS (
  INSERT INTO "CartLine" ("cartId", ${ADDED_COLUMNS})
  SELECT ${cart}."id", ${ADDED_COLUMNS.split(', ').map((column) => `n.${column}`).join(', ')} FROM ${cart}, json_populate_recordset(NULL::"CartLine", ${json}::json) n
  RETURNING "id", "goodsId", "optionKey", "basicGoodsId", "giftPromotionId", "packageId")`
const ADDED = `(SELECT json_agg(added) FROM added) AS "added"`

const CREATE_FOR_USER = `WITH made AS (INSERT INTO "Cart" ("userId", "updatedAt") VALUES ($1, $2) ON CONFLICT ("userId") DO NOTHING RETURNING "id"),
  ${ADD('made', '$3')} SELECT made."id", ${ADDED} FROM made`
const CREATE_FOR_GUEST = `WITH made AS (INSERT INTO "Cart" ("keyHash", "updatedAt") VALUES ($1, $2) RETURNING "id"),
  ${ADD('made', '$3')} SELECT made."id", ${ADDED} FROM made`

/** How a statement names the changes of a cart, each an SQL expression. */
interface ChangeWords extends Record<'cartId' | 'version' | 'newVersion' | 'gone' | 'changed' | 'quantities' | 'selected' | 'basicGoods', string> {
  when: string
}

// Nothing is written onto another version of the cart than the one that was read.
function changeCtes({ cartId, version, newVersion, gone, changed, quantities, selected, basicGoods, when }: ChangeWords): string {
  return `held AS (UPDATE "Cart" SET "updatedAt" = ${newVersion} WHERE "id" = ${cartId} AND "updatedAt" = ${version} AND ${when} RETURNING "id"),
  gone AS (DELETE FROM "CartLine" l USING held WHERE l."cartId" = held."id" AND l."id" = ANY(${listParameter(gone, 'int')})),
  changed AS (UPDATE "CartLine" l SET "quantity" = u."quantity", "isSelected" = u."isSelected", "basicGoodsId" = u."basicGoodsId"
    FROM held, unnest(${listParameter(changed, 'int')}, ${listParameter(quantities, 'int')}, ${listParameter(selected, 'bool')}, ${listParameter(basicGoods, 'int')}) AS u("id", "quantity", "isSelected", "basicGoodsId") WHERE l."cartId" = held."id" AND l."id" = u."id")`
}

function changeWords(first: number): Omit<ChangeWords, 'when'> {
  const next = parametersFrom(first)
  return { cartId: next(), version: next(), newVersion: next(), gone: next(), changed: next(), quantities: next(), selected: next(), basicGoods: next() }
}

const SAVE = `WITH ${changeCtes({ ...changeWords(1), when: 'true' })}, ${ADD('held', '$9')} SELECT held."id", ${ADDED} FROM held`

// What nearly every call does, without lists of rows to write: such statements PostgreSQL plans once and not every time.
const APPEND = `WITH held AS (UPDATE "Cart" SET "updatedAt" = $3 WHERE "id" = $1 AND "updatedAt" = $2 RETURNING "id"),
  added AS (INSERT INTO "CartLine" ("cartId", ${ADDED_COLUMNS}) SELECT held."id", $4::int, $5::int, $6::int, $7::int[], $8, $9::int, $10::bool, $11::int, $12::int, $13::int, $14::timestamptz FROM held
  RETURNING "id", "goodsId", "optionKey", "basicGoodsId", "giftPromotionId", "packageId")
  SELECT held."id", ${ADDED} FROM held`
const CHANGE_ONE = `WITH held AS (UPDATE "Cart" SET "updatedAt" = $3 WHERE "id" = $1 AND "updatedAt" = $2 RETURNING "id"),
  changed AS (UPDATE "CartLine" l SET "quantity" = $5, "isSelected" = $6, "basicGoodsId" = $7 FROM held WHERE l."cartId" = held."id" AND l."id" = $4)
  SELECT held."id", NULL AS "added" FROM held`

const DROP = `WITH held AS (UPDATE "Cart" SET "updatedAt" = $3 WHERE "id" = $1 AND "updatedAt" = $2 RETURNING "id"),
  gone AS (DELETE FROM "CartLine" l USING held WHERE l."cartId" = held."id" AND l."id" = ANY(${listParameter('$4', 'int')}))
  SELECT held."id", NULL AS "added" FROM held`

interface SavedRow {
  id: number
  added: Pick<LineFacts, 'id' | 'goodsId' | 'optionKey' | 'basicGoodsId' | 'giftPromotionId' | 'packageId'>[] | null
}

export interface SavedCart {
  cartId: number
  /** The lines as they are stored now; new ones have their ids. */
  lines: LineFacts[]
  /** The key of a cart that was made for a guest just now. */
  cartKey: string
}

function toStored(line: LineFacts): Record<string, unknown> {
  const { goodsId, skuId, optionValueIds, optionKey, quantity, isSelected, basicGoodsId, giftPromotionId, packageId, addedAt } = line
  return { sellerId: sellerOf(line), goodsId, skuId, optionValueIds, optionKey, quantity, isSelected, basicGoodsId, giftPromotionId, packageId, addedAt }
}

function withIds(lines: readonly LineFacts[], { added }: SavedRow): LineFacts[] {
  return lines.map((line) => {
    if (line.id > 0) return line
    const found = added?.find((row) => row.goodsId === line.goodsId && row.optionKey === line.optionKey && row.basicGoodsId === line.basicGoodsId
      && row.giftPromotionId === line.giftPromotionId && row.packageId === line.packageId)
    if (!found) throw new Error('a cart line was not written')
    return { ...line, id: found.id }
  })
}

async function create(ctx: TxCtx, owner: CartOwner, lines: readonly LineFacts[]): Promise<SavedCart | null> {
  const stored = JSON.stringify(lines.map(toStored))
  if (owner.kind === 'user') {
    const row = await ctx.sql.row<SavedRow & Record<string, unknown>>('cart_create_user', CREATE_FOR_USER, [owner.userId, ctx.now, stored])
    return row && { cartId: row.id, lines: withIds(lines, row), cartKey: '' }
  }
  // A key is made here and nowhere else: the caller cannot choose one.
  const cartKey = randomBytes(CART_KEY_BYTES).toString('hex')
  const row = await ctx.sql.row<SavedRow & Record<string, unknown>>('cart_create_guest', CREATE_FOR_GUEST, [tokenHash(cartKey), ctx.now, stored])
  return row && { cartId: row.id, lines: withIds(lines, row), cartKey }
}

interface Difference {
  gone: number[]
  changed: LineFacts[]
  added: LineFacts[]
}

function difference(before: readonly LineFacts[], next: readonly LineFacts[]): Difference {
  const known = new Map(before.map((line) => [line.id, line]))
  const kept = new Set(next.map((line) => line.id))
  return {
    gone: before.filter((line) => !kept.has(line.id)).map((line) => line.id),
    changed: next.filter((line) => line.id > 0 && known.get(line.id) !== line),
    added: next.filter((line) => line.id <= 0),
  }
}

async function write({ sql }: TxCtx, versions: readonly unknown[], { gone, changed, added }: Difference): Promise<SavedRow | null> {
  const [line] = changed
  const [fresh] = added
  if (gone.length === 0 && added.length === 0 && changed.length === 1 && line) {
    return sql.row<SavedRow & Record<string, unknown>>('cart_change_one', CHANGE_ONE, [...versions, line.id, line.quantity, line.isSelected, line.basicGoodsId])
  }
  if (gone.length === 0 && changed.length === 0 && added.length === 1 && fresh) {
    return sql.row<SavedRow & Record<string, unknown>>('cart_append', APPEND, [...versions, ...Object.values(toStored(fresh))])
  }
  if (changed.length === 0 && added.length === 0) return sql.row<SavedRow & Record<string, unknown>>('cart_drop', DROP, [...versions, gone])
  return sql.row<SavedRow & Record<string, unknown>>('cart_save', SAVE, [...versions, ...valuesOf({ gone, changed }), JSON.stringify(added.map(toStored))])
}

function valuesOf({ gone, changed }: Pick<Difference, 'gone' | 'changed'>): unknown[] {
  return [gone, changed.map((each) => each.id), changed.map((each) => each.quantity), changed.map((each) => each.isSelected), changed.map((each) => each.basicGoodsId)]
}

function versionsOf({ cartId, version }: Pick<LoadedCart, 'cartId' | 'version'>, now: Date): [cartId: number, read: Date, written: Date] {
  return [cartId, version, new Date(Math.max(now.getTime(), version.getTime() + 1))]
}

/** Taking lines out of the cart as a part of placing an order, with parameters from `first` on: it must be the cart that was read. */
export function cartForOrder(first: number, { after, when }: Record<'after' | 'when', string>): OrderPart {
  const words = changeWords(first)
  return {
    locks: `cart AS MATERIALIZED (SELECT "id" FROM "Cart" WHERE "id" = ${words.cartId} AND "updatedAt" = ${words.version} AND ${after} FOR UPDATE)`,
    isMet: 'EXISTS (SELECT 1 FROM cart)',
    writes: changeCtes({ ...words, when }),
  }
}

/** The values of `cartForOrder`, for what is left of the cart. */
export function cartForOrderValues({ now }: Pick<TxCtx, 'now'>, cart: LoadedCart, next: readonly LineFacts[]): unknown[] {
  return [...versionsOf(cart, now), ...valuesOf(difference(cart.lines, next))]
}

/** Writes what is different in one statement. null: the cart was changed meanwhile, or made by another call; nothing was written. */
export async function saveCart(ctx: TxCtx, owner: CartOwner, cart: Pick<LoadedCart, 'cartId' | 'version' | 'lines'>, next: readonly LineFacts[]): Promise<SavedCart | null> {
  if (cart.cartId === 0) return create(ctx, owner, next)
  const row = await write(ctx, versionsOf(cart, ctx.now), difference(cart.lines, next))
  return row && { cartId: row.id, lines: withIds(next, row), cartKey: '' }
}
