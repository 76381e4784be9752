import { LEDGER, post } from '../accounts/index.ts'
import { giveBonus } from '../bonuses/index.ts'
import type { TxCtx } from '../database/index.ts'
import type { SurveyFacts } from './rows.ts'

export interface Reward { points: number, bonusFen: number }

export const NO_REWARD: Reward = { points: 0, bonusFen: 0 }

const PUT = `INSERT INTO "SurveyReward" ("surveyId", "userId", "points", "at") VALUES ($1, $2, $3, $4) ON CONFLICT ("surveyId", "userId") DO NOTHING RETURNING "id"`
const NOTE_BONUS = 'UPDATE "SurveyReward" SET "bonusId" = $2 WHERE "id" = $1'
const DROP = 'DELETE FROM "SurveyReward" WHERE "id" = $1'

/** What a shopper gets for an answer, once per survey however often orders invite to it. */
export async function payReward(tx: TxCtx, survey: SurveyFacts, userId: number): Promise<Reward> {
  const points = survey.rewardKind === 'points' ? survey.rewardPoints : 0
  if (points === 0 && survey.rewardKind !== 'bonus') return NO_REWARD
  const row = await tx.sql.row<{ id: number }>('survey_reward', PUT, [survey.id, userId, points, tx.now])
  if (!row) return NO_REWARD
  if (points > 0) {
    await post(tx, { userId, type: LEDGER.PROMOTION, points, referenceKind: 'survey', referenceId: row.id, text: survey.title, byName: 'system' })
    return { points, bonusFen: 0 }
  }
  const bonus = await giveBonus(tx, { typeId: survey.rewardBonusTypeId, userId })
  if (!bonus) {
    // Its time is over: the answer stands all the same, and nothing was paid.
    await tx.sql.run('survey_reward_drop', DROP, [row.id])
    return NO_REWARD
  }
  await tx.sql.run('survey_reward_bonus', NOTE_BONUS, [row.id, bonus.id])
  return { points: 0, bonusFen: bonus.moneyFen }
}
