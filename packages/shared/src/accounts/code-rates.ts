import type { TxCtx } from '../database/index.ts'
import { type Rate, type Slot, takeSlot } from './rate.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const [PER_HOUR, PER_DAY, PER_ADDRESS, WITHOUT_CAPTCHA] = [5, 10, 20, 3]

/** docs/rules/accounts.md 5 */
const TO_TARGET: readonly Rate[] = [{ limit: 1, windowMs: MINUTE_MS }, { limit: PER_HOUR, windowMs: HOUR_MS }, { limit: PER_DAY, windowMs: DAY_MS }]

/** Seconds until another code may go to the same number. */
export const RESEND_IN_S = MINUTE_MS / 1000

/** One code more to a number or mail address, whatever it is for. */
export async function takeTargetSlot(tx: TxCtx, target: string): Promise<Slot & { isDaily: boolean }> {
  const slot = await takeSlot(tx, `code:to:${target}`, TO_TARGET)
  return { ...slot, isDaily: slot.windowMs === DAY_MS }
}

/** One code more asked for from a client's address: the first few of an hour without a captcha. */
export function takeAddressSlot(tx: TxCtx, ip: string, hasCaptcha: boolean): Promise<Slot> {
  return takeSlot(tx, `code:ip:${ip}`, [{ limit: hasCaptcha ? PER_ADDRESS : WITHOUT_CAPTCHA, windowMs: HOUR_MS }])
}
