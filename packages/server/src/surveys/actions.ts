import { z } from 'zod'
import { flag, int, SURVEY_KINDS, text } from '@xiaopu/shared/contract'
import { inTransaction } from '@xiaopu/shared/database'
import { ShopError } from '@xiaopu/shared/errors'
import { getApp } from '@xiaopu/shared/platform'
import { ALL_SURVEYS, copySurvey, createSurvey, findAnswers, listSurveys, ownWholeSurvey, reportAnswers, setSurveyState, submitAnswer, type SurveyFacts, type SurveyOrder } from '@xiaopu/shared/surveys'
import { parseGmt8 } from '../gateway/gmt8.ts'
import { router } from '../trpc.ts'
import { surveyProcedure } from './procedure.ts'
import { filterInput, filterOf, millis, momentOf, numbersOf } from './read-filter.ts'
import { readQuestions } from './read-questions.ts'
import { wireAnswers, wireReport } from './wire-answers.ts'
import { shortObject, shortText } from './wire-short.ts'
import { wireActivity, wireLinks, wireSurvey } from './wire-survey.ts'

/** The one field of every action's answer; what is in it is written as 问卷星's clients know it. */
const Answer = z.object({ data: z.unknown().meta({ wire: 'json' }) })
const vid = int.min(1)
const DEFAULT_PAGE = 10
const MOST_SURVEYS = 300
const MOST_ANSWERS = 100
const NAME_PART = 10
const ORDERS: readonly SurveyOrder[] = ['id', 'idDown', 'begin', 'beginDown', 'created', 'createdDown']
const TIMES = ['nothing', 'begin', 'creation'] as const
const APPROVED = 1
const LAST_PAGE = 1_000_000
const MOST_DESCRIPTION = 5000

/** A whole number of these, as JSON number or text. */
function oneOf<const Numbers extends readonly number[]>(numbers: Numbers) {
  return int.refine((value) => numbers.includes(value))
}

function createdAnswer(survey: SurveyFacts, baseUrl: string): Record<string, unknown> {
  return { vid: survey.id, status: survey.status, verify_status: APPROVED, ...wireLinks(survey, baseUrl) }
}

function kindOf(atype: string): number {
  const kind = SURVEY_KINDS.find((one) => String(one) === atype)
  if (kind === undefined) throw new ShopError('PARAM_INVALID', { field: 'atype' })
  return kind
}

const sizeWithin = (size: number, most: number, above: number): number => (size < 1 ? DEFAULT_PAGE : size > most ? above : size)
const atLeastOne = (page: number): number => Math.min(Math.max(1, page), LAST_PAGE)

