import { userIdOf } from '../accounts/index.ts'
import type { AccountItem, PayRequest } from '../contract/index.ts'
import { type AccountRequestRow, type Ctx, inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { Fen } from '../money/index.ts'
import { closeOpenPayment, type PayClient, paymentMethodOrThrow, type PaymentPorts, qrMethod, type QrPaymentText, startPayment, startQrPayment } from '../payments/index.ts'
import { paymentFee } from '../pricing/index.ts'
import { getSettings, type PaymentMethodOffer } from '../shop/index.ts'
import { refuseAmount } from './amounts.ts'
import { asDeposit } from './deposit-subject.ts'
import { accountItem, KIND, lockRequest, lockUser, ownRequest, refuseMoreThan, STATE, stateInvalid } from './request.ts'

const MAX_OPEN = 5
const HOUR_MS = 3_600_000
const ONLINE_LIFE_MS = 24 * HOUR_MS
const OFFLINE_LIFE_MS = 7 * ONLINE_LIFE_MS

const nameOf = (id: number) => ({ subjectKind: 'deposit', subjectId: id } as const)
const returnUrlOf = ({ baseUrl }: PaymentPorts, id: number): string => `${baseUrl}/me/deposits/${id}`

async function methodOrThrow(ctx: Ctx, payId: number): Promise<PaymentMethodOffer> {
  const method = await paymentMethodOrThrow(ctx, payId)
  if (method.isCod || method.isBalance) throw new ShopError('PAYMENT_UNAVAILABLE')
  return method
}

const expiryOf = (addedAt: Date, method: PaymentMethodOffer): Date => new Date(addedAt.getTime() + (method.isOnline ? ONLINE_LIFE_MS : OFFLINE_LIFE_MS))

export interface DepositPaid { account: AccountItem, payment: PayRequest }

async function start(ctx: Ctx, ports: PaymentPorts, id: number, method: PaymentMethodOffer, client: PayClient): Promise<DepositPaid> {
  const payment = await asDeposit(startPayment(ctx, ports, { ...nameOf(id), method, client, returnUrl: returnUrlOf(ports, id) }))
  return { account: accountItem(await ownRequest(ctx, userIdOf(ctx.actor), id)), payment }
}

const INSERT = `
INSERT INTO "AccountRequest" ("userId", "kind", "amountFen", "payFeeFen", "payId", "payName", "userNote", "addedAt", "expiresAt")
VALUES ($1, 0, $2, $3, $4, $5, $6, $7, $8) RETURNING *`

export interface NewDeposit { amountFen: Fen, payId: number, userNote?: string | undefined, client: PayClient }

/** ectouch.user.account.deposit. One that no provider would take is cancelled at once and does not stand in the way of the next. */
export async function makeDeposit(ctx: Ctx, ports: PaymentPorts, input: NewDeposit): Promise<DepositPaid> {
  const { depositMinFen, depositMaxFen } = await getSettings(ctx)
  refuseAmount(input.amountFen, depositMinFen, depositMaxFen)
  const method = await methodOrThrow(ctx, input.payId)
  const userId = userIdOf(ctx.actor)
  const made = await inTransaction(ctx, async (tx) => {
    await lockUser(tx, userId)
    await refuseMoreThan(tx, userId, KIND.deposit, MAX_OPEN)
    const values = [userId, input.amountFen, paymentFee(method.fee, input.amountFen), method.payId, method.name, input.userNote?.trim() ?? '', tx.now, expiryOf(tx.now, method)]
    return tx.sql.row<AccountRequestRow>('deposit_add', INSERT, values)
  })
  if (!made) throw new Error('the deposit was not written')
  try {
    return await start(ctx, ports, made.id, method, input.client)
  } catch (error) {
    await ctx.sql.run('deposit_not_started', 'UPDATE "AccountRequest" SET "state" = 2, "closedAt" = $2 WHERE "id" = $1 AND "state" = 0', [made.id, ctx.now])
    throw error
  }
}

/** The fee is the method's; the time to pay becomes longer with it, never shorter. */
const CHANGE = `
UPDATE "AccountRequest" SET "payId" = $2, "payName" = $3, "payFeeFen" = $4, "expiresAt" = greatest("expiresAt", $5::timestamptz) WHERE "id" = $1 AND "state" = 0`

/** Works the fee out anew. What was open with another method or fee is closed at its provider first. */
async function useMethod(ctx: Ctx, ports: PaymentPorts, id: number, method: PaymentMethodOffer): Promise<void> {
  const own = await ownRequest(ctx, userIdOf(ctx.actor), id)
  if (own.kind !== KIND.deposit || own.state !== STATE.open) throw stateInvalid()
  const payFeeFen = paymentFee(method.fee, own.amountFen)
  if (own.payId === method.payId && own.payFeeFen === payFeeFen) return
  const closing = await closeOpenPayment(ctx, ports, nameOf(id))
  if (closing === 'paid') throw stateInvalid()
  if (closing === 'unreachable') throw new ShopError('PAYMENT_PROVIDER_ERROR')
  await inTransaction(ctx, async (tx) => {
    const row = await lockRequest(tx, id)
    if (await tx.sql.run('deposit_method', CHANGE, [id, method.payId, method.name, payFeeFen, expiryOf(row.addedAt, method)]) === 0) throw stateInvalid()
  })
}

export interface PayDeposit { id: number, payId?: number | undefined, client: PayClient }

/** ectouch.user.account.pay: an open deposit, by its own method or another one. */
export async function payDeposit(ctx: Ctx, ports: PaymentPorts, { id, payId, client }: PayDeposit): Promise<DepositPaid> {
  const own = await ownRequest(ctx, userIdOf(ctx.actor), id)
  if (own.kind !== KIND.deposit || own.state !== STATE.open) throw stateInvalid()
  const method = await methodOrThrow(ctx, payId ?? own.payId)
  await useMethod(ctx, ports, id, method)
  return start(ctx, ports, id, method, client)
}

/** A code to scan for an open deposit. */
export async function qrPayDeposit(ctx: Ctx, ports: PaymentPorts, named: { accountId: number, payId?: number | undefined, payCode?: string | undefined }): Promise<QrPaymentText> {
  await ownRequest(ctx, userIdOf(ctx.actor), named.accountId)
  const method = await qrMethod(ctx, named)
  await useMethod(ctx, ports, named.accountId, method)
  return asDeposit(startQrPayment(ctx, ports, { ...nameOf(named.accountId), method, returnUrl: returnUrlOf(ports, named.accountId) }))
}
