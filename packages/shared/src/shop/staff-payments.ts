import type { Ctx, PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

export interface PaymentForm {
  name: string
  description: string
  /** For shoppers who read English; empty where the Chinese words will do. */
  nameEn: string
  descriptionEn: string
  feeFen: number
  /** Basis points. */
  feeRate: number
  isEnabled: boolean
}

export interface PaymentView extends PaymentForm {
  id: number
  code: string
  sortOrder: number
  /** A provider's settings are stored; what they are is not told. */
  hasSettings: boolean
}

const OWN_METHODS = [
  { code: 'balance', name: '余额支付', nameEn: 'Balance' },
  { code: 'bank', name: '银行转账', nameEn: 'Bank transfer' },
  { code: 'cod', name: '货到付款', nameEn: 'Cash on delivery' },
]

const INSERT_OWN = `INSERT INTO "PaymentMethod" ("code", "name", "nameEn", "isEnabled", "sortOrder")
  SELECT m."code", m."name", m."nameEn", m."code" = 'balance', m."at" * 10 FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS m("code", "name", "nameEn", "at")
  WHERE NOT EXISTS (SELECT 1 FROM "PaymentMethod") ON CONFLICT ("code") DO NOTHING`

/** The ways of paying that need no provider, in a shop that has none yet; the merchant describes and enables them. */
export async function makeOwnPaymentMethods({ sql }: Pick<Ctx, 'sql'>): Promise<void> {
  await sql.run('payment_methods_own', INSERT_OWN, [OWN_METHODS.map(({ code }) => code), OWN_METHODS.map(({ name }) => name), OWN_METHODS.map(({ nameEn }) => nameEn)])
}

type Reader = Pick<PrismaTxCtx, 'db' | 'actor'> | Pick<Ctx, 'db' | 'actor'>

/** Ways of paying are the whole house's. */
function refuseSellers({ actor }: Pick<Ctx, 'actor'>): void {
  if (actor.kind !== 'staff' || actor.sellerId !== 0) throw new ShopError('FORBIDDEN')
}

export async function paymentMethodsForStaff(ctx: Reader): Promise<PaymentView[]> {
  refuseSellers(ctx)
  const rows = await ctx.db.paymentMethod.findMany({ orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] })
  return rows.map(({ settingsCipher, ...row }) => ({ ...row, hasSettings: settingsCipher !== '' }))
}

async function oneForStaff(ctx: Reader, id: number): Promise<PaymentView> {
  const method = (await paymentMethodsForStaff(ctx)).find((one) => one.id === id)
  if (!method) throw new ShopError('NOT_FOUND')
  return method
}

export async function savePaymentMethod(tx: PrismaTxCtx, id: number, form: PaymentForm): Promise<{ before: PaymentView, after: PaymentView }> {
  const before = await oneForStaff(tx, id)
  // One kind of fee: a percentage, or a fixed amount.
  if (form.feeFen > 0 && form.feeRate > 0) throw new ShopError('PARAM_INVALID', { field: 'feeRate' })
  await tx.db.paymentMethod.update({ where: { id }, data: form })
  return { before, after: await oneForStaff(tx, id) }
}

export async function paymentForStaff(ctx: Reader, id: number): Promise<PaymentView> {
  return oneForStaff(ctx, id)
}

const STEP = 10

export async function sortPaymentMethods(tx: PrismaTxCtx, ids: readonly number[]): Promise<{ before: number[], after: number[] }> {
  const before = (await paymentMethodsForStaff(tx)).map((method) => method.id)
  if (ids.length !== before.length || before.some((id) => !ids.includes(id))) throw new ShopError('CONFLICT')
  for (const [at, id] of ids.entries()) await tx.db.paymentMethod.update({ where: { id }, data: { sortOrder: (at + 1) * STEP } })
  return { before, after: [...ids] }
}

async function changeOne(tx: PrismaTxCtx, id: number, data: { isEnabled: boolean } | { sortOrder: number }): Promise<{ before: PaymentView, after: PaymentView }> {
  const before = await oneForStaff(tx, id)
  await tx.db.paymentMethod.update({ where: { id }, data })
  return { before, after: await oneForStaff(tx, id) }
}

export const setPaymentEnabled = (tx: PrismaTxCtx, id: number, { isEnabled }: { isEnabled: boolean }): Promise<{ before: PaymentView, after: PaymentView }> => changeOne(tx, id, { isEnabled })

/** A place of its own among the others, which keep theirs. */
export const placePaymentMethod = (tx: PrismaTxCtx, id: number, { sortOrder }: { sortOrder: number }): Promise<{ before: PaymentView, after: PaymentView }> => changeOne(tx, id, { sortOrder })
