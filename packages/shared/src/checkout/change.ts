import type { Checkout } from '../contract/index.ts'
import { inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { evaluate, type Evaluated } from './evaluate.ts'
import { type CheckoutFacts, type CheckoutRules, type FactsWanted, readCheckoutRules, readFacts } from './load.ts'
import { expiryOf, toCheckout } from './shape.ts'
import { updateCheckout } from './save.ts'
import type { CheckoutRow, Choices } from './stored.ts'

const TRIES_WITHOUT_LOCK = 3

/** The caller's id; the shopper procedures make sure that there is one. */
export function shopperId({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind !== 'shopper') throw new ShopError('SESSION_REQUIRED')
  return actor.userId
}

/** A checkout lives so many minutes after its last call, belongs to one user and makes one order. */
export function liveCheckout({ checkout }: CheckoutFacts, rules: CheckoutRules, now: Date): CheckoutRow {
  if (!checkout || checkout.usedAt || now >= expiryOf(new Date(checkout.touchedAt), rules.settings.checkoutMinutes)) throw new ShopError('CHECKOUT_EXPIRED')
  return checkout
}

/** What a call makes of the choices. It may ask what they come to as they are, and refuses by throwing. */
export type Choose = (choices: Choices, before: Evaluated) => Choices

/** What a call reads beside the checkout itself. */
export type Wanted = Pick<FactsWanted, 'addressId' | 'bonusId'>

interface Attempt {
  answer: Checkout | null
  checkoutId: number
}

async function attempt(ctx: TxCtx, rules: CheckoutRules, token: string, wanted: Wanted, choose: Choose): Promise<Attempt> {
  const facts = await readFacts(ctx, rules, { userId: shopperId(ctx), token, ...wanted })
  const row = liveCheckout(facts, rules, ctx.now)
  const before = evaluate(row, facts, rules)
  if (before.lines.length === 0) throw new ShopError('CART_EMPTY')
  const after = evaluate(choose(before.choices, before), facts, rules)
  if (after.lines.length === 0) throw new ShopError('CART_EMPTY')
  const touchedAt = await updateCheckout(ctx, row, { ...after, notices: noticesOf(before, after) })
  return { answer: touchedAt && toCheckout({ ...after, notices: noticesOf(before, after) }, row.token, touchedAt), checkoutId: row.id }
}

/** What was given up on the way stays named in this answer. */
function noticesOf(before: Evaluated, after: Evaluated): Evaluated['notices'] {
  return [...before.notices, ...after.notices]
}

/**
 * Reads the checkout, works it out with the new choice and writes it down: two statements. Of two calls at once one starts over,
 * and soon stands in line for the lock.
 */
export async function changeCheckout(ctx: TxCtx, token: string, choose: Choose, wanted: Wanted = {}): Promise<Checkout> {
  const rules = await readCheckoutRules(ctx)
  let checkoutId = 0
  for (let tried = 0; tried < TRIES_WITHOUT_LOCK; tried++) {
    const outcome = await attempt(ctx, rules, token, wanted, choose)
    if (outcome.answer) return outcome.answer
    checkoutId = outcome.checkoutId
  }
  return inTransaction(ctx, async (tx) => {
    await tx.sql.row('checkout_lock_one', 'SELECT 1 FROM "Checkout" WHERE "id" = $1 FOR UPDATE', [checkoutId])
    const { answer } = await attempt(tx, rules, token, wanted, choose)
    if (!answer) throw new ShopError('CONFLICT')
    return answer
  })
}
