import { makeWorld, NOON, shopper } from '../../accounts/testing/world.ts'
import { type Actor, type Ctx, inTransaction } from '../../database/index.ts'
import type { TestDatabase } from '../../database/testing/test-database.ts'
import { installSecretKey } from '../../secrets/index.ts'
import { LEDGER, post } from '../../accounts/index.ts'

export const CASHIER: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '203.0.113.9' }

/** Members with money, and what their ledger says. */
export function walletWorld(test: TestDatabase) {
  installSecretKey(Buffer.alloc(32, 7))
  const world = makeWorld(test)
  return {
    ...world,
    as: (userId: number, now = NOON): Ctx => test.ctx(shopper(userId), now),
    desk: (now = NOON, actor: Actor = CASHIER): Ctx => test.ctx(actor, now),
    /** Money that came in some time ago. */
    async rich(balanceFen: number, columns: Record<string, unknown> = {}): Promise<number> {
      const { id } = await world.user(columns)
      if (balanceFen > 0) await inTransaction(test.ctx(undefined, NOON), (tx) => post(tx, { userId: id, type: LEDGER.OTHER, balanceFen, referenceKind: 'opening', referenceId: id }))
      return id
    },
    async purse(userId: number): Promise<number[]> {
      const { balanceFen, frozenFen } = await test.db.user.findUniqueOrThrow({ where: { id: userId } })
      return [balanceFen, frozenFen]
    },
    /** Type, balance, frozen and step of the rows after the opening one. */
    async rows(userId: number): Promise<number[][]> {
      const rows = await test.db.ledgerEntry.findMany({ where: { userId, type: { not: LEDGER.OTHER } }, orderBy: { id: 'asc' } })
      return rows.map(({ type, balanceFen, frozenFen, step }) => [type, balanceFen, frozenFen, step])
    },
  }
}
