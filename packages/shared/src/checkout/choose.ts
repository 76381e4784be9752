import type { Checkout } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type Choose, changeCheckout } from './change.ts'
import { evaluate, type Evaluated, methodsOf } from './evaluate.ts'
import { type InvoiceInput, readInvoice } from './invoice.ts'
import { toRefusal } from './problems.ts'
import { choiceFor, type Choices, type GroupChoice } from './stored.ts'

interface OfCheckout {
  checkoutToken: string
}

/** What the choices come to; a problem with one of these words refuses the call that made the choice. */
function tried(choices: Choices, { facts, rules }: Evaluated, words: readonly string[]): Evaluated {
  const after = evaluate(choices, facts, rules)
  const problem = [...after.problems, ...after.notices].find(({ word }) => words.includes(word))
  if (problem) throw toRefusal(problem)
  return after
}

function withGroups(choices: Choices, sellerIds: readonly number[], change: (choice: GroupChoice, sellerId: number) => GroupChoice): Choices {
  const groups = { ...choices.groups }
  for (const sellerId of sellerIds) groups[sellerId] = change(choiceFor(choices, sellerId), sellerId)
  return { ...choices, groups }
}

export interface ShippingInput extends OfCheckout {
  shippingId: number
  sellerId?: number | undefined
  outletId?: number | undefined
  pickupTime?: string | undefined
}

function assertNoPickup({ rules }: Evaluated, { shippingId, outletId, pickupTime }: ShippingInput): void {
  const method = rules.offers.shippings.find((each) => each.shippingId === shippingId)
  if (method?.kind !== 'pickup') return
  if (outletId === undefined) throw new ShopError('PARAM_MISSING', { field: 'outletId' })
  if (!pickupTime) throw new ShopError('PARAM_MISSING', { field: 'pickupTime' })
  // No outlet takes part yet.
  throw new ShopError('SHIPPING_UNAVAILABLE')
}

/** For one seller's parcel, or for every one whose seller offers the method. */
export function chooseShipping(ctx: TxCtx, input: ShippingInput): Promise<Checkout> {
  return changeCheckout(ctx, input.checkoutToken, (choices, before) => {
    assertNoPickup(before, input)
    const groups = before.priced.groups.filter((group) => (input.sellerId === undefined || group.sellerId === input.sellerId)
      && group.shippings.some((option) => option.shippingId === input.shippingId && option.available))
    if (groups.length === 0) throw new ShopError('SHIPPING_UNAVAILABLE')
    return withGroups(choices, groups.map((group) => group.sellerId), ({ needInsure }, sellerId) => {
      const method = methodsOf(before.rules, sellerId).find((each) => each.shippingId === input.shippingId)
      return { shippingId: input.shippingId, outletId: 0, pickupTime: '', needInsure: needInsure && method?.insurance !== null }
    })
  })
}

export interface InsureInput extends OfCheckout {
  needInsure: boolean
  sellerId?: number | undefined
}

export function chooseInsurance(ctx: TxCtx, { checkoutToken, needInsure, sellerId }: InsureInput): Promise<Checkout> {
  return changeCheckout(ctx, checkoutToken, (choices, { priced, rules }) => {
    const groups = priced.groups.filter((group) => sellerId === undefined || group.sellerId === sellerId)
    if (!needInsure) return withGroups(choices, groups.map((group) => group.sellerId), (choice) => ({ ...choice, needInsure }))
    const shipped = groups.filter((group) => group.shippingId > 0)
    if (shipped.length === 0) throw new ShopError('SHIPPING_REQUIRED')
    const insurable = shipped.filter((group) => methodsOf(rules, group.sellerId).some((method) => method.shippingId === group.shippingId && method.insurance))
    if (insurable.length === 0) throw new ShopError('INSURE_UNAVAILABLE')
    return withGroups(choices, insurable.map((group) => group.sellerId), (choice) => ({ ...choice, needInsure }))
  })
}

