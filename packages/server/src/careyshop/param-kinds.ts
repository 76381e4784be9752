import { z } from 'zod'

const NUMBER = /^[+-]?\d{1,12}(?:\.\d{1,6})?$/
const FEN_PER_YUAN = 100
const SMALLEST = 1e-6
const MAX_YUAN = 21_474_836.47
const MAX_WEIGHT = 99_999_999

const isWholeFen = (value: number): boolean => Math.abs(value * FEN_PER_YUAN - Math.round(value * FEN_PER_YUAN)) < SMALLEST

function decimal(sent: unknown): unknown {
  if (sent === '') return undefined
  return typeof sent === 'string' && NUMBER.test(sent) ? Number(sent) : sent
}

/** Lists and objects, which forms bring as JSON text. */
function unpacked(sent: unknown): unknown {
  if (typeof sent !== 'string') return sent
  if (sent === '') return undefined
  try {
    return JSON.parse(sent)
  } catch {
    return sent
  }
}

export const fenOf = (yuan: number): number => Math.round(yuan * FEN_PER_YUAN)
const yuanAmount = (min: number) => z.number().min(min).max(MAX_YUAN).refine(isWholeFen)

/** A list of such things. */
export const jsonList = <Item extends z.ZodType>(item: Item, max: number, min = 0) => z.preprocess(unpacked, z.array(item).min(min).max(max))
export const maybeJsonList = <Item extends z.ZodType>(item: Item, max: number, min = 0) => z.preprocess(unpacked, z.array(item).min(min).max(max).optional())

/** Money: yuan as sent, fen as read. */
export const money = (min = 0) => z.preprocess(decimal, yuanAmount(min).transform(fenOf))
export const maybeMoney = (min = 0) => z.preprocess(decimal, yuanAmount(min).transform(fenOf).optional())

/** Money that may be taken as well as given. */
export const signedMoney = money(-MAX_YUAN)

/** A number with decimals that is no money. */
export const amount = (min = 0) => z.preprocess(decimal, z.number().min(min).max(MAX_WEIGHT))
export const maybeAmount = (min = 0) => z.preprocess(decimal, z.number().min(min).max(MAX_WEIGHT).optional())

/** [least, most]; either end may be empty. */
const bound = z.preprocess((sent) => (sent === null ? undefined : decimal(sent)), z.number().min(0).max(MAX_YUAN).optional())
export const maybeRange = z.preprocess(unpacked, z.array(bound).length(2).transform(([least, most]) => ({ least, most })).optional())

const id = z.preprocess(decimal, z.int().min(1))
/** Ids where there may be none. One id alone is a list too. */
export const maybeIds = z.preprocess((sent) => {
  const list = unpacked(sent)
  return typeof list === 'number' || (typeof list === 'string' && list !== '') ? [list] : list
}, z.array(id).max(500).optional())

/** The order of a list: direction and field. */
export function ordered<const Fields extends readonly [string, ...string[]]>(fields: Fields, usual: Fields[number], direction: 'asc' | 'desc' = 'desc') {
  const sentOr = (word: string) => (sent: unknown): unknown => (sent === '' || sent === undefined ? word : sent)
  return {
    order_type: z.preprocess(sentOr(direction), z.enum(['asc', 'desc'])),
    order_field: z.preprocess(sentOr(usual), z.enum(fields)),
  }
}
