import type { Component } from 'vue'
import type { Outputs } from '../../api.ts'
import { Ban, CircleCheck, CircleDollarSign, ClipboardCheck, PackageCheck, PackageOpen, Truck, Undo2 } from 'lucide-vue-next'

export type OrderRow = Outputs['orders']['list']['items'][number]
export type OrderDetail = Outputs['orders']['get']
export type OrderStateName = OrderRow['state']
export type Totals = OrderRow['totals']

export const STATES: readonly OrderStateName[] = ['await_pay', 'await_confirm', 'await_ship', 'part_shipped', 'shipped', 'finished', 'canceled', 'invalid', 'returned']

/** A state is icon, word and colour. */
export const STATE_LOOKS: Record<OrderStateName, { tone: 'ok' | 'warn' | 'bad' | 'info' | 'mute', icon: Component }> = {
  await_pay: { tone: 'warn', icon: CircleDollarSign },
  await_confirm: { tone: 'warn', icon: ClipboardCheck },
  await_ship: { tone: 'info', icon: PackageOpen },
  part_shipped: { tone: 'info', icon: PackageCheck },
  shipped: { tone: 'ok', icon: Truck },
  finished: { tone: 'ok', icon: CircleCheck },
  canceled: { tone: 'mute', icon: Ban },
  invalid: { tone: 'mute', icon: Ban },
  returned: { tone: 'mute', icon: Undo2 },
}

/** The parts of an order's total with their signs; they add up to `totalFeeFen`. Zeros are left out, but goods and shipping. */
export function equationOf(totals: Totals): { key: string, fen: number }[] {
  const parts = [
    { key: 'goods', fen: totals.goodsAmountFen },
    { key: 'discount', fen: -totals.discountFen },
    { key: 'tax', fen: totals.taxFen },
    { key: 'pack', fen: totals.packFeeFen },
    { key: 'card', fen: totals.cardFeeFen },
    { key: 'shipping', fen: totals.shippingFeeFen },
    { key: 'insurance', fen: totals.insureFeeFen },
    { key: 'fee', fen: totals.payFeeFen },
  ]
  return parts.filter(({ key, fen }) => fen !== 0 || key === 'goods' || key === 'shipping')
}

export interface Waiting { key: 'minutes' | 'hours' | 'hoursMinutes' | 'days', params: Record<string, number>, isLong: boolean }

const MINUTE_MS = 60_000
const LONG_MINUTES = 24 * 60

/** How long an order has waited; after 24 hours it is long. Minutes are told while they matter. */
export function waitingOf(since: string, now: number): Waiting | null {
  if (!since) return null
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / MINUTE_MS))
  const hours = Math.floor(minutes / 60)
  const isLong = minutes >= LONG_MINUTES
  if (hours === 0) return { key: 'minutes', params: { n: minutes }, isLong }
  if (hours >= 72) return { key: 'days', params: { n: Math.floor(hours / 24) }, isLong }
  if (hours < 12 && minutes % 60 > 0) return { key: 'hoursMinutes', params: { h: hours, m: minutes % 60 }, isLong }
  return { key: 'hours', params: { n: hours }, isLong }
}

/** Numbers pasted as a column fill the fields from `at` on. */
export function fillColumn(fields: readonly string[], at: number, pasted: string): string[] {
  const cells = pasted.split(/[\r\n\t]+/).map((cell) => cell.trim()).filter(Boolean)
  return fields.map((field, place) => (place >= at && place - at < cells.length ? cells[place - at] ?? field : field))
}

const DAY_MS = 86_400_000
const RANGE_DAYS: Record<string, number> = { today: 1, week: 7, month: 30, quarter: 90 }
const GMT8_MS = 8 * 3_600_000

/** The first moment of the range in the shop's own time zone, '' for any time. */
export function rangeStart(range: string, now: number): string {
  const days = RANGE_DAYS[range]
  if (!days) return ''
  const today = Math.floor((now + GMT8_MS) / DAY_MS) * DAY_MS - GMT8_MS
  return new Date(today - (days - 1) * DAY_MS).toISOString()
}
