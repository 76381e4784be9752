import { isDeepStrictEqual } from 'node:util'
import type { SurveyQuestion, SurveyTrigger } from '../contract/index.ts'
import { cleanHtml } from '../catalogue/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { createSurvey } from './create.ts'
import { checkQuestions, keepsAnswers } from './questions.ts'
import { holdSurvey, ownWholeSurvey, questionsOf, type SurveyFacts, surveySeller, type WholeSurvey } from './rows.ts'
import { setSurveyState } from './state.ts'
import { keepVersion, writeQuestions } from './write-questions.ts'

/** What a merchant's form holds of a survey. Times are ISO, '' for none. */
export interface SurveyForm {
  atype: number
  title: string
  description: string
  /** For the shop's own eyes. */
  notes: string
  folder: string
  beginAt: string
  endAt: string
  maxAnswers: number
  maxPerMark: number
  trigger: SurveyTrigger
  rewardKind: SurveyFacts['rewardKind']
  rewardPoints: number
  rewardBonusTypeId: number
  questions: SurveyQuestion[]
}

const SET = `
UPDATE "Survey" SET "title" = $2, "description" = $3, "beginAt" = $4, "endAt" = $5, "maxAnswers" = $6, "maxPerMark" = $7, "trigger" = $8, "rewardKind" = $9, "rewardPoints" = $10,
  "rewardBonusTypeId" = $11, "version" = "version" + $12, "updatedAt" = $13, "notes" = $14, "folder" = $15,
  "invitesFrom" = CASE WHEN "trigger" <> $8 AND "status" = 1 THEN $13 ELSE "invitesFrom" END WHERE "id" = $1`

const moment = (text: string): Date | null => (text === '' ? null : new Date(text))

async function checkForm(tx: TxCtx, form: SurveyForm): Promise<void> {
  if (form.title.trim() === '') throw new ShopError('FIELD_REQUIRED', { field: 'title' })
  if (form.beginAt !== '' && form.endAt !== '' && form.beginAt >= form.endAt) throw new ShopError('PARAM_INVALID', { field: 'endAt' })
  if (form.rewardKind === 'points' && form.rewardPoints < 1) throw new ShopError('PARAM_INVALID', { field: 'rewardPoints' })
  if (form.rewardKind === 'bonus' && !await tx.sql.row('survey_bonus_type', 'SELECT 1 FROM "BonusType" WHERE "id" = $1', [form.rewardBonusTypeId])) throw new ShopError('PARAM_INVALID', { field: 'rewardBonusTypeId' })
}

async function writeForm(tx: TxCtx, id: number, form: SurveyForm, grows: boolean): Promise<void> {
  await tx.sql.run('survey_set', SET, [
    id, form.title.trim(), cleanHtml(form.description), moment(form.beginAt), moment(form.endAt), form.maxAnswers, form.maxPerMark, form.trigger, form.rewardKind,
    form.rewardKind === 'points' ? form.rewardPoints : 0, form.rewardKind === 'bonus' ? form.rewardBonusTypeId : 0, grows ? 1 : 0, tx.now,
    form.notes.trim(), form.folder.trim(),
  ])
}

/** What the audit log tells of a survey. */
function noted(survey: SurveyFacts, questions: readonly SurveyQuestion[]): object {
  const { title, notes, folder, beginAt, endAt, maxAnswers, maxPerMark, trigger, rewardKind, rewardPoints } = survey
  return { title, notes, folder, beginAt: beginAt?.toISOString() ?? '', endAt: endAt?.toISOString() ?? '', maxAnswers, maxPerMark, trigger, rewardKind, rewardPoints, questions: questions.map(({ title: asked }) => asked) }
}

/** A draft of a member's. */
export async function addSurvey(ctx: Ctx, form: SurveyForm): Promise<WholeSurvey> {
  const creater = ctx.actor.kind === 'staff' ? ctx.actor.name : 'system'
  return inTransaction(ctx, async (tx) => {
    await checkForm(tx, form)
    const { id } = await createSurvey(tx, { ...form, creater })
    await writeForm(tx, id, form, false)
    const made = await ownWholeSurvey(tx, id)
    await audit(tx, { action: 'survey.create', targetKind: 'survey', targetId: id, targetName: made.title, after: noted(made, made.questions) })
    return made
  })
}

/**
 * Changes a survey. Its version grows when questions or texts change. While there are answers nothing they speak of may go away:
 * CONFLICT.
 */