export function choosePayment(ctx: TxCtx, { checkoutToken, payId }: OfCheckout & { payId: number }): Promise<Checkout> {
  return changeCheckout(ctx, checkoutToken, (choices, { priced }) => {
    const option = priced.payments.find((each) => each.payId === payId)
    if (!option?.available) throw new ShopError('PAYMENT_UNAVAILABLE')
    return { ...choices, payId }
  })
}

export function choosePack(ctx: TxCtx, { checkoutToken, packId }: OfCheckout & { packId: number }): Promise<Checkout> {
  return changeCheckout(ctx, checkoutToken, (choices, before) => {
    if (!before.rules.settings.usePack) throw new ShopError('FEATURE_OFF')
    return tried({ ...choices, packId }, before, ['PACK_UNAVAILABLE']).choices
  })
}

export function chooseCard(ctx: TxCtx, { checkoutToken, cardId, cardMessage }: OfCheckout & { cardId: number, cardMessage?: string | undefined }): Promise<Checkout> {
  return changeCheckout(ctx, checkoutToken, (choices, before) => {
    if (!before.rules.settings.useCard) throw new ShopError('FEATURE_OFF')
    const message = cardId === 0 ? '' : cardMessage ?? choices.cardMessage
    return tried({ ...choices, cardId, cardMessage: message }, before, ['CARD_UNAVAILABLE']).choices
  })
}

/** More than is to pay is taken down to it; more than the account has is refused. */
export function chooseBalance(ctx: TxCtx, { checkoutToken, balanceFen }: OfCheckout & { balanceFen: number }): Promise<Checkout> {
  return changeCheckout(ctx, checkoutToken, (choices, before) => {
    if (!before.rules.settings.useBalance) throw new ShopError('FEATURE_OFF')
    const { priced } = tried({ ...choices, balanceAskedFen: balanceFen }, before, ['SURPLUS_NOT_ENOUGH'])
    return { ...choices, balanceAskedFen: Math.min(balanceFen, priced.totals.maxBalanceFen) }
  })
}

export function choosePoints(ctx: TxCtx, { checkoutToken, points }: OfCheckout & { points: number }): Promise<Checkout> {
  return changeCheckout(ctx, checkoutToken, (choices, before) => {
    if (!before.rules.settings.usePoints) throw new ShopError('FEATURE_OFF')
    return tried({ ...choices, pointsAsked: points }, before, ['INTEGRAL_NOT_ENOUGH', 'INTEGRAL_TOO_MUCH']).choices
  })
}

export function chooseInvoice(ctx: TxCtx, { checkoutToken, ...input }: OfCheckout & InvoiceInput): Promise<Checkout> {
  return changeCheckout(ctx, checkoutToken, (choices, { rules }) => {
    if (!rules.settings.canInvoice) throw new ShopError('FEATURE_OFF')
    return { ...choices, invoice: readInvoice(input, rules.settings) }
  })
}

export function chooseOos(ctx: TxCtx, { checkoutToken, oosChoice }: OfCheckout & { oosChoice: number }): Promise<Checkout> {
  return changeCheckout(ctx, checkoutToken, (choices, { rules }) => {
    if (!rules.settings.useHowOos) throw new ShopError('FEATURE_OFF')
    return { ...choices, oosChoice }
  })
}

const BONUS_WORDS = ['BONUS_UNAVAILABLE', 'BONUS_USED', 'BONUS_EXPIRED', 'BONUS_MIN_AMOUNT']

/** One bonus per order; a second takes the first one's place. */
export function withBonus(bonusId: number): Choose {
  return (choices, before) => {
    if (!before.rules.settings.useBonus) throw new ShopError('FEATURE_OFF')
    if (bonusId === 0) return { ...choices, bonusId }
    return tried({ ...choices, bonusId }, before, BONUS_WORDS).choices
  }
}
