export type { ErrorRow } from './row.ts'
export { ERROR_WORDS, type ErrorParams, ERRORS, errorText, type ErrorWord, isErrorWord, ShopError } from './shop-error.ts'
