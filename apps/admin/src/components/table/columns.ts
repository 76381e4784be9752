import type { ColumnChoice } from '../../stores/preferences.ts'

/** One column of a `DataTable`. Its cell is the slot `cell-<key>`; without one the row's field of that name is shown. */
export interface Column<Row> {
  key: string
  label: string
  /** Pixels. Give most columns a `minWidth` and let them share what is left: at 1280 the table must not scroll sideways. */
  width?: number
  minWidth?: number
  align?: 'left' | 'right' | 'center'
  /** Not shown until the member asks for it. */
  isHidden?: boolean
  /** What goes into the CSV; without it the row's field. `false` leaves the column out. */
  csv?: ((row: Row) => string | number) | false
  /** Emits `sort` with the key. */
  isSortable?: boolean
}

/** The columns as the member wants them: the first stays first and shown. */
export function chosenColumns<Row>(columns: readonly Column<Row>[], choice: ColumnChoice | undefined): { ordered: Column<Row>[], shown: Column<Row>[] } {
  const [first, ...rest] = columns
  if (!first) return { ordered: [], shown: [] }
  const place = (key: string): number => {
    const at = choice?.order.indexOf(key) ?? -1
    return at >= 0 ? at : columns.findIndex((column) => column.key === key)
  }
  const ordered = [first, ...rest.toSorted((a, b) => place(a.key) - place(b.key))]
  const isHidden = (column: Column<Row>): boolean => (choice ? choice.hidden.includes(column.key) : column.isHidden === true)
  return { ordered, shown: ordered.filter((column) => column === first || !isHidden(column)) }
}

export function defaultChoice<Row>(columns: readonly Column<Row>[]): ColumnChoice {
  return { order: columns.map((column) => column.key), hidden: columns.filter((column) => column.isHidden).map((column) => column.key) }
}

/** A field of a row by its column's key, as text. */
export function fieldText(row: object, key: string): string {
  const value: unknown = key in row ? Object.entries(row).find(([name]) => name === key)?.[1] : ''
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function csvRows<Row extends object>(columns: readonly Column<Row>[], rows: readonly Row[]): string[][] {
  const told = columns.filter((column) => column.csv !== false)
  return [
    told.map((column) => column.label),
    ...rows.map((row) => told.map((column) => (typeof column.csv === 'function' ? String(column.csv(row)) : fieldText(row, column.key)))),
  ]
}
