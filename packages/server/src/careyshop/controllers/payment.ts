import type { PayRequest } from '@xiaopu/shared/contract'
import { inPrismaTransaction } from '@xiaopu/shared/database'
import { ShopError } from '@xiaopu/shared/errors'
import { payOwnOrder } from '@xiaopu/shared/orders'
import { canRefundTo, paymentPortsOf } from '@xiaopu/shared/payments'
import { getOffers, offersChanged, paymentForStaff, paymentMethodsForStaff, type PaymentView, placePaymentMethod, setPaymentEnabled } from '@xiaopu/shared/shop'
import { audit } from '@xiaopu/shared/staff'
import { makeDeposit, payDeposit } from '@xiaopu/shared/wallet'
import { z } from 'zod'
import { type CareyCtx, method, orNull } from '../method.ts'
import { paymentCode } from '../order-shape.ts'
import { jsonList, money } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { bit } from '../wire.ts'

const [MAX_SN, MAX_SORT, MOST_CODES] = [50, 255, 100]
const staff = { controller: 'payment', auth: 'required', who: ['admin'], permission: 'shop.payment' } as const
const REQUEST_NO = /^\d{1,9}$/

type Method = Pick<PaymentView, 'id' | 'code' | 'name' | 'isEnabled' | 'sortOrder'>

/** What a method can be used for: bookings of staff, topping up, orders, paying back. */
function usesOf({ code }: Method): { deposit: boolean, inpour: boolean, payment: boolean, refund: boolean } {
  const isAccount = code === 'balance'
  return { deposit: code === 'bank', inpour: !isAccount && code !== 'cod', payment: true, refund: isAccount || canRefundTo(code) }
}

function wireMethod(view: Method): object {
  const uses = usesOf(view)
  return {
    payment_id: view.id,
    name: view.name,
    code: paymentCode({ payId: view.id, payCode: view.code }),
    image: '',
    is_deposit: bit(uses.deposit),
    is_inpour: bit(uses.inpour),
    is_payment: bit(uses.payment),
    is_refund: bit(uses.refund),
    model: view.code,
    sort: view.sortOrder,
    status: bit(view.isEnabled),
  }
}

const wireView = (view: PaymentView): object => ({ ...wireMethod(view), setting: { has_settings: bit(view.hasSettings) } })

/** Shoppers see what is switched on, staff all. */
async function methodsFor(ctx: CareyCtx): Promise<Method[]> {
  if (ctx.actor.kind === 'staff') return paymentMethodsForStaff(ctx)
  return (await getOffers(ctx)).payments.map(({ payId, code, name }, at) => ({ id: payId, code, name, isEnabled: true, sortOrder: at }))
}

async function payIdOf(ctx: CareyCtx, code: number): Promise<number> {
  if (code > 0) return code
  const balance = (await getOffers(ctx)).payments.find(({ isBalance }) => isBalance)
  if (!balance) throw new ShopError('PAYMENT_UNAVAILABLE')
  return balance.payId
}

/** What the client shows or opens: an address, the text of a code, or the provider's own fields; '' once it is paid. */
function wireRequest({ payUrl, qrCode, params, payDesc }: PayRequest): string {
  const fields = JSON.stringify(params)
  return payUrl || qrCode || (fields === '{}' || fields === 'null' || fields === undefined ? payDesc : fields)
}

const clientOf = (type: 'web' | 'app'): 'h5' | 'app' => (type === 'app' ? 'app' : 'h5')
const paying = { controller: 'payment', auth: 'required', who: ['user'], write: true } as const
const requestType = z.enum(['web', 'app'])

/** The methods' own changes stand in the log one by one. */
async function changeMethods(ctx: CareyCtx, ids: readonly number[], change: Parameters<typeof setPaymentEnabled>[2] | { sortOrder: number }): Promise<true> {
  await inPrismaTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const { before, after } = 'sortOrder' in change ? await placePaymentMethod(tx, id, change) : await setPaymentEnabled(tx, id, change)
      await audit(tx, { action: 'payment.update', targetKind: 'payment', targetId: id, targetName: after.name, before, after })
    }
  })
  offersChanged()
  return true
}

export const paymentMethods = [
  method({
    controller: 'payment',
    auth: 'required',
    who: ['admin', 'user'],
    permission: 'shop.payment',
    write: false,
    name: 'get.payment.list',
    title: '获取支付配置列表',
    params: z.object({ type: z.enum(['deposit', 'inpour', 'payment', 'refund']).optional(), is_select: param.maybeFlag, exclude_code: jsonList(z.coerce.number().int().min(0), MOST_CODES).optional() }),
    async run({ ctx, input }) {
      const { type, exclude_code: excluded = [] } = input
      const methods = (await methodsFor(ctx)).filter((one) => (!type || usesOf(one)[type]) && !excluded.includes(paymentCode({ payId: one.id, payCode: one.code })))
      return methods.filter(({ isEnabled }) => isEnabled || !input.is_select).map(wireMethod)
    },
  }),
  method({
    ...staff,
    write: false,
    name: 'get.payment.item',
    title: '获取一个支付配置',
    params: z.object({ payment_id: param.int(1) }),
    async run({ ctx, input }) {
      const found = await orNull(paymentForStaff(ctx, input.payment_id))
      return found && wireView(found)
    },
  }),
  method({ ...staff, write: true, name: 'set.payment.status', title: '批量设置支付配置状态', params: z.object({ payment_id: param.ids, status: param.flag }), run: ({ ctx, input }) => changeMethods(ctx, input.payment_id, { isEnabled: input.status }) }),
  method({ ...staff, write: true, name: 'set.payment.sort', title: '设置支付配置排序', params: z.object({ payment_id: param.int(1), sort: param.int(0, MAX_SORT) }), run: ({ ctx, input }) => changeMethods(ctx, [input.payment_id], { sortOrder: input.sort }) }),
  method({
    ...paying,
    name: 'order.payment.pay',
    title: '订单付款在线支付',
    params: z.object({ to_payment: param.int(0), order_no: param.words(MAX_SN), request_type: requestType }),
    run: async ({ ctx, input }) => wireRequest(await payOwnOrder(ctx, paymentPortsOf(ctx), { orderSn: input.order_no, payId: await payIdOf(ctx, input.to_payment), client: clientOf(input.request_type) })),
  }),
  /** With the number of a request of one's own that one is paid, another way if need be. */
  method({
    ...paying,
    name: 'user.payment.pay',
    title: '账号在线充值余额',
    params: z.object({ money: money(0.01), to_payment: param.int(1), payment_no: param.maybeWords(MAX_SN), request_type: requestType }),
    async run({ ctx, input: { money: amountFen, to_payment: payId, payment_no: no, request_type: type } }) {
      const [ports, client] = [paymentPortsOf(ctx), clientOf(type)]
      if (no !== undefined && !REQUEST_NO.test(no)) throw new ShopError('PARAM_INVALID', { field: 'payment_no' })
      const { payment } = no === undefined ? await makeDeposit(ctx, ports, { amountFen, payId, client }) : await payDeposit(ctx, ports, { id: Number(no), payId, client })
      return wireRequest(payment)
    },
  }),
]
