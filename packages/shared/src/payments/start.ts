import type { Ctx, PaymentRow, TxCtx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PaymentMethodOffer } from '../shop/index.ts'
import { nextQueryAt } from './ask.ts'
import { closePayment } from './close.ts'
import { newPaymentSn } from './numbers.ts'
import type { Payable, PaymentPorts, SubjectName } from './ports.ts'
import { type Channel, channelsFor, type PayClient, type PaymentProvider, ProviderError, qrChannelOf } from './providers/index.ts'
import { markClosed, openPaymentsOf, paymentById } from './rows.ts'

const LIFE_MS = 2 * 60 * 60 * 1000
/** A payment with less to live is not worth handing out again, and no provider takes a shorter one. */
const SHORT_LIFE_MS = 60_000
const MAX_TURNS = 4
const ANY_APP = 0

export interface StartInput extends SubjectName {
  method: PaymentMethodOffer
  client: PayClient
  /** A QR code, whatever the client. */
  wantsQr?: boolean
  returnUrl: string
}

export interface Started {
  payment: PaymentRow
  payable: Payable
}

interface Plan {
  provider: PaymentProvider | null
  channel: Channel | 'offline'
}

async function planOf(ports: PaymentPorts, { method, client, wantsQr }: StartInput): Promise<Plan> {
  if (!method.isOnline) {
    if (method.code !== 'bank') throw new ShopError('PAYMENT_UNAVAILABLE')
    return { provider: null, channel: 'offline' }
  }
  const provider = await ports.providers.get(method.code)
  const channel = wantsQr ? qrChannelOf(method.code) : channelsFor(method.code, client)[0]
  if (!provider || !channel) throw new ShopError('PAYMENT_UNAVAILABLE')
  return { provider, channel }
}

const INSERT = `
INSERT INTO "Payment" ("sn", "subjectKind", "orderId", "subjectId", "payId", "provider", "channel", "amountFen", "payFeeFen", "payerUserId", "appId", "state", "createdAt", "expiresAt", "nextQueryAt")
VALUES ($1, $2, CASE WHEN $2 = 'order' THEN $3::int END, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT ("subjectKind", "subjectId", "payerUserId") WHERE "state" IN ('created', 'pending') DO NOTHING RETURNING *`

async function insert(tx: TxCtx, input: StartInput, plan: Plan, payable: Payable, expiresAt: Date | null): Promise<PaymentRow | null> {
  const appId = 'appId' in tx.actor ? tx.actor.appId : ANY_APP
  const isOnline = plan.provider !== null
  return tx.sql.row<PaymentRow>('payment_add', INSERT, [
    newPaymentSn(tx.now), input.subjectKind, input.subjectId, input.method.payId, input.method.code, plan.channel, payable.amountFen, payable.payFeeFen,
    payable.payerUserId, appId, isOnline ? 'created' : 'pending', tx.now, expiresAt, isOnline ? nextQueryAt({ createdAt: tx.now, expiresAt }, tx.now) : null,
  ])
}

function expiryOf(payable: Payable, plan: Plan, now: Date): Date | null {
  const providerEnd = plan.provider ? new Date(now.getTime() + LIFE_MS) : null
  if (!providerEnd || !payable.expiresAt) return payable.expiresAt ?? providerEnd
  return payable.expiresAt < providerEnd ? payable.expiresAt : providerEnd
}

function isStillGood(open: PaymentRow, input: StartInput, payable: Payable, now: Date): boolean {
  if (open.payId !== input.method.payId || open.amountFen !== payable.amountFen) return false
  const soon = new Date(now.getTime() + SHORT_LIFE_MS)
  const needed = payable.expiresAt && payable.expiresAt < soon ? payable.expiresAt : soon
  return !open.expiresAt || open.expiresAt >= needed
}

type Turn = Started | { mustClose: PaymentRow } | null

/** One open payment per subject and payer: the row is written under the subject's lock, before the provider hears of it. */
async function openRow(ctx: Ctx, ports: PaymentPorts, input: StartInput, plan: Plan): Promise<Turn> {
  return inTransaction<Turn>(ctx, async (tx) => {
    const payable = await ports.subjects[input.subjectKind].payable(tx, input.subjectId)
    const open = (await openPaymentsOf(tx, input)).find((payment) => payment.payerUserId === payable.payerUserId)
    if (open) return isStillGood(open, input, payable, tx.now) ? { payment: open, payable } : { mustClose: open }
    const payment = await insert(tx, input, plan, payable, expiryOf(payable, plan, tx.now))
    return payment && { payment, payable }
  })
}

