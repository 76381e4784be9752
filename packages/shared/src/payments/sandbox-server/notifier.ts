import type { NotificationWire, RefundWire, TransactionWire } from '../providers/sandbox-wire.ts'
import type { Faults } from './faults.ts'
import type { SandboxKeys } from './keys.ts'
import type { SandboxNotification, SandboxState } from './state.ts'
import { randomBytes } from 'node:crypto'
import { toGmt8 } from '../providers/gmt8.ts'
import { seal, signedHeaders } from '../providers/rsa-v3.ts'
import { SANDBOX_SCHEME } from '../providers/sandbox-wire.ts'

interface Announcement {
  eventType: string
  originalType: 'transaction' | 'refund'
  message: TransactionWire | RefundWire
  notifyUrl: string
}

export interface Notifier {
  /** Tells the shop soon, and again until it answers 2xx. */
  announce: (announcement: Announcement) => void
  /** Takes up what the last run of the server left unsaid. */
  resume: () => void
  /** Stops telling; what waits is forgotten by the state. */
  hush: () => void
  close: () => Promise<void>
}

const ANSWER_TIMEOUT_MS = 5_000
/** A held notification goes out by itself when nothing comes that it could follow. */
const REORDER_PATIENCE_MS = 10_000

interface NotifierNeeds {
  keys: SandboxKeys
  state: SandboxState
  faults: Faults
  now: () => Date
  /** The pauses between attempts; after the last one it gives up. */
  repeatDelaysMs: readonly number[]
}

export function notifier({ keys, state, faults, now, repeatDelaysMs }: NotifierNeeds): Notifier {
  const timers = new Map<string, NodeJS.Timeout>()
  const held = new Set<string>()
  /** Which held ones may go once this one was told. */
  const followers = new Map<string, string[]>()
  const underway = new Set<Promise<void>>()
  const closing = new AbortController()

  function announce(announcement: Announcement): void {
    const fault = faults.nextNotification()
    if (fault?.kind === 'drop') return
    const notification: SandboxNotification = {
      id: `EV-${randomBytes(16).toString('hex')}`,
      eventType: announcement.eventType,
      originalType: announcement.originalType,
      plain: JSON.stringify(spoiled(announcement.message, fault?.kind)),
      notifyUrl: announcement.notifyUrl,
      createdAt: now().toISOString(),
      fault: fault?.kind ?? '',
      delaySeconds: fault?.kind === 'delay' ? fault.seconds : 0,
      attempts: 0,
    }
    state.notifications.set(notification.id, notification)
    state.changed()
    followers.set(notification.id, [...held])
    if (fault?.kind === 'reorder') held.add(notification.id)
    schedule(notification, fault?.kind === 'reorder' ? REORDER_PATIENCE_MS : notification.delaySeconds * 1000)
  }

  function schedule(notification: SandboxNotification, delayMs: number): void {
    if (closing.signal.aborted) return
    clearTimeout(timers.get(notification.id))
    timers.set(notification.id, setTimeout(() => {
      timers.delete(notification.id)
      held.delete(notification.id)
      const attempt = deliver(notification).finally(() => underway.delete(attempt))
      underway.add(attempt)
    }, delayMs))
  }

  async function deliver(notification: SandboxNotification): Promise<void> {
    const copies = notification.fault === 'twice' ? 2 : 1
    const answers = await Promise.all(Array.from({ length: copies }, () => post(notification)))
    if (!state.notifications.has(notification.id) || closing.signal.aborted) return
    const pauseMs = repeatDelaysMs[notification.attempts]
    notification.attempts += 1
    if (answers.includes(true) || pauseMs === undefined) state.notifications.delete(notification.id)
    else schedule(notification, pauseMs)
    state.changed()
    releaseFollowers(notification.id)
  }

  function releaseFollowers(leader: string): void {
    for (const id of followers.get(leader) ?? []) {
      const notification = state.notifications.get(id)
      if (notification && held.has(id)) schedule(notification, 0)
    }
    followers.delete(leader)
  }

  async function post(notification: SandboxNotification): Promise<boolean> {
    try {
      const { body, headers } = write(notification, keys, now())
      const answer = await fetch(notification.notifyUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      })
      await answer.arrayBuffer()
      return answer.ok
    } catch {
      return false // not told: the schedule says when to try again
    }
  }

  function hush(): void {
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
    held.clear()
    followers.clear()
  }

  return {
    announce,
    resume: () => state.notifications.forEach((one) => schedule(one, 0)),
    hush,
    async close() {
      closing.abort()
      hush()
      await Promise.allSettled(underway)
    },
  }
}

function spoiled<T extends TransactionWire | RefundWire>(message: T, fault: string | undefined): T {
  if (fault === 'wrong_mchid') return { ...message, mchid: `${message.mchid}9` }
  if (fault !== 'wrong_amount') return message
  const amount = 'refund' in message.amount
    ? { ...message.amount, refund: message.amount.refund - 1 }
    : { ...message.amount, total: message.amount.total - 1 }
  return { ...message, amount }
}

/** Signed and sealed anew for every attempt, so that its age is that of the attempt. */
function write(notification: SandboxNotification, keys: SandboxKeys, now: Date): { body: string, headers: Record<string, string> } {
  const message: NotificationWire = {
    id: notification.id,
    create_time: toGmt8(new Date(notification.createdAt)),
    event_type: notification.eventType,
    resource: {
      original_type: notification.originalType,
      ...seal(notification.plain, {
        key: keys.apiKey,
        nonce: randomBytes(6).toString('hex'),
        associatedData: notification.originalType,
      }),
    },
  }
  const body = JSON.stringify(message)
  const stamp = { timestamp: String(Math.floor(now.getTime() / 1000)), nonce: randomBytes(16).toString('hex') }
  const signed = notification.fault === 'wrong_sign' ? `${body} ` : body
  return { body, headers: signedHeaders(SANDBOX_SCHEME, keys.provider, { ...stamp, body: signed }) }
}
