import type { SurveyReply } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { type AnswerFilter, filterValues, KEPT } from './find-answers.ts'

export interface StoredAnswer {
  jid: number
  index: number
  version: number
  submittedAt: Date
  seconds: number
  source: string
  mark: string
  udsid: number | null
  isValid: boolean
  userName: string
  orderSn: string
  replies: SurveyReply[]
}

const REPLIES = `coalesce((SELECT json_agg(json_build_object('qIndex', x."qIndex", 'row', x."row", 'items', x."items", 'text', x."text", 'value', coalesce(x."value", 0), 'ownTexts', x."ownTexts") ORDER BY x."qIndex", x."row")
  FROM "SurveyAnswerItem" x WHERE x."answerId" = a."id"), '[]') AS "replies"`
const COLUMNS = `a."id" AS "jid", a."index", a."version", a."submittedAt", a."seconds", a."source", a."mark", a."udsid", a."isValid", coalesce(u."name", '') AS "userName", coalesce(o."sn", '') AS "orderSn", ${REPLIES}`
const FROM = `FROM kept k JOIN "SurveyAnswer" a ON a."id" = k."id" LEFT JOIN "User" u ON u."id" = a."userId" LEFT JOIN "Order" o ON o."id" = a."orderId"`
const UP = `WITH ${KEPT} SELECT ${COLUMNS} ${FROM} ORDER BY k."index" LIMIT $12 OFFSET $13`
const DOWN = `WITH ${KEPT} SELECT ${COLUMNS} ${FROM} ORDER BY k."index" DESC LIMIT $12 OFFSET $13`
const COUNT = `WITH ${KEPT} SELECT count(*)::int AS "count" FROM kept`

export interface AnswerPage { pageNo: number, pageSize: number, isDescending: boolean }

/** The answers a filter finds, by their numbers, and how many it finds in all. */
export async function findAnswers({ sql }: Pick<TxCtx, 'sql'>, surveyId: number, filter: AnswerFilter, { pageNo, pageSize, isDescending }: AnswerPage): Promise<{ answers: StoredAnswer[], total: number }> {
  const values = filterValues(surveyId, filter)
  const page = [...values, pageSize, (pageNo - 1) * pageSize]
  const [answers, counted] = await Promise.all([
    isDescending ? sql.rows<StoredAnswer>('survey_answers_down', DOWN, page) : sql.rows<StoredAnswer>('survey_answers_up', UP, page),
    sql.row<{ count: number }>('survey_answers_count', COUNT, values),
  ])
  return { answers, total: counted?.count ?? 0 }
}
