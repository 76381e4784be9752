import { z } from 'zod'

const count = z.int().min(1).max(1000).default(1)
const seconds = z.number().min(0).max(86_400).default(1)

const OPERATIONS = ['create', 'query', 'close', 'refund', 'query_refund', 'bill'] as const
export type Operation = typeof OPERATIONS[number]

/** Each entry spoils the next `count` notifications, calls or refunds, first come first served. */
export const faultsInput = z.strictObject({
  notifications: z.array(z.strictObject({
    kind: z.enum(['drop', 'twice', 'delay', 'reorder', 'wrong_amount', 'wrong_sign', 'wrong_mchid']),
    count,
    seconds,
  })).max(100).default([]),
  calls: z.array(z.strictObject({
    /** timeout and unknown do the work and then say nothing, 500 does nothing, slow does it late. */
    kind: z.enum(['timeout', '500', 'slow', 'unknown']),
    count,
    seconds,
    /** Without it any call is hit. */
    on: z.enum(OPERATIONS).optional(),
  })).max(100).default([]),
  refunds: z.array(z.strictObject({
    /** fail says no at once, abnormal breaks down afterwards. */
    kind: z.enum(['fail', 'abnormal']),
    count,
  })).max(100).default([]),
})

type FaultsInput = z.infer<typeof faultsInput>
type NotificationFault = Pick<FaultsInput['notifications'][number], 'kind' | 'seconds'>
export type CallFault = Pick<FaultsInput['calls'][number], 'kind' | 'seconds'>
export type RefundFault = FaultsInput['refunds'][number]['kind']

export interface Faults {
  add: (input: FaultsInput) => void
  nextNotification: () => NotificationFault | null
  nextCall: (operation: Operation) => CallFault | null
  nextRefund: () => RefundFault | null
  /** What is still to come. */
  waiting: () => FaultsInput
  clear: () => void
}

export function faultQueue(): Faults {
  const queue: FaultsInput = { notifications: [], calls: [], refunds: [] }
  return {
    add(input) {
      queue.notifications.push(...input.notifications)
      queue.calls.push(...input.calls)
      queue.refunds.push(...input.refunds)
    },
    nextNotification: () => take(queue.notifications, () => true),
    nextCall: (operation) => take(queue.calls, ({ on }) => on === undefined || on === operation),
    nextRefund: () => take(queue.refunds, () => true)?.kind ?? null,
    waiting: () => structuredClone(queue),
    clear() {
      for (const list of Object.values(queue)) list.length = 0
    },
  }
}

function take<T extends { count: number }>(list: T[], fits: (entry: T) => boolean): T | null {
  const at = list.findIndex(fits)
  const entry = list[at]
  if (!entry) return null
  entry.count -= 1
  if (entry.count === 0) list.splice(at, 1)
  return entry
}
