import { addAddress, listAddresses } from '@xiaopu/shared/accounts'
import { getCart } from '@xiaopu/shared/cart'
import { chooseBalance, chooseBonus, chooseInvoice, choosePoints, chooseShipping, forgetCheckout, isCheckoutKnown, lastPlacedLike, placeOrder, startCheckout, tokenByContent } from '@xiaopu/shared/checkout'
import type { Cart, CartLine, Checkout } from '@xiaopu/shared/contract'
import { ShopError } from '@xiaopu/shared/errors'
import { findOrderBySn } from '@xiaopu/shared/orders'
import { paymentPortsOf } from '@xiaopu/shared/payments'
import { getSettings } from '@xiaopu/shared/shop'
import { z } from 'zod'
import { wireCartLines } from '../../cart-shape.ts'
import { wireConfirmCoupons } from '../../coupon-shape.ts'
import { type CareyCtx, method } from '../../method.ts'
import { sourceText, wireOrder } from '../../order-shape.ts'
import { money } from '../../param-kinds.ts'
import { placeOf } from '../../place.ts'
import { param } from '../../read-params.ts'
import { yuan } from '../../wire.ts'

const [MAX_NAME, MAX_TEXT, MAX_SHORT, LEAST_MOBILE, MAX_MOBILE, CARD_DIGITS, ALL] = [50, 255, 20, 7, 15, 16, 100]
const INVOICE = { none: 0, company: 2 } as const

const params = z.object({
  source: param.int(0, 9),
  type: z.enum(['buynow', 'cart']),
  is_submit: param.maybeFlag,
  delivery_id: param.int(1),
  consignee: param.words(MAX_NAME),
  country: param.maybeInt(0),
  region_list: param.ids,
  address: param.words(MAX_TEXT),
  zipcode: param.text(MAX_SHORT).default(''),
  tel: param.text(MAX_SHORT).default(''),
  mobile: param.words(MAX_MOBILE, LEAST_MOBILE),
  buyer_remark: param.text(MAX_TEXT).default(''),
  invoice_type: param.maybeInt(0, 2),
  invoice_title: param.text(MAX_TEXT).default(''),
  tax_number: param.text(MAX_SHORT).default(''),
  coupon_give_id: param.maybeInt(1),
  coupon_exchange_code: param.maybeWords(MAX_SHORT),
  use_money: money().optional(),
  use_integral: param.maybeInt(0),
  use_card: money().optional(),
  card_number: param.maybeWords(CARD_DIGITS, CARD_DIGITS),
})
type Asked = z.output<typeof params>

function refuseContradictions({ coupon_give_id: bonusId, coupon_exchange_code: code, use_card: cardFen = 0, invoice_type: invoice, invoice_title: title, tax_number: taxNo }: Asked): void {
  if (bonusId && code) throw new ShopError('PARAM_INVALID', { field: 'coupon_exchange_code' })
  // There are no gift cards here.
  if (cardFen > 0) throw new ShopError('PARAM_INVALID', { field: 'use_card' })
  if (invoice === INVOICE.company && title === '') throw new ShopError('PARAM_MISSING', { field: 'invoice_title' })
  if (invoice === INVOICE.company && taxNo === '') throw new ShopError('PARAM_MISSING', { field: 'tax_number' })
}

/** The caller's own address with these words; one that is new enters the address book, as it does in the store. */
async function addressIdOf(ctx: CareyCtx, { consignee, address, zipcode, tel, mobile, ...rest }: Asked): Promise<number> {
  const place = await placeOf(ctx, rest.region_list, rest.country)
  const wanted = { ...place, consignee, address, zipcode, tel, mobile }
  const keys = Object.keys(wanted) as (keyof typeof wanted)[] // its own keys
  const { items } = await listAddresses(ctx, { pageNo: 1, pageSize: ALL })
  const known = items.find((own) => keys.every((key) => own[key] === wanted[key]))
  return known?.addressId ?? (await addAddress(ctx, { ...wanted, isDefault: false })).address.addressId
}

