import { QUESTION, SurveyQuestion } from '@xiaopu/shared/contract'
import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'

const MAX_BYTES = 512 * 1024

const whole = z.union([z.int(), z.string().regex(/^-?\d{1,9}$/).transform(Number)])
const number = z.union([z.number(), z.string().regex(/^-?\d{1,9}(?:\.\d{1,4})?$/).transform(Number)])
const YES = [true, 1, '1', 'true'] as const
const MEANS_YES = new Set<unknown>(YES)
const NO = [false, 0, '0', 'false'] as const
const yesOrNo = z.union([z.literal(YES), z.literal(NO)]).transform((value) => MEANS_YES.has(value))
const text = z.string().refine((value) => !value.includes('\0'))

/** A client's `null` says no more than a key that is missing. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined)
}

const WireItem = z.object({
  item_index: whole,
  item_title: text,
  item_score: optional(number),
  item_selected: optional(yesOrNo),
  item_image: optional(text),
  allow_filltext: optional(yesOrNo),
  is_item_huchi: optional(yesOrNo),
})
const WireRow = z.object({ item_index: whole, item_title: text })
const WireQuestion = z.object({
  q_index: whole,
  q_type: whole,
  q_subtype: optional(whole),
  q_title: text,
  is_requir: optional(yesOrNo),
  is_hide: optional(yesOrNo),
  prompt: optional(text),
  items: optional(z.array(WireItem)),
  item_rows: optional(z.array(WireRow)),
  min_options: optional(whole),
  max_options: optional(whole),
  verify: optional(whole),
  min_words: optional(whole),
  max_words: optional(whole),
  min_value: optional(whole),
  max_value: optional(whole),
})

function refuse(): never {
  throw new ShopError('PARAM_INVALID', { field: 'questions' })
}

function questionOf(wire: z.output<typeof WireQuestion>): unknown {
  const items = wire.items ?? []
  if (wire.q_type === QUESTION.slider && (wire.min_value === undefined || wire.max_value === undefined)) refuse()
  return {
    qIndex: Math.max(0, wire.q_index),
    qType: wire.q_type,
    qSubtype: wire.q_subtype || wire.q_type,
    title: wire.q_title,
    isRequired: wire.is_requir,
    isHidden: wire.is_hide,
    prompt: wire.prompt,
    items: items.map((item) => ({ itemIndex: item.item_index, title: item.item_title, score: item.item_score, isSelected: item.item_selected, image: item.item_image, hasOwnText: item.allow_filltext, standsAlone: item.is_item_huchi })),
    rows: (wire.item_rows ?? []).map((row) => ({ itemIndex: row.item_index, title: row.item_title })),
    minOptions: wire.min_options,
    maxOptions: wire.max_options,
    verify: wire.verify,
    minWords: wire.min_words,
    maxWords: wire.max_words,
    minValue: wire.min_value,
    maxValue: wire.max_value,
    isScored: items.some((item) => item.item_score !== undefined),
  }
}

/** The JSON text of `questions`. Keys nobody knows are left alone; a wrong value of a known one is refused. */
export function readQuestions(json: string): SurveyQuestion[] {
  if (Buffer.byteLength(json) > MAX_BYTES) refuse()
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    refuse()
  }
  const wire = z.array(WireQuestion).safeParse(parsed)
  if (!wire.success) refuse()
  const questions = z.array(SurveyQuestion).safeParse(wire.data.map(questionOf))
  return questions.success ? questions.data : refuse()
}
