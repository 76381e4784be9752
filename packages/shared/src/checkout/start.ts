import { judge } from '../cart/index.ts'
import type { Checkout } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { changeCheckout, shopperId } from './change.ts'
import { evaluate, type Evaluated } from './evaluate.ts'
import { type CheckoutFacts, type CheckoutRules, readCheckoutRules, readFacts } from './load.ts'
import { insertCheckout } from './save.ts'
import { toCheckout } from './shape.ts'
import { choiceFor, type Choices, noChoices } from './stored.ts'

export interface CheckInput {
  checkoutToken?: string | undefined
  cartLineIds?: number[] | undefined
  flowType: number
  activityId: number
  addressId?: number | undefined
  /** What a new one is known by; drawn when left out. */
  newToken?: string | undefined
}

/** The lines named, or the selected ones that can be bought. */
function linesToCheckOut({ cart }: CheckoutFacts, named: readonly number[] | undefined): number[] {
  if (named === undefined) {
    const { lines } = judge(cart.lines, cart.shop, { isChosen: (line) => line.isSelected, isCheckout: false })
    return lines.filter(({ line, reason }) => line.isSelected && reason === 'none').map(({ line }) => line.id)
  }
  const ids = [...new Set(named)]
  if (!ids.every((id) => cart.lines.some((line) => line.id === id))) throw new ShopError('NOT_FOUND')
  return ids
}

/** The method of the last order when it is still offered, else the first offered; for each parcel without one. */
function withShipping(choices: Choices, evaluated: Evaluated, lastId: number): Choices {
  const groups = { ...choices.groups }
  for (const { sellerId, shippings } of evaluated.priced.groups) {
    const offered = shippings.filter((option) => option.available)
    const chosen = offered.find((option) => option.shippingId === lastId) ?? offered[0]
    if (chosen && choiceFor(choices, sellerId).shippingId === 0) groups[sellerId] = { ...choiceFor(choices, sellerId), shippingId: chosen.shippingId }
  }
  return { ...choices, groups }
}

function withPayment(choices: Choices, { priced }: Evaluated, lastId: number): Choices {
  const offered = priced.payments.filter((option) => option.available)
  const chosen = offered.find((option) => option.payId === lastId) ?? offered[0]
  return { ...choices, payId: chosen?.payId ?? 0 }
}

function firstChoices(lineIds: number[], facts: CheckoutFacts, rules: CheckoutRules): Choices {
  const bare = noChoices(lineIds, facts.address?.addressId ?? 0)
  const { shippingId = 0, payId = 0 } = facts.last ?? {}
  const lastShipped = withShipping(bare, evaluate(bare, facts, rules), shippingId)
  const withLast = withPayment(lastShipped, evaluate(lastShipped, facts, rules), payId)
  // Both of the last order, or the first offered.
  const isLast = withLast.payId === payId && Object.values(withLast.groups).every((group) => group.shippingId === shippingId)
  if (isLast || !facts.last) return withLast
  const first = withShipping(bare, evaluate(bare, facts, rules), 0)
  return withPayment(first, evaluate(first, facts, rules), 0)
}

async function startNew(ctx: TxCtx, input: CheckInput): Promise<Checkout> {
  const userId = shopperId(ctx)
  const rules = await readCheckoutRules(ctx)
  const facts = await readFacts(ctx, rules, { userId, token: '', addressId: input.addressId, bonusId: 0 })
  if (input.addressId !== undefined && !facts.address) throw new ShopError('NOT_FOUND')
  // Activities have lines of their own, and none of them is on yet.
  const lineIds = input.flowType === 0 ? linesToCheckOut(facts, input.cartLineIds) : []
  const evaluated = evaluate(firstChoices(lineIds, facts, rules), facts, rules)
  if (evaluated.lines.length === 0) throw new ShopError('CART_EMPTY')
  const token = await insertCheckout(ctx, userId, evaluated, input.newToken)
  return toCheckout(evaluated, token, ctx.now)
}

/** flow.check: a new checkout, or the one named with everything read anew. */
export async function startCheckout(ctx: TxCtx, input: CheckInput): Promise<Checkout> {
  const { checkoutToken, cartLineIds, addressId } = input
  if (checkoutToken === undefined) return startNew(ctx, input)
  return changeCheckout(ctx, checkoutToken, (choices, before) => {
    const { facts, rules } = before
    if (addressId !== undefined && !facts.address) throw new ShopError('NOT_FOUND')
    const chosen = {
      ...choices,
      addressId: addressId ?? choices.addressId,
      cartLineIds: cartLineIds === undefined ? choices.cartLineIds : linesToCheckOut(facts, cartLineIds),
    }
    return addressId === undefined ? chosen : withShipping(chosen, evaluate(chosen, facts, rules), 0)
  }, { addressId })
}
