import { judge, type JudgedLine, stockUnits } from '../cart/index.ts'
import { type Bonus, priceCheckout, type Priced, type PriceInput, type SellerChoices } from '../pricing/index.ts'
import { shippingOffer, type ShippingMethodOffer } from '../shop/index.ts'
import { drop } from './dropped.ts'
import { isInvoiceOffered } from './invoice.ts'
import type { CheckoutFacts, CheckoutRules } from './load.ts'
import { inOrder, lineProblem, type Problem } from './problems.ts'
import { choiceFor, type Choices } from './stored.ts'

export interface Evaluated {
  facts: CheckoutFacts
  rules: CheckoutRules
  /** As they are kept. */
  choices: Choices
  /** As they count now: without what is not possible at the moment. */
  effective: Choices
  judged: JudgedLine[]
  /** The lines that are bought. */
  lines: JudgedLine[]
  priced: Priced
  /** Every reason for which an order would be refused, in order. */
  problems: Problem[]
  /** Choices that were given up just now. */
  notices: Problem[]
}

/** Methods a seller ships with. Pick-up needs an outlet, and there is none yet. */
export function methodsOf({ offers }: CheckoutRules, sellerId: number): ShippingMethodOffer[] {
  return offers.shippings.filter((method) => method.sellerId === sellerId && method.kind !== 'pickup')
}

const NOWHERE = { district: 0, city: 0, province: 0, country: 0 }

function sellerChoices(lines: readonly JudgedLine[], choices: Choices, facts: CheckoutFacts, rules: CheckoutRules): SellerChoices[] {
  const regions = facts.address ?? NOWHERE
  return [...new Set(lines.map(({ input }) => input.sellerId))].map((sellerId) => {
    const { shippingId, needInsure } = choiceFor(choices, sellerId)
    return { sellerId, shippingId, isInsured: needInsure, shippings: methodsOf(rules, sellerId).map((method) => shippingOffer(method, regions)) }
  })
}

function toBonus({ bonusId, sellerId, moneyFen, minGoodsAmountFen, useRange, useRangeIds, useStartAt, useEndAt, orderId }: CheckoutFacts['bonuses'][number]): Bonus {
  return { bonusId, sellerId, moneyFen, minGoodsAmountFen, useRange, useRangeIds, startAt: new Date(useStartAt), endAt: new Date(useEndAt), isUsed: orderId !== null }
}

/** What the price function is asked. */
export function priceInput(lines: readonly JudgedLine[], choices: Choices, facts: CheckoutFacts, rules: CheckoutRules, explain: boolean): PriceInput {
  const { viewer, cart } = facts
  const type = rules.settings.invoiceTypes.find(({ name }) => name === choices.invoice.invoiceType)
  return {
    flowType: 0,
    now: cart.shop.now,
    explain,
    rank: cart.shop.rank,
    settings: rules.settings,
    lines: lines.map(({ input }) => input),
    activities: rules.favourables,
    flowActivity: null,
    sellers: sellerChoices(lines, choices, facts, rules),
    packId: choices.packId,
    packs: rules.offers.packs,
    cardId: choices.cardId,
    cards: rules.offers.cards,
    invoice: choices.invoice.needInvoice && type ? { rateBasisPoints: type.rateBasisPoints } : null,
    bonusId: choices.bonusId,
    bonuses: facts.bonuses.map(toBonus),
    pointsAsked: choices.pointsAsked,
    pointsOwned: viewer.points,
    balanceAskedFen: choices.balanceAskedFen,
    balanceAvailableFen: viewer.balanceFen + viewer.creditLineFen,
    payId: choices.payId,
    payments: rules.offers.payments,
    moneyPaidFen: 0,
  }
}

/** Several lines of one SKU, those inside packages too, must fit into its stock together. */
function withSharedStock(judged: JudgedLine[], { settings }: CheckoutRules): JudgedLine[] {
  if (!settings.useStorage) return judged
  const taken = new Map<string, number>()
  return judged.map((each) => {
    if (each.reason !== 'none') return each
    const units = stockUnits(each.line).map((unit) => ({ ...unit, key: `${unit.goodsId}/${unit.skuId}` }))
    const room = units.map(({ key, stock, quantity }) => Math.floor((stock - (taken.get(key) ?? 0)) / (quantity / each.line.quantity)))
    const left = Math.min(...room)
    if (each.line.quantity > left) return { ...each, reason: 'out_of_stock', sellable: Math.min(each.sellable, left) }
    for (const { key, quantity } of units) taken.set(key, (taken.get(key) ?? 0) + quantity)
    return each
  })
}

/** The lines of the checkout that are still in the cart, and what of them can be bought. */
export function judgeChosen(cartLineIds: readonly number[], { cart }: CheckoutFacts, rules: CheckoutRules): JudgedLine[] {
  const chosen = cart.lines.filter((line) => cartLineIds.includes(line.id))
  return withSharedStock(judge(chosen, cart.shop, { isChosen: () => true, isCheckout: true }).lines, rules)
}

function missing(effective: Choices, choices: Choices, priced: Priced, { address }: CheckoutFacts, { settings }: CheckoutRules): Problem[] {
  const problems: Problem[] = []
  const needed = priced.groups.filter((group) => group.needShipping)
  if (needed.length > 0 && !address) problems.push({ word: 'ADDRESS_REQUIRED', lineId: 0, params: {} })
  if (needed.some((group) => choiceFor(choices, group.sellerId).shippingId === 0)) problems.push({ word: 'SHIPPING_REQUIRED', lineId: 0, params: {} })
  if (choices.payId === 0 && priced.totals.orderAmountFen > 0) problems.push({ word: 'PAYMENT_REQUIRED', lineId: 0, params: {} })
  if (effective.invoice.needInvoice && !isInvoiceOffered(effective.invoice, settings)) problems.push({ word: 'INVOICE_INVALID', lineId: 0, params: {} })
  return problems
}

/** Works everything out anew (rules of checkout): what it costs, what stands in the way, what had to be given up. */
export function evaluate(stored: Choices, facts: CheckoutFacts, rules: CheckoutRules, explain = false): Evaluated {
  const judged = judgeChosen(stored.cartLineIds, facts, rules)
  const lines = judged.filter(({ reason }) => reason === 'none')
  const first = priceCheckout(priceInput(lines, stored, facts, rules, explain))
  const { choices, effective, isSame } = drop(stored, first, rules)
  const priced = isSame ? first : priceCheckout(priceInput(lines, effective, facts, rules, explain))
  const ofOrder = first.problems.filter(({ scope, word }) => scope === 'order' && !(word === 'SHIPPING_UNAVAILABLE' && !facts.address))
  return {
    facts,
    rules,
    choices,
    effective,
    judged,
    lines,
    priced,
    problems: inOrder([...judged.flatMap(lineProblem), ...ofOrder, ...missing(effective, choices, priced, facts, rules)]),
    notices: first.problems.filter(({ scope }) => scope === 'choice'),
  }
}
