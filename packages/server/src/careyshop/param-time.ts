import { z } from 'zod'
import { parseGmt8 } from '../gateway/index.ts'

function read(sent: unknown): unknown {
  if (sent === '' || sent === undefined) return undefined
  const at = typeof sent === 'string' ? parseGmt8(sent) : null
  return at === null ? sent : new Date(at)
}

/** A point in time as this convention's clients write it, in GMT+8. */
export const moment = z.preprocess(read, z.date())
export const maybeMoment = z.preprocess(read, z.date().optional())
