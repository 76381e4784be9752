import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'
import { type Sql, sqlOn } from './sql.ts'
import { registerPool } from './transaction.ts'

/** One pool; Prisma and hand-written SQL share it. */
export interface Database {
  pool: pg.Pool
  db: PrismaClient
  sql: Sql
  /** How many statements went to PostgreSQL since the start, BEGIN and COMMIT included. */
  statements: () => number
  close: () => Promise<void>
}

const DEFAULT_POOL_SIZE = 10
/** A new connection has to prepare every statement again. */
const IDLE_MS = 5 * 60_000

export function connect(url: string, options: { poolSize?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? DEFAULT_POOL_SIZE,
    idleTimeoutMillis: IDLE_MS,
    // Statements sent together do not wait for each other's answers.
    pipeline: true,
    options: '-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000',
  })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  let statements = 0
  pool.on('connect', (client) => {
    // The same while it is lent out: whoever holds it gets the error from its statement.
    client.on('error', () => undefined)
    const send = client.query.bind(client)
    client.query = ((...args: Parameters<typeof send>) => {
      statements++
      return send(...args)
    }) as typeof client.query // the same function with its overloads, counted
  })
  const sql = sqlOn(pool)
  registerPool(sql, pool)
  const db = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    pool,
    db,
    sql,
    statements: () => statements,
    async close() {
      await db.$disconnect()
      if (!pool.ended) await pool.end()
    },
  }
}
