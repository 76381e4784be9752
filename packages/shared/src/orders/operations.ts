import type { OrderLineRow, OrderRow } from '../database/index.ts'
import { commentableSince } from '../shop/index.ts'
import { allows, PAY, SHIPPING, stateOf } from './states.ts'

const DAY_MS = 86_400_000

export interface OperationFacts {
  order: OrderRow
  lines: readonly OrderLineRow[]
  hasOpenCase: boolean
  hasHandedOver: boolean
  aftersaleDays: number
  now: Date
}

function canPay({ order, now }: OperationFacts): boolean {
  return !order.isCod && order.payStatus === PAY.unpaid && order.orderAmountFen > 0 && allows('pay', order) && (!order.payDeadline || now < order.payDeadline)
}

/** A buyer may cancel at once, or ask for it while a paid order is being prepared and nothing has left. */
function canCancel({ order, hasOpenCase }: OperationFacts): boolean {
  if (order.payStatus === PAY.paying) return false
  return allows('cancel', order) || (mustAskToCancel(order) && !hasOpenCase)
}

/** T13: a paid order in preparation is cancelled only by asking. */
export function mustAskToCancel(order: OrderRow): boolean {
  const isInPreparation = order.shippingStatus === SHIPPING.preparing || order.shippingStatus === SHIPPING.packed
  return order.payStatus === PAY.paid && isInPreparation && [1, 5, 6].includes(order.orderStatus)
}

export function canChangeConsignee(order: OrderRow): boolean {
  return order.shippingStatus === SHIPPING.none && order.orderStatus <= 1
}

/** What the buyer may do now: exactly what the other methods would accept. A main order only stands for its children. */
export function operationsOf(facts: OperationFacts): string[] {
  const { order, lines, hasOpenCase, hasHandedOver, now } = facts
  if (order.isMain) return []
  const isInAftersaleTime = !order.receivedAt || now.getTime() < order.receivedAt.getTime() + facts.aftersaleDays * DAY_MS
  const isPaidLive = order.payStatus === PAY.paid && [1, 5, 6].includes(order.orderStatus)
  const checks: [string, boolean][] = [
    ['pay', canPay(facts)],
    ['cancel', canCancel(facts)],
    ['update', canChangeConsignee(order)],
    ['remind', stateOf(order) === 'await_ship' && (!order.remindedAt || now.getTime() >= order.remindedAt.getTime() + DAY_MS)],
    ['receive', allows('receive', order, 'buyer') && !hasOpenCase],
    ['again', true],
    ['comment', order.receivedAt !== null && order.receivedAt > commentableSince(now) && lines.some((line) => !line.isCommented && line.returnedQuantity < line.quantity)],
    ['aftersale', isPaidLive && isInAftersaleTime && lines.some((line) => line.returnedQuantity < line.quantity)],
    ['express', hasHandedOver],
  ]
  return checks.filter(([, isAllowed]) => isAllowed).map(([name]) => name)
}
