import { firstProblem, isBlank, QUESTION, SURVEY_STATUS, type SurveyQuestion, type SurveyReply } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { SurveyFacts, WholeSurvey } from './rows.ts'

export type AnswerSource = 'link' | 'widget' | 'order' | 'api'

export interface NewAnswer {
  replies: readonly SurveyReply[]
  seconds: number
  source: AnswerSource
  mark?: string
  udsid?: number | undefined
  userId?: number | null
  orderId?: number | null
  /** Who may answer this survey once; '' for programs. */
  onceKey?: string
  guestKey?: string
  /** When it was given, for answers brought from elsewhere. */
  submittedAt?: Date | null
}

export interface Given { jid: number, vid: number, index: number }

/** Only a published survey within its time takes answers. */
export function refuseClosed({ status, beginAt, endAt }: SurveyFacts, now: Date): void {
  const isOpen = status === SURVEY_STATUS.published && (!beginAt || beginAt <= now) && (!endAt || endAt > now)
  if (!isOpen) throw new ShopError('FORBIDDEN')
}

// Answers of one survey queue up at this row: their numbers have no gaps, and no limit is passed.
const COUNT = `
UPDATE "Survey" SET "lastIndex" = "lastIndex" + 1, "answerTotal" = "answerTotal" + 1, "answerValid" = "answerValid" + 1
WHERE "id" = $1 AND "status" = 1 AND "version" = $2 AND ("beginAt" IS NULL OR "beginAt" <= $3) AND ("endAt" IS NULL OR "endAt" > $3) AND ("maxAnswers" = 0 OR "answerValid" < "maxAnswers")
RETURNING "lastIndex" AS "index"`
const AGAIN = 'SELECT "status", "version", "beginAt", "endAt" FROM "Survey" WHERE "id" = $1'
const MARKED = 'SELECT count(*)::int AS "count" FROM "SurveyAnswer" WHERE "surveyId" = $1 AND "mark" = $2 AND "isValid"'
const PUT = `
INSERT INTO "SurveyAnswer" ("surveyId", "index", "version", "userId", "orderId", "onceKey", "guestKey", "source", "mark", "udsid", "seconds", "submittedAt")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT ("surveyId", "onceKey") DO NOTHING RETURNING "id"`
const PUT_ITEMS = `
INSERT INTO "SurveyAnswerItem" ("answerId", "qIndex", "row", "items", "text", "value", "ownTexts")
SELECT $1, r."qIndex", r."row", ARRAY(SELECT e::int FROM jsonb_array_elements_text(r."items") WITH ORDINALITY AS t(e, n) ORDER BY n), r."text", r."value", r."ownTexts"
FROM jsonb_to_recordset($2::jsonb) AS r("qIndex" int, "row" int, "items" jsonb, "text" text, "value" int, "ownTexts" jsonb)`

async function refused(tx: TxCtx, survey: WholeSurvey): Promise<never> {
  const now = await tx.sql.row<Pick<SurveyFacts, 'status' | 'version' | 'beginAt' | 'endAt'> & Record<string, unknown>>('survey_again', AGAIN, [survey.id])
  if (!now || now.status === SURVEY_STATUS.deleted) throw new ShopError('NOT_FOUND')
  refuseClosed({ ...survey, ...now }, tx.now)
  if (now.version !== survey.version) throw new ShopError('CONFLICT', { reason: 'version' })
  throw new ShopError('LIMIT_REACHED', { limit: survey.maxAnswers })
}

async function refuseMark(tx: TxCtx, { id, maxPerMark }: SurveyFacts, mark: string): Promise<void> {
  if (maxPerMark === 0 || mark === '') return
  const row = await tx.sql.row<{ count: number }>('survey_marked', MARKED, [id, mark])
  if ((row?.count ?? 0) >= maxPerMark) throw new ShopError('LIMIT_REACHED', { limit: maxPerMark })
}

function stored(questions: readonly SurveyQuestion[], replies: readonly SurveyReply[]): object[] {
  const kinds = new Map(questions.map((question) => [question.qIndex, question]))
  return replies.flatMap((reply) => {
    const question = kinds.get(reply.qIndex)
    if (!question || isBlank(question, reply)) return []
    return [{ ...reply, value: question.qType === QUESTION.slider ? reply.value : null }]
  })
}

/** Refuses answers that cannot stand, naming the parameter they came in. */
export function checkReplies(questions: readonly SurveyQuestion[], replies: readonly SurveyReply[], field: string): void {
  const problem = firstProblem(questions, replies)
  if (problem) throw new ShopError('PARAM_INVALID', { field, question: problem.qIndex, problem: problem.problem })
}

/** Writes a checked answer under the survey's next number. Whoever answers once is refused the second time: LIMIT_REACHED. */
export async function putAnswer(tx: TxCtx, survey: WholeSurvey, answer: NewAnswer): Promise<Given> {
  const { mark = '', onceKey = '' } = answer
  const counted = await tx.sql.row<{ index: number }>('survey_count_answer', COUNT, [survey.id, survey.version, tx.now])
  if (!counted) return refused(tx, survey)
  await refuseMark(tx, survey, mark)
  const put = await tx.sql.row<{ id: number }>('survey_put_answer', PUT, [
    survey.id, counted.index, survey.version, answer.userId ?? null, answer.orderId ?? null, onceKey || null, answer.guestKey ?? '',
    answer.source, mark, answer.udsid ?? null, answer.seconds, answer.submittedAt ?? tx.now,
  ])
  if (!put) throw new ShopError('LIMIT_REACHED', { limit: 1 })
  await tx.sql.run('survey_put_items', PUT_ITEMS, [put.id, JSON.stringify(stored(survey.questions, answer.replies))])
  return { jid: put.id, vid: survey.id, index: counted.index }
}
