const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** How long an unpaid order waits: cash on delivery for ever, a bank transfer for days, everything else for minutes. */
export function payDeadlineOf(settings: { orderUnpaidMinutes: number, orderOfflineDays: number }, payCode: string, now: Date): Date | null {
  if (payCode === 'cod') return null
  const lifeMs = payCode === 'bank' ? settings.orderOfflineDays * DAY_MS : settings.orderUnpaidMinutes * MINUTE_MS
  return new Date(now.getTime() + lifeMs)
}
