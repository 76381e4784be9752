import type { Order } from '@xiaopu/shared/contract'

type Facts = Pick<Order, 'state'> & { lines: readonly Pick<Order['lines'][number], 'isReal'>[] }

/** States that read otherwise where nothing is sent by a carrier. */
const OF_CODES: ReadonlySet<Order['state']> = new Set(['await_ship', 'shipped'])

/** Nothing of it goes into a parcel. */
export function isOfCodes({ lines }: Pick<Facts, 'lines'>): boolean {
  return lines.length > 0 && lines.every((line) => !line.isReal)
}

/** Where the words of an order's state stand: `orders.states.shipped`, `orders.codes.states.shipped`. */
export function wordsOf(order: Facts): 'orders' | 'orders.codes' {
  return isOfCodes(order) && OF_CODES.has(order.state) ? 'orders.codes' : 'orders'
}
