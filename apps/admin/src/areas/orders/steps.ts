import type { OrderDetail } from './order-text.ts'

export interface OrderStep { key: 'placed' | 'paid' | 'confirmed' | 'preparing' | 'shipped' | 'shippedCodes' | 'received' | 'ended', at: string, state: 'done' | 'now' | 'ahead', parcels: { done: number, all: number } | null }

type Facts = Pick<OrderDetail, 'state' | 'isCod' | 'addTime' | 'payTime' | 'confirmTime' | 'shippingTime' | 'receivedTime' | 'cancelTime' | 'shippingStatus'> & { history: { event: string, at: string }[], parcels: { status: number }[], lines: { isReal: boolean }[] }

const ENDED = new Set(['canceled', 'invalid', 'returned'])
const HANDED_OVER = 0

/** The way of an order: what is done, what is next, what is ahead. One that ended shows what it passed, and its end. */
export function stepsOf(order: Facts): OrderStep[] {
  const preparedAt = order.history.findLast((row) => row.event === 'prepare' || row.event === 'pack')?.at ?? ''
  const handedOver = order.parcels.filter((parcel) => parcel.status === HANDED_OVER).length
  const isPrepared = order.shippingStatus !== 0
  const isShipped = order.state === 'shipped' || order.state === 'finished'
  const isOfCodes = order.lines.every((line) => !line.isReal)
  const parcels = order.parcels.length > 0 ? { done: handedOver, all: order.parcels.length } : null
  const way: { key: OrderStep['key'], at: string, isDone: boolean }[] = [
    { key: 'placed', at: order.addTime, isDone: true },
    order.isCod ? { key: 'confirmed', at: order.confirmTime, isDone: order.confirmTime !== '' } : { key: 'paid', at: order.payTime, isDone: order.payTime !== '' },
    ...isOfCodes ? [] : [{ key: 'preparing' as const, at: preparedAt, isDone: isPrepared }],
    { key: isOfCodes ? 'shippedCodes' : 'shipped', at: order.shippingTime, isDone: isShipped },
    { key: 'received', at: order.receivedTime, isDone: order.receivedTime !== '' },
  ]
  if (ENDED.has(order.state)) {
    const passed = way.filter((step) => step.isDone && step.at !== '')
    return [...passed.map(({ key, at }): OrderStep => ({ key, at, state: 'done', parcels: null })), { key: 'ended', at: order.cancelTime, state: 'now', parcels: null }]
  }
  const next = way.findIndex((step) => !step.isDone)
  return way.map(({ key, at, isDone }, place) => ({ key, at: isDone ? at : '', state: isDone ? 'done' : place === next ? 'now' : 'ahead', parcels: key === 'shipped' ? parcels : null }))
}

/** Which sentence stands under the state, and the time in it. */
export function sayingOf(order: OrderDetail): { key: string, time: string, count: number } {
  const waiting = order.parcels.filter((parcel) => parcel.status === 2).length
  const plain = (key: string, time = ''): { key: string, time: string, count: number } => ({ key, time, count: waiting })
  if (order.isShort && !ENDED.has(order.state)) return plain('short')
  if (waiting > 0 && (order.state === 'await_ship' || order.state === 'part_shipped')) return plain('packed')
  if (order.state === 'await_pay') return order.payDeadline ? plain('await_pay', order.payDeadline) : plain('await_payOpen')
  if (order.state === 'await_ship') return plain(order.isCod ? 'await_shipCod' : 'await_ship')
  if (order.state === 'shipped' && order.receiveDeadline && order.lines.every((line) => !line.isReal)) return plain('shippedCodes', order.receiveDeadline)
  if (order.state === 'shipped') return order.receiveDeadline ? plain('shipped', order.receiveDeadline) : plain('shippedOpen')
  if (order.state === 'finished') return plain('finished', order.receivedTime)
  return plain(order.state, order.cancelTime)
}
