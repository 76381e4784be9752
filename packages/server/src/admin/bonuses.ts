import { z } from 'zod'
import { bonusNumbers, createBonusType, issueToRank, issueToUsers, listBonusTypes, printNumbers, updateBonusType } from '@xiaopu/shared/bonuses'
import { flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { type Ctx, inTransaction, type TxCtx } from '@xiaopu/shared/database'
import { audit } from '@xiaopu/shared/staff'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const id = int.min(1)
const amount = int.min(0).max(100_000_000)
const moment = time.refine((value) => value !== '')
const form = {
  name: text.trim().min(1).max(60),
  moneyFen: amount.min(1),
  sendKind: int.min(0).max(4),
  minSendAmountFen: amount,
  minGoodsAmountFen: amount,
  sendStartAt: moment,
  sendEndAt: moment,
  useStartAt: moment,
  useEndAt: moment,
  useRange: int.min(0).max(3),
  useRangeIds: z.array(id).max(200),
  claimTotal: int.min(0).max(10_000_000).default(0),
  claimLimit: int.min(1).max(100).default(1),
  claimRankIds: z.array(int.min(0)).max(200).default([]),
}
const Type = z.object({ ...form, sendKind: int, claimTotal: int, claimLimit: int, claimRankIds: z.array(int), id: int, sellerId: int, claimedCount: int, issuedCount: int, ownedCount: int, usedCount: int })
const Issued = z.object({ issued: int, unknown: z.array(text) })

/** Gives out and tells it, both or neither. */
function issue(ctx: Ctx, action: string, typeId: number, detail: object, work: (tx: TxCtx) => Promise<{ name: string, issued: number, unknown: string[] }>): Promise<{ issued: number, unknown: string[] }> {
  return inTransaction(ctx, async (tx) => {
    const { name, issued, unknown } = await work(tx)
    await audit(tx, { action: `bonus.${action}`, targetKind: 'bonus', targetId: typeId, targetName: name, after: { issued, ...detail } })
    return { issued, unknown }
  })
}

/** Kinds of bonuses, and giving them out. */
export const bonusesRouter = router({
  types: staffProcedure('promotions.edit')
    .input(pagedInput({}))
    .output(pagedOutput({ items: z.array(Type) }))
    .query(async ({ ctx, input }) => ({ ...await listBonusTypes(ctx, input), ...input })),
  create: staffWrite('promotions.edit')
    .input(z.strictObject(form))
    .output(Type)
    .mutation(({ ctx, input }) => inTransaction(ctx, async (tx) => {
      const made = await createBonusType(tx, input)
      await audit(tx, { action: 'bonus.create', targetKind: 'bonus', targetId: made.id, targetName: made.name, after: input })
      return made
    })),
  update: staffWrite('promotions.edit')
    .input(z.strictObject({ ...form, id }))
    .output(Type)
    .mutation(({ ctx, input: { id: typeId, ...fields } }) => inTransaction(ctx, async (tx) => {
      const { before, after } = await updateBonusType(tx, typeId, fields)
      await audit(tx, { action: 'bonus.update', targetKind: 'bonus', targetId: typeId, targetName: after.name, before, after })
      return after
    })),
  issueToUsers: staffWrite('promotions.edit')
    .input(z.strictObject({ typeId: id, userNames: z.array(text.max(60)).min(1).max(500) }))
    .output(Issued)
    .mutation(({ ctx, input }) => issue(ctx, 'issueToUsers', input.typeId, {}, (tx) => issueToUsers(tx, input))),
  issueToRank: staffWrite('promotions.edit')
    .input(z.strictObject({ typeId: id, rankId: id }))
    .output(Issued)
    .mutation(({ ctx, input }) => issue(ctx, 'issueToRank', input.typeId, { rankId: input.rankId }, (tx) => issueToRank(tx, input))),
  print: staffWrite('promotions.edit')
    .input(z.strictObject({ typeId: id, count: int.min(1).max(5000) }))
    .output(Issued)
    .mutation(({ ctx, input }) => issue(ctx, 'print', input.typeId, {}, (tx) => printNumbers(tx, input))),
  numbers: staffProcedure('promotions.edit')
    .input(pagedInput({ typeId: id }))
    .output(pagedOutput({ items: z.array(z.object({ sn: text, userName: text, isUsed: flag })) }))
    .query(async ({ ctx, input: { pageNo, pageSize, typeId } }) => ({ ...await bonusNumbers(ctx, { typeId, pageNo, pageSize }), pageNo, pageSize })),
})
