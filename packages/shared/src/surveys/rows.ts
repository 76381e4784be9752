import type { SurveyQuestion, SurveyTrigger } from '../contract/index.ts'
import type { Ctx, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

/** A survey without its questions. */
export interface SurveyFacts {
  id: number
  sid: string
  sellerId: number
  atype: number
  title: string
  description: string
  notes: string
  folder: string
  isStarred: boolean
  status: number
  version: number
  creater: string
  beginAt: Date | null
  endAt: Date | null
  maxAnswers: number
  maxPerMark: number
  trigger: SurveyTrigger
  rewardKind: 'none' | 'points' | 'bonus'
  rewardPoints: number
  rewardBonusTypeId: number
  compressImg: boolean
  answerTotal: number
  answerValid: number
  createdAt: Date
  updatedAt: Date
}

export interface WholeSurvey extends SurveyFacts { questions: SurveyQuestion[] }

export const SURVEY_COLUMNS = ['id', 'sid', 'sellerId', 'atype', 'title', 'description', 'notes', 'folder', 'isStarred', 'status', 'version', 'creater', 'beginAt', 'endAt', 'maxAnswers', 'maxPerMark', 'trigger', 'rewardKind', 'rewardPoints', 'rewardBonusTypeId', 'compressImg', 'answerTotal', 'answerValid', 'createdAt', 'updatedAt'].map((name) => `s."${name}"`).join(', ')

const QUESTIONS = `
SELECT q."qIndex", q."qType", q."qSubtype", q."title", q."isRequired", q."isHidden", q."prompt", q."minOptions", q."maxOptions", q."verify", q."minWords", q."maxWords", q."minValue", q."maxValue", q."isScored",
  coalesce((SELECT json_agg(json_build_object('itemIndex', i."itemIndex", 'title', i."title", 'score', i."score", 'isSelected', i."isSelected", 'image', i."image", 'hasOwnText', i."hasOwnText", 'standsAlone', i."standsAlone") ORDER BY i."itemIndex") FROM "SurveyItem" i WHERE i."questionId" = q."id"), '[]') AS "items",
  coalesce((SELECT json_agg(json_build_object('itemIndex', r."itemIndex", 'title', r."title") ORDER BY r."itemIndex") FROM "SurveyRow" r WHERE r."questionId" = q."id"), '[]') AS "rows"
FROM "SurveyQuestion" q WHERE q."surveyId" = $1 ORDER BY q."position"`

/** A program and a seller's member work on their seller's surveys; the platform's own members on all. */
export function surveySeller({ actor }: Pick<TxCtx, 'actor'>): number | null {
  if (actor.kind === 'app') return actor.sellerId
  if (actor.kind === 'staff') return actor.sellerId === 0 ? null : actor.sellerId
  if (actor.kind === 'system') return null
  throw new ShopError('FORBIDDEN')
}

export async function questionsOf({ sql }: Pick<Ctx, 'sql'>, surveyId: number): Promise<SurveyQuestion[]> {
  return sql.rows<SurveyQuestion>('survey_questions', QUESTIONS, [surveyId])
}

const OWN = `SELECT ${SURVEY_COLUMNS} FROM "Survey" s WHERE s."id" = $1 AND s."status" <> 3 AND ($2::int IS NULL OR s."sellerId" = $2)`

/** The caller's own survey; NOT_FOUND when there is none, it is deleted or another seller's. */
export async function ownSurvey(ctx: Pick<TxCtx, 'sql' | 'actor'>, id: number): Promise<SurveyFacts> {
  const row = await ctx.sql.row<SurveyFacts & Record<string, unknown>>('survey_own', OWN, [id, surveySeller(ctx)])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

/** The same for a change: nobody else changes it until the transaction ends. */
export async function holdSurvey(tx: TxCtx, id: number): Promise<SurveyFacts> {
  const row = await tx.sql.row<SurveyFacts & Record<string, unknown>>('survey_hold', `${OWN} FOR UPDATE`, [id, surveySeller(tx)])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

export async function ownWholeSurvey(ctx: Pick<TxCtx, 'sql' | 'actor'>, id: number): Promise<WholeSurvey> {
  const survey = await ownSurvey(ctx, id)
  return { ...survey, questions: await questionsOf(ctx, id) }
}

const BY_LINK = `SELECT ${SURVEY_COLUMNS} FROM "Survey" s WHERE s."sid" = $1 AND s."status" IN (1, 2)`

/** What stands behind a link: a published or paused survey of whatever seller. */
export async function linkedSurvey(ctx: Pick<TxCtx, 'sql'>, sid: string): Promise<WholeSurvey> {
  const row = await ctx.sql.row<SurveyFacts & Record<string, unknown>>('survey_linked', BY_LINK, [sid])
  if (!row) throw new ShopError('NOT_FOUND')
  return { ...row, questions: await questionsOf(ctx, row.id) }
}
