import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

export const WRAPPING_KINDS = ['pack', 'card'] as const
export type WrappingKind = typeof WRAPPING_KINDS[number]

export interface WrappingForm {
  name: string
  description: string
  imageUrl: string
  feeFen: number
  /** Free for goods of this amount and more; 0: never. */
  freeFromFen: number
  isEnabled: boolean
}

export interface WrappingView extends WrappingForm {
  id: number
  /** Orders that chose it. */
  orderCount: number
}

const TABLES: Record<WrappingKind, { table: string, chosen: string }> = {
  pack: { table: '"Pack"', chosen: '"packId"' },
  card: { table: '"Card"', chosen: '"cardId"' },
}
const STEP = 10
const COLUMNS = 'w."id", w."name", w."description", w."imageUrl", w."feeFen", w."freeFromFen", w."isEnabled"'

/** Packs and cards are the platform's: checkout offers one list to every seller's buyers. */
function own(ctx: TxCtx): void {
  if (ctx.actor.kind !== 'staff' || ctx.actor.sellerId !== 0) throw new ShopError('FORBIDDEN')
}

/** All of a kind, in the order checkout offers them. */
export function wrappingsForStaff(ctx: TxCtx, kind: WrappingKind): Promise<WrappingView[]> {
  own(ctx)
  const { table, chosen } = TABLES[kind]
  return ctx.sql.rows<WrappingView & Record<string, unknown>>(`wrapping_list_${kind}`, `
SELECT ${COLUMNS}, coalesce(o."count", 0) AS "orderCount" FROM ${table} w
LEFT JOIN (SELECT ${chosen} AS "id", count(*)::int AS "count" FROM "Order" WHERE ${chosen} > 0 GROUP BY 1) o USING ("id") ORDER BY w."sortOrder", w."id"`)
}

async function locked(tx: TxCtx, kind: WrappingKind, id: number): Promise<WrappingForm> {
  own(tx)
  const row = await tx.sql.row<WrappingForm & Record<string, unknown>>(`wrapping_lock_${kind}`, `
SELECT "name", "description", "imageUrl", "feeFen", "freeFromFen", "isEnabled" FROM ${TABLES[kind].table} WHERE "id" = $1 FOR UPDATE`, [id])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

/** Saves one; 0 is a new one, which goes last. */
export async function saveWrapping(tx: TxCtx, kind: WrappingKind, id: number, form: WrappingForm): Promise<{ id: number, before: WrappingForm | null }> {
  own(tx)
  const { table } = TABLES[kind]
  const values = [form.name, form.description, form.imageUrl, form.feeFen, form.freeFromFen, form.isEnabled]
  if (id > 0) {
    const before = await locked(tx, kind, id)
    await tx.sql.run(`wrapping_update_${kind}`, `UPDATE ${table} SET "name" = $1, "description" = $2, "imageUrl" = $3, "feeFen" = $4, "freeFromFen" = $5, "isEnabled" = $6 WHERE "id" = $7`, [...values, id])
    return { id, before }
  }
  const row = await tx.sql.row<{ id: number }>(`wrapping_add_${kind}`, `
INSERT INTO ${table} ("name", "description", "imageUrl", "feeFen", "freeFromFen", "isEnabled", "sortOrder")
SELECT $1, $2, $3, $4, $5, $6, coalesce(max("sortOrder"), 0) + ${STEP} FROM ${table} RETURNING "id"`, values)
  if (!row) throw new Error('the wrapping was not written')
  return { id: row.id, before: null }
}

/** Takes one away. One that an order chose stays (CONFLICT with how many): it can be switched off. */
export async function removeWrapping(tx: TxCtx, kind: WrappingKind, id: number): Promise<WrappingForm> {
  const before = await locked(tx, kind, id)
  const { table, chosen } = TABLES[kind]
  const used = await tx.sql.row<{ count: number }>(`wrapping_used_${kind}`, `SELECT count(*)::int AS "count" FROM "Order" WHERE ${chosen} = $1`, [id])
  if (used && used.count > 0) throw new ShopError('CONFLICT', { orders: used.count })
  await tx.sql.run(`wrapping_delete_${kind}`, `DELETE FROM ${table} WHERE "id" = $1`, [id])
  return before
}

/** The order in which they are offered: all of the kind, as they are to stand. */
export async function sortWrappings(tx: TxCtx, kind: WrappingKind, ids: readonly number[]): Promise<{ before: number[], after: number[] }> {
  own(tx)
  const { table } = TABLES[kind]
  const before = (await tx.sql.rows<{ id: number }>(`wrapping_ids_${kind}`, `SELECT "id" FROM ${table} ORDER BY "sortOrder", "id" FOR UPDATE`)).map((row) => row.id)
  if (ids.length !== before.length || before.some((id) => !ids.includes(id))) throw new ShopError('CONFLICT')
  await tx.sql.run(`wrapping_sort_${kind}`, `UPDATE ${table} w SET "sortOrder" = p.at * ${STEP} FROM unnest($1::int[]) WITH ORDINALITY AS p("id", at) WHERE w."id" = p."id"`, [ids])
  return { before, after: [...ids] }
}
