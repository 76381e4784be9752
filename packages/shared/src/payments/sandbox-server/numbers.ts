import { randomInt } from 'node:crypto'
import { dayInGmt8 } from '../providers/gmt8.ts'

/** A number as providers give them: what it is, the day, and what nobody can guess. */
export function providerNo(prefix: string, now: Date): string {
  const digits = Array.from({ length: 12 }, () => randomInt(10)).join('')
  return `${prefix}${dayInGmt8(now).replaceAll('-', '')}${digits}`
}
