import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writePrivately } from './private-file.ts'

const time = z.iso.datetime()

const payment = z.object({
  id: z.string(),
  channel: z.enum(['jsapi', 'h5', 'native', 'page']),
  outTradeNo: z.string(),
  transactionId: z.string(),
  description: z.string(),
  totalFen: z.int(),
  currency: z.string(),
  state: z.enum(['open', 'paid', 'failed', 'closed']),
  notifyUrl: z.string(),
  returnUrl: z.string(),
  createdAt: time,
  expireAt: time,
  /** '' until it is paid. */
  paidAt: z.union([time, z.literal('')]),
})

const refund = z.object({
  id: z.string(),
  outRefundNo: z.string(),
  outTradeNo: z.string(),
  amountFen: z.int(),
  status: z.enum(['SUCCESS', 'CLOSED', 'ABNORMAL']),
  reason: z.string(),
  at: time,
})

const notification = z.object({
  id: z.string(),
  eventType: z.string(),
  originalType: z.enum(['transaction', 'refund']),
  /** The message as it was when it happened. */
  plain: z.string(),
  notifyUrl: z.string(),
  createdAt: time,
  fault: z.enum(['', 'drop', 'twice', 'delay', 'reorder', 'wrong_amount', 'wrong_sign', 'wrong_mchid']),
  delaySeconds: z.number(),
  attempts: z.int(),
})

const stateFile = z.object({
  payments: z.array(payment),
  refunds: z.array(refund),
  notifications: z.array(notification),
})

export type SandboxPayment = z.infer<typeof payment>
export type SandboxRefund = z.infer<typeof refund>
export type SandboxNotification = z.infer<typeof notification>

const FILE = 'state.json'
const SAVE_AFTER_MS = 100

/** Everything the sandbox remembers: maps in memory, a JSON file a moment later. */
export interface SandboxState {
  payments: Map<string, SandboxPayment>
  refunds: Map<string, SandboxRefund>
  /** Not yet acknowledged by the shop. */
  notifications: Map<string, SandboxNotification>
  /** Call it after every change. */
  changed: () => void
  forgetAll: () => void
  /** Writes what is unwritten and stops. */
  close: () => Promise<void>
}

export async function loadState(dataDir: string, onError: (error: unknown) => void): Promise<SandboxState> {
  const path = join(dataDir, FILE)
  const stored = await readStored(path)
  const payments = new Map(stored.payments.map((one) => [one.outTradeNo, one]))
  const refunds = new Map(stored.refunds.map((one) => [one.outRefundNo, one]))
  const notifications = new Map(stored.notifications.map((one) => [one.id, one]))
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const text = () => JSON.stringify({
      payments: [...payments.values()],
      refunds: [...refunds.values()],
      notifications: [...notifications.values()],
    })
    writing = writing.then(() => writePrivately(path, text())).catch(onError)
    return writing
  }

  function changed(): void {
    timer ??= setTimeout(write, SAVE_AFTER_MS)
  }

  function forgetAll(): void {
    for (const map of [payments, refunds, notifications]) map.clear()
    changed()
  }

  return { payments, refunds, notifications, changed, forgetAll, close: write }
}

async function readStored(path: string): Promise<z.infer<typeof stateFile>> {
  try {
    return stateFile.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { payments: [], refunds: [], notifications: [] }
    throw new Error(`the sandbox cannot read ${path}; remove it to start anew`, { cause: error })
  }
}