async function withChoices(ctx: CareyCtx, first: Checkout, asked: Asked): Promise<Checkout> {
  const of = { checkoutToken: first.checkoutToken }
  let checkout = first.needShipping ? await chooseShipping(ctx, { ...of, shippingId: asked.delivery_id }) : first
  if (asked.invoice_type) {
    const { invoiceTypes, invoiceContents } = await getSettings(ctx)
    const titleType = asked.invoice_type === INVOICE.company ? 'company' : 'personal'
    checkout = await chooseInvoice(ctx, { ...of, needInvoice: true, invoiceType: invoiceTypes[0]?.name, titleType, payee: asked.invoice_title, taxNo: asked.tax_number, content: invoiceContents[0] })
  }
  if (asked.coupon_give_id) checkout = await chooseBonus(ctx, { ...of, bonusId: asked.coupon_give_id })
  if (asked.coupon_exchange_code) checkout = await chooseBonus(ctx, { ...of, bonusSn: asked.coupon_exchange_code })
  if (asked.use_integral) checkout = await choosePoints(ctx, { ...of, points: asked.use_integral })
  if (asked.use_money) checkout = await chooseBalance(ctx, { ...of, balanceFen: asked.use_money })
  return checkout
}

async function priced(ctx: CareyCtx, asked: Asked, newToken: string): Promise<Checkout> {
  await forgetCheckout(ctx, newToken)
  const first = await startCheckout(ctx, { flowType: 0, activityId: 0, addressId: await addressIdOf(ctx, asked), newToken })
  return withChoices(ctx, first, asked)
}

function wirePrice({ totals }: Checkout): object {
  return {
    pay_amount: yuan(totals.orderAmountFen),
    goods_amount: yuan(totals.goodsAmountFen),
    total_amount: yuan(totals.orderAmountFen),
    invoice_amount: yuan(totals.taxFen),
    use_money: yuan(totals.balanceFen),
    use_level: 0,
    use_integral: yuan(totals.pointsMoneyFen),
    use_coupon: yuan(totals.bonusFen),
    use_discount: 0,
    use_promotion: yuan(totals.discountFen),
    use_card: 0,
    delivery_fee: yuan(totals.shippingFeeFen + totals.insureFeeFen),
    delivery_dec: 0,
  }
}

function wireCheckout(ctx: CareyCtx, checkout: Checkout, goods: readonly object[]): object {
  const userId = ctx.actor.kind === 'shopper' ? ctx.actor.userId : 0
  return {
    goods_list: goods,
    coupon_give_list: wireConfirmCoupons(checkout.bonuses, userId),
    card_use_list: [],
    integral: { usable: Math.min(checkout.maxPoints, checkout.yourPoints), give: checkout.totals.givePoints },
    order_price: wirePrice(checkout),
  }
}

/** What counts as the same purchase: everything but whether it is only looked at. */
function wordsOf({ is_submit: _isSubmit, ...asked }: Asked): string {
  return JSON.stringify(Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const tickedLines = (cart: Cart): CartLine[] => cart.lines.filter((line) => line.selected && line.invalidReason === 'none')

async function place(ctx: CareyCtx, asked: Asked, checkoutToken: string): Promise<object> {
  const { order } = await placeOrder(ctx, paymentPortsOf(ctx), { checkoutToken, buyerNote: asked.buyer_remark, referer: sourceText(asked.source), client: 'app' })
  return wireOrder(await findOrderBySn(ctx, order.orderSn), ctx)
}

export const confirmMethods = [
  /** One product bought at once is the only ticked line of the cart: both kinds order what is ticked. */
  method({
    controller: 'order',
    auth: 'required',
    who: ['user'],
    write: true,
    name: 'confirm.order.list',
    title: '获取订单确认或提交订单',
    params,
    async run({ ctx, input }) {
      refuseContradictions(input)
      const ticked = tickedLines(await getCart(ctx, {}))
      const asked = wordsOf(input)
      const token = tokenByContent(ctx, { asked, lines: ticked })
      if (!input.is_submit) return wireCheckout(ctx, await priced(ctx, input, token), await wireCartLines(ctx, ticked))
      const again = ticked.length === 0 ? await lastPlacedLike(ctx, asked) : ''
      if (again !== '') return place(ctx, input, again)
      // Whoever looked at the price places at that price, or not at all.
      if (!await isCheckoutKnown(ctx, token)) await priced(ctx, input, token)
      return place(ctx, input, token)
    },
  }),
]
