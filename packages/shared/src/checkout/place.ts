import type { Order, PayRequest } from '../contract/index.ts'
import { type Ctx, inTransaction, isRetryable, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { codesOwed, countSales, deliverPaid, orderShape, orderShapeById, payRequestOf, stockLinesOf, TAKEN_AT, withMergePartners } from '../orders/index.ts'
import { type PayClient, type PaymentPorts, payRequest } from '../payments/index.ts'
import { liveCheckout, shopperId } from './change.ts'
import { evaluate, type Evaluated } from './evaluate.ts'
import { type CheckoutRules, readCheckoutRules, readFacts } from './load.ts'
import { newOrder, newOrderLines, type Placing } from './order-rows.ts'
import { toRefusal } from './problems.ts'
import { amountsOf, type CheckoutRow, isSameAmounts } from './stored.ts'
import { type OrderToWrite, type WrittenOrder, writeOrder } from './write-order.ts'

const REPEAT_MS = 24 * 3_600_000
const MOST_TRIES = 10

export interface PlaceInput {
  checkoutToken: string
  buyerNote?: string | undefined
  referer?: string | undefined
  client: PayClient
}

export interface Placed {
  order: Order
  payment: PayRequest
  repeated: boolean
}

type PlacedOrder = OrderRow & Pick<WrittenOrder, 'lines' | 'log' | 'invoice'>
type Outcome = { kind: 'placed', order: PlacedOrder } | { kind: 'kept', orderId: number, repeated: boolean } | { kind: 'changed' }

// Nothing is written onto another version than the one that was read.
const KEEP_AMOUNTS = 'UPDATE "Checkout" SET "lastAmounts" = $3 WHERE "id" = $1 AND "touchedAt" = $2 AND "usedAt" IS NULL'

function assertAcceptable({ problems, lines, priced }: Evaluated): void {
  // Lines that left the cart meanwhile are no longer of this order; one of those left may still say why it cannot be bought.
  const [first] = problems.filter(({ lineId }) => lineId > 0 || lines.length > 0)
  if (lines.length === 0 && !first) throw new ShopError('CART_EMPTY')
  if (first) throw toRefusal(first)
  // Main orders and their children are not made yet.
  if (priced.groups.length > 1) throw new ShopError('FEATURE_OFF')
}

/** Something was no longer as it was read; nothing was written. */
class Moved extends Error {}

async function written(ctx: TxCtx, order: OrderToWrite): Promise<WrittenOrder> {
  const row = await writeOrder(ctx, order)
  if (!row) throw new Moved()
  return row
}

/** One statement; a transaction of several where sales are counted by themselves or codes are handed out at once. */
async function write(ctx: TxCtx, evaluated: Evaluated, placing: Placing, checkout: CheckoutRow): Promise<Outcome> {
  const { settings } = evaluated.rules
  const order = newOrder(evaluated, placing)
  const isPaid = order.paidAt !== null
  const isTaken = settings.useStorage && (settings.stockDecTime === TAKEN_AT.placing || (settings.stockDecTime === TAKEN_AT.paying && isPaid))
  const lines = newOrderLines(evaluated, isTaken)
  const whole: OrderToWrite = {
    order,
    lines,
    invoice: evaluated.effective.invoice,
    checkout,
    cart: evaluated.facts.cart,
    cartLineIds: evaluated.lines.map(({ line }) => line.id),
    stock: isTaken ? lines.flatMap((line) => stockLinesOf(line, line.quantity)) : [],
  }
  const owesCodes = isPaid && lines.some((line) => codesOwed(line) > 0)
  if (!owesCodes && (isTaken || !isPaid)) return { kind: 'placed', order: { ...order, ...await written(ctx, whole) } }
  return inTransaction(ctx, async (tx) => {
    const placed = { ...order, ...await written(tx, whole) }
    if (!isTaken) await countSales(tx, placed.lines, 1)
    if (!owesCodes) return { kind: 'placed', order: placed }
    await deliverPaid(tx, placed, placed.lines)
    return { kind: 'kept', orderId: placed.id, repeated: false }
  })
}

/** Reads, works out and writes. The statement that writes locks what was read and finds it the same, or else it is `Moved`. */
async function place(ctx: TxCtx, rules: CheckoutRules, input: PlaceInput): Promise<Outcome> {
  const { checkoutToken, buyerNote = '', referer = '', client } = input
  const userId = shopperId(ctx)
  const facts = await readFacts(ctx, rules, { userId, token: checkoutToken, withoutOptions: true })
  const { usedAt = null, orderId = null } = facts.checkout ?? {}
  if (usedAt !== null && orderId !== null) {
    if (ctx.now.getTime() - new Date(usedAt).getTime() >= REPEAT_MS) throw new ShopError('CHECKOUT_EXPIRED')
    return { kind: 'kept', orderId, repeated: true }
  }
  const checkout = liveCheckout(facts, rules, ctx.now)
  const evaluated = evaluate(checkout, facts, rules, true)
  assertAcceptable(evaluated)
  const amounts = amountsOf(evaluated.priced)
  if (!isSameAmounts(amounts, checkout.lastAmounts)) {
    const kept = await ctx.sql.run('checkout_keep_amounts', KEEP_AMOUNTS, [checkout.id, new Date(checkout.touchedAt), JSON.stringify(amounts)])
    if (kept === 0) throw new Moved()
    return { kind: 'changed' }
  }
  const appId = ctx.actor.kind === 'shopper' ? ctx.actor.appId : 0
  return write(ctx, evaluated, { userId, checkoutToken, appId, buyerNote, referer, client, now: ctx.now }, checkout)
}

/** What moved was changed by somebody who is done: the next reading sees it. Rarely somebody else comes between once more. */
async function placeAtLast(ctx: TxCtx, rules: CheckoutRules, input: PlaceInput): Promise<Outcome> {
  for (let tried = 1; ; tried++) {
    try {
      return await place(ctx, rules, input)
    } catch (error) {
      if (!(error instanceof Moved) && !isRetryable(error)) throw error
      if (tried === MOST_TRIES) throw new ShopError('CONFLICT')
    }
  }
}

function paymentOf(ctx: Ctx, ports: PaymentPorts, order: OrderRow, rules: CheckoutRules, client: PayClient): Promise<PayRequest> | PayRequest {
  const { id, sn: orderSn, payId, payCode, payName, orderAmountFen, payFeeFen, payDeadline: expiresAt, isCod } = order
  if (orderAmountFen > 0 && !isCod) return payRequestOf(ctx, ports, id, client)
  const method = rules.offers.payments.find((offer) => offer.payId === payId) ?? null
  return payRequest({ orderSn, payId, payCode, payName, amountFen: orderAmountFen, payFeeFen, expiresAt }, method)
}

/**
 * order.add (docs/rules/orders.md 4): one token makes one order, however often and however concurrently it is sent. The payment
 * is asked for afterwards; a provider that does not answer leaves the order made.
 */
export async function placeOrder(ctx: Ctx, ports: PaymentPorts, input: PlaceInput): Promise<Placed> {
  const rules = await readCheckoutRules(ctx)
  const outcome = await placeAtLast(ctx, rules, input)
  // The new amounts are kept: the next call can accept them.
  if (outcome.kind === 'changed') throw new ShopError('CHECKOUT_CHANGED')
  if (outcome.kind === 'kept') {
    const payment = await payRequestOf(ctx, ports, outcome.orderId, input.client)
    return { order: await orderShapeById(ctx, outcome.orderId), payment, repeated: outcome.repeated }
  }
  const { lines, log, invoice, ...order } = outcome.order
  const payment = await paymentOf(ctx, ports, order, rules, input.client)
  const hasMergePartner = (await withMergePartners(ctx, [order])).has(order.id)
  // As it was written: nothing of a new order needs to be read back.
  return { order: orderShape({ order, lines, log, invoice, deliveries: [], aftersales: [], hasMergePartner }, rules.settings, ctx.now), payment, repeated: false }
}

// By the day it was made, which has an index: the time of the last touch would have to be kept in one at every step of every checkout.
const SWEEP = 'DELETE FROM "Checkout" WHERE "id" IN (SELECT "id" FROM "Checkout" WHERE "createdAt" < $1 AND "touchedAt" < $1 AND coalesce("usedAt", "touchedAt") < $1 LIMIT 1000)'

/** Checkouts nobody can go on with or repeat. Answers how many went. */
export function sweepCheckouts(ctx: TxCtx): Promise<number> {
  return ctx.sql.run('checkout_sweep', SWEEP, [new Date(ctx.now.getTime() - 2 * REPEAT_MS)])
}
