import { moneyText } from '../composables/money-text.ts'

export interface DiffRow {
  field: string
  before: unknown
  after: unknown
  hasBefore: boolean
  hasAfter: boolean
}

export function diffRows(before: Record<string, unknown>, after: Record<string, unknown>): DiffRow[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field], hasBefore: field in before, hasAfter: field in after }))
}

/** Whether a change of this field moves what a customer pays. */
export function affectsPrice(field: string): boolean {
  return /price|fee|discount|rate(?:Fen)?$/i.test(field) && !/market|cost|rates/i.test(field)
}

/** A value in words. `…Fen` is money, yes and no are words, lists are joined. */
export function valueText(field: string, value: unknown, words: { yes: string, no: string, none: string }): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return words.none
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return field.endsWith('Fen') ? moneyText(value) : String(value)
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ')
  return JSON.stringify(value, null, 2)
}

/** The stretch in the middle of two texts that differs; the ends they share stay plain. */
export function middleOf(text: string, other: string): [start: string, middle: string, end: string] {
  let head = 0
  while (head < Math.min(text.length, other.length) && text[head] === other[head]) head++
  let tail = 0
  while (tail < Math.min(text.length, other.length) - head && text.at(-1 - tail) === other.at(-1 - tail)) tail++
  return [text.slice(0, head), text.slice(head, text.length - tail), text.slice(text.length - tail)]
}