/** What outside programs of 问卷星's convention may do with the surveys of their seller. */
export const surveyActions = router({
  get: surveyProcedure({ method: '1000001', title: '获取问卷内容', write: false })
    .input(z.strictObject({
      vid,
      getQuestions: flag.default(true),
      getItems: flag.default(true),
      getExts: flag.default(false),
      getSetting: flag.default(false),
      getPageCut: flag.default(false),
      getTags: flag.default(false),
      getSimpleReturn: flag.default(false),
      getJson: flag.default(false),
      showtitle: flag.default(false),
    }))
    .output(Answer)
    .query(async ({ ctx, input }) => {
      const survey = await ownWholeSurvey(ctx, input.vid)
      if (input.getSimpleReturn) return { data: input.getJson ? shortObject(survey, input.showtitle) : shortText(survey) }
      return { data: wireSurvey(survey, { questions: input.getQuestions, items: input.getItems, settings: input.getSetting, pageCuts: input.getPageCut }) }
    }),
  list: surveyProcedure({ method: '1000002', title: '获取问卷列表', write: false })
    .input(z.strictObject({
      creater: text.max(60).optional(),
      vid: vid.optional(),
      atype: int.optional(),
      queryAll: flag.default(false),
      folder: text.max(50).optional(),
      isXingbiao: flag.default(false),
      nameLike: text.default(''),
      status: int.min(0).max(5).optional(),
      verifyStatus: int.optional(),
      timeType: oneOf([0, 1, 2]).default(0),
      beginTime: millis.optional(),
      endTime: millis.optional(),
      sort: oneOf([0, 1, 2, 3, 4, 5]).default(0),
      pageIndex: int.default(1),
      pageSize: int.default(DEFAULT_PAGE),
    }))
    .output(Answer)
    .query(async ({ ctx, input }) => {
      const [pageNo, pageSize] = [atLeastOne(input.pageIndex), sizeWithin(input.pageSize, MOST_SURVEYS, DEFAULT_PAGE)]
      const filter = {
        ...ALL_SURVEYS,
        creater: input.creater ?? '',
        vid: input.vid ?? 0,
        atype: input.atype ?? null,
        folder: input.folder ?? null,
        onlyStarred: input.isXingbiao,
        titlePart: [...input.nameLike].slice(0, NAME_PART).join(''),
        status: input.status ?? null,
        timeOf: TIMES[input.timeType] ?? 'nothing',
        from: momentOf(input.beginTime),
        until: momentOf(input.endTime),
      }
      const isFound = input.verifyStatus === undefined || input.verifyStatus === APPROVED
      const { surveys, total } = isFound ? await listSurveys(ctx, filter, { order: ORDERS[input.sort] ?? 'id', pageNo, pageSize }) : { surveys: [], total: 0 }
      const activitys = Object.fromEntries(surveys.map((survey) => [survey.id, wireActivity(survey, ctx.baseUrl, input.folder !== undefined)]))
      return { data: { page_index: pageNo, page_size: pageSize, total_count: total, sort: input.sort, activitys } }
    }),
  create: surveyProcedure({ method: '1000101', title: '创建问卷', write: true })
    .input(z.strictObject({
      title: text.min(1).max(200),
      // Read here, as texts: a copy takes no notice of them, whatever they say.
      atype: text.optional(),
      desc: text.meta({ emptyClears: true }).optional(),
      questions: text.optional(),
      sourceVid: vid.optional(),
      publish: flag.default(false),
      creater: text.max(60).optional(),
      compressImg: flag.default(false),
      isString: flag.default(false),
    }))
    .output(Answer)
    .mutation(async ({ ctx, input }) => {
      const creater = input.creater ?? (await getApp(ctx, ctx.actor.appId)).name
      const { title, sourceVid, publish: isPublished, compressImg } = input
      if (sourceVid !== undefined) {
        const copy = await inTransaction(ctx, (tx) => copySurvey(tx, sourceVid, { title, creater, isPublished }))
        return { data: createdAnswer(copy, ctx.baseUrl) }
      }
      const { atype, desc, questions } = input
      const missing = Object.entries({ atype, desc, questions }).find(([, value]) => value === undefined)
      if (missing || atype === undefined || desc === undefined || questions === undefined) throw new ShopError('PARAM_MISSING', { field: missing?.[0] ?? '' })
      const kind = kindOf(atype)
      if (desc.length > MOST_DESCRIPTION) throw new ShopError('PARAM_INVALID', { field: 'desc' })
      const read = readQuestions(questions)
      const survey = await inTransaction(ctx, (tx) => createSurvey(tx, { title, atype: kind, description: desc, questions: read, creater, compressImg, isPublished }))
      return { data: createdAnswer(survey, ctx.baseUrl) }
    }),
  setState: surveyProcedure({ method: '1000102', title: '修改问卷状态', write: true })
    .input(z.strictObject({ vid, state: oneOf([1, 2, 3]) }))
    .output(Answer)
    .mutation(async ({ ctx, input }) => {
      const { after } = await inTransaction(ctx, (tx) => setSurveyState(tx, input.vid, input.state))
      return { data: { vid: String(input.vid), state: after } }
    }),
  answer: surveyProcedure({ method: '1001001', title: '提交答卷', write: true })
    .input(z.strictObject({
      vid,
      inputcosttime: int.min(2).max(86_400),
      submitdata: text.min(1).max(100_000),
      jpmversion: int.optional(),
      sojumpparm: text.max(100).default(''),
      udsid: int.optional(),
      submittime: text.optional(),
    }))
    .output(Answer)
    .mutation(async ({ ctx, input }) => {
      const submittedMs = input.submittime === undefined ? null : parseGmt8(input.submittime)
      if (input.submittime !== undefined && submittedMs === null) throw new ShopError('PARAM_INVALID', { field: 'submittime' })
      return {
        data: await submitAnswer(ctx, {
          vid: input.vid,
          seconds: input.inputcosttime,
          submitdata: input.submitdata,
          version: input.jpmversion,
          mark: input.sojumpparm,
          udsid: input.udsid,
          submittedAt: submittedMs === null ? null : new Date(submittedMs),
        }),
      }
    }),
  answers: surveyProcedure({ method: '1001002', title: '查询答卷', write: false })
    .input(z.strictObject({
      vid,
      ...filterInput,
      pageIndex: int.default(1),
      pageSize: int.default(DEFAULT_PAGE),
      sort: oneOf([0, 1]).default(0),
      qid: text.optional(),
      queryNote: flag.default(false),
      fileViewExpires: int.optional(),
    }))
    .output(Answer)
    .query(async ({ ctx, input }) => {
      const survey = await ownWholeSurvey(ctx, input.vid)
      const only = numbersOf('qid', input.qid)
      const [pageNo, pageSize] = [atLeastOne(input.pageIndex), sizeWithin(input.pageSize, MOST_ANSWERS, MOST_ANSWERS)]
      const { answers, total } = await findAnswers(ctx, survey.id, filterOf(input), { pageNo, pageSize, isDescending: input.sort === 1 })
      return { data: { vid: survey.id, total_count: total, join_times: survey.answerTotal, page_index: pageNo, page_size: pageSize, answers: wireAnswers(answers, survey.questions, only) } }
    }),
  report: surveyProcedure({ method: '1001101', title: '默认报告查询', write: false })
    .input(z.strictObject({ vid, ...filterInput }))
    .output(Answer)
    .query(async ({ ctx, input }) => {
      const survey = await ownWholeSurvey(ctx, input.vid)
      const reports = await reportAnswers(ctx, survey.id, survey.questions, filterOf(input))
      return { data: { vid: survey.id, answer_valid: survey.answerValid, answer_total: survey.answerTotal, answer_report: wireReport(reports, survey.questions) } }
    }),
})
