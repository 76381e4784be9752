import type { TxCtx } from '../database/index.ts'
import type { NewAccount } from './new-account.ts'
import { LEDGER, post } from './ledger.ts'

// The referrer's row is locked first, so that two new members at once do not both pass below the bound.
const REFERRER = `
SELECT r."id", r."rankPoints" FROM "User" u JOIN "User" r ON r."id" = u."referrerId" WHERE u."id" = $1 FOR NO KEY UPDATE OF r`

/** Rank points for whoever brought a new member, as long as those stay within the bound. */
export async function rewardReferrer(tx: TxCtx, newUserId: number, { isOn, registerPoints, registerPointsBound }: NewAccount['referral']): Promise<void> {
  if (!isOn || registerPoints === 0) return
  const referrer = await tx.sql.row<{ id: number, rankPoints: number }>('signup_referrer', REFERRER, [newUserId])
  if (!referrer || (registerPointsBound > 0 && referrer.rankPoints + registerPoints > registerPointsBound)) return
  await post(tx, { userId: referrer.id, type: LEDGER.PROMOTION, rankPoints: registerPoints, referenceKind: 'referral', referenceId: newUserId, text: '推荐新会员', byName: 'system' })
}
