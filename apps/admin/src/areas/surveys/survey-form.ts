import type { SurveyQuestion } from '@xiaopu/shared/contract'
import type { Inputs } from '../../api.ts'
import { hasItems, isAnswerable, QUESTION, SUBTYPE, VERIFY } from '@xiaopu/shared/contract/survey'

export type SurveyForm = Omit<Inputs['surveys']['create'], 'questions'> & { questions: SurveyQuestion[] }

/** What the editor offers to add, each with how it begins. */
export const QUESTION_KINDS = [
  { name: 'single', qType: QUESTION.single, qSubtype: 3 },
  { name: 'multiple', qType: QUESTION.multiple, qSubtype: 4 },
  { name: 'dropdown', qType: QUESTION.single, qSubtype: SUBTYPE.dropdown },
  { name: 'scale', qType: QUESTION.single, qSubtype: SUBTYPE.scale },
  { name: 'nps', qType: QUESTION.single, qSubtype: SUBTYPE.scale },
  { name: 'trueFalse', qType: QUESTION.single, qSubtype: SUBTYPE.trueFalse },
  { name: 'ranking', qType: QUESTION.multiple, qSubtype: SUBTYPE.ranking },
  { name: 'text', qType: QUESTION.text, qSubtype: 5 },
  { name: 'matrix', qType: QUESTION.matrix, qSubtype: SUBTYPE.matrixSingle },
  { name: 'matrixMultiple', qType: QUESTION.matrix, qSubtype: SUBTYPE.matrixMultiple },
  { name: 'slider', qType: QUESTION.slider, qSubtype: 10 },
  { name: 'paragraph', qType: QUESTION.paragraph, qSubtype: 2 },
  { name: 'pageBreak', qType: QUESTION.pageBreak, qSubtype: 1 },
] as const
export type KindName = typeof QUESTION_KINDS[number]['name']
export const VERIFIES = Object.entries(VERIFY)

const NPS_ITEMS = 11
const SCALE_ITEMS = 5
const HUNDRED = 100

export function newItem(itemIndex: number, title: string, score = 0): SurveyQuestion['items'][number] {
  return { itemIndex, title, score, isSelected: false, image: '', hasOwnText: false, standsAlone: false }
}

/** A new question with what its kind needs to be complete but the words. */
export function newQuestion(name: KindName, titles: readonly string[], rowTitles: readonly string[]): SurveyQuestion {
  const kind = QUESTION_KINDS.find((one) => one.name === name) ?? QUESTION_KINDS[0]
  const [qType, qSubtype]: [number, number] = [kind.qType, kind.qSubtype]
  const count = name === 'nps' ? NPS_ITEMS : name === 'scale' ? SCALE_ITEMS : 2
  const first = name === 'nps' ? 0 : 1
  const isScale = qSubtype === SUBTYPE.scale
  const items = hasItems({ qType }) ? Array.from({ length: count }, (_, at) => newItem(at + 1, isScale ? String(at + first) : titles[at] ?? '', isScale ? at + first : 0)) : []
  const rows = qType === QUESTION.matrix ? [1, 2].map((itemIndex) => ({ itemIndex, title: rowTitles[itemIndex - 1] ?? '' })) : []
  return {
    qIndex: 0, qType, qSubtype, title: '', isRequired: isAnswerable({ qType }), isHidden: false, prompt: '', items, rows,
    minOptions: 0, maxOptions: 0, verify: 0, minWords: 0, maxWords: 0, minValue: 0, maxValue: qType === QUESTION.slider ? HUNDRED : 0, isScored: isScale,
  }
}

/** Questions numbered as they stand; items and rows too. */
export function numbered(questions: readonly SurveyQuestion[]): SurveyQuestion[] {
  let [asked, pages] = [0, 0]
  return questions.map((question) => ({
    ...question,
    qIndex: isAnswerable(question) ? ++asked : question.qType === QUESTION.pageBreak ? ++pages : 0,
    items: question.items.map((item, at) => ({ ...item, itemIndex: at + 1 })),
    rows: question.rows.map((row, at) => ({ ...row, itemIndex: at + 1 })),
  }))
}

export function nameOf({ qSubtype, items }: Pick<SurveyQuestion, 'qSubtype' | 'items'>): KindName {
  if (qSubtype === SUBTYPE.scale) return items.length === NPS_ITEMS ? 'nps' : 'scale'
  return QUESTION_KINDS.find((kind) => kind.qSubtype === qSubtype)?.name ?? (qSubtype === 7 || qSubtype === SUBTYPE.matrixScale ? 'matrix' : 'single')
}

/** What is missing before it can be sent: the place of the first question that is not complete, -1 when all are. */
export function firstIncomplete(questions: readonly SurveyQuestion[]): number {
  return questions.findIndex((question) => {
    if (question.qType === QUESTION.pageBreak) return false
    if (question.title.trim() === '' || [...question.items, ...question.rows].some(({ title }) => title.trim() === '')) return true
    return (hasItems(question) && question.items.length < 2) || (question.qType === QUESTION.slider && question.minValue >= question.maxValue)
  })
}

export function emptyForm(): SurveyForm {
  return { atype: 1, title: '', description: '', notes: '', folder: '', beginAt: '', endAt: '', maxAnswers: 0, maxPerMark: 0, trigger: 'none', rewardKind: 'none', rewardPoints: 0, rewardBonusTypeId: 0, questions: [] }
}
