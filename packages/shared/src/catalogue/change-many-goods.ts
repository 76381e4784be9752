import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { auditedWrite } from './admin-audited.ts'
import type { GoodsChange } from './goods-input.ts'
import { deleteGoods, restoreGoods } from './goods-lifecycle.ts'
import { type GoodsRecord, ownGoodsRecords } from './goods-records.ts'
import { updateGoods } from './write-goods.ts'

/** What many products are given at once. */
export type SharedChange = Pick<GoodsChange, 'isOnSale' | 'isBest' | 'isNew' | 'isHot' | 'pointsLimitYuan' | 'sortOrder'>

/** All products named, in the order they are locked; NOT_FOUND when one is not the caller's or not there. */
async function allNamed(ctx: Ctx, goodsIds: readonly number[]): Promise<GoodsRecord[]> {
  const wanted = [...new Set(goodsIds)].sort((a, b) => a - b)
  const rows = await ownGoodsRecords(ctx, wanted)
  if (rows.length < wanted.length) throw new ShopError('NOT_FOUND')
  return rows
}

function fieldsOf(row: GoodsRecord, change: SharedChange): SharedChange {
  const { isOnSale, isBest, isNew, isHot, pointsLimitYuan, sortOrder } = row
  return Object.fromEntries(Object.entries({ isOnSale, isBest, isNew, isHot, pointsLimitYuan, sortOrder }).filter(([name]) => Object.hasOwn(change, name)))
}

/** The same change of several products: all of them or, when one is refused, none. */
export function changeManyGoods(ctx: Ctx, goodsIds: readonly number[], change: SharedChange): Promise<void> {
  return auditedWrite(ctx, async (inner) => {
    const rows = await allNamed(inner, goodsIds)
    for (const row of rows) await updateGoods(inner, row.id, change)
    return { result: undefined, notes: rows.map((row) => ({ action: 'goods.update', targetKind: 'goods', targetId: row.id, targetName: row.name, before: fieldsOf(row, change), after: change })) }
  })
}

/** Into the recycle bin or out of it: all of them or none; one that is there already stays. */
export function binManyGoods(ctx: Ctx, goodsIds: readonly number[], isDeleted: boolean): Promise<void> {
  return auditedWrite(ctx, async (inner) => {
    const rows = await allNamed(inner, goodsIds)
    for (const { id: goodsId, isDeleted: isThere } of rows) {
      if (isThere !== isDeleted) await (isDeleted ? deleteGoods : restoreGoods)(inner, { goodsId })
    }
    const action = isDeleted ? 'goods.recycle' : 'goods.restore'
    return { result: undefined, notes: rows.map((row) => ({ action, targetKind: 'goods', targetId: row.id, targetName: row.name, before: { isDeleted: row.isDeleted }, after: { isDeleted } })) }
  })
}