async function openidOf(ctx: Ctx, code: string, userId: number): Promise<string> {
  const row = await ctx.sql.row<{ openId: string }>('payment_openid', 'SELECT "openId" FROM "Identity" WHERE "userId" = $1 AND "provider" = \'wechat\' ORDER BY "id" LIMIT 1', [userId])
  if (row) return row.openId
  if (code === 'sandbox') return `sandbox-${userId}`
  throw new ShopError('PAYMENT_UNAVAILABLE')
}

const hasWhat = (payment: PaymentRow, channel: Channel): boolean => (channel === 'native' ? payment.qrCode !== '' : payment.channel === channel && payment.payUrl !== '')

/** Asks the provider for what the payer's client needs. The same row asked for again is the same payment there. */
async function create(ctx: Ctx, ports: PaymentPorts, input: StartInput, { payment, payable }: Started, provider: PaymentProvider, channel: Channel): Promise<PaymentRow> {
  if (payment.state === 'pending' && hasWhat(payment, channel)) return payment
  const soonest = new Date(ctx.now.getTime() + SHORT_LIFE_MS)
  const expireAt = payment.expiresAt && payment.expiresAt > soonest ? payment.expiresAt : soonest
  try {
    const made = await provider.create({
      paymentSn: payment.sn,
      amountFen: payment.amountFen,
      currency: payment.currency,
      description: payable.description,
      channel,
      expireAt,
      clientIp: 'ip' in ctx.actor && ctx.actor.ip ? ctx.actor.ip : '127.0.0.1',
      openid: channel === 'jsapi' ? await openidOf(ctx, payment.provider, payable.payerUserId) : '',
      returnUrl: input.returnUrl,
    })
    const taken = await ctx.sql.row<PaymentRow>('payment_taken', `
UPDATE "Payment" SET "state" = 'pending', "channel" = $2, "payUrl" = CASE WHEN $3 = '' THEN "payUrl" ELSE $3 END, "qrCode" = CASE WHEN $4 = '' THEN "qrCode" ELSE $4 END, "clientParams" = $5::jsonb
WHERE "id" = $1 AND "state" IN ('created', 'pending') RETURNING *`, [payment.id, channel, made.payUrl, made.qrCode, JSON.stringify(made.params)])
    if (taken) return taken
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    ports.log({ event: 'PAYMENT_CREATE', provider: payment.provider, paymentSn: payment.sn, error })
    if (error.kind === 'refused') await markClosed(ctx, payment.id, 'failed')
    throw new ShopError('PAYMENT_PROVIDER_ERROR', {}, { cause: error })
  }
  return afterRace(ctx, provider, payment)
}

/** While the provider made it, it was paid or closed here. What is closed here must not stay payable there. */
async function afterRace(ctx: Ctx, provider: PaymentProvider, payment: PaymentRow): Promise<never> {
  const now = await paymentById(ctx, payment.id)
  if (now?.state === 'paid') throw new ShopError('ORDER_PAID')
  await provider.close(payment.sn).catch(() => 'unreachable') // the next query closes it, and late money goes back
  throw new ShopError('PAYMENT_PROVIDER_ERROR')
}

/**
 * Makes (or finds) the one open payment of a subject. One with another method or amount is closed at its provider first; found
 * paid it settles the subject and the call answers ORDER_PAID.
 */
export async function openPayment(ctx: Ctx, ports: PaymentPorts, input: StartInput): Promise<Started> {
  const plan = await planOf(ports, input)
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const opened = await openRow(ctx, ports, input, plan)
    if (!opened) continue
    if ('payment' in opened) {
      if (!plan.provider || plan.channel === 'offline') return opened
      return { ...opened, payment: await create(ctx, ports, input, opened, plan.provider, plan.channel) }
    }
    const closing = await closePayment(ctx, ports, opened.mustClose)
    if (closing === 'paid') throw new ShopError('ORDER_PAID')
    if (closing === 'unreachable') throw new ShopError('PAYMENT_PROVIDER_ERROR')
  }
  throw new ShopError('CONFLICT')
}
