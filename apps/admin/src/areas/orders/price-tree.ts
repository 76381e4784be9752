import type { OrderDetail } from './order-text.ts'
import { groupedYuan, MINUS, moneyText } from '../../composables/money-text.ts'

export type PriceStep = OrderDetail['priceSteps'][number]
export type PriceNote = PriceStep['notes'][number]

export interface Leaf {
  key: string
  /** Names the sentence: `orders.notes.<code>`. */
  code: string
  /** The line it speaks of, '' for the whole order. */
  subject: string
  params: Record<string, string | number>
  /** The arithmetic at the right edge. */
  sum: string
  applied: boolean
  surcharge: string
}

export interface Branch {
  stage: string
  amountFen: number
  leaves: Leaf[]
}

const AMOUNT = /Fen$/
const BASIS_POINTS_PER_PERCENT = 100

/** `rangeAmountFen: 66260` becomes `rangeAmount: '¥662.60'`, grams kilograms, basis points a percentage. */
export function sayable(params: PriceNote['params']): Record<string, string | number> {
  const said: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(params)) {
    if (AMOUNT.test(name) && typeof value === 'number') said[name.replace(AMOUNT, '')] = moneyText(value)
    else if (name === 'weightGrams' && typeof value === 'number') said.weight = value / 1000
    else if (/basisPoints$/i.test(name) && typeof value === 'number') said.rate = `${value / BASIS_POINTS_PER_PERCENT}%`
    else said[name] = value
  }
  return said
}

function plain(fen: number): string {
  return `${fen < 0 ? MINUS : ''}${groupedYuan(fen)}`
}

function sumOf({ params, amountFen, applied }: PriceNote): string {
  const { unitFen, quantity } = params
  if (typeof unitFen === 'number' && typeof quantity === 'number') return applied ? `${plain(unitFen)} × ${quantity} = ${plain(amountFen)}` : plain(unitFen)
  return plain(amountFen)
}

/** Cart lines and order lines are written in the same order; when their counts differ nothing is named. */
export function lineNames(steps: readonly PriceStep[], names: readonly string[]): Map<number, string> {
  const ids = [...new Set(steps.filter((step) => step.stage === 'goods').flatMap((step) => step.notes.map((note) => note.lineId)))].toSorted((a, b) => a - b)
  return ids.length === names.length ? new Map(ids.map((id, at) => [id, names[at] ?? ''])) : new Map()
}

/** The explanation as a tree: a branch per stage that says something; what did not apply stays, to be greyed. */
export function branchesOf(steps: readonly PriceStep[], names: readonly string[]): Branch[] {
  const named = lineNames(steps, names)
  return steps.filter((step) => step.notes.length > 0 && step.stage !== 'total').map((step) => ({
    stage: step.stage,
    amountFen: step.amountFen,
    leaves: step.notes.map((note, at) => ({
      key: `${step.stage}-${at}`,
      code: note.code,
      subject: named.get(note.lineId) ?? '',
      params: sayable(note.params),
      sum: sumOf(note),
      applied: note.applied,
      surcharge: typeof note.params.surchargeFen === 'number' && note.params.surchargeFen !== 0 ? moneyText(note.params.surchargeFen) : '',
    })),
  }))
}
