import { hasItems, isAnswerable, MAX_QUESTIONS, QUESTION, SUBTYPE, SUBTYPES, type SurveyQuestion, VERIFY, VOTE } from '../contract/index.ts'
import { ShopError } from '../errors/index.ts'

const LEAST_ITEMS = 2
const PARAGRAPH_INDEX = 0
const VERIFIES: readonly number[] = Object.values(VERIFY)

function refuse(): never {
  throw new ShopError('PARAM_INVALID', { field: 'questions' })
}

/** Sorted by their numbers, which are 1 to n. */
function numbered<Entry extends { itemIndex: number }>(entries: readonly Entry[]): Entry[] {
  const sorted = entries.toSorted((a, b) => a.itemIndex - b.itemIndex)
  if (sorted.some(({ itemIndex }, at) => itemIndex !== at + 1)) refuse()
  return sorted
}

function checkItems({ qType, qSubtype, items, rows, minOptions, maxOptions }: SurveyQuestion): void {
  if ([...items, ...rows].some(({ title }) => title.trim() === '')) refuse()
  if (items.length < LEAST_ITEMS || (qSubtype === SUBTYPE.trueFalse && items.length !== LEAST_ITEMS)) refuse()
  if (qType === QUESTION.matrix && rows.length === 0) refuse()
  if (minOptions > items.length || (maxOptions > 0 && maxOptions < minOptions)) refuse()
}

function checked(question: SurveyQuestion): SurveyQuestion {
  const { qType, qSubtype, title } = question
  if (!SUBTYPES[qType]?.includes(qSubtype)) refuse()
  if (title.trim() === '' && qType !== QUESTION.pageBreak) refuse()
  const items = hasItems(question) ? numbered(question.items) : []
  const rows = qType === QUESTION.matrix ? numbered(question.rows) : []
  const whole = { ...question, items, rows, isRequired: question.isRequired && isAnswerable(question), isScored: question.isScored && items.length > 0 }
  if (hasItems(question)) checkItems(whole)
  if (qType === QUESTION.slider && question.minValue >= question.maxValue) refuse()
  if (qType === QUESTION.text && (!VERIFIES.includes(question.verify) || (question.maxWords > 0 && question.maxWords < question.minWords))) refuse()
  return whole
}

/** Questions keep their places in the order of their numbers; page breaks and paragraphs stay where they stood. */
function inOrder(questions: readonly SurveyQuestion[]): SurveyQuestion[] {
  const asked = questions.filter(isAnswerable).toSorted((a, b) => a.qIndex - b.qIndex)
  if (asked.some(({ qIndex }, at) => qIndex !== at + 1)) refuse()
  let next = 0
  let pages = 0
  return questions.map((question) => {
    if (question.qType === QUESTION.pageBreak) return { ...question, qIndex: ++pages }
    if (question.qType === QUESTION.paragraph) return { ...question, qIndex: PARAGRAPH_INDEX }
    return asked[next++] ?? refuse()
  })
}

/** Questions as they may be stored, in their order. Refuses with PARAM_INVALID what does not make a survey of this kind. */
export function checkQuestions(questions: readonly SurveyQuestion[], atype: number): SurveyQuestion[] {
  if (questions.length === 0 || questions.length > MAX_QUESTIONS) refuse()
  const ordered = inOrder(questions.map(checked))
  if (!ordered.some(isAnswerable)) refuse()
  if (atype === VOTE) {
    const isChoice = ({ qType }: SurveyQuestion): boolean => qType === QUESTION.single || qType === QUESTION.multiple
    if (!ordered.some(isChoice) || ordered.some(({ qType }) => qType === QUESTION.text)) refuse()
  }
  return ordered
}

/** Whether answers to the old questions still mean the same beside the new ones: nothing taken away, nothing of another kind. */
export function keepsAnswers(before: readonly SurveyQuestion[], after: readonly SurveyQuestion[]): boolean {
  const known = new Map(after.filter(isAnswerable).map((question) => [question.qIndex, question]))
  return before.filter(isAnswerable).every((old) => {
    const now = known.get(old.qIndex)
    return now !== undefined && now.qType === old.qType && now.qSubtype === old.qSubtype && now.items.length >= old.items.length && now.rows.length >= old.rows.length
  })
}
