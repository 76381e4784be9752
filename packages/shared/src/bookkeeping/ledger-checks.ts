import { checkAccounts, type LedgerPart, refuseSellerStaff } from '../accounts/index.ts'
import { actorName, type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { audit } from '../staff/index.ts'
import { checkOrders } from './order-check.ts'
import { checkStock } from './stock-check.ts'

export const LEDGER_PARTS = ['accounts', 'stock', 'orders'] as const
export type LedgerPartName = typeof LEDGER_PARTS[number]

/** One run: when, by whom, how long, and what each part found. */
export interface LedgerCheck {
  id: number
  /** '' is the clock of the night. */
  byName: string
  at: string
  durationMs: number
  rows: number
  differences: number
  parts: (LedgerPart & { part: LedgerPartName })[]
}

type Row = Omit<LedgerCheck, 'at'> & { at: Date }

const CHECKS: Record<LedgerPartName, (ctx: Pick<TxCtx, 'sql'>) => Promise<LedgerPart>> = { accounts: checkAccounts, stock: checkStock, orders: checkOrders }

const shapeOf = (row: Row): LedgerCheck => ({ ...row, at: row.at.toISOString() })

async function prove(ctx: Pick<TxCtx, 'sql'>): Promise<Pick<LedgerCheck, 'durationMs' | 'parts'>> {
  const startedAt = performance.now()
  const parts: LedgerCheck['parts'] = []
  for (const part of LEDGER_PARTS) parts.push({ part, ...await CHECKS[part](ctx) })
  return { parts, durationMs: Math.round(performance.now() - startedAt) }
}

const sumOf = (parts: LedgerCheck['parts'], key: 'rows' | 'differences'): number => parts.reduce((sum, part) => sum + part[key], 0)

/** Proves every figure against its rows and keeps what it found. A member's run is told in the log. */
export async function runLedgerCheck(ctx: Ctx): Promise<LedgerCheck> {
  const isStaff = ctx.actor.kind === 'staff'
  if (isStaff) refuseSellerStaff(ctx)
  const { parts, durationMs } = await prove(ctx)
  return inTransaction(ctx, async (tx) => {
    const row = await tx.sql.row<Row & Record<string, unknown>>('ledger_check_add', `
INSERT INTO "LedgerCheck" ("byName", "at", "durationMs", "rows", "differences", "parts") VALUES ($1, $2, $3, $4, $5, $6::jsonb) RETURNING *`, [
      isStaff ? actorName(tx.actor) : '', tx.now, durationMs, sumOf(parts, 'rows'), sumOf(parts, 'differences'), JSON.stringify(parts),
    ])
    if (!row) throw new Error('the check of the ledgers was not written')
    if (isStaff) await audit(tx, { action: 'ledger.check', targetKind: 'ledger', targetId: row.id, after: { rows: row.rows, differences: row.differences } })
    return shapeOf(row)
  })
}

/** The runs, the newest first; for members of the platform. */
export async function listLedgerChecks(ctx: TxCtx, page: { pageNo: number, pageSize: number }): Promise<{ items: LedgerCheck[], totalResults: number }> {
  refuseSellerStaff(ctx)
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<Row & Record<string, unknown>>('ledger_check_list', 'SELECT * FROM "LedgerCheck" ORDER BY "id" DESC LIMIT $1 OFFSET $2', [page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<{ count: number }>('ledger_check_count', 'SELECT count(*)::int AS "count" FROM "LedgerCheck"'),
  ])
  return { items: rows.map(shapeOf), totalResults: counted?.count ?? 0 }
}
