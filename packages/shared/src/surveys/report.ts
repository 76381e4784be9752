import { isAnswerable, isNps, QUESTION, SUBTYPE, type SurveyQuestion } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { type AnswerFilter, filterValues, KEPT } from './find-answers.ts'

/** What the answers to a question, or to one row of a matrix, come to. */
export interface QuestionReport {
  qIndex: number
  row: number
  qType: number
  qSubtype: number
  answers: number
  /** How often each item was chosen; of a ranking how often it came first. */
  counts: Map<number, number>
  /** The mean of the scores of chosen items or of a slider; null without any. */
  average: number | null
  /** The mean rank of each item of a ranking; null while nobody ranked. */
  ranks: Map<number, number | null> | null
  /** Promoters less detractors in percent; null where it is no such question or nobody answered. */
  nps: number | null
}

interface Head extends Record<string, unknown> { qIndex: number, row: number, answers: number, sum: number | null }
interface Count extends Record<string, unknown> { qIndex: number, row: number, item: number, chosen: number, first: number, ranks: number }

const HEADS = `WITH ${KEPT} SELECT x."qIndex", x."row", count(*)::int AS "answers", sum(x."value")::float AS "sum" FROM kept k JOIN "SurveyAnswerItem" x ON x."answerId" = k."id" GROUP BY 1, 2`
const COUNTS = `WITH ${KEPT} SELECT x."qIndex", x."row", u."item", count(*)::int AS "chosen", (count(*) FILTER (WHERE u."rank" = 1))::int AS "first", sum(u."rank")::int AS "ranks"
  FROM kept k JOIN "SurveyAnswerItem" x ON x."answerId" = k."id", unnest(x."items") WITH ORDINALITY AS u("item", "rank") GROUP BY 1, 2, 3`

const HUNDRED = 100
const PERCENT_STEP = 10
const PROMOTER = 9
const DETRACTOR = 6

const twoDecimals = (value: number): number => Math.round(value * HUNDRED) / HUNDRED

function averageOf(question: SurveyQuestion, head: Head | undefined, counts: readonly Count[]): number | null {
  if (!head || head.answers === 0) return null
  if (question.qType === QUESTION.slider) return twoDecimals((head.sum ?? 0) / head.answers)
  if (!question.isScored) return null
  const scores = new Map(question.items.map(({ itemIndex, score }) => [itemIndex, score]))
  const known = counts.filter(({ item }) => scores.has(item))
  const chosen = known.reduce((sum, count) => sum + count.chosen, 0)
  return chosen === 0 ? null : twoDecimals(known.reduce((sum, count) => sum + count.chosen * (scores.get(count.item) ?? 0), 0) / chosen)
}

function npsOf(question: SurveyQuestion, counts: readonly Count[]): number | null {
  const all = counts.reduce((sum, { chosen }) => sum + chosen, 0)
  if (!isNps(question) || all === 0) return null
  const scores = new Map(question.items.map(({ itemIndex, score }) => [itemIndex, score]))
  const share = (isIt: (score: number) => boolean): number => counts.filter(({ item }) => isIt(scores.get(item) ?? 0)).reduce((sum, { chosen }) => sum + chosen, 0) / all
  return Math.round((share((score) => score >= PROMOTER) - share((score) => score <= DETRACTOR)) * HUNDRED * PERCENT_STEP) / PERCENT_STEP
}

function rowReport(question: SurveyQuestion, row: number, heads: readonly Head[], all: readonly Count[]): QuestionReport {
  const isHere = (one: { qIndex: number, row: number }): boolean => one.qIndex === question.qIndex && one.row === row
  const head = heads.find(isHere)
  const counts = all.filter(isHere)
  const isRanking = question.qSubtype === SUBTYPE.ranking
  const byItem = new Map(counts.map((count) => [count.item, count]))
  const { qIndex, qType, qSubtype, items } = question
  return {
    qIndex,
    row,
    qType,
    qSubtype,
    answers: head?.answers ?? 0,
    counts: new Map(items.map(({ itemIndex }) => [itemIndex, (isRanking ? byItem.get(itemIndex)?.first : byItem.get(itemIndex)?.chosen) ?? 0])),
    average: averageOf(question, head, counts),
    ranks: isRanking ? new Map(items.map(({ itemIndex }) => [itemIndex, meanRank(byItem.get(itemIndex))])) : null,
    nps: npsOf(question, counts),
  }
}

function meanRank(count: Count | undefined): number | null {
  return count ? twoDecimals(count.ranks / count.chosen) : null
}

/** Every question that can be answered, answered or not; a matrix by its rows. */
export async function reportAnswers({ sql }: Pick<TxCtx, 'sql'>, surveyId: number, questions: readonly SurveyQuestion[], filter: AnswerFilter): Promise<QuestionReport[]> {
  const values = filterValues(surveyId, filter)
  const [heads, counts] = await Promise.all([
    sql.rows<Head>('survey_report_heads', HEADS, values),
    sql.rows<Count>('survey_report_counts', COUNTS, values),
  ])
  return questions.filter(isAnswerable).flatMap((question) => {
    const rows = question.qType === QUESTION.matrix ? question.rows.map(({ itemIndex }) => itemIndex) : [0]
    return rows.map((row) => rowReport(question, row, heads, counts))
  })
}
