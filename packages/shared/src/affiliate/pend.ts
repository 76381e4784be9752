import type { OrderRow, TxCtx } from '../database/index.ts'
import { getSettings, type ShopSettings } from '../shop/index.ts'
import { earned, type Rates } from './amounts.ts'
import { lockKept } from './rows.ts'

const DAY_MS = 86_400_000
const WHOLE_PERCENT = 100

type Affiliate = ShopSettings['affiliate']

/** The link an order came by, as the storefront writes it into the order's origin. */
const LINK = /(?:^|[?&\s])u=(\d{1,9})(?:$|[&\s])/

interface Referrer { userId: number, level: number, sharePercent: number }

async function byOrder(tx: TxCtx, order: OrderRow): Promise<Referrer[]> {
  const userId = Number(LINK.exec(order.referer)?.[1] ?? 0)
  const row = await tx.sql.row('commission_linker', 'SELECT 1 FROM "User" WHERE "id" = $1 AND "id" <> $2 AND NOT "isDisabled" AND "closedAt" IS NULL', [userId, order.userId])
  return row ? [{ userId, level: 1, sharePercent: WHOLE_PERCENT }] : []
}

/** The buyer's referrer and that one's; a referrer who has left earns nothing, the one above still does. */
const CHAIN = `
SELECT r."id", r."closedAt" IS NULL AND NOT r."isDisabled" AS "isThere", 1 AS "level" FROM "User" b JOIN "User" r ON r."id" = b."referrerId" WHERE b."id" = $1
UNION ALL SELECT r2."id", r2."closedAt" IS NULL AND NOT r2."isDisabled", 2 FROM "User" b JOIN "User" r ON r."id" = b."referrerId" JOIN "User" r2 ON r2."id" = r."referrerId"
WHERE b."id" = $1 AND r2."id" <> b."id"`

async function bySignUp(tx: TxCtx, order: OrderRow, { levelPercents }: Affiliate): Promise<Referrer[]> {
  const chain = await tx.sql.rows<{ id: number, isThere: boolean, level: number }>('commission_chain', CHAIN, [order.userId])
  return chain.flatMap(({ id, isThere, level }) => {
    const sharePercent = levelPercents[level - 1]
    return isThere && sharePercent ? [{ userId: id, level, sharePercent }] : []
  })
}

const INSERT = `
INSERT INTO "Commission" ("orderId", "userId", "level", "moneyRateBasisPoints", "pointRateBasisPoints", "sharePercent", "baseFen", "moneyFen", "points", "addedAt", "dueAt")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`

/** At receipt: what the order earns those who brought its buyer. It waits, at the rates of today, until the days for after-sales are over. */
export async function pendCommission(tx: TxCtx, order: OrderRow): Promise<void> {
  const { affiliate, aftersaleDays } = await getSettings(tx)
  if (!affiliate.isOn) return
  const referrers = affiliate.separateBy === 1 ? await byOrder(tx, order) : await bySignUp(tx, order, affiliate)
  if (referrers.length === 0) return
  const kept = await lockKept(tx, order.id)
  const dueAt = new Date(tx.now.getTime() + aftersaleDays * DAY_MS)
  for (const { userId, level, sharePercent } of referrers) {
    const rates: Rates = { moneyRateBasisPoints: affiliate.moneyRateBasisPoints, pointRateBasisPoints: affiliate.pointRateBasisPoints, sharePercent }
    const { moneyFen, points } = earned(kept, rates)
    if (moneyFen === 0 && points === 0) continue
    await tx.sql.run('commission_add', INSERT, [order.id, userId, level, rates.moneyRateBasisPoints, rates.pointRateBasisPoints, sharePercent, kept.baseFen, moneyFen, points, tx.now, dueAt])
  }
}
