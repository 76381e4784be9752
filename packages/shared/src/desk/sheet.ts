import Papa from 'papaparse'
import { ShopError } from '../errors/index.ts'
import { parseYuan } from '../money/index.ts'

export type SheetLanguage = 'zh' | 'en'

/** A column of a file: what its heading says, and what stands under it. */
export interface SheetColumn {
  key: string
  zh: string
  en: string
  kind: 'text' | 'money' | 'count' | 'flag'
  /** The longest text, or the largest number. */
  most?: number
}

export type Cell = string | number | boolean
/** One line of a file; what was left empty is not there. */
export interface SheetLine { line: number, cells: Record<string, Cell>, problems: RowProblem[] }

/** Why a line is refused: `word` is one of the shop's own or of this desk. */
export interface RowProblem { line: number, column: string, word: string, params: Record<string, string | number> }

export const SHEET_MAX_BYTES = 5 * 1024 * 1024
export const SHEET_MAX_LINES = 2000
const ZIP_HEAD = 'PK'
const SCIENTIFIC = /^\d(?:\.\d+)?E\+\d{2}$/i
const LONG_NUMBER = /^\d{12,}$/
/** Where a spreadsheet cuts a longer cell off. */
const CELL_MOST = 32_767
const MOST_TEXT = 255
const MOST_COUNT = 9_999_999
const MOST_FEN = 2_147_483_647
const YES = new Set(['是', '1', 'true', 'yes', 'y', '√'])
const NO = new Set(['否', '0', 'false', 'no', 'n', '×'])

export const problem = (line: number, column: string, word: string, params: RowProblem['params'] = {}): RowProblem => ({ line, column, word, params })

/** UTF-8 with or without a mark, UTF-16 as Excel's "Unicode text", else what Excel writes on a Chinese Windows. */
export function decodeSheet(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xFF && second === 0xFE) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const DELIMITERS = [',', '\t', ';']

/** What parts the cells is judged by the headings: the cells below hold marks of their own. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const sizes = DELIMITERS.map((delimiter) => first.split(delimiter).length)
  return DELIMITERS[sizes.indexOf(Math.max(...sizes))] ?? ','
}

const normal = (heading: string): string => heading.replaceAll(/[\s*＊:：]|[（(].*[）)]/g, '').toLowerCase()

/** A cell that a spreadsheet would run is written with an apostrophe; here it loses it again. */
const plain = (text: string): string => text.trim().replace(/^'(?=[=+\-@])/, '').trim()

function readCell(text: string, { kind, most }: SheetColumn): Cell | { word: string, params: RowProblem['params'] } {
  if (kind === 'flag') {
    const flag = text.toLowerCase()
    return YES.has(flag) ? true : NO.has(flag) ? false : { word: 'notFlag', params: {} }
  }
  // What a spreadsheet makes of a long number; its last figures are lost.
  if (kind === 'text' && SCIENTIFIC.test(text)) return { word: 'scientific', params: {} }
  if (text.length === CELL_MOST) return { word: 'cutOff', params: {} }
  if (kind === 'text') return text.length > (most ?? MOST_TEXT) ? { word: 'tooLong', params: { most: most ?? MOST_TEXT } } : text
  const digits = text.replaceAll(/[,，¥￥\s]/g, '')
  const value = kind === 'money' ? parseYuan(digits) : /^\d{1,10}$/.test(digits) ? Number(digits) : null
  if (value === null || value < 0) return { word: kind === 'money' ? 'notMoney' : 'notCount', params: {} }
  const limit = most ?? (kind === 'money' ? MOST_FEN : MOST_COUNT)
  return value > limit ? { word: 'tooLarge', params: {} } : value
}

function readLine(line: number, texts: readonly string[], columns: readonly (SheetColumn | undefined)[]): SheetLine {
  const read: SheetLine = { line, cells: {}, problems: [] }
  for (const [at, column] of columns.entries()) {
    const text = plain(texts[at] ?? '')
    if (!column || text === '') continue
    const cell = readCell(text, column)
    if (typeof cell === 'object') read.problems.push(problem(line, column.key, cell.word, { ...cell.params, value: text.slice(0, 60) }))
    else read.cells[column.key] = cell
  }
  return read
}

/**
 * A file's lines under the columns it names, in either language. Line 1 is the headings, as a spreadsheet counts. Columns nobody
 * knows are left out; a file that lacks one of `needed` is refused naming it.
 */
export function readSheet(bytes: Uint8Array, known: readonly SheetColumn[], needed: readonly string[]): SheetLine[] {
  if (bytes.length === 0 || bytes.length > SHEET_MAX_BYTES) throw new ShopError('FILE_INVALID')
  const text = decodeSheet(bytes)
  if (text.startsWith(ZIP_HEAD) || text.includes('\0')) throw new ShopError('FILE_INVALID')
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: delimiterOf(text) })
  if (errors.some(({ type }) => type === 'Quotes')) throw new ShopError('FILE_INVALID')
  const headings = (data[0] ?? []).map(normal)
  const columns = headings.map((heading, at) => (headings.indexOf(heading) === at ? known.find(({ key, zh, en }) => [key, zh, en].some((name) => normal(name) === heading)) : undefined))
  for (const key of needed) {
    if (!columns.some((column) => column?.key === key)) throw new ShopError('PARAM_MISSING', { field: known.filter((column) => column.key === key).map(({ zh, en }) => `${zh} (${en})`).join() })
  }
  const lines = data.slice(1).flatMap((texts, at) => (texts.every((cell) => cell.trim() === '') ? [] : [readLine(at + 2, texts, columns)]))
  if (lines.length > SHEET_MAX_LINES) throw new ShopError('LIMIT_REACHED', { limit: SHEET_MAX_LINES })
  if (lines.length === 0) throw new ShopError('FILE_INVALID')
  return lines
}

export const SHEET_MARK = '\uFEFF'

/** With a tab behind it a long number stays a text, and keeps its last figures. */
const asText = (cell: string | number): string | number => (typeof cell === 'string' && LONG_NUMBER.test(cell) ? `${cell}\t` : cell)

/** Lines of a file that a spreadsheet opens without running what is in them. */
export function sheetText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.length === 0 ? '' : `${Papa.unparse(rows.map((row) => row.map(asText)), { escapeFormulae: true, newline: '\r\n' })}\r\n`
}

export const flagWord = (value: boolean, language: SheetLanguage): string => (language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no')
