import { z } from 'zod'
import { decimal, flag, int, picture, text } from './fields.ts'

/** 1 questionnaire, 3 vote, 7 form. */
export const SURVEY_KINDS = [1, 3, 7] as const
export const VOTE = 3
export const SURVEY_STATUS = { draft: 0, published: 1, paused: 2, deleted: 3 } as const
export const SURVEY_TRIGGERS = ['none', 'order_received', 'aftersale_closed', 'first_order'] as const
export const SURVEY_REWARDS = ['none', 'points', 'bonus'] as const
export type SurveyTrigger = typeof SURVEY_TRIGGERS[number]

export const QUESTION = { pageBreak: 1, paragraph: 2, single: 3, multiple: 4, text: 5, matrix: 7, slider: 10 } as const
/** The finer kinds of each kind; the kind's own number stands for the plain one. */
export const SUBTYPES: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  2: [2],
  3: [3, 301, 302, 305],
  4: [4, 402],
  5: [5],
  7: [7, 701, 702, 703],
  10: [10],
}
export const SUBTYPE = { dropdown: 301, scale: 302, trueFalse: 305, ranking: 402, matrixScale: 701, matrixSingle: 702, matrixMultiple: 703 } as const
export const VERIFY = { none: 0, number: 1, decimal: 2, date: 3, mobile: 4, email: 8, url: 14, chinese: 18, lines: 26 } as const
export const MAX_QUESTIONS = 200
/** Characters of one written answer. */
export const MAX_WORDS = 3000

export const SurveyItem = z.strictObject({
  itemIndex: int.min(1),
  title: text.max(500),
  score: decimal.default(0),
  isSelected: flag.default(false),
  image: picture.default(''),
  hasOwnText: flag.default(false),
  standsAlone: flag.default(false),
})
export type SurveyItem = z.output<typeof SurveyItem>

export const SurveyRow = z.strictObject({ itemIndex: int.min(1), title: text.max(500) })
export type SurveyRow = z.output<typeof SurveyRow>

/** One thing of a survey in its order: a question, a page break or a paragraph. */
export const SurveyQuestion = z.strictObject({
  qIndex: int.min(0),
  qType: int,
  qSubtype: int,
  title: text.max(2000),
  isRequired: flag.default(true),
  isHidden: flag.default(false),
  prompt: text.max(500).default(''),
  items: z.array(SurveyItem).max(200).default([]),
  rows: z.array(SurveyRow).max(100).default([]),
  minOptions: int.min(0).default(0),
  maxOptions: int.min(0).default(0),
  verify: int.default(0),
  minWords: int.min(0).default(0),
  maxWords: int.min(0).default(0),
  minValue: int.default(0),
  maxValue: int.default(0),
  isScored: flag.default(false),
})
export type SurveyQuestion = z.output<typeof SurveyQuestion>

/** What was answered to a question, or to one row of a matrix. */
export const SurveyReply = z.strictObject({
  qIndex: int.min(1),
  row: int.min(0).default(0),
  /** Chosen items; of a ranking in the order of rank. */
  items: z.array(int.min(1)).max(200).default([]),
  /** What was written beside chosen items. */
  ownTexts: z.array(z.strictObject({ itemIndex: int.min(1), text: text.max(MAX_WORDS) })).max(200).default([]),
  text: text.max(MAX_WORDS).default(''),
  /** A slider's. */
  value: int.default(0),
})
export type SurveyReply = z.output<typeof SurveyReply>

const NPS_ITEMS = 11

export function isAnswerable({ qType }: Pick<SurveyQuestion, 'qType'>): boolean {
  return qType !== QUESTION.pageBreak && qType !== QUESTION.paragraph
}

export function hasItems({ qType }: Pick<SurveyQuestion, 'qType'>): boolean {
  return qType === QUESTION.single || qType === QUESTION.multiple || qType === QUESTION.matrix
}

/** A scale from 0 to 10: how likely one is to recommend the shop. */
export function isNps({ qSubtype, isScored, items }: Pick<SurveyQuestion, 'qSubtype' | 'isScored' | 'items'>): boolean {
  return qSubtype === SUBTYPE.scale && isScored && items.length === NPS_ITEMS && items.every(({ score }, at) => score === at)
}
