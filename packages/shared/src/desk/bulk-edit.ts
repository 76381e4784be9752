import { type AdminGoodsFilter, goodsIdsForStaff } from '../catalogue/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type BulkChange, bulkChangesOf } from './bulk-change.ts'
import { currentValue, type RowChange, writeLocked, writeOf } from './changes.ts'
import { keepJob, type NewRow, type RowState, runJob, type StoredRow, tellDone } from './jobs.ts'
import { goodsByIds } from './known-goods.ts'

/** Products one bulk edit may take. */
export const BULK_MOST = 2000

/** The products that were ticked, or all of a list's filter. */
export type BulkTarget = { goodsIds: number[] } | { filter: Pick<AdminGoodsFilter, 'q' | 'categoryId' | 'brandId' | 'state' | 'stock'> }

async function checkNamed({ db }: Ctx, change: BulkChange): Promise<void> {
  if (change.field === 'categoryId' && !await db.category.findUnique({ where: { id: change.value } })) throw new ShopError('CATEGORY_INVALID')
  if (change.field === 'brandId' && change.value > 0 && !await db.brand.findUnique({ where: { id: change.value } })) throw new ShopError('BRAND_INVALID')
}

/** Works out what a change would do to each product and keeps it. Nothing changes before it is confirmed. */
export async function prepareBulkEdit(ctx: Ctx, target: BulkTarget, change: BulkChange): Promise<{ jobId: number }> {
  await checkNamed(ctx, change)
  const ids = 'goodsIds' in target ? target.goodsIds : await goodsIdsForStaff(ctx, target.filter, { belowId: 0, limit: BULK_MOST + 1 })
  if (ids.length > BULK_MOST) throw new ShopError('LIMIT_REACHED', { limit: BULK_MOST })
  const sellerId = ctx.actor.kind === 'staff' ? ctx.actor.sellerId : -1
  const goods = (await goodsByIds(ctx, ids)).filter((one) => one.sellerId === sellerId)
  if (goods.length === 0) throw new ShopError('NOT_FOUND')
  const rows = goods.map((one): NewRow => {
    const { changes, problems } = bulkChangesOf(one, change)
    const plan = problems.length > 0 ? 'refused' : changes.length > 0 ? 'update' : 'same'
    return { lines: [], targetId: one.goodsId, number: one.sn, name: one.fields.name, plan, content: {}, changes, problems, onceKey: '' }
  })
  return keepJob(ctx, { kind: 'bulkEdit', title: '', request: change }, rows)
}

/** Writes one product's changes where it still is what it was when they were worked out. */
function write(ctx: Ctx, row: StoredRow, changes: RowChange[], state: RowState): Promise<void> {
  return writeLocked(ctx, row.targetId, (goods) => {
    if (changes.some((change) => currentValue(goods, change) !== change.before)) throw new ShopError('CONFLICT')
    return { write: writeOf(goods, changes), changes }
  }, (inner) => tellDone(inner, row, state))
}

export const runBulkEdit = (ctx: Ctx, jobId: number): Promise<{ left: number }> => runJob(ctx, jobId, { kind: 'bulkEdit', work: (row) => write(ctx, row, row.changes, 'done') })

/** Puts the old values back wherever nobody has changed them since; what was changed is left alone. */
export function undoBulkEdit(ctx: Ctx, jobId: number): Promise<{ left: number }> {
  const turned = (changes: readonly RowChange[]): RowChange[] => changes.map((change) => ({ ...change, before: change.after, after: change.before }))
  return runJob(ctx, jobId, { kind: 'bulkEdit', isUndo: true, work: (row) => write(ctx, row, turned(row.changes), 'restored') })
}
