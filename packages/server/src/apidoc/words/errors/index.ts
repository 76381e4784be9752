import type { ErrorAdvice } from './advice.ts'
import { GATEWAY_ADVICE } from './gateway.ts'
import { PEOPLE_ADVICE } from './people.ts'
import { SERVICE_ADVICE } from './services.ts'
import { TRADE_ADVICE } from './trade.ts'

export type { ErrorAdvice } from './advice.ts'

const ADVICE = new Map<string, ErrorAdvice>(Object.entries({ ...GATEWAY_ADVICE, ...TRADE_ADVICE, ...PEOPLE_ADVICE, ...SERVICE_ADVICE }))

/** Cause and remedy of an error word. */
export function errorAdvice(word: string): ErrorAdvice | null {
  return ADVICE.get(word) ?? null
}

export const ADVISED_WORDS: readonly string[] = [...ADVICE.keys()]
