import { GATEWAY_ERRORS } from './gateway-errors.ts'
import { SERVICE_ERRORS } from './service-errors.ts'
import { TRADE_ERRORS } from './trade-errors.ts'

/** Every refusal the shop knows. One table for tRPC and all dialects. */
export const ERRORS = { ...GATEWAY_ERRORS, ...TRADE_ERRORS, ...SERVICE_ERRORS }
export type ErrorWord = keyof typeof ERRORS

/** Figures that fill the braces of a text. Keys are snake_case, as the public texts name them. */
export type ErrorParams = Record<string, string | number>

export const ERROR_WORDS = Object.keys(ERRORS) as ErrorWord[]

export function isErrorWord(word: string): word is ErrorWord {
  return Object.hasOwn(ERRORS, word)
}

/** A refusal the caller may see. Anything else that is thrown is our fault and reaches them as -1 system error. */
export class ShopError extends Error {
  override readonly name = 'ShopError'

  constructor(
    readonly word: ErrorWord,
    readonly params: ErrorParams = {},
    options?: ErrorOptions,
  ) {
    super(word, options)
  }
}

/** The text of a refusal with its figures filled in. */
export function errorText(word: ErrorWord, params: ErrorParams, language: 'zh' | 'en'): string {
  return ERRORS[word][language].replaceAll(/\{(\w+)\}/g, (whole, key: string) => String(params[key] ?? whole))
}
