import type { Ctx, PrismaTxCtx } from '../database/index.ts'
import { inPrismaTransaction } from '../database/index.ts'
import { type AuditNote, audit } from '../staff/index.ts'

/** The transaction as an operation's ctx: what opens one of its own inside joins this one. */
function joined(tx: PrismaTxCtx): Ctx {
  const db = new Proxy(tx.db, {
    get: (target, key) => (key === '$transaction' ? (work: (inner: PrismaTxCtx['db']) => unknown) => work(target) : Reflect.get(target, key)),
  })
  return { ...tx, db: db as Ctx['db'] } // the one method a transaction lacks is added above
}

/** One write with the audit row that tells it, both or neither. */
export function auditedWrite<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<{ result: T, notes: AuditNote[] }>): Promise<T> {
  return inPrismaTransaction(ctx, async (tx) => {
    const { result, notes } = await work(joined(tx))
    for (const note of notes) await audit(tx, note)
    return result
  })
}

/** Several audited writes, all of them or none. */
export function asOneWrite<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return inPrismaTransaction(ctx, (tx) => work(joined(tx)))
}
