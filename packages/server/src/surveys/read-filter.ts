import { flag, int, text } from '@xiaopu/shared/contract'
import { ShopError } from '@xiaopu/shared/errors'
import type { AnswerFilter } from '@xiaopu/shared/surveys'
import { z } from 'zod'

const MOST = 50
const MOST_CONDITIONS = 2
const NUMBER = /^\d{1,9}$/
const whole = z.union([z.int(), z.string().regex(NUMBER).transform(Number)])
const Conditions = z.array(z.object({ q_index: whole, opt: z.literal('='), val: whole })).max(MOST_CONDITIONS)

/** Milliseconds since 1970. */
export const millis = z.int().min(0).max(8.64e15)

/** What the actions on answers have in common. */
export const filterInput = {
  valid: flag.default(true),
  minIndex: int.min(0).optional(),
  jid: text.optional(),
  sojumpparm: text.optional(),
  beginTime: millis.optional(),
  endTime: millis.optional(),
  distinctUser: flag.default(false),
  distinctSojumpparm: flag.default(false),
  conds: text.optional(),
}
type FilterInput = z.output<z.ZodObject<typeof filterInput>>

export function momentOf(at: number | undefined): Date | null {
  return at === undefined ? null : new Date(at)
}

/** `1,2,3`: at most fifty. */
export function listOf(field: string, joined: string | undefined): string[] {
  const parts = (joined ?? '').split(',').map((part) => part.trim()).filter(Boolean)
  if (parts.length > MOST) throw new ShopError('PARAM_INVALID', { field })
  return parts
}

export function numbersOf(field: string, joined: string | undefined): number[] {
  const parts = listOf(field, joined)
  if (!parts.every((part) => NUMBER.test(part))) throw new ShopError('PARAM_INVALID', { field })
  return parts.map(Number)
}

function chosenOf(conds: string | undefined): AnswerFilter['chosen'] {
  if (conds === undefined) return []
  let parsed: unknown
  try {
    parsed = JSON.parse(conds)
  } catch {
    parsed = null
  }
  const conditions = Conditions.safeParse(parsed)
  if (!conditions.success) throw new ShopError('PARAM_INVALID', { field: 'conds' })
  return conditions.data.map(({ q_index: qIndex, val: item }) => ({ qIndex, item }))
}

export function filterOf(input: FilterInput): AnswerFilter {
  return {
    onlyValid: input.valid,
    minIndex: input.minIndex ?? 0,
    jids: numbersOf('jid', input.jid),
    marks: listOf('sojumpparm', input.sojumpparm),
    from: momentOf(input.beginTime),
    until: momentOf(input.endTime),
    lastOfUser: input.distinctUser,
    lastOfMark: input.distinctSojumpparm,
    chosen: chosenOf(input.conds),
  }
}
