/** The page of a list that is held as a whole, in the order that was asked for. */
export function pageOfAll<Item>(all: readonly Item[], { page_no: pageNo, page_size: pageSize, order_type: type }: { page_no: number, page_size: number, order_type: 'asc' | 'desc' }, keyOf: (item: Item) => string | number): { items: Item[], total: number } {
  const sign = type === 'asc' ? 1 : -1
  const compared = (a: string | number, b: string | number): number => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)))
  const sorted = [...all].sort((a, b) => sign * compared(keyOf(a), keyOf(b)))
  return { items: sorted.slice((pageNo - 1) * pageSize, pageNo * pageSize), total: all.length }
}
