import type { Draft, Step } from './draft.ts'
import type { Note, PaymentOption, PaymentReason } from './priced.ts'
import type { Fee, PaymentOffer } from './types.ts'
import { allocate } from '../money/index.ts'
import { askedBalance, usableBalance } from './balance.ts'
import { note, refuseOrder, sumOf } from './draft.ts'
import { paymentFee } from './fees.ts'

const NO_FEE: Fee = { kind: 'fixed', feeFen: 0 }

/** What the payment method takes for what it collects (docs/rules/amounts.md 10). */
export const payFeeStep: Step = {
  stage: 'pay_fee',
  apply: addPayFee,
  amountFen: (draft) => sumOf(draft, 'payFeeFen'),
  notes: payFeeNotes,
}

function addPayFee(draft: Draft): void {
  const { groups, input, payment } = draft
  draft.payments = paymentOptions(draft)
  if (payment) {
    const fees = payFeesOf(payment, groups.map(({ collectedFen }) => collectedFen), draft)
    for (const [at, { totals }] of groups.entries()) totals.payFeeFen = fees[at] ?? 0
  }
  if (input.payId === 0 || payment?.isBalance) return
  const reason = payment
    ? draft.payments.find(({ payId }) => payId === input.payId)?.reason
    : 'not_offered'
  if (reason && reason !== 'none') refuseOrder(draft, 'PAYMENT_UNAVAILABLE', { reason })
}

function paymentOptions(draft: Draft): PaymentOption[] {
  const { groups, input, payment } = draft
  const collected = payment?.isBalance
    ? collectedAsAsked(draft)
    : groups.map(({ collectedFen }) => collectedFen)
  return input.payments.map((offer) => {
    const reason = refusal(offer, draft)
    const payFeeFen = payFeesOf(offer, collected, draft).reduce((sum, fee) => sum + fee, 0)
    return {
      payId: offer.payId,
      payFeeFen,
      available: reason === 'none',
      reason,
    }
  })
}

/** What another method would collect while the balance method is chosen. */
function collectedAsAsked(draft: Draft): number[] {
  const due = draft.groups.map(({ dueFen }) => dueFen)
  const parts = allocate(askedBalance(draft), due)
  return due.map((dueFen, at) => dueFen - (parts[at] ?? 0))
}

/** The fee of each group. Cash on delivery takes that of the group's own shipping area. */
function payFeesOf(offer: PaymentOffer, collected: readonly number[], { flow, groups }: Draft): number[] {
  if (offer.isBalance || !flow.takesFees) return collected.map(() => 0)
  if (offer.isCod) {
    return groups.map(({ shipping }, at) => paymentFee(shipping?.offer.codFee ?? NO_FEE, collected[at] ?? 0))
  }
  return allocate(paymentFee(offer.fee, collected.reduce((sum, each) => sum + each, 0)), collected)
}

function refusal(offer: PaymentOffer, draft: Draft): PaymentReason {
  if (offer.isBalance && isShort(draft)) return 'balance_short'
  if (offer.isCod && !draft.flow.takesCod) return 'cod_activity'
  if (offer.isCod && !canCollectCash(draft)) return 'cod_region'
  return 'none'
}

/** Whether the balance does not cover all that is to pay. */
function isShort(draft: Draft): boolean {
  const dueFen = draft.groups.reduce((sum, group) => sum + group.dueFen, 0)
  return usableBalance(draft) < dueFen
}

/** Somebody must hand something over, and no chosen area may be without cash on delivery. */
function canCollectCash({ groups }: Draft): boolean {
  return groups.some(({ parcel }) => parcel.hasReal) && groups.every(({ shipping }) => !shipping || shipping.offer.codFee)
}

function payFeeNotes(draft: Draft): Note[] {
  const { groups, payment } = draft
  if (!payment) return []
  const collectedFen = groups.reduce((sum, group) => sum + group.collectedFen, 0)
  if (collectedFen === 0) {
    return [
      note('pay_fee_nothing_to_collect', 0, { payId: payment.payId }, false),
    ]
  }
  if (payment.isCod) {
    return groups.map(({ sellerId, collectedFen: ownFen, totals }) =>
      note('pay_fee_cod', totals.payFeeFen, { payId: payment.payId, sellerId, collectedFen: ownFen }))
  }
  const rate: Note['params'] = payment.fee.kind === 'percent'
    ? { basisPoints: payment.fee.basisPoints }
    : {}
  return [
    note(`pay_fee_${payment.fee.kind}`, sumOf(draft, 'payFeeFen'), { payId: payment.payId, collectedFen, ...rate }),
  ]
}
