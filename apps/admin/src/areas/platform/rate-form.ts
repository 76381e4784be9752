import type { Outputs } from '../../api.ts'

export const RATE_KINDS = ['all', 'method', 'write', 'credential'] as const
export type RateKind = (typeof RATE_KINDS)[number]
export type Rates = Outputs['apps']['get']['rates']

/** A pair of figures as typed; '' takes the default. */
export type RateTexts = Record<RateKind, { perSecond: string, burst: string }>

export function textsOf(rates: Rates): RateTexts {
  const texts = (kind: RateKind) => ({ perSecond: String(rates[kind]?.perSecond ?? ''), burst: String(rates[kind]?.burst ?? '') })
  return { all: texts('all'), method: texts('method'), write: texts('write'), credential: texts('credential') }
}

const isFigure = (text: string): boolean => /^\d{1,6}$/.test(text.trim())

/** Both figures or none; null when a pair is broken. */
export function ratesOf(texts: RateTexts): Rates | null {
  const rates: Rates = {}
  for (const kind of RATE_KINDS) {
    const { perSecond, burst } = texts[kind]
    if (perSecond.trim() === '' && burst.trim() === '') continue
    if (!isFigure(perSecond) || !isFigure(burst)) return null
    rates[kind] = { perSecond: Number(perSecond), burst: Number(burst) }
  }
  return rates
}
