import type { Pool } from 'pg'
import type { PrismaClient } from './generated/client.ts'
import type { Ctx, TxCtx } from './ctx.ts'
import { inTurn, type Sql, sqlOn } from './sql.ts'

const ATTEMPTS = 3
const RETRYABLE = new Set(['40P01', '40001'])

/** The pool behind a `Sql` that is not a transaction. Kept here so that a ctx stays plain data. */
const pools = new WeakMap<Sql, Pool>()

export function registerPool(sql: Sql, pool: Pool): void {
  pools.set(sql, pool)
}

/** PostgreSQL gave up on this transaction for a deadlock or a conflict; the same work may well succeed again. */
export function isRetryable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('code' in error && typeof error.code === 'string' && (RETRYABLE.has(error.code) || error.code === 'P2034')) return true
  return 'cause' in error && isRetryable(error.cause)
}

/** The key a unique violation names (`Order_sn_key`), or null for any other error. */
export function violatedKey(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== '23505') return null
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : ''
}

async function attempt<T>(pool: Pool, ctx: TxCtx, work: (tx: TxCtx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  // The end waits its turn too: what work left unawaited when it threw must not run behind the ROLLBACK.
  const connection = inTurn(client)
  let broken: Error | undefined
  try {
    await connection.query({ text: 'BEGIN' })
    const result = await work({ sql: sqlOn(connection), actor: ctx.actor, now: ctx.now })
    await connection.query({ text: 'COMMIT' })
    return result
  } catch (error) {
    await connection.query({ text: 'ROLLBACK' }).catch((cause: Error) => { broken = cause })
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Runs the whole work in one transaction, and again from its first line when PostgreSQL aborted it for a deadlock or a
 * conflict. What has to leave the house (mail, provider calls) is a row written inside and acted on afterwards.
 */
export async function inTransaction<T>(ctx: TxCtx, work: (tx: TxCtx) => Promise<T>): Promise<T> {
  const pool = pools.get(ctx.sql)
  // Already inside one: join it.
  if (!pool) return work({ sql: ctx.sql, actor: ctx.actor, now: ctx.now })
  for (let tried = 1; ; tried++) {
    try {
      return await attempt(pool, ctx, work)
    } catch (error) {
      if (tried === ATTEMPTS || !isRetryable(error)) throw error
    }
  }
}

type PrismaTx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

/** What an admin form that writes many tables gets: Prisma inside the transaction, and `sql` on the same connection. */
export interface PrismaTxCtx extends TxCtx {
  db: PrismaTx
}

function sqlThroughPrisma(db: PrismaTx): Sql {
  const rows: Sql['rows'] = (_name, text, values = []) => db.$queryRawUnsafe(text, ...values)
  return {
    rows,
    async row<Row extends Record<string, unknown>>(name: string, text: string, values?: readonly unknown[]) {
      return (await rows<Row>(name, text, values))[0] ?? null
    },
    run: (_name, text, values = []) => db.$executeRawUnsafe(text, ...values),
  }
}

const PRISMA_TIMEOUT_MS = 10_000

/** As `inTransaction`, for work that is mostly Prisma: slower, with `sql` sent unprepared over the same connection. */
export async function inPrismaTransaction<T>(ctx: Ctx, work: (tx: PrismaTxCtx) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await ctx.db.$transaction((db) => work({ db, sql: sqlThroughPrisma(db), actor: ctx.actor, now: ctx.now }), { timeout: PRISMA_TIMEOUT_MS })
    } catch (error) {
      if (tried === ATTEMPTS || !isRetryable(error)) throw error
    }
  }
}
