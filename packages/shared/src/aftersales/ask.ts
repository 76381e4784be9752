import type { Aftersale } from '../contract/index.ts'
import { type AftersaleRow, type Ctx, inTransaction, type OrderLineRow, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type Fen, formatYuan } from '../money/index.ts'
import { addCases, aftersaleShape, CASE_KIND, isHandedOutVirtual, isInAftersaleTime, isOpenCase, linesOf, lockOrder, type OrderName, ownOrderNow, unitsLeft, unitsNotHandedOver } from '../orders/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { getSettings } from '../shop/index.ts'
import { casesOf } from './cases.ts'
import { catchUpOrder } from './clock.ts'
import { worthOfUnits } from './plan.ts'

export const MAX_IMAGES = 6
const LIVE = [1, 5, 6]
const PAID = 2

export interface AskInput extends OrderName {
  orderLineId: number
  /** 1 return and refund, 2 refund only, 3 exchange, 4 repair. */
  kind: number
  quantity: number
  /** All the units are worth when not given. */
  amountFen?: Fen | undefined
  cause: string
  remark?: string | undefined
  images?: string[] | undefined
  refundTo?: 'balance' | 'original' | undefined
}

const givesMoneyBack = (kind: number): boolean => kind === CASE_KIND.returned || kind === CASE_KIND.refundOnly

/** Units a case of this kind can be about: goods that go back must have been handed over. */
export function unitsFor(kind: number, line: OrderLineRow, cases: readonly AftersaleRow[]): number {
  const left = unitsLeft(line, cases)
  if (kind === CASE_KIND.refundOnly) return left
  const atTheBuyer = line.shippedQuantity - (line.returnedQuantity - line.withdrawnQuantity)
  return Math.min(left, atTheBuyer)
}

/** Kinds that are possible for the line at all. A gift or goods paid with points are not exchanged or repaired. */
export function kindsFor(order: OrderRow, line: OrderLineRow): number[] {
  if (isHandedOutVirtual(line)) return []
  if (!line.isReal || line.shippedQuantity === 0) return [CASE_KIND.refundOnly]
  const isPlain = line.giftPromotionId === 0 && order.extensionCode !== 'exchange_goods'
  const [returned, refundOnly] = [CASE_KIND.returned, CASE_KIND.refundOnly]
  return isPlain ? [returned, refundOnly, CASE_KIND.exchange, CASE_KIND.repair] : [returned, refundOnly]
}

async function assertMayAsk(tx: TxCtx, order: OrderRow, line: OrderLineRow, input: AskInput): Promise<AftersaleRow[]> {
  if (order.isMain || order.payStatus !== PAID || !LIVE.includes(order.orderStatus)) throw new ShopError('ORDER_STATE_INVALID')
  const { aftersaleDays } = await getSettings(tx)
  if (!isInAftersaleTime(order, aftersaleDays, tx.now)) throw new ShopError('AFTERSALE_EXPIRED')
  const kinds = kindsFor(order, line)
  if (kinds.length === 0) throw new ShopError('ORDER_STATE_INVALID')
  // Nothing can go back, be exchanged or mended before it was handed over.
  if (input.kind !== CASE_KIND.refundOnly && line.shippedQuantity === 0) throw new ShopError('ORDER_STATE_INVALID')
  if (!kinds.includes(input.kind)) throw new ShopError('PARAM_INVALID', { field: 'kind' })
  const cases = await casesOf(tx, order.id)
  const left = unitsFor(input.kind, line, cases)
  if (input.quantity > left) throw new ShopError('AFTERSALE_NUMBER', { left })
  if (cases.some((one) => one.orderLineId === line.id && isOpenCase(one))) throw new ShopError('ORDER_HAS_AFTERSALE')
  return cases
}

function requestedOf(line: OrderLineRow, { kind, quantity, amountFen }: AskInput): Fen {
  if (!givesMoneyBack(kind)) return 0
  const limitFen = worthOfUnits(line, quantity)
  if (amountFen !== undefined && amountFen > limitFen) throw new ShopError('AFTERSALE_AMOUNT', { left: formatYuan(limitFen) })
  return amountFen ?? limitFen
}

/** The buyer asks about units of one line. Two at once for the last unit: the order's lock lets one in. */
export async function askForCase(ctx: Ctx, ports: PaymentPorts, input: AskInput): Promise<Aftersale> {
  if (input.quantity < 1) throw new ShopError('PARAM_INVALID', { field: 'quantity' })
  if (input.images && input.images.length > MAX_IMAGES) throw new ShopError('PARAM_INVALID', { field: 'images' })
  const own = await ownOrderNow(ctx, ports, input)
  await catchUpOrder(ctx, ports, own.id)
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, { orderId: own.id })
    const line = (await linesOf(tx, order.id)).find((one) => one.id === input.orderLineId)
    if (!line) throw new ShopError('NOT_FOUND')
    await assertMayAsk(tx, order, line, input)
    const { aftersaleAnswerDays } = await getSettings(tx)
    const [id] = await addCases(tx, order, [{
      orderLineId: line.id,
      kind: input.kind,
      quantity: input.quantity,
      requestedFen: requestedOf(line, input),
      refundTo: order.isCod ? 'balance' : input.refundTo ?? 'original',
      cause: input.cause,
      remark: input.remark ?? '',
      images: input.images ?? [],
    }], aftersaleAnswerDays)
    const row = (await casesOf(tx, order.id)).find((one) => one.id === id)
    if (!row) throw new Error('the case was not written')
    return aftersaleShape(row, order.sn)
  })
}

export interface CaseOption {
  orderLineId: number
  kinds: { kind: number, quantity: number }[]
  /** What 1, 2, … units are worth. */
  worthFen: Fen[]
  /** How many of the units are still with the shop. */
  notHandedOver: number
}

/** What the buyer can ask for now, per line. */
export async function caseOptions(ctx: Ctx, ports: PaymentPorts, name: OrderName): Promise<CaseOption[]> {
  const order = await ownOrderNow(ctx, ports, name)
  await catchUpOrder(ctx, ports, order.id)
  const [lines, cases, { aftersaleDays }] = await Promise.all([linesOf(ctx, order.id), casesOf(ctx, order.id), getSettings(ctx)])
  const isOpen = !order.isMain && order.payStatus === PAID && LIVE.includes(order.orderStatus) && isInAftersaleTime(order, aftersaleDays, ctx.now)
  return lines.map((line) => {
    const isInCase = cases.some((one) => one.orderLineId === line.id && isOpenCase(one))
    const kinds = isOpen && !isInCase ? kindsFor(order, line).map((kind) => ({ kind, quantity: unitsFor(kind, line, cases) })).filter(({ quantity }) => quantity > 0) : []
    const most = Math.max(0, ...kinds.map(({ quantity }) => quantity))
    return { orderLineId: line.id, kinds, worthFen: Array.from({ length: most }, (_, at) => worthOfUnits(line, at + 1)), notHandedOver: unitsNotHandedOver(line) }
  })
}
