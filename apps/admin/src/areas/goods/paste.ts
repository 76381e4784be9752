import { parseYuan } from '@xiaopu/shared/money'

/** What is pasted from a sheet: the first cell of every line. A line break at the end is the sheet's, not a cell. */
function firstCells(text: string): string[] {
  const lines = text.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  return lines.map((line) => line.split('\t')[0] ?? '')
}

/** Signs, thousands, spaces and full-width digits of a sheet. */
function plain(cell: string): string {
  return cell.normalize('NFKC').replaceAll(/[\s,¥￥元件]/g, '').replace('\u2212', '-')
}

export function isColumn(text: string): boolean {
  return firstCells(text).length > 1
}

const MOST_STOCK = 9_999_999

/** Quantities from a pasted column; null for a cell that is none. "38.0" is 38, "1.5" is none. */
export function pastedStock(text: string): (number | null)[] {
  return firstCells(text).map((cell) => {
    const found = /^(\d{1,7})(?:\.0+)?$/.exec(plain(cell))
    const value = found ? Number(found[1]) : Number.NaN
    return Number.isSafeInteger(value) && value <= MOST_STOCK ? value : null
  })
}

/** Amounts in fen from a pasted column; null for a cell that is none. */
export function pastedFen(text: string): (number | null)[] {
  return firstCells(text).map((cell) => {
    const value = parseYuan(plain(cell))
    return value !== null && value >= 0 ? value : null
  })
}

/** Writes a pasted column from one row down; what is no figure leaves its row as it is. */
export function filledDown<Row extends object, Key extends keyof Row>(rows: readonly Row[], from: number, key: Key, values: readonly (Row[Key] | null)[]): { rows: Row[], filled: number, skipped: number } {
  let filled = 0
  const written = rows.map((row, at) => {
    const value = at < from ? null : values[at - from] ?? null
    if (value === null) return row
    filled++
    return { ...row, [key]: value }
  })
  return { rows: written, filled, skipped: values.length - filled }
}
