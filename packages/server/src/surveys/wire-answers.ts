import { isAnswerable, QUESTION, SUBTYPE, type SurveyQuestion, type SurveyReply } from '@xiaopu/shared/contract'
import type { QuestionReport, StoredAnswer } from '@xiaopu/shared/surveys'
import { gmt8Text } from '@xiaopu/shared/time'

/** "20000" is question 2, "30001" the first row of question 3. */
const QUESTION_STEP = 10_000
const keyOf = (qIndex: number, row: number): string => String(qIndex * QUESTION_STEP + row)

function valueOf(question: SurveyQuestion, { items, value }: SurveyReply): string {
  if (question.qType === QUESTION.slider) return String(value)
  const isOne = question.qType !== QUESTION.multiple && question.qSubtype !== SUBTYPE.matrixMultiple
  const chosen = question.items.find(({ itemIndex }) => itemIndex === items[0])
  return isOne && question.isScored && chosen ? String(chosen.score) : ''
}

/** The titles of what was chosen, each with the shopper's own text behind it; or the text written. */
function textOf(question: SurveyQuestion, { items, ownTexts, text }: SurveyReply): string {
  if (question.qType === QUESTION.text) return text
  const own = new Map(ownTexts.map((one) => [one.itemIndex, one.text]))
  return items.map((index) => {
    const title = question.items.find(({ itemIndex }) => itemIndex === index)?.title ?? ''
    return own.has(index) ? `${title}^${own.get(index)}` : title
  }).join('|')
}

function wireItems(questions: ReadonlyMap<number, SurveyQuestion>, replies: readonly SurveyReply[]): Record<string, unknown> {
  const wire: Record<string, unknown> = {}
  for (const reply of replies) {
    const question = questions.get(reply.qIndex)
    if (!question) continue
    const { qIndex, row, items } = reply
    wire[keyOf(qIndex, row)] = { q_index: qIndex, q_row: row, item_index: items, item_value: valueOf(question, reply), answer_text: textOf(question, reply) }
  }
  return wire
}

/** Answers by their numbers; with `only` just these questions' replies. */
export function wireAnswers(answers: readonly StoredAnswer[], asked: readonly SurveyQuestion[], only: readonly number[]): Record<string, unknown> {
  const questions = new Map(asked.filter(isAnswerable).filter(({ qIndex }) => only.length === 0 || only.includes(qIndex)).map((question) => [question.qIndex, question]))
  return Object.fromEntries(answers.map((answer) => [answer.jid, {
    jid: answer.jid,
    index: answer.index,
    submittime: gmt8Text(answer.submittedAt),
    timetaken: answer.seconds,
    source: answer.source,
    sojumpparm: answer.mark,
    is_valid: answer.isValid,
    answer_items: wireItems(questions, answer.replies),
  }]))
}

export function wireReport(reports: readonly QuestionReport[], asked: readonly SurveyQuestion[]): Record<string, unknown> {
  const npsQuestions = new Set(reports.filter(({ nps }) => nps !== null).map(({ qIndex }) => qIndex))
  const isText = (qIndex: number): boolean => asked.some((question) => question.qIndex === qIndex && question.qType === QUESTION.text)
  return Object.fromEntries(reports.map((report) => [keyOf(report.qIndex, report.row), {
    q_index: report.qIndex,
    q_row: report.row,
    q_type: report.qType,
    q_subtype: report.qSubtype,
    answer_count: report.answers,
    item_count: isText(report.qIndex) ? {} : Object.fromEntries(report.counts),
    item_average: report.average,
    ...report.ranks ? { rank_average: Object.fromEntries(report.ranks) } : {},
    ...npsQuestions.has(report.qIndex) ? { nps: report.nps } : {},
  }]))
}
