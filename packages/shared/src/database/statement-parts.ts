type ElementType = 'int' | 'text' | 'bool' | 'timestamptz'

/**
 * A list parameter PostgreSQL does not look into when it plans. With `$1::int[]` bare it knows the list's length only in a plan for this
 * one call, finds such plans cheaper and plans every call anew, which costs more than running it. Write `= ANY(${listParameter('$1', 'int')})`.
 */
export function listParameter(parameter: string, type: ElementType): string {
  return `(SELECT ${parameter}::${type}[])::${type}[]`
}

/** Names a statement's parameters one after the other, from `$first` on. */
export function parametersFrom(first: number): () => string {
  let at = first
  return () => `$${at++}`
}

/**
 * What a domain adds to the statement that places an order. All locks are taken first; when every part finds its condition met, the
 * order is written and then what each part writes, else nothing at all.
 */
export interface OrderPart {
  /** CTEs that lock what the order takes from. */
  locks: string
  /** Whether there is enough of it, by the rows locked. */
  isMet: string
  /** CTEs that take it. */
  writes: string
}
