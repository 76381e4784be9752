import { z } from 'zod'

const MAX_PER_SECOND = 100_000

const limit = z.strictObject({ perSecond: z.int().min(0).max(MAX_PER_SECOND), burst: z.int().min(0).max(MAX_PER_SECOND) })

/** An app's own figures where they differ from the gateway's defaults; 0 per second is no limit. */
export const AppRates = z.strictObject({ all: limit, method: limit, write: limit, credential: limit }).partial()
export type AppRates = z.output<typeof AppRates>

/** What a stored value says; one that somebody broke by hand falls back to the defaults. */
export function ratesOf(stored: unknown): AppRates {
  const parsed = AppRates.safeParse(stored)
  return parsed.success ? parsed.data : {}
}
