type ElementType = 'int' | 'text' | 'bool' | 'timestamptz'

/**
 * A list parameter PostgreSQL does not look into when it plans. With `$1::int[]` bare it knows the list's length only in a plan for this
 * one call, finds such plans cheaper and plans every call anew, which costs more than running it. Write `= ANY(${listParameter('$1', 'int')})`.
 */
export function listParameter(parameter: string, type: ElementType): string {
  return `(SELECT ${parameter}::${type}[])::${type}[]`
}
