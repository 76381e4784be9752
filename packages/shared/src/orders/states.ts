import type { Actor, OrderRow } from '../database/index.ts'

export const ORDER = { unconfirmed: 0, confirmed: 1, canceled: 2, invalid: 3, returned: 4, inDeliveries: 5, partlyInDeliveries: 6 } as const
export const SHIPPING = { none: 0, shipped: 1, received: 2, preparing: 3, partlyShipped: 4, packed: 5 } as const
export const PAY = { unpaid: 0, paying: 1, paid: 2 } as const

/** [order, shipping, pay]: ECShop's three codes, which only move together. */
export type Triple = readonly [order: number, shipping: number, pay: number]
export type StatusCodes = Pick<OrderRow, 'orderStatus' | 'shippingStatus' | 'payStatus' | 'isCod'>

export type OrderState = 'await_pay' | 'await_confirm' | 'await_ship' | 'part_shipped' | 'shipped' | 'finished' | 'canceled' | 'invalid' | 'returned'
export type OrderParty = 'buyer' | 'merchant' | 'provider' | 'system'

/** One transition: what it may start from, where it may lead, who may cause it, and which orders it is for. */
export interface OrderEvent {
  rule: string
  from: readonly Triple[]
  to: readonly Triple[]
  by: readonly OrderParty[]
  only?: 'cod' | 'prepaid'
}

const LIVE_BEFORE_HAND_OVER: Triple[] = [
  [0, 0, 0], [0, 0, 1], [1, 0, 0], [1, 0, 1], [1, 0, 2], [1, 3, 0], [1, 3, 2], [5, 5, 0], [5, 5, 2], [6, 5, 0], [6, 5, 2],
]
/** Paid, and units are left that were not handed over. */
const NOT_WHOLLY_SHIPPED: Triple[] = [[1, 0, 2], [1, 3, 2], [5, 5, 2], [6, 5, 2], [5, 4, 2], [6, 4, 2]]
const PACKABLE: Triple[] = [[0, 0, 0], [1, 0, 0], [1, 0, 2], [1, 3, 0], [1, 3, 2], [6, 5, 0], [6, 5, 2], [6, 4, 0], [6, 4, 2]]
/** Some units are in deliveries, and not everything is handed over. */
const PACKED: Triple[] = [[5, 5, 0], [5, 5, 2], [6, 5, 0], [6, 5, 2], [5, 4, 0], [5, 4, 2], [6, 4, 0], [6, 4, 2]]
const HANDED_OVER: Triple[] = [[5, 1, 0], [5, 1, 2], [5, 4, 0], [5, 4, 2], [6, 4, 0], [6, 4, 2]]

/** Every way an order can move. Nothing else writes its codes (see events.ts). */
export const ORDER_EVENTS = {
  pending: { rule: 'T2', from: [[0, 0, 0], [1, 0, 0]], to: [[0, 0, 1], [1, 0, 1]], by: ['provider'], only: 'prepaid' },
  payFailed: { rule: 'T2', from: [[0, 0, 1], [1, 0, 1]], to: [[0, 0, 0], [1, 0, 0]], by: ['provider', 'system'], only: 'prepaid' },
  pay: { rule: 'T3', from: [[0, 0, 0], [0, 0, 1], [1, 0, 0], [1, 0, 1]], to: [[1, 0, 2]], by: ['provider', 'merchant', 'buyer'], only: 'prepaid' },
  setUnpaid: { rule: 'T4', from: [[1, 0, 2]], to: [[1, 0, 0]], by: ['merchant'] },
  confirm: { rule: 'T5', from: [[0, 0, 0], [0, 0, 1]], to: [[1, 0, 0], [1, 0, 1]], by: ['merchant'] },
  prepare: { rule: 'T6', from: [[0, 0, 0], [1, 0, 0], [1, 0, 2]], to: [[1, 3, 0], [1, 3, 2]], by: ['merchant'] },
  pack: { rule: 'T7', from: PACKABLE, to: PACKED, by: ['merchant'] },
  unpack: { rule: 'T8', from: PACKED, to: [[1, 3, 0], [1, 3, 2], ...PACKED], by: ['merchant'] },
  handOver: { rule: 'T9', from: PACKED, to: HANDED_OVER, by: ['merchant'] },
  takeBack: { rule: 'T10', from: HANDED_OVER, to: PACKED, by: ['merchant'] },
  receive: { rule: 'T11', from: [[5, 1, 2]], to: [[5, 2, 2]], by: ['buyer', 'system', 'merchant'], only: 'prepaid' },
  receiveCod: { rule: 'T11', from: [[5, 1, 0]], to: [[5, 2, 2]], by: ['merchant'], only: 'cod' },
  cancel: { rule: 'T12', from: [[0, 0, 0], [1, 0, 0], [1, 3, 0], [1, 0, 2]], to: [[2, 0, 0], [2, 3, 0]], by: ['buyer'] },
  expire: { rule: 'T14', from: [[0, 0, 0], [0, 0, 1], [1, 0, 0], [1, 0, 1]], to: [[2, 0, 0]], by: ['system'], only: 'prepaid' },
  drop: { rule: 'T15', from: LIVE_BEFORE_HAND_OVER, to: [[2, 0, 0], [2, 3, 0]], by: ['merchant', 'system'] },
  invalidate: { rule: 'T16', from: [[0, 0, 0], [1, 0, 0], [1, 3, 0]], to: [[3, 0, 0], [3, 3, 0]], by: ['merchant'] },
  deliverCodes: { rule: 'T3', from: [[1, 0, 2], [1, 3, 2]], to: [[5, 1, 2]], by: ['system'] },
  withdraw: { rule: '10', from: NOT_WHOLLY_SHIPPED, to: [...NOT_WHOLLY_SHIPPED, [5, 1, 2]], by: ['merchant', 'system'] },
  return: { rule: 'T17', from: [[5, 1, 2], [5, 2, 2]], to: [[4, 0, 0]], by: ['system'] },
  merge: { rule: 'T18', from: [[0, 0, 0], [1, 0, 0]], to: [[2, 0, 0]], by: ['buyer', 'merchant'] },
  refuse: { rule: 'T19', from: [[5, 1, 0]], to: [[4, 0, 0]], by: ['merchant'], only: 'cod' },
} as const satisfies Record<string, OrderEvent>

