import { type AftersaleRow, type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { addCases, CASE_KIND, CASE_STATE, linesOf, lockOrder, refusalToGiveUp, unitsNotHandedOver } from '../orders/index.ts'
import { asSystem, type PaymentPorts } from '../payments/index.ts'
import { getSettings } from '../shop/index.ts'
import { audit } from '../staff/index.ts'
import { casesOf, findCase, lockCase, type LockedCase } from './cases.ts'
import { catchUpOrder } from './clock.ts'
import { worthOfUnits } from './plan.ts'
import type { RefundChoice } from './refund.ts'
import * as steps from './steps.ts'

// What a member does with a case of the own seller, each with its audit row, both or neither.

interface CaseRef { aftersaleId: number }
interface WithNote extends CaseRef { note?: string | undefined }

const told = ({ state, isAgreed, quantity, refundedFen, refundedPoints, extraFen, restockedQuantity, toBuyer, exchangeTrackingNo }: AftersaleRow): object =>
  ({ caseState: state, isAgreed, quantity, refundedFen, refundedPoints, extraFen, restockedQuantity, toBuyer, exchangeTrackingNo })

async function onCase(ctx: Ctx, ports: PaymentPorts, action: string, { aftersaleId }: CaseRef, work: (tx: TxCtx, locked: LockedCase) => Promise<AftersaleRow>): Promise<void> {
  const found = await findCase(ctx, aftersaleId)
  if (!found) throw new ShopError('NOT_FOUND')
  await catchUpOrder(ctx, ports, found.orderId)
  await inTransaction(ctx, async (tx) => {
    const locked = await lockCase(tx, aftersaleId)
    const after = await work(tx, locked)
    await audit(tx, { action: `aftersale.${action}`, targetKind: 'aftersale', targetId: aftersaleId, targetName: `${locked.row.sn} · ${locked.order.sn}`, before: told(locked.row), after: told(after) })
  })
}

/** Cases that were asked for together (to cancel an order) are answered together. */
async function unansweredOf(tx: TxCtx, { row }: LockedCase): Promise<number[]> {
  const rows = await tx.sql.rows<{ id: number }>('aftersale_group', 'SELECT "id" FROM "Aftersale" WHERE "orderId" = $1 AND "sn" = $2 AND "state" = 0 AND NOT "isAgreed" AND "id" <> $3 ORDER BY "id"', [row.orderId, row.sn, row.id])
  return rows.map(({ id }) => id)
}

async function onGroup(tx: TxCtx, locked: LockedCase, work: (locked: LockedCase) => Promise<AftersaleRow>): Promise<AftersaleRow> {
  for (const id of await unansweredOf(tx, locked)) await work(await lockCase(tx, id))
  // The order has moved with the others.
  return work(await lockCase(tx, locked.row.id))
}

export function agree(ctx: Ctx, ports: PaymentPorts, input: WithNote & Omit<RefundChoice, 'restock'>): Promise<void> {
  const { note, quantity, extraFen } = input
  return onCase(ctx, ports, 'agree', input, (tx, locked) =>
    onGroup(tx, locked, (one) => steps.agree(tx, one, { note }, one.row.id === locked.row.id ? { quantity, extraFen } : {})))
}

export async function refuse(ctx: Ctx, ports: PaymentPorts, input: CaseRef & { reason: string }): Promise<void> {
  if (input.reason.trim() === '') throw new ShopError('PARAM_MISSING', { field: 'reason' })
  await onCase(ctx, ports, 'refuse', input, (tx, locked) => onGroup(tx, locked, (one) => steps.refuse(tx, one, input.reason.trim())))
}

export function receiveBack(ctx: Ctx, ports: PaymentPorts, input: WithNote): Promise<void> {
  return onCase(ctx, ports, 'receiveBack', input, (tx, locked) => steps.receiveBack(tx, locked, { note: input.note }))
}

export function refund(ctx: Ctx, ports: PaymentPorts, input: WithNote & RefundChoice): Promise<void> {
  const { note, quantity, extraFen, restock } = input
  return onCase(ctx, ports, 'refund', input, (tx, locked) => steps.refundReturned(tx, locked, { note }, { quantity, extraFen, restock }))
}

export function sendOut(ctx: Ctx, ports: PaymentPorts, input: CaseRef & steps.Parcel): Promise<void> {
  return onCase(ctx, ports, 'sendOut', input, (tx, locked) => steps.sendOut(tx, locked, input))
}

/**
 * What of a line the shop cannot deliver is refunded at once, by the system, when its buyer wished so for goods that are out of
 * stock. The others wait for what the two agree on. The reason is told to the buyer with the refund.
 */
export async function cannotDeliver(ctx: Ctx, ports: PaymentPorts, { orderId, orderLineId, reason = '' }: { orderId: number, orderLineId: number, reason?: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => lockOrder(tx, { orderId })) // a stranger's order does not exist
  await catchUpOrder(ctx, ports, orderId)
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, { orderId })
    const line = (await linesOf(tx, orderId)).find((one) => one.id === orderLineId)
    if (!line) throw new ShopError('NOT_FOUND')
    const quantity = unitsNotHandedOver(line)
    const refusal = refusalToGiveUp(order, line, await casesOf(tx, orderId))
    if (refusal) throw new ShopError(refusal)
    const system = asSystem(tx)
    const { aftersaleAnswerDays } = await getSettings(tx)
    const [id = 0] = await addCases(system, order, [{ orderLineId, kind: CASE_KIND.refundOnly, quantity, requestedFen: worthOfUnits(line, quantity), refundTo: 'original', cause: '商家缺货' }], aftersaleAnswerDays)
    await steps.agree(system, await lockCase(system, id), { note: reason.trim() || undefined })
    await audit(tx, { action: 'aftersale.cannotDeliver', targetKind: 'order', targetId: orderId, targetName: order.sn, after: { goodsName: line.goodsName, quantity, ...reason.trim() && { reason: reason.trim() } } })
  })
}

export const DESK_OPERATIONS = ['agree', 'refuse', 'receiveBack', 'refund', 'sendOut'] as const
export type DeskOperation = (typeof DESK_OPERATIONS)[number]

/** What the member may do now: exactly what the operations would accept. */
export function deskOperationsOf({ state, isAgreed, kind }: AftersaleRow): DeskOperation[] {
  if (state === CASE_STATE.asked) return isAgreed ? [] : ['agree', 'refuse']
  if (state === CASE_STATE.sentBack) return ['receiveBack']
  if (state === CASE_STATE.cameBack) return kind === 1 ? ['refund'] : ['sendOut']
  return []
}
