import type { Outputs } from '../../api.ts'

export type QueuedCase = Outputs['aftersales']['list']['items'][number]
export type DeskCase = Outputs['aftersales']['get']
export type RefundPreview = Outputs['aftersales']['preview']
export type CaseState = 'asked' | 'agreed' | 'sentBack' | 'cameBack' | 'sentOut' | 'done' | 'withdrawn' | 'refused'

export const TABS = ['todo', 'buyer', 'closed'] as const
export type Tab = (typeof TABS)[number]

const STATES: readonly CaseState[] = ['asked', 'sentBack', 'cameBack', 'sentOut', 'done', 'withdrawn', 'refused']
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const URGENT_MS = DAY_MS

export function stateOf({ returnStatus, isCheck }: Pick<QueuedCase, 'returnStatus' | 'isCheck'>): CaseState {
  const state = STATES[returnStatus] ?? 'asked'
  return state === 'asked' && isCheck ? 'agreed' : state
}

export const givesMoney = ({ serviceType }: Pick<QueuedCase, 'serviceType'>): boolean => serviceType === 1 || serviceType === 2
export const isClosed = (state: CaseState): boolean => state === 'done' || state === 'withdrawn' || state === 'refused'

/** What the clock will do by itself. */
const CLOCKS: Partial<Record<CaseState, string>> = { asked: 'agree', agreed: 'give', sentBack: 'receive', cameBack: 'refund', sentOut: 'done' }

export interface Clock {
  /** Message under `aftersales.clock`. */
  key: string
  left: { key: 'days' | 'hours' | 'minutes', params: Record<string, number> }
  isUrgent: boolean
}

/** When the clock goes on and what it does then; null for a closed case. */
export function clockOf(one: Pick<QueuedCase, 'returnStatus' | 'isCheck' | 'deadline' | 'isOverdue' | 'needsPerson'>, now: number): Clock | null {
  const state = stateOf(one)
  if (isClosed(state)) return null
  const leftMs = one.deadline ? Math.max(0, Date.parse(one.deadline) - now) : 0
  const hours = Math.floor(leftMs / HOUR_MS)
  const left: Clock['left'] = leftMs >= DAY_MS
    ? { key: 'days', params: { days: Math.floor(hours / 24), hours: hours % 24 } }
    : leftMs >= HOUR_MS ? { key: 'hours', params: { hours } } : { key: 'minutes', params: { minutes: Math.floor(leftMs / MINUTE_MS) } }
  const action = state === 'asked' && one.needsPerson ? 'answer' : CLOCKS[state] ?? 'none'
  const key = one.isOverdue ? 'overdue' : one.deadline ? action : 'none'
  return { key, left, isUrgent: one.isOverdue || (one.deadline !== '' && leftMs < URGENT_MS) }
}
