import type { SurveyQuestion } from './survey.ts'

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
