import { isAnswerable, QUESTION, SUBTYPE, type SurveyQuestion, type SurveyReply } from '../contract/index.ts'
import { ShopError } from '../errors/index.ts'

const HEAD = /^(\d{1,4})\$/
const NUMBER = /^\d{1,4}$/
const WHOLE = /^-?\d{1,9}$/
const CHOICE = /^(\d{1,4})(?:\^([\s\S]*))?$/

function refuse(): never {
  throw new ShopError('PARAM_INVALID', { field: 'submitdata' })
}

/** A piece that does not begin as one belongs to the piece before it, so that written text may hold the separator. */
function pieces(text: string, separator: string, isHead: RegExp): string[] {
  const found: string[] = []
  for (const part of text.split(separator)) {
    const last = found.length - 1
    if (last < 0 || isHead.test(part)) found.push(part)
    else found[last] += separator + part
  }
  return found
}

function number(text: string): number {
  return NUMBER.test(text) ? Number(text) : refuse()
}

interface Chosen { items: number[], ownTexts: SurveyReply['ownTexts'] }

function choices(text: string): Chosen {
  const chosen: Chosen = { items: [], ownTexts: [] }
  for (const piece of pieces(text, '|', CHOICE)) {
    const [, index, own] = CHOICE.exec(piece) ?? refuse()
    chosen.items.push(number(index ?? ''))
    if (own) chosen.ownTexts.push({ itemIndex: number(index ?? ''), text: own })
  }
  return chosen
}

function matrix(text: string): { row: number, items: number[] }[] {
  return text.split(',').map((piece) => {
    const [row = '', columns = '', ...more] = piece.split('!')
    if (more.length > 0) refuse()
    return { row: number(row), items: columns.split('|').map(number) }
  })
}

function replies({ qIndex, qType, qSubtype }: SurveyQuestion, answer: string): SurveyReply[] {
  const blank: SurveyReply = { qIndex, row: 0, items: [], ownTexts: [], text: '', value: 0 }
  if (answer === '') return []
  if (qType === QUESTION.text) return [{ ...blank, text: answer }]
  if (qType === QUESTION.slider) return [{ ...blank, value: WHOLE.test(answer) ? Number(answer) : refuse() }]
  if (qType === QUESTION.matrix) return matrix(answer).map((row) => ({ ...blank, ...row }))
  if (qSubtype === SUBTYPE.ranking) return [{ ...blank, items: answer.split('|').map(number) }]
  return [{ ...blank, ...choices(answer) }]
}

/** `1$1}2$1|3}3$很好` as replies. What it says is checked elsewhere; here only that it says something about these questions. */
export function readSubmitdata(text: string, questions: readonly SurveyQuestion[]): SurveyReply[] {
  const asked = new Map(questions.filter(isAnswerable).map((question) => [question.qIndex, question]))
  const seen = new Set<number>()
  return pieces(text, '}', HEAD).flatMap((piece) => {
    const head = HEAD.exec(piece) ?? refuse()
    const question = asked.get(Number(head[1])) ?? refuse()
    if (seen.has(question.qIndex)) refuse()
    seen.add(question.qIndex)
    return replies(question, piece.slice(head[0].length))
  })
}

function written(question: SurveyQuestion, given: readonly SurveyReply[]): string {
  const [first] = given
  if (!first) return ''
  if (question.qType === QUESTION.text) return first.text
  if (question.qType === QUESTION.slider) return String(first.value)
  if (question.qType === QUESTION.matrix) return given.map(({ row, items }) => `${row}!${items.join('|')}`).join(',')
  const own = new Map(first.ownTexts.map(({ itemIndex, text }) => [itemIndex, text]))
  return first.items.map((index) => own.has(index) ? `${index}^${own.get(index)}` : String(index)).join('|')
}

/** The same the other way round. */
export function writeSubmitdata(given: readonly SurveyReply[], questions: readonly SurveyQuestion[]): string {
  return questions.filter(isAnswerable).flatMap((question) => {
    const own = given.filter(({ qIndex }) => qIndex === question.qIndex)
    return own.length > 0 ? [`${question.qIndex}$${written(question, own)}`] : []
  }).join('}')
}
