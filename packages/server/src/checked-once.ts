import type { z } from 'zod'

/**
 * A schema that looks at a frozen answer the first time only: what is frozen is held by the rules and given out again and again,
 * and was right then. Everything else is checked every time.
 */
export function checkedOnce<Schema extends z.ZodObject>(schema: Schema): Schema {
  const checked = new WeakMap<object, z.output<Schema>>()
  const once = schema.clone()
  once.parse = (answer, params) => {
    const isHeld = typeof answer === 'object' && answer !== null && Object.isFrozen(answer)
    const known = isHeld ? checked.get(answer) : undefined
    if (known !== undefined) return known
    const parsed = schema.parse(answer, params)
    if (isHeld) {
      Object.freeze(parsed)
      checked.set(answer, parsed)
    }
    return parsed
  }
  return once
}
