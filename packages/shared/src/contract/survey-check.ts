import { isAnswerable, MAX_WORDS, QUESTION, SUBTYPE, VERIFY } from './survey-kinds.ts'
import type { SurveyQuestion, SurveyReply } from './survey.ts'

/** Why an answer cannot stand. A page has a sentence for each. */
export type ReplyProblem
  = | 'required'
    | 'item_unknown'
    | 'one_item'
    | 'too_few'
    | 'too_many'
    | 'stands_alone'
    | 'rank_all'
    | 'own_text'
    | 'too_short'
    | 'too_long'
    | 'out_of_range'
    | 'number'
    | 'decimal'
    | 'date'
    | 'mobile'
    | 'email'
    | 'url'
    | 'chinese'

const FORMS: Readonly<Record<number, [RegExp, ReplyProblem]>> = {
  [VERIFY.number]: [/^-?\d+$/, 'number'],
  [VERIFY.decimal]: [/^-?\d+(?:\.\d+)?$/, 'decimal'],
  [VERIFY.mobile]: [/^1[3-9]\d{9}$/, 'mobile'],
  [VERIFY.email]: [/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/, 'email'],
  [VERIFY.chinese]: [/^\p{Script=Han}+$/u, 'chinese'],
}
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

function isDay(written: string): boolean {
  const [, year, month, day] = (DAY.exec(written) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12) return false
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function isWebAddress(written: string): boolean {
  return /^https?:\/\/\S+$/i.test(written) && URL.canParse(written) && new URL(written).hostname.includes('.')
}

function formProblem(verify: number, written: string): ReplyProblem | '' {
  if (verify === VERIFY.date) return isDay(written) ? '' : 'date'
  if (verify === VERIFY.url) return isWebAddress(written) ? '' : 'url'
  const form = FORMS[verify]
  return !form || form[0].test(written) ? '' : form[1]
}

function textProblem({ minWords, maxWords, verify }: SurveyQuestion, { text }: SurveyReply): ReplyProblem | '' {
  const words = [...text].length
  if (words < minWords) return 'too_short'
  if (words > Math.min(maxWords || MAX_WORDS, MAX_WORDS)) return 'too_long'
  return formProblem(verify, text.trim())
}

function choiceProblem(question: SurveyQuestion, { items, ownTexts }: SurveyReply): ReplyProblem | '' {
  const known = new Map(question.items.map((item) => [item.itemIndex, item]))
  if (new Set(items).size < items.length || items.some((index) => !known.has(index))) return 'item_unknown'
  if (ownTexts.some(({ itemIndex }) => !items.includes(itemIndex) || !known.get(itemIndex)?.hasOwnText)) return 'own_text'
  if (question.qSubtype === SUBTYPE.ranking) return items.length === known.size ? '' : 'rank_all'
  const takesMany = question.qType === QUESTION.multiple || question.qSubtype === SUBTYPE.matrixMultiple
  if (!takesMany) return items.length === 1 ? '' : 'one_item'
  if (items.length > 1 && items.some((index) => known.get(index)?.standsAlone)) return 'stands_alone'
  if (items.length === 1 && known.get(items[0] ?? 0)?.standsAlone) return ''
  if (items.length < question.minOptions) return 'too_few'
  return question.maxOptions > 0 && items.length > question.maxOptions ? 'too_many' : ''
}

function oneProblem(question: SurveyQuestion, reply: SurveyReply): ReplyProblem | '' {
  if (question.qType === QUESTION.text) return textProblem(question, reply)
  if (question.qType === QUESTION.slider) return reply.value >= question.minValue && reply.value <= question.maxValue ? '' : 'out_of_range'
  return choiceProblem(question, reply)
}

/** Nothing chosen, nothing written; a slider that was moved is always an answer. */
export function isBlank(question: Pick<SurveyQuestion, 'qType'>, { items, text }: SurveyReply): boolean {
  if (question.qType === QUESTION.slider) return false
  return question.qType === QUESTION.text ? text.trim() === '' : items.length === 0
}

/** What is wrong with the answers to one question, '' when nothing is. A matrix has one reply for each row. */
export function replyProblem(question: SurveyQuestion, replies: readonly SurveyReply[]): ReplyProblem | '' {
  const given = replies.filter((reply) => !isBlank(question, reply))
  const rows = question.qType === QUESTION.matrix ? question.rows.map(({ itemIndex }) => itemIndex) : [0]
  const answered = new Set(given.map(({ row }) => row))
  if (answered.size < given.length || given.some(({ row }) => !rows.includes(row))) return 'item_unknown'
  for (const reply of given) {
    const problem = oneProblem(question, reply)
    if (problem !== '') return problem
  }
  const isComplete = question.isHidden || !question.isRequired || answered.size === rows.length
  return isComplete ? '' : 'required'
}

/** The first question whose answer cannot stand; null when all can. */
export function firstProblem(questions: readonly SurveyQuestion[], replies: readonly SurveyReply[]): { qIndex: number, problem: ReplyProblem } | null {
  const asked = questions.filter(isAnswerable)
  const stray = replies.find(({ qIndex }) => !asked.some((question) => question.qIndex === qIndex))
  if (stray) return { qIndex: stray.qIndex, problem: 'item_unknown' }
  for (const question of asked) {
    const problem = replyProblem(question, replies.filter(({ qIndex }) => qIndex === question.qIndex))
    if (problem !== '') return { qIndex: question.qIndex, problem }
  }
  return null
}
