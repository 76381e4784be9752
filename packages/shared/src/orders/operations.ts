import type { AftersaleRow, OrderLineRow, OrderRow } from '../database/index.ts'
import { commentableSince } from '../shop/index.ts'
import { isHandedOutVirtual, isOpenCase, unitsLeft } from './cases.ts'
import { allows, ORDER, PAY, SHIPPING, stateOf } from './states.ts'

const DAY_MS = 86_400_000

export interface OperationFacts {
  order: OrderRow
  lines: readonly OrderLineRow[]
  cases: readonly AftersaleRow[]
  hasHandedOver: boolean
  /** The buyer has another order it can be merged with. */
  hasMergePartner: boolean
  aftersaleDays: number
  now: Date
}

function canPay({ order, now }: OperationFacts): boolean {
  return !order.isCod && order.payStatus === PAY.unpaid && order.orderAmountFen > 0 && allows('pay', order) && (!order.payDeadline || now < order.payDeadline)
}

/** A buyer may cancel at once, or ask for it while a paid order is being prepared and nothing has left. */
function canCancel({ order, lines, cases }: OperationFacts): boolean {
  if (order.payStatus === PAY.paying) return false
  return (allows('cancel', order) && !lines.some(isHandedOutVirtual)) || (mustAskToCancel(order) && !cases.some(isOpenCase))
}

/** T13: a paid order in preparation is cancelled only by asking. */
export function mustAskToCancel(order: OrderRow): boolean {
  const isInPreparation = order.shippingStatus === SHIPPING.preparing || order.shippingStatus === SHIPPING.packed
  return order.payStatus === PAY.paid && isInPreparation && [1, 5, 6].includes(order.orderStatus)
}

export function canChangeConsignee(order: OrderRow): boolean {
  return order.shippingStatus === SHIPPING.none && order.orderStatus <= 1
}

/** T18: unpaid, general and neither merged nor part of a greater order. Cash on delivery only until it is confirmed. */
export function isMergeable(order: OrderRow): boolean {
  const isPlain = order.extensionCode === '' && order.mergedIntoSn === '' && !order.isMain && order.mainOrderId === null
  return isPlain && allows('merge', order) && order.moneyPaidFen === 0 && !(order.isCod && order.orderStatus !== ORDER.unconfirmed)
}

/** Until when cases are taken: so many days from the receipt on. */
export function isInAftersaleTime({ receivedAt }: Pick<OrderRow, 'receivedAt'>, aftersaleDays: number, now: Date): boolean {
  return !receivedAt || now.getTime() < receivedAt.getTime() + aftersaleDays * DAY_MS
}

/** Whether a case about the line would be taken now. */
export function canAskFor(line: OrderLineRow, { order, cases, aftersaleDays, now }: Omit<OperationFacts, 'lines' | 'hasHandedOver' | 'hasMergePartner'>): boolean {
  const isPaidLive = order.payStatus === PAY.paid && [1, 5, 6].includes(order.orderStatus) && !order.isMain
  const isInCase = cases.some((one) => one.orderLineId === line.id && isOpenCase(one))
  return isPaidLive && isInAftersaleTime(order, aftersaleDays, now) && !isInCase && !isHandedOutVirtual(line) && unitsLeft(line, cases) > 0
}

/** What the buyer may do now: exactly what the other methods would accept. A main order only stands for its children. */
export function operationsOf(facts: OperationFacts): string[] {
  const { order, lines, hasHandedOver, now } = facts
  if (order.isMain) return []
  const checks: [string, boolean][] = [
    ['pay', canPay(facts)],
    ['cancel', canCancel(facts)],
    ['update', canChangeConsignee(order)],
    ['merge', facts.hasMergePartner && isMergeable(order) && (!order.payDeadline || now < order.payDeadline)],
    ['remind', stateOf(order) === 'await_ship' && (!order.remindedAt || now.getTime() >= order.remindedAt.getTime() + DAY_MS)],
    ['receive', allows('receive', order, 'buyer') && !facts.cases.some(isOpenCase)],
    ['again', true],
    ['comment', order.receivedAt !== null && order.receivedAt > commentableSince(now) && lines.some((line) => !line.isCommented && line.returnedQuantity < line.quantity)],
    ['aftersale', lines.some((line) => canAskFor(line, facts))],
    ['express', hasHandedOver],
  ]
  return checks.filter(([, isAllowed]) => isAllowed).map(([name]) => name)
}
