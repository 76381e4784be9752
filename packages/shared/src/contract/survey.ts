import { z } from 'zod'
import { decimal, flag, int, picture, text } from './fields.ts'
import { MAX_WORDS } from './survey-kinds.ts'

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
