import type { PastedHttp } from './pasted-http.ts'
import type { SignGuess } from './sign-guess.ts'

/** One thing that is wrong or worth knowing. The screen has a sentence for each `cause`. */
export interface SignHint {
  cause: string
  details: Record<string, string>
  isFault: boolean
}

export const fault = (cause: string, details: Record<string, string> = {}): SignHint => ({ cause, details, isFault: true })
export const remark = (cause: string, details: Record<string, string> = {}): SignHint => ({ cause, details, isFault: false })

/** A request as a convention understands it, for whoever looks why its sign is wrong. */
export interface SignedRequest {
  /** The app's key, '' when none was sent. */
  key: string
  sign: string
  /** Name of the digest. */
  digest: string
  /** The text to be signed, without the secret. */
  canonical: string
  /** The texts the gateway takes; the canonical one is among them. */
  accepted: readonly string[]
  parameters: readonly { name: string, value: string, from: 'query' | 'body' }[]
  /** The sign of a text in hex; '' for a digest nobody knows. */
  signOf: (text: string, secret: string) => string
  /** Which known mistake gives just the sign that came. */
  guess: (secret: string) => SignGuess | null
  /** What can be said of the form and the clock, whatever the secret. */
  hints: readonly SignHint[]
}

export const CONVENTIONS = ['ectouch', 'careyshop', 'wjx'] as const
export type Convention = typeof CONVENTIONS[number]

/** How the conventions beside the document's own read a pasted request; the gateway's own code knows. */
export type SignReaders = Record<Exclude<Convention, 'ectouch'>, (pasted: PastedHttp, at: Date) => SignedRequest>

/** Which convention a request was written for, by its address or the name of its key. */
export function conventionOf({ path, query, body, contentType }: PastedHttp): Convention {
  if (/^\/openapi\//i.test(path)) return 'wjx'
  if (/^(?:\/index\.php)?\/api\/(?!entry)/.test(path)) return 'careyshop'
  const isJson = contentType.includes('json')
  if (isJson && /"appid"\s*:/.test(body)) return 'wjx'
  return (isJson && /"appkey"\s*:/.test(body)) || /(?:^|&)appkey=/.test(`${query}&${isJson ? '' : body}`) ? 'careyshop' : 'ectouch'
}

/** What a clock hint of a time in seconds says; `name` is the parameter. */
export function secondsHint(name: string, sent: string, { at, within }: { at: Date, within: number }): SignHint {
  if (sent === '') return fault('ts_missing', { name })
  if (/^\d{13}$/.test(sent)) return fault('ts_milliseconds', { name, sent })
  if (!/^\d{1,12}$/.test(sent)) return fault('ts_form', { name, sent })
  const seconds = Number(sent) - Math.floor(at.getTime() / 1000)
  const details = { name, seconds: String(seconds), within: String(within) }
  if (Math.abs(seconds) <= within) return remark('ts_ok', details)
  const offHour = Math.abs(seconds) % 3600
  return fault(Math.abs(seconds) > 3000 && Math.min(offHour, 3600 - offHour) < 600 ? 'ts_zone' : 'ts_off', details)
}
