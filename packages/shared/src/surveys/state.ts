import { SURVEY_STATUS } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { holdSurvey, questionsOf } from './rows.ts'
import { keepVersion } from './write-questions.ts'

const { draft, published, paused, deleted } = SURVEY_STATUS
const NEXT: Readonly<Record<number, readonly number[]>> = {
  [draft]: [published, deleted],
  [published]: [paused, deleted],
  [paused]: [published, deleted],
}

const PUBLISH = `UPDATE "Survey" SET "status" = 1, "version" = "version" + 1, "updatedAt" = $2, "invitesFrom" = coalesce("invitesFrom", $2) WHERE "id" = $1 AND "status" IN (0, 2)`
const MOVE = 'UPDATE "Survey" SET "status" = $2, "updatedAt" = $3 WHERE "id" = $1 AND "status" = $4'

/** Lets a survey that is held take answers; a new version begins. */
export async function publish(tx: TxCtx, id: number): Promise<void> {
  if (await tx.sql.run('survey_publish', PUBLISH, [id, tx.now]) === 0) throw new ShopError('CONFLICT')
  await keepVersion(tx, id, await questionsOf(tx, id))
}

export interface StateChange { before: number, after: number, title: string }

/** Publishes, pauses or deletes. The present state again is no change; a draft cannot be paused. */
export async function setSurveyState(tx: TxCtx, id: number, state: number): Promise<StateChange> {
  const { status: before, title } = await holdSurvey(tx, id)
  if (before === state) return { before, after: state, title }
  if (!NEXT[before]?.includes(state)) throw new ShopError('CONFLICT')
  if (state === published) await publish(tx, id)
  else if (await tx.sql.run('survey_move', MOVE, [id, state, tx.now, before]) === 0) throw new ShopError('CONFLICT')
  return { before, after: state, title }
}
