import type { PaymentMethod } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { formatYuan } from '../money/index.ts'
import { channelsFor, type PayClient } from '../payments/providers/index.ts'
import { type Fee, paymentFee } from '../pricing/index.ts'
import { getOffers, type PaymentMethodOffer } from './offers.ts'

const HUNDRED = 100
const CLIENTS: readonly PayClient[] = ['wechat', 'mini', 'h5', 'pc', 'app']

export interface PaymentQuestion {
  orderSn?: string | undefined
  amountFen?: number | undefined
  shippingId?: number | undefined
  client: PayClient | 'any'
  purpose: 'order' | 'deposit' | 'agent'
}

interface Payable {
  /** What is to be collected before any fee; null when nobody said. */
  collectedFen: number | null
  /** The method the goods travel by, 0 when nobody said. */
  shippingId: number
}

/** "0", "2.00" or "0.6%". */
function feeText(fee: Fee): string {
  if (fee.kind === 'percent') return `${fee.basisPoints / HUNDRED}%`
  return fee.feeFen === 0 ? '0' : formatYuan(fee.feeFen)
}

function channelsOf(method: PaymentMethodOffer, client: PayClient | 'any'): string[] {
  if (method.isBalance) return ['balance']
  if (!method.isOnline) return ['offline']
  return client === 'any' ? [...new Set(CLIENTS.flatMap((one) => channelsFor(method.code, one)))] : [...channelsFor(method.code, client)]
}

function serves(method: PaymentMethodOffer, purpose: PaymentQuestion['purpose']): boolean {
  if (purpose === 'deposit') return !method.isBalance && !method.isCod
  if (purpose === 'agent') return !method.isCod && (method.isBalance || method.isOnline)
  return true
}

async function payable({ sql, actor }: Ctx, { orderSn, amountFen, shippingId }: PaymentQuestion): Promise<Payable> {
  if (orderSn === undefined) return { collectedFen: amountFen ?? null, shippingId: shippingId ?? 0 }
  const order = await sql.row<{ collectedFen: number, shippingId: number }>(
    'payment_order',
    'SELECT "orderAmountFen" - "payFeeFen" AS "collectedFen", "shippingId" FROM "Order" WHERE "sn" = $1 AND "userId" = $2',
    [orderSn, actor.kind === 'shopper' ? actor.userId : 0],
  )
  if (!order) throw new ShopError('NOT_FOUND')
  return { collectedFen: Math.max(0, order.collectedFen), shippingId: shippingId ?? order.shippingId }
}

/** What the caller can pay with balance; null for guests. */
async function balanceOf({ sql, actor }: Ctx): Promise<number | null> {
  if (actor.kind !== 'shopper') return null
  const row = await sql.row<{ available: number }>('payment_balance', 'SELECT "balanceFen" + "creditLineFen" AS "available" FROM "User" WHERE "id" = $1', [actor.userId])
  return row?.available ?? null
}

/** 支付方式, in the shop's order. */
export async function paymentOptions(ctx: Ctx, question: PaymentQuestion): Promise<PaymentMethod[]> {
  const [{ payments, shippings }, { collectedFen, shippingId }, balanceFen] = await Promise.all([getOffers(ctx), payable(ctx, question), balanceOf(ctx)])
  const travels = shippings.find((method) => method.shippingId === shippingId)
  const reasonOf = (method: PaymentMethodOffer, channels: readonly string[]): string => {
    if (method.isCod) return shippingId > 0 && !travels?.supportsCod ? 'cod_region' : ''
    if (method.isBalance) return balanceFen === null || balanceFen < (collectedFen ?? 0) ? 'balance_short' : ''
    return channels.length === 0 ? 'client' : ''
  }
  return payments.filter((method) => serves(method, question.purpose)).map((method) => {
    const channels = channelsOf(method, question.client)
    const reason = reasonOf(method, channels)
    return {
      payId: method.payId,
      payCode: method.code,
      payName: method.name,
      payDesc: method.description,
      // Cash on delivery takes the shipping area's fee, balance none.
      payFee: method.isCod || method.isBalance ? '0' : feeText(method.fee),
      feeFen: method.isCod || method.isBalance ? 0 : paymentFee(method.fee, collectedFen ?? 0),
      isCod: method.isCod,
      isOnline: method.isOnline,
      channels,
      icon: '',
      available: reason === '',
      reason,
    }
  })
}