export async function saveSurvey(ctx: Ctx, id: number, form: SurveyForm): Promise<WholeSurvey> {
  return inTransaction(ctx, async (tx) => {
    const before = await holdSurvey(tx, id)
    await checkForm(tx, form)
    const asked = await questionsOf(tx, id)
    const questions = checkQuestions(form.questions, before.atype)
    const isAsked = !isDeepStrictEqual(questions, asked)
    if (isAsked && before.answerTotal > 0 && !keepsAnswers(asked, questions)) throw new ShopError('CONFLICT', { reason: 'answered' })
    const grows = isAsked || before.title !== form.title.trim() || before.description !== cleanHtml(form.description)
    await writeForm(tx, id, form, grows)
    if (isAsked) await writeQuestions(tx, id, questions)
    if (grows) await keepVersion(tx, id, questions)
    const after = await ownWholeSurvey(tx, id)
    await audit(tx, { action: 'survey.update', targetKind: 'survey', targetId: id, targetName: after.title, before: noted(before, asked), after: noted(after, questions) })
    return after
  })
}

const STATE_ACTIONS: Readonly<Record<number, string>> = { 1: 'publish', 2: 'pause', 3: 'delete' }

/** Publishes, pauses or deletes for a member. */
export async function moveSurvey(ctx: Ctx, { id, state }: { id: number, state: number }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { before, after, title } = await setSurveyState(tx, id, state)
    await audit(tx, { action: `survey.${STATE_ACTIONS[state]}`, targetKind: 'survey', targetId: id, targetName: title, before: { state: before }, after: { state: after } })
  })
}

/** Puts a star on a survey, or takes it off; what it asks and its version stay. */
export async function starSurvey(ctx: Ctx, { id, isStarred }: { id: number, isStarred: boolean }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { title, isStarred: before } = await holdSurvey(tx, id)
    if (before === isStarred) return
    await tx.sql.run('survey_star', 'UPDATE "Survey" SET "isStarred" = $2 WHERE "id" = $1', [id, isStarred])
    await audit(tx, { action: 'survey.star', targetKind: 'survey', targetId: id, targetName: title, before: { isStarred: before }, after: { isStarred } })
  })
}

const FOLDERS = `SELECT "folder" AS "name", count(*)::int AS "count" FROM "Survey" WHERE "status" <> 3 AND "folder" <> '' AND ($1::int IS NULL OR "sellerId" = $1) GROUP BY 1 ORDER BY 1 LIMIT 200`

/** The folders surveys stand in, with how many are in each. */
export async function surveyFolders(ctx: Ctx): Promise<{ name: string, count: number }[]> {
  return ctx.sql.rows<{ name: string, count: number }>('survey_folders', FOLDERS, [surveySeller(ctx)])
}

const JUDGE = `
WITH judged AS (UPDATE "SurveyAnswer" SET "isValid" = $3 WHERE "id" = $2 AND "surveyId" = $1 AND "isValid" <> $3 RETURNING 1)
UPDATE "Survey" SET "answerValid" = "answerValid" + CASE WHEN $3 THEN 1 ELSE -1 END WHERE "id" = $1 AND EXISTS (SELECT 1 FROM judged)`
const IS_THERE = 'SELECT "index" FROM "SurveyAnswer" WHERE "id" = $2 AND "surveyId" = $1'

/** Whether an answer counts. */
export async function judgeAnswer(ctx: Ctx, { id, jid, isValid }: { id: number, jid: number, isValid: boolean }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { title } = await holdSurvey(tx, id)
    const found = await tx.sql.row<{ index: number }>('survey_answer_there', IS_THERE, [id, jid])
    if (!found) throw new ShopError('NOT_FOUND')
    const changed = await tx.sql.run('survey_judge', JUDGE, [id, jid, isValid])
    await audit(tx, { action: 'survey.judge', targetKind: 'survey', targetId: id, targetName: title, before: { answer: found.index, isValid: changed > 0 ? !isValid : isValid }, after: { answer: found.index, isValid } })
  })
}

export interface BonusChoice { id: number, name: string }

/** The bonuses a reward may be: those that can still be used. */
export async function rewardChoices(ctx: Ctx): Promise<{ bonuses: BonusChoice[] }> {
  return { bonuses: await ctx.sql.rows<BonusChoice & Record<string, unknown>>('survey_bonuses', 'SELECT "id", "name" FROM "BonusType" WHERE "useEndAt" > $1 ORDER BY "id" DESC LIMIT 200', [ctx.now]) }
}
