import { z } from 'zod'
import { decimal, flag, int, pagedInput, pagedOutput, SURVEY_KINDS, SURVEY_REWARDS, SURVEY_TRIGGERS, SurveyQuestion, SurveyReply, text, time } from '@xiaopu/shared/contract'
import { addSurvey, ALL_SURVEYS, findAnswers, judgeAnswer, listSurveys, moveSurvey, NO_FILTER, ownWholeSurvey, reportAnswers, rewardChoices, saveSurvey, starSurvey, type SurveyFacts, surveyFolders } from '@xiaopu/shared/surveys'
import { iso } from '@xiaopu/shared/time'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const id = int.min(1)
const nothing = z.object({})
const KINDS: readonly number[] = SURVEY_KINDS
const Row = z.object({
  id, sid: text, atype: int, title: text, folder: text, isStarred: flag, status: int, version: int, creater: text, answerTotal: int, answerValid: int, trigger: z.enum(SURVEY_TRIGGERS), beginAt: time, endAt: time, createdAt: time,
})
const form = {
  atype: int.refine((value) => KINDS.includes(value)),
  title: text.trim().min(1).max(200),
  description: text.max(5000),
  notes: text.max(500).default(''),
  folder: text.trim().max(50).default(''),
  beginAt: time,
  endAt: time,
  maxAnswers: int.min(0),
  maxPerMark: int.min(0),
  trigger: z.enum(SURVEY_TRIGGERS),
  rewardKind: z.enum(SURVEY_REWARDS),
  rewardPoints: int.min(0).max(100_000),
  rewardBonusTypeId: int.min(0),
  questions: z.array(SurveyQuestion).min(1).max(200),
}
const Whole = Row.extend({ ...form, atype: int, title: text, notes: text, folder: text })
const Answer = z.object({ jid: int, index: int, version: int, submittedAt: time, seconds: int, source: text, mark: text, isValid: flag, userName: text, orderSn: text, replies: z.array(SurveyReply) })
const Item = z.object({ itemIndex: int, title: text, count: int, rank: decimal })
const Report = z.object({ qIndex: int, row: int, title: text, rowTitle: text, qType: int, qSubtype: int, answers: int, average: text, nps: text, items: z.array(Item) })

function rowOf(survey: SurveyFacts): z.output<typeof Row> {
  const { sid, atype, title, folder, isStarred, status, version, creater, answerTotal, answerValid, trigger } = survey
  return { id: survey.id, sid, atype, title, folder, isStarred, status, version, creater, answerTotal, answerValid, trigger, beginAt: iso(survey.beginAt), endAt: iso(survey.endAt), createdAt: iso(survey.createdAt) }
}

function wholeOf(survey: Awaited<ReturnType<typeof ownWholeSurvey>>): z.output<typeof Whole> {
  const { description, notes, maxAnswers, maxPerMark, rewardKind, rewardPoints, rewardBonusTypeId, questions } = survey
  return { ...rowOf(survey), description, notes, maxAnswers, maxPerMark, rewardKind, rewardPoints, rewardBonusTypeId, questions }
}

const figure = (value: number | null): string => (value === null ? '' : String(value))

/** Questionnaires and votes: making them, publishing them, what they came to. */
export const surveysRouter = router({
  list: staffProcedure('surveys.edit')
    .input(pagedInput({ q: text.trim().max(60).default(''), status: int.min(-1).max(2).default(-1), atype: int.min(0).default(0), folder: text.max(50).default(''), isStarred: flag.default(false) }))
    .output(pagedOutput({ items: z.array(Row) }))
    .query(async ({ ctx, input: { q, status, atype, folder, isStarred, pageNo, pageSize } }) => {
      const filter = { ...ALL_SURVEYS, titlePart: q, status: status < 0 ? null : status, atype: atype || null, folder: folder || null, onlyStarred: isStarred }
      const { surveys, total } = await listSurveys(ctx, filter, { order: 'createdDown', pageNo, pageSize })
      return { items: surveys.map(rowOf), totalResults: total, pageNo, pageSize }
    }),
  get: staffProcedure('surveys.edit').input(z.strictObject({ id })).output(Whole).query(async ({ ctx, input }) => wholeOf(await ownWholeSurvey(ctx, input.id))),
  choices: staffProcedure('surveys.edit').input(z.void()).output(z.object({ bonuses: z.array(z.object({ id: int, name: text })) })).query(({ ctx }) => rewardChoices(ctx)),
  folders: staffProcedure('surveys.edit').input(z.void()).output(z.object({ items: z.array(z.object({ name: text, count: int })) })).query(async ({ ctx }) => ({ items: await surveyFolders(ctx) })),
  star: staffWrite('surveys.edit')
    .input(z.strictObject({ id, isStarred: flag }))
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await starSurvey(ctx, input)
      return {}
    }),
  create: staffWrite('surveys.edit').input(z.strictObject(form)).output(Whole).mutation(async ({ ctx, input }) => wholeOf(await addSurvey(ctx, input))),
  update: staffWrite('surveys.edit').input(z.strictObject({ ...form, id })).output(Whole).mutation(async ({ ctx, input: { id: own, ...survey } }) => wholeOf(await saveSurvey(ctx, own, survey))),
  setState: staffWrite('surveys.edit')
    .input(z.strictObject({ id, state: int.min(1).max(3) }))
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await moveSurvey(ctx, input)
      return {}
    }),
  judge: staffWrite('surveys.edit')
    .input(z.strictObject({ id, jid: int.min(1), isValid: flag }))
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await judgeAnswer(ctx, input)
      return {}
    }),
  report: staffProcedure('surveys.edit')
    .input(z.strictObject({ id }))
    .output(z.object({ survey: Whole, reports: z.array(Report) }))
    .query(async ({ ctx, input }) => {
      const survey = await ownWholeSurvey(ctx, input.id)
      const asked = new Map(survey.questions.map((question) => [question.qIndex, question]))
      const reports = (await reportAnswers(ctx, survey.id, survey.questions, NO_FILTER)).map(({ qIndex, row, qType, qSubtype, answers, counts, average, ranks, nps }) => {
        const question = asked.get(qIndex)
        const items = (question?.items ?? []).map(({ itemIndex, title }) => ({ itemIndex, title, count: counts.get(itemIndex) ?? 0, rank: ranks?.get(itemIndex) ?? 0 }))
        return { qIndex, row, title: question?.title ?? '', rowTitle: question?.rows.find(({ itemIndex }) => itemIndex === row)?.title ?? '', qType, qSubtype, answers, average: figure(average), nps: figure(nps), items }
      })
      return { survey: wholeOf(survey), reports }
    }),
  answers: staffProcedure('surveys.edit')
    .input(pagedInput({ id }))
    .output(pagedOutput({ items: z.array(Answer) }))
    .query(async ({ ctx, input: { id: own, pageNo, pageSize } }) => {
      const survey = await ownWholeSurvey(ctx, own)
      const { answers, total } = await findAnswers(ctx, survey.id, { ...NO_FILTER, onlyValid: false }, { pageNo, pageSize, isDescending: true })
      return { items: answers.map(({ submittedAt, udsid: _udsid, ...answer }) => ({ ...answer, submittedAt: iso(submittedAt) })), totalResults: total, pageNo, pageSize }
    }),
})
