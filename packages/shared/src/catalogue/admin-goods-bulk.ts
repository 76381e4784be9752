import type { Ctx } from '../database/index.ts'
import { type ErrorWord, ShopError } from '../errors/index.ts'
import { auditedWrite } from './admin-audited.ts'
import { namedByActivities } from './admin-goods-activities.ts'
import { deleteGoods, restoreGoods, setOnSale } from './goods-lifecycle.ts'
import { sellerOf } from './goods-rules.ts'

export const BULK_ACTIONS = ['onSale', 'offSale', 'recycle', 'restore'] as const
export type BulkAction = typeof BULK_ACTIONS[number]

/** done: it will be; same: it is so already; empty: it will, but nothing is left to sell; refused: `word` says why. */
export interface BulkLine { goodsId: number, name: string, thumbUrl: string, stock: number, outcome: 'done' | 'same' | 'empty' | 'refused', word: ErrorWord | '' }

interface Row { id: number, name: string, thumbUrl: string, stock: number, isOnSale: boolean, isDeleted: boolean }

function rowsOf(ctx: Ctx, goodsIds: readonly number[]): Promise<Row[]> {
  const sellerId = sellerOf(ctx.actor)
  return ctx.db.goods.findMany({
    where: { id: { in: [...goodsIds] }, ...sellerId === null ? {} : { sellerId } },
    select: { id: true, name: true, thumbUrl: true, stock: true, isOnSale: true, isDeleted: true },
    orderBy: { id: 'desc' },
  })
}

function judged(row: Row, action: BulkAction, named: ReadonlySet<number>): Pick<BulkLine, 'outcome' | 'word'> {
  const isHere = action === 'restore' ? row.isDeleted : !row.isDeleted
  if (!isHere) return { outcome: 'same', word: '' }
  if (action === 'recycle' && named.has(row.id)) return { outcome: 'refused', word: 'GOODS_IN_ACTIVITY' }
  if ((action === 'onSale' && row.isOnSale) || (action === 'offSale' && !row.isOnSale)) return { outcome: 'same', word: '' }
  return { outcome: action === 'onSale' && row.stock === 0 ? 'empty' : 'done', word: '' }
}

/** What an action on many products would do to each, and why not. */
export async function previewBulk(ctx: Ctx, goodsIds: readonly number[], action: BulkAction): Promise<BulkLine[]> {
  const [rows, named] = await Promise.all([rowsOf(ctx, goodsIds), namedByActivities(ctx, goodsIds)])
  return rows.map((row) => ({ goodsId: row.id, name: row.name, thumbUrl: row.thumbUrl, stock: row.stock, ...judged(row, action, named) }))
}

async function change(ctx: Ctx, row: Row, action: BulkAction): Promise<void> {
  if (action === 'recycle') await deleteGoods(ctx, { goodsId: row.id })
  else if (action === 'restore') await restoreGoods(ctx, { goodsId: row.id })
  else await setOnSale(ctx, { goodsIds: [row.id], isOnSale: action === 'onSale' })
}

const AUDIT_ACTIONS: Record<BulkAction, string> = { onSale: 'goods.onSale', offSale: 'goods.offSale', recycle: 'goods.recycle', restore: 'goods.restore' }

interface Step { action: BulkAction, goodsIds: number[] }

/** What brings back how it was, for those that changed. Out of the bin comes what was put in, on sale what was on sale. */
function undoOf(action: BulkAction, changed: readonly Row[]): Step[] {
  const all = changed.map((row) => row.id)
  if (action === 'recycle') return [{ action: 'restore' as const, goodsIds: all }, { action: 'onSale' as const, goodsIds: changed.filter((row) => row.isOnSale).map((row) => row.id) }].filter((step) => step.goodsIds.length > 0)
  const back: Record<Exclude<BulkAction, 'recycle'>, BulkAction> = { onSale: 'offSale', offSale: 'onSale', restore: 'recycle' }
  return all.length > 0 ? [{ action: back[action], goodsIds: all }] : []
}

/** Does what can be done and answers how much, and what would undo it; what is refused is left as it is. Every product gets its own audit row. */
export function runBulk(ctx: Ctx, goodsIds: readonly number[], action: BulkAction): Promise<{ changed: number, refused: number, undo: Step[] }> {
  return auditedWrite(ctx, async (inner) => {
    const before = (await rowsOf(inner, goodsIds)).sort((a, b) => a.id - b.id)
    if (before.length === 0) throw new ShopError('NOT_FOUND')
    let refused = 0
    for (const row of before) {
      if (judged(row, action, new Set()).outcome === 'same') continue
      try {
        await change(inner, row, action)
      } catch (error) {
        if (!(error instanceof ShopError)) throw error
        refused++
      }
    }
    const after = new Map((await rowsOf(inner, goodsIds)).map((row) => [row.id, row]))
    const stateOf = ({ isOnSale, isDeleted }: Row) => ({ isOnSale, isDeleted })
    const notes = before.map((row) => ({ action: AUDIT_ACTIONS[action], targetKind: 'goods', targetId: row.id, targetName: row.name, before: stateOf(row), after: stateOf(after.get(row.id) ?? row) }))
    const changed = before.filter((row) => row.isOnSale !== after.get(row.id)?.isOnSale || row.isDeleted !== after.get(row.id)?.isDeleted)
    return { result: { changed: changed.length, refused, undo: undoOf(action, changed) }, notes }
  })
}
