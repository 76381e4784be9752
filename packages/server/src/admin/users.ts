import { z } from 'zod'
import { adjustUser, disableUser, giveSpecialRank, listUsersForStaff, noteUser, type UserChange, userForStaff, userLedger, userRanks } from '@xiaopu/shared/accounts'
import { flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { type Ctx, inTransaction, type TxCtx } from '@xiaopu/shared/database'
import { audit } from '@xiaopu/shared/staff'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const userId = int.min(1)
const Rank = z.object({ id: int, name: text, isSpecial: flag })
const Row = z.object({
  id: int, name: text, nickName: text, mobile: text, email: text, rankName: text, balanceFen: int, points: int, rankPoints: int, isDisabled: flag, orderCount: int, spentFen: z.int(), signedUpAt: time, lastSignInAt: time,
})
const Detail = Row.extend({
  frozenFen: int, creditLineFen: int, rankId: int, specialRankId: int, sex: int, signedUpIp: text, lastIp: text, visitCount: int, staffNote: text,
  ranks: z.array(Rank),
  addresses: z.array(z.object({ id: int, consignee: text, mobile: text, regionText: text, address: text, isDefault: flag })),
  sessions: z.array(z.object({ id: int, device: text, ip: text, appId: int, createdAt: time, lastUsedAt: time, isEnded: flag })),
})
const Entry = z.object({
  id: int, type: int, balanceFen: int, frozenFen: int, points: int, rankPoints: int, balanceAfterFen: int, frozenAfterFen: int, pointsAfter: int, rankPointsAfter: int, referenceKind: text, referenceId: int, text, byName: text, at: time,
})
const nothing = z.object({})

/** One change of a member with the audit row that tells it, both or neither. */
async function change(ctx: Ctx, action: string, id: number, work: (tx: TxCtx) => Promise<UserChange>): Promise<Record<string, never>> {
  await inTransaction(ctx, async (tx) => {
    const { name, before, after } = await work(tx)
    await audit(tx, { action: `user.${action}`, targetKind: 'user', targetId: id, targetName: name, before, after })
  })
  return {}
}

/** Members: what they are, hold and did, and the few things a member of staff changes about them. */
export const usersRouter = router({
  list: staffProcedure('users.view')
    .input(pagedInput({ q: text.trim().max(60).default(''), rankId: int.min(-1).default(0), state: z.enum(['all', 'enabled', 'disabled']).default('all'), from: time.default(''), to: time.default('') }))
    .output(pagedOutput({ items: z.array(Row) }))
    .query(async ({ ctx, input: { pageNo, pageSize, ...filters } }) => ({ ...await listUsersForStaff(ctx, filters, { pageNo, pageSize }), pageNo, pageSize })),
  ranks: staffProcedure('users.view').input(z.void()).output(z.object({ ranks: z.array(Rank) })).query(async ({ ctx }) => ({ ranks: await userRanks(ctx) })),
  get: staffProcedure('users.view').input(z.strictObject({ userId })).output(Detail).query(({ ctx, input }) => userForStaff(ctx, input.userId)),
  ledger: staffProcedure('users.view')
    .input(pagedInput({ userId, kind: z.enum(['money', 'points']) }))
    .output(pagedOutput({ items: z.array(Entry) }))
    .query(async ({ ctx, input: { pageNo, pageSize, ...of } }) => ({ ...await userLedger(ctx, of.userId, of.kind, { pageNo, pageSize }), pageNo, pageSize })),
  adjust: staffWrite('users.money')
    .input(z.strictObject({ userId, balanceFen: int, points: int, reason: text.trim().min(1).max(120), seenBalanceFen: int, seenPoints: int }))
    .output(nothing)
    .mutation(({ ctx, input }) => change(ctx, 'adjust', input.userId, (tx) => adjustUser(tx, input))),
  setDisabled: staffWrite('users.edit')
    .input(z.strictObject({ userId, isDisabled: flag }))
    .output(nothing)
    .mutation(({ ctx, input }) => change(ctx, input.isDisabled ? 'disable' : 'enable', input.userId, (tx) => disableUser(tx, input))),
  setSpecialRank: staffWrite('users.edit')
    .input(z.strictObject({ userId, rankId: int.min(0) }))
    .output(nothing)
    .mutation(({ ctx, input }) => change(ctx, 'setSpecialRank', input.userId, (tx) => giveSpecialRank(tx, input))),
  setNote: staffWrite('users.edit')
    .input(z.strictObject({ userId, staffNote: text.max(500) }))
    .output(nothing)
    .mutation(({ ctx, input }) => change(ctx, 'setNote', input.userId, (tx) => noteUser(tx, input))),
})