export type OrderEventName = keyof typeof ORDER_EVENTS

export function tripleOf(codes: StatusCodes): Triple {
  return [codes.orderStatus, codes.shippingStatus, codes.payStatus]
}

export function isSameTriple(a: Triple, b: Triple): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2]
}

export function partyOf(actor: Actor): OrderParty {
  if (actor.kind === 'shopper') return 'buyer'
  return actor.kind === 'staff' || actor.kind === 'app' ? 'merchant' : 'system'
}

/** Whether the order's codes allow the event at all, for whoever may cause it. */
export function allows(name: OrderEventName, codes: StatusCodes, party?: OrderParty): boolean {
  const event: OrderEvent = ORDER_EVENTS[name]
  if (event.only && (event.only === 'cod') !== codes.isCod) return false
  if (party && !event.by.includes(party)) return false
  // A prepaid order is prepared and packed only when it is paid.
  if ((name === 'prepare' || name === 'pack') && !codes.isCod && codes.payStatus !== PAY.paid) return false
  return event.from.some((triple) => isSameTriple(triple, tripleOf(codes)))
}

/** The one word that says how an order stands; first match wins. */
export function stateOf(codes: StatusCodes): OrderState {
  const { orderStatus, shippingStatus, payStatus, isCod } = codes
  if (orderStatus === ORDER.canceled) return 'canceled'
  if (orderStatus === ORDER.invalid) return 'invalid'
  if (orderStatus === ORDER.returned) return 'returned'
  if (shippingStatus === SHIPPING.received && payStatus === PAY.paid) return 'finished'
  if (shippingStatus === SHIPPING.shipped || shippingStatus === SHIPPING.received) return 'shipped'
  if (shippingStatus === SHIPPING.partlyShipped) return 'part_shipped'
  if (!isCod && payStatus !== PAY.paid) return 'await_pay'
  if (isCod && orderStatus === ORDER.unconfirmed) return 'await_confirm'
  return 'await_ship'
}

/** The same in SQL, for lists: which rows are in a state. Kept beside `stateOf`; a test walks every triple through both. */
export const STATE_SQL: Record<OrderState, string> = {
  canceled: '"orderStatus" = 2',
  invalid: '"orderStatus" = 3',
  returned: '"orderStatus" = 4',
  finished: '"orderStatus" NOT IN (2, 3, 4) AND "shippingStatus" = 2 AND "payStatus" = 2',
  shipped: '"orderStatus" NOT IN (2, 3, 4) AND ("shippingStatus" = 1 OR ("shippingStatus" = 2 AND "payStatus" <> 2))',
  part_shipped: '"orderStatus" NOT IN (2, 3, 4) AND "shippingStatus" = 4',
  await_pay: '"orderStatus" NOT IN (2, 3, 4) AND "shippingStatus" NOT IN (1, 2, 4) AND NOT "isCod" AND "payStatus" <> 2',
  await_confirm: '"orderStatus" = 0 AND "shippingStatus" NOT IN (1, 2, 4) AND "isCod"',
  await_ship: '"orderStatus" NOT IN (2, 3, 4) AND "shippingStatus" NOT IN (1, 2, 4) AND (("isCod" AND "orderStatus" <> 0) OR (NOT "isCod" AND "payStatus" = 2))',
}
