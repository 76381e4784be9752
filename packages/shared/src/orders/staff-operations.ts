import type { OrderRow } from '../database/index.ts'
import { mayAdjust } from './adjust.ts'
import { BIN, isEnded } from './bins.ts'
import { isHandedOutVirtual } from './cases.ts'
import { canDeliverCodes } from './codes.ts'
import { DELIVERY } from './deliveries.ts'
import { isMergeable } from './operations.ts'
import type { OrderParts } from './shape.ts'
import { openUnits } from './ship.ts'
import { allows, type OrderEventName } from './states.ts'

const TAKE_BACK_MS = 24 * 60 * 60 * 1000

const isPlain = (order: OrderRow): boolean => !order.isMain && order.mainOrderId === null

/** What a member may do to the order now: exactly what the operations would accept, rights aside. */
export function staffOperationsOf({ order, lines, deliveries, aftersales, hasMergePartner }: OrderParts, now: Date, isPickup: boolean): string[] {
  const can = (name: OrderEventName): boolean => allows(name, order, 'merchant')
  const canTakeBack = deliveries.some(({ status, shippedAt }) => status === DELIVERY.handedOver && shippedAt !== null && now.getTime() - shippedAt.getTime() <= TAKE_BACK_MS)
  const hasParcel = deliveries.some(({ status }) => status === DELIVERY.open)
  const hasCodesOut = lines.some(isHandedOutVirtual)
  const hasCase = aftersales.some(({ state }) => state <= 3)
  const checks: [string, boolean][] = [
    ['confirm', can('confirm')],
    ['prepare', can('prepare') && lines.some((line) => line.isReal)],
    ['makeDelivery', can('pack') && lines.some((line) => openUnits(line) > 0)],
    ['dropDelivery', can('unpack') && hasParcel],
    ['handOver', can('handOver') && hasParcel],
    ['takeBack', can('takeBack') && canTakeBack],
    ['receive', (order.isCod ? can('receiveCod') : can('receive') && isPickup) && !hasCase],
    ['bookOffline', order.payCode === 'bank' && can('pay') && order.payStatus === 0 && order.orderAmountFen > 0 && (!order.payDeadline || now < order.payDeadline)],
    ['deliverCodes', canDeliverCodes(order, lines)],
    ['setUnpaid', can('setUnpaid') && !hasCodesOut && order.moneyPaidFen > 0 && order.refundedFen === 0 && !hasCase && isPlain(order)],
    ['merge', hasMergePartner && isMergeable(order) && (!order.payDeadline || now < order.payDeadline)],
    ['adjust', mayAdjust(order) && order.orderAmountFen > 0],
    ['cancel', can('drop') && !hasCodesOut],
    ['invalidate', can('invalidate')],
    ['refuseAtDoor', can('refuse')],
    ['putAway', order.shopBin === BIN.none && isEnded(order) && !hasCase],
    ['restore', order.shopBin === BIN.binned],
    ['setNote', true],
  ]
  return checks.filter(([, isAllowed]) => isAllowed).map(([name]) => name)
}
