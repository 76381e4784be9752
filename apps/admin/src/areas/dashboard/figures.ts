import type { Outputs } from '../../api.ts'

export type Board = Outputs['dashboard']['get']

export interface Comparison { direction: 'up' | 'down' | 'same', percent: string, isGood: boolean }

/** Today against yesterday at the same time. The arrow follows the direction, the colour the meaning. */
export function compared(now: number, before: number, isLessBetter = false): Comparison | null {
  if (before === 0) return null
  const change = (now - before) / before * 100
  const direction = now === before ? 'same' : now > before ? 'up' : 'down'
  return { direction, percent: `${Math.abs(change).toFixed(1)}%`, isGood: direction === 'same' || (direction === 'down') === isLessBetter }
}

const DAY_MS = 86_400_000

/** The filter of the orders paid on a day of the shop's calendar. */
export function paidOn(day: string): { paidFrom: string, paidTo: string } {
  const from = new Date(`${day}T00:00:00+08:00`)
  return { paidFrom: from.toISOString(), paidTo: new Date(from.getTime() + DAY_MS).toISOString() }
}

export const sumFen = (days: readonly { paidFen: number }[]): number => days.reduce((sum, day) => sum + day.paidFen, 0)

/** How much of the day's sales a product is, in percent with one decimal. */
export function shareOf(fen: number, allFen: number): number {
  return allFen === 0 ? 0 : Math.round(fen / allFen * 1000) / 10
}

const STEPS = 3
const NICE = [1, 2, 2.5, 5, 10]

/** The lines of a chart's axis in fen from zero up, at round yuan, the last not below the highest value. */
export function ticksOf(highestFen: number): number[] {
  const least = Math.max(highestFen, 100 * STEPS) / STEPS
  const power = 10 ** Math.floor(Math.log10(least))
  const step = (NICE.find((one) => one * power >= least) ?? 10) * power
  return Array.from({ length: STEPS + 1 }, (_, at) => Math.round(at * step))
}

/** Which days have their name under the chart: all of two weeks, of a month each third, counted back from today. */
export function isNamed(at: number, days: number): boolean {
  return days <= 14 || (days - 1 - at) % STEPS === 0
}
