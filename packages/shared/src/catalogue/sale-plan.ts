import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { setOnSale } from './goods-lifecycle.ts'

/** When the clock puts a product on sale and takes it off. */
export interface SalePlan { onSaleAt: Date | null, offSaleAt: Date | null }

export const NO_PLAN: SalePlan = { onSaleAt: null, offSaleAt: null }

const isSame = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime()

/** A time that is set anew is to come, and the two are not the same. What was planned before may be just due. */
export function checkSalePlan(before: SalePlan, change: { onSaleAt?: Date | null | undefined, offSaleAt?: Date | null | undefined }, now: Date): void {
  const { onSaleAt = before.onSaleAt, offSaleAt = before.offSaleAt } = change
  if (onSaleAt && onSaleAt <= now && !isSame(onSaleAt, before.onSaleAt)) throw new ShopError('PARAM_INVALID', { field: 'onSaleAt' })
  const isOffPast = offSaleAt && offSaleAt <= now && !isSame(offSaleAt, before.offSaleAt)
  if (isOffPast || (offSaleAt && isSame(onSaleAt, offSaleAt))) throw new ShopError('PARAM_INVALID', { field: 'offSaleAt' })
}

interface Due extends SalePlan { id: number, name: string, isOnSale: boolean }

const BATCH = 100
// Another process takes others; what waits for a merchant's form to be saved comes with the next minute.
const TAKE_DUE = `WITH due AS (SELECT "id", "onSaleAt", "offSaleAt" FROM "Goods" WHERE ("onSaleAt" <= $1 OR "offSaleAt" <= $1) ORDER BY "id" LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED)
  UPDATE "Goods" g SET "onSaleAt" = CASE WHEN g."onSaleAt" <= $1 THEN NULL ELSE g."onSaleAt" END, "offSaleAt" = CASE WHEN g."offSaleAt" <= $1 THEN NULL ELSE g."offSaleAt" END
  FROM due WHERE g."id" = due."id" RETURNING g."id", g."name", g."isOnSale", due."onSaleAt", due."offSaleAt"`

/** What the product is after everything that is due: the later of the two wins. */
function isOnAfter({ onSaleAt, offSaleAt }: SalePlan, now: Date): boolean {
  const timeOf = (at: Date | null): number => (at && at <= now ? at.getTime() : -Infinity)
  return timeOf(onSaleAt) > timeOf(offSaleAt)
}

async function runBatch(tx: TxCtx): Promise<{ taken: number, changed: number }> {
  const due = await tx.sql.rows<Due & Record<string, unknown>>('goods_sale_plans_due', TAKE_DUE, [tx.now])
  let changed = 0
  for (const isOnSale of [true, false]) {
    const moving = due.filter((goods) => isOnAfter(goods, tx.now) === isOnSale && goods.isOnSale !== isOnSale)
    if (moving.length === 0) continue
    await setOnSale(tx, { goodsIds: moving.map((goods) => goods.id), isOnSale })
    changed += moving.length
    for (const { id, name } of moving) await audit(tx, { action: isOnSale ? 'goods.onSale' : 'goods.offSale', targetKind: 'goods', targetId: id, targetName: name, before: { isOnSale: !isOnSale }, after: { isOnSale } })
  }
  return { taken: due.length, changed }
}

/** Puts on sale and takes off what is planned until now, each plan once. Answers how many products changed. */
export async function runSalePlans(ctx: Ctx): Promise<{ changed: number }> {
  let all = 0
  for (;;) {
    const { taken, changed } = await inTransaction(ctx, runBatch)
    all += changed
    if (taken < BATCH) return { changed: all }
  }
}
