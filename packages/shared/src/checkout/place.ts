import { LEDGER, post } from '../accounts/index.ts'
import { dropOrderedLines } from '../cart/index.ts'
import { takeStock } from '../catalogue/index.ts'
import type { Order, PayRequest } from '../contract/index.ts'
import { type Ctx, inTransaction, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { codesOwed, countSales, deliverPaid, orderShape, orderShapeById, payRequestOf, stockLinesOf, withMergePartners } from '../orders/index.ts'
import { type PayClient, type PaymentPorts, payRequest } from '../payments/index.ts'
import { liveCheckout, shopperId } from './change.ts'
import { evaluate, type Evaluated } from './evaluate.ts'
import { type CheckoutRules, readCheckoutRules, readFacts } from './load.ts'
import { newOrder, newOrderLines, type Placing } from './order-rows.ts'
import { toRefusal } from './problems.ts'
import { amountsOf, isSameAmounts } from './stored.ts'
import { type WrittenOrder, writeOrder } from './write-order.ts'

const REPEAT_MS = 24 * 3_600_000
/** When stock falls: the setting's codes. */
const TAKEN_AT = { placing: 1, paying: 2 } as const

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

// Checkout, then user, then cart: always in this order, so that nobody waits in a circle.
const LOCK = `WITH checkout AS MATERIALIZED (SELECT "id", "userId", "orderId", "usedAt" FROM "Checkout" WHERE "token" = $1 AND "userId" = $2 FOR UPDATE),
  buyer AS MATERIALIZED (SELECT "id" FROM "User" WHERE "id" = (SELECT "userId" FROM checkout) FOR NO KEY UPDATE),
  cart AS MATERIALIZED (SELECT "id" FROM "Cart" WHERE "userId" = (SELECT "id" FROM buyer) FOR UPDATE)
  SELECT checkout."orderId", checkout."usedAt", (SELECT "id" FROM cart) AS "cartId" FROM checkout`

interface LockedRow {
  orderId: number | null
  usedAt: Date | null
}

const KEEP_AMOUNTS = 'UPDATE "Checkout" SET "lastAmounts" = $2 WHERE "id" = $1'

function assertAcceptable({ problems, lines, priced }: Evaluated): void {
  // Lines that left the cart meanwhile are no longer of this order; one of those left may still say why it cannot be bought.
  const [first] = problems.filter(({ lineId }) => lineId > 0 || lines.length > 0)
  if (lines.length === 0 && !first) throw new ShopError('CART_EMPTY')
  if (first) throw toRefusal(first)
  // Main orders and their children are not made yet.
  if (priced.groups.length > 1) throw new ShopError('FEATURE_OFF')
}

/** Points and balance in one ledger row: the account is locked and asked once. */
async function payFromAccount(tx: TxCtx, { userId, id, sn, ...order }: Pick<OrderRow, 'id' | 'sn' | 'userId' | 'balanceFen' | 'points'>): Promise<void> {
  if (order.balanceFen === 0 && order.points === 0) return
  await post(tx, { userId, type: LEDGER.ORDER, balanceFen: 0 - order.balanceFen, points: 0 - order.points, referenceKind: 'order', referenceId: id, text: sn })
}

async function write(tx: TxCtx, evaluated: Evaluated, placing: Placing, checkoutId: number): Promise<PlacedOrder> {
  const { settings } = evaluated.rules
  const order = newOrder(evaluated, placing)
  const isTaken = settings.useStorage && (settings.stockDecTime === TAKEN_AT.placing || (settings.stockDecTime === TAKEN_AT.paying && order.paidAt !== null))
  const lines = newOrderLines(evaluated, isTaken)
  const written = await writeOrder(tx, { order, lines, invoice: evaluated.effective.invoice, checkoutId })
  const placed = { ...order, ...written }
  await payFromAccount(tx, placed)
  await dropOrderedLines(tx, placing.userId, evaluated.facts.cart, evaluated.lines.map(({ line }) => line.id))
  // Last, because others wait for the same products.
  if (isTaken) await takeStock(tx, lines.flatMap((line) => stockLinesOf(line, line.quantity)), { isSale: order.paidAt !== null, cause: 'placed', orderId: placed.id })
  else if (order.paidAt) await countSales(tx, placed.lines, 1)
  return placed
}

async function place(tx: TxCtx, rules: CheckoutRules, input: PlaceInput): Promise<Outcome> {
  const { checkoutToken, buyerNote = '', referer = '', client } = input
  const userId = shopperId(tx)
  const locked = await tx.sql.row<LockedRow & Record<string, unknown>>('checkout_lock', LOCK, [checkoutToken, userId])
  if (!locked) throw new ShopError('CHECKOUT_EXPIRED')
  if (locked.usedAt && locked.orderId !== null) {
    if (tx.now.getTime() - locked.usedAt.getTime() >= REPEAT_MS) throw new ShopError('CHECKOUT_EXPIRED')
    return { kind: 'kept', orderId: locked.orderId, repeated: true }
  }
  const facts = await readFacts(tx, rules, { userId, token: checkoutToken, withoutOptions: true })
  const checkout = liveCheckout(facts, rules, tx.now)
  const evaluated = evaluate(checkout, facts, rules, true)
  assertAcceptable(evaluated)
  const amounts = amountsOf(evaluated.priced)
  if (!isSameAmounts(amounts, checkout.lastAmounts)) {
    await tx.sql.run('checkout_keep_amounts', KEEP_AMOUNTS, [checkout.id, JSON.stringify(amounts)])
    return { kind: 'changed' }
  }
  const appId = tx.actor.kind === 'shopper' ? tx.actor.appId : 0
  const placing = { userId, checkoutToken, appId, buyerNote, referer, client, now: tx.now }
  const order = await write(tx, evaluated, placing, checkout.id)
  const owesCodes = order.paidAt !== null && order.lines.some((line) => codesOwed(line) > 0)
  if (!owesCodes) return { kind: 'placed', order }
  await deliverPaid(tx, order, order.lines)
  return { kind: 'kept', orderId: order.id, repeated: false }
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
  const outcome = await inTransaction(ctx, (tx) => place(tx, rules, input))
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

const SWEEP = 'DELETE FROM "Checkout" WHERE "id" IN (SELECT "id" FROM "Checkout" WHERE "touchedAt" < $1 AND coalesce("usedAt", "touchedAt") < $1 LIMIT 1000)'

/** Checkouts nobody can go on with or repeat. Answers how many went. */
export function sweepCheckouts(ctx: TxCtx): Promise<number> {
  return ctx.sql.run('checkout_sweep', SWEEP, [new Date(ctx.now.getTime() - 2 * REPEAT_MS)])
}
