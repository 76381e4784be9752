import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import { isDayText, isStorableValue, type JsonValue, parseGmt8 } from '../gateway/index.ts'

const WHOLE = /^[+-]?\d{1,15}$/
const MOST_IDS = 500
const MAX_PAGE_SIZE = 100
const LAST_PAGE = 1_000_000
const DEFAULT_PAGE_SIZE = 15
/** The last whole number a database integer holds. */
const LAST_INT = 2_147_483_647
const MAX_DEPTH = 32

/** What was sent, as zod gets it: nothing at all for null and for an empty number or list. */
function sentAs({ kind, text }: JsonValue): unknown {
  if (kind === 'null') return undefined
  if (kind === 'boolean') return text === 'true' ? '1' : '0'
  return kind === 'list or object' ? JSON.parse(text) : text
}

function wholeNumber(sent: unknown): unknown {
  if (sent === '') return undefined
  return typeof sent === 'string' && WHOLE.test(sent) ? Number(sent) : sent
}

function listed(sent: unknown): unknown {
  if (typeof sent !== 'string') return sent
  if (sent === '') return undefined
  if (!sent.startsWith('[')) return sent
  try {
    return JSON.parse(sent)
  } catch {
    return sent
  }
}

/** A moment as clients write it, or the start of a day; null when it is neither. */
function moment(text: string): Date | null {
  const ms = parseGmt8(isDayText(text) ? `${text} 00:00:00` : text)
  return ms === null ? null : new Date(ms)
}

const emptyIsNothing = (sent: unknown): unknown => (sent === '' ? undefined : sent)

/** Kinds of parameters. A number may come as text, a list as JSON text. */
export const param = {
  text: (max: number, min = 0) => z.string().min(min).max(max),
  /** Has to say something. */
  words: (max: number, min = 1) => z.preprocess(emptyIsNothing, z.string().min(min).max(max)),
  /** Left out when it says nothing. */
  maybeWords: (max: number, min = 1) => z.preprocess(emptyIsNothing, z.string().min(min).max(max).optional()),
  int: (min: number, max = LAST_INT) => z.preprocess(wholeNumber, z.int().min(min).max(max)),
  maybeInt: (min: number, max = LAST_INT) => z.preprocess(wholeNumber, z.int().min(min).max(max).optional()),
  flag: z.preprocess(wholeNumber, z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1)),
  maybeFlag: z.preprocess(wholeNumber, z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1).optional()),
  maybeDay: z.preprocess(emptyIsNothing, z.string().refine(isDayText).optional()),
  maybeMoment: z.preprocess(emptyIsNothing, z.string().transform((text, ctx) => {
    const at = moment(text)
    if (!at) ctx.addIssue({ code: 'custom', message: 'no moment' })
    return at ?? new Date(0)
  }).optional()),
  ids: z.preprocess(listed, z.array(z.preprocess(wholeNumber, z.int().min(1).max(LAST_INT))).min(1).max(MOST_IDS)),
  oneOf: <const Words extends readonly [string, ...string[]]>(words: Words, usual: Words[number]) => z.preprocess((sent) => (sent === '' || sent === undefined ? usual : sent), z.enum(words)),
  page: {
    page_no: z.preprocess((sent) => wholeNumber(sent) ?? 1, z.int().min(1).max(LAST_PAGE)),
    page_size: z.preprocess((sent) => wholeNumber(sent) ?? DEFAULT_PAGE_SIZE, z.int().min(1).transform((size) => Math.min(size, MAX_PAGE_SIZE))),
  },
}

/** The method's own parameters of a call; others are ignored. */
export function readParams<Params extends z.ZodObject>(params: Params, values: ReadonlyMap<string, JsonValue>): z.output<Params> {
  const sent = Object.fromEntries([...values].filter(([name]) => Object.hasOwn(params.shape, name)).map(([name, value]) => [name, sentAs(value)]))
  const unkept = Object.keys(sent).find((name) => !isStorableValue(sent[name], MAX_DEPTH))
  if (unkept !== undefined) throw new ShopError('PARAM_INVALID', { field: unkept })
  const parsed = params.safeParse(sent)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map((issue) => String(issue.path[0] ?? ''))
  const isMissing = (field: string): boolean => sent[field] === undefined || sent[field] === ''
  const missing = issues.find(isMissing)
  throw missing === undefined ? new ShopError('PARAM_INVALID', { field: issues[0] ?? '' }) : new ShopError('PARAM_MISSING', { field: missing })
}
