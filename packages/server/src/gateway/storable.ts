const UNKEPT = /\0|\p{Surrogate}/u

/** PostgreSQL keeps every character but 0; half of a pair, which JSON's escapes can write, is none. */
export function isStorable(text: string): boolean {
  return !UNKEPT.test(text)
}

/** A value out of JSON that is nested no deeper than this, of texts that can be kept. */
export function isStorableValue(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isStorable(value)
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.entries(value).every(([name, inner]) => isStorable(name) && isStorableValue(inner, depth - 1))
}
