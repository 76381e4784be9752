import { gmt8DayEnd } from '../time/index.ts'

const MAX_NUMBER = 120
const MAX_PASSWORD = 120
const SEPARATOR = /[,，\t]/
const DAY = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/

export type CardRefusal = 'noNumber' | 'tooLong' | 'columns' | 'badExpiry' | 'pastExpiry' | 'repeated' | 'exists'

export interface CardLine {
  /** Its place in the text, from 1. */
  row: number
  number: string
  password: string
  expiresAt: Date | null
}

export interface ReadLines {
  cards: CardLine[]
  refused: { row: number, reason: CardRefusal }[]
}

/** The end of the day named, GMT+8: a card good until the 3rd is good on the 3rd. Null: no such day. */
function expiryOf(text: string): Date | null {
  const [, year, month, day] = DAY.exec(text) ?? []
  return year && month && day ? gmt8DayEnd(Number(year), Number(month), Number(day)) : null
}

function readLine(text: string, row: number, now: Date): CardLine | CardRefusal {
  const cells = text.split(SEPARATOR).map((cell) => cell.trim())
  const [number = '', password = '', expiry = '', ...further] = cells
  if (number === '') return 'noNumber'
  if (further.some((cell) => cell !== '')) return 'columns'
  if (number.length > MAX_NUMBER || password.length > MAX_PASSWORD) return 'tooLong'
  const expiresAt = expiry === '' ? null : expiryOf(expiry)
  if (expiry !== '' && !expiresAt) return 'badExpiry'
  if (expiresAt && expiresAt <= now) return 'pastExpiry'
  return { row, number, password, expiresAt }
}

/** One card a line: number, password, last day. Empty lines are nothing; each bad one is told with its reason. */
export function readCardLines(text: string, now: Date): ReadLines {
  const cards: CardLine[] = []
  const refused: ReadLines['refused'] = []
  const numbers = new Set<string>()
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue
    const read = readLine(line, at + 1, now)
    const reason = typeof read === 'string' ? read : numbers.has(read.number) ? 'repeated' : null
    if (reason) refused.push({ row: at + 1, reason })
    if (typeof read === 'string' || reason) continue
    numbers.add(read.number)
    cards.push(read)
  }
  return { cards, refused }
}
