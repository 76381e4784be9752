import type { Words } from '../language.ts'

/** Why a refusal happens and what the caller does about it. */
export type ErrorAdvice = readonly [cause: Words, remedy: Words]
