import type { PrismaClient } from './generated/client.ts'
import type { Sql } from './sql.ts'

/** Who acts. `ip` is the caller's address, '' where there is none. */
export type Actor
  = | { kind: 'guest', appId: number, ip: string }
    | { kind: 'shopper', userId: number, sessionId: number, appId: number, ip: string }
    | { kind: 'staff', staffId: number, name: string, sellerId: number, permissions: readonly string[], ip: string }
    | { kind: 'app', appId: number, sellerId: number, ip: string }
    | { kind: 'system' }

/** Inside a transaction: hand-written statements only (decision 0004). */
export interface TxCtx {
  sql: Sql
  actor: Actor
  now: Date
}

/** What every operation gets. */
export interface Ctx extends TxCtx {
  db: PrismaClient
}

/** Who is named on the rows of a history. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'staff') return actor.name
  if (actor.kind === 'app') return `app ${actor.appId}`
  return actor.kind === 'shopper' ? 'buyer' : 'system'
}
