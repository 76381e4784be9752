import type { Invoice } from '../contract/index.ts'
import type { Priced } from '../pricing/index.ts'

/** What was chosen for the parcel of one seller. */
export interface GroupChoice {
  shippingId: number
  outletId: number
  pickupTime: string
  needInsure: boolean
}

/** Everything a shopper has chosen so far; columns of the checkout's row. */
export interface Choices {
  cartLineIds: number[]
  addressId: number
  payId: number
  packId: number
  cardId: number
  cardMessage: string
  bonusId: number
  pointsAsked: number
  balanceAskedFen: number
  oosChoice: number
  /** By seller id. */
  groups: Record<string, GroupChoice>
  invoice: Invoice
}

/** The amounts that were answered last: placing compares them. */
export interface LastAmounts {
  orderAmountFen: number
  balanceFen: number
  points: number
  exchangePoints: number
  bonusFen: number
}

/** The row as JSON. */
export interface CheckoutRow extends Choices {
  id: number
  token: string
  orderId: number | null
  usedAt: string | null
  touchedAt: string
  lastAmounts: LastAmounts
}

export const NO_INVOICE: Invoice = { needInvoice: false, invoiceType: '', titleType: 'personal', payee: '', taxNo: '', content: '' }
export const NO_GROUP_CHOICE: GroupChoice = { shippingId: 0, outletId: 0, pickupTime: '', needInsure: false }

/** No packing, card, bonus, points, balance or invoice. */
export function noChoices(cartLineIds: number[], addressId: number): Choices {
  return {
    cartLineIds,
    addressId,
    payId: 0,
    packId: 0,
    cardId: 0,
    cardMessage: '',
    bonusId: 0,
    pointsAsked: 0,
    balanceAskedFen: 0,
    oosChoice: 0,
    groups: {},
    invoice: NO_INVOICE,
  }
}

export function choiceFor({ groups }: Pick<Choices, 'groups'>, sellerId: number): GroupChoice {
  return groups[sellerId] ?? NO_GROUP_CHOICE
}

export function amountsOf({ totals }: Priced): LastAmounts {
  const { orderAmountFen, balanceFen, points, exchangePoints, bonusFen } = totals
  return { orderAmountFen, balanceFen, points, exchangePoints, bonusFen }
}

export function isSameAmounts(a: LastAmounts, b: LastAmounts): boolean {
  return a.orderAmountFen === b.orderAmountFen && a.balanceFen === b.balanceFen && a.points === b.points
    && a.exchangePoints === b.exchangePoints && a.bonusFen === b.bonusFen
}
