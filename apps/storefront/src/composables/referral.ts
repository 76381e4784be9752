import { api } from '../api.ts'

const KEPT = 'xp.referral'
const HOUR_MS = 3_600_000
const ORIGIN = 'storefront'

/** The last link of a referrer that was followed: whose, and when. */
function written(text: string): { userId: number, at: number } | null {
  const found = /^(\d{1,9})\|(\d{1,15})$/.exec(text)
  return found ? { userId: Number(found[1]), at: Number(found[2]) } : null
}

export function referrerIn(text: string, expireHours: number, now: number): number {
  const kept = written(text)
  return kept && now < kept.at + expireHours * HOUR_MS ? kept.userId : 0
}

function read(): string {
  try {
    return localStorage.getItem(KEPT) ?? ''
  } catch {
    return ''
  }
}

/** Of every address the shop is opened with. */
export function keepReferral(u: unknown): void {
  if (typeof u !== 'string' || !/^[1-9]\d{0,8}$/.test(u)) return
  try {
    localStorage.setItem(KEPT, `${u}|${Date.now()}`)
  } catch {
    // A private window may refuse to keep it; the page works on without.
  }
}

/** Who brought this browser here, 0 for nobody or too long ago. Asked for when it counts: at sign-up and with an order. */
export async function keptReferral(): Promise<number> {
  const text = read()
  if (!written(text)) return 0
  const { expireHours } = await api.shop.referral.query()
  return referrerIn(text, expireHours, Date.now())
}

/** Where an order came from, with the link that led to it. */
export const originWith = (referrerId: number): string => (referrerId > 0 ? `${ORIGIN} u=${referrerId}` : ORIGIN)
