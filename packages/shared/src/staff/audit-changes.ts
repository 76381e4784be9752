import { isDeepStrictEqual } from 'node:util'

export interface Changes {
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Names whose values never leave the place they are kept. */
const SECRET_NAME = /password|secret|cipher|token|hash$|privateKey|apiKey/i
const MASK = '***'

/** Dates become text and undefined falls away, as in the column they go to. */
function plain(value: object): Record<string, unknown> {
  const copy: unknown = JSON.parse(JSON.stringify(value))
  return typeof copy === 'object' && copy !== null && !Array.isArray(copy) ? { ...copy } : { value: copy }
}

/** The fields that differ, as they were and as they are. One that is in `before` only was taken away. */
export function changesBetween(before: object, after: object): Changes {
  const was = plain(before)
  const is = plain(after)
  const changes: Changes = { before: {}, after: {} }
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (isDeepStrictEqual(was[key], is[key])) continue
    if (key in was) changes.before[key] = was[key]
    if (key in is) changes.after[key] = is[key]
  }
  return changes
}

function redactedValue(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => redactedValue(name, one))
  if (typeof value === 'object' && value !== null) return redacted({ ...value })
  return SECRET_NAME.test(name) && value !== '' ? MASK : value
}

/** The same fields with every secret masked, at any depth. That one changed is still seen. */
export function redacted(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, redactedValue(name, value)]))
}
