import type { Aftersale } from '../contract/index.ts'
import { type AftersaleLogRow, type AftersaleRow, type Ctx, inTransaction, type OrderLineRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { aftersaleShape, buyerId, CASE_KIND, CASE_STATE } from '../orders/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { getSettings } from '../shop/index.ts'
import { iso } from '../time/index.ts'
import { findCase, lockCase, type LockedCase } from './cases.ts'
import { catchUpOrder, catchUpVisible } from './clock.ts'
import { type Parcel, receiveOut, sendBack, withdraw } from './steps.ts'

/** A case with what its list shows of the line it is about. */
export interface OwnCase extends Aftersale {
  orderId: number
  goodsName: string
  goodsThumb: string
  optionsText: string
  /** When the clock takes the next step; '' while it waits for a person. */
  deadline: string
  closedTime: string
}

export interface CaseStep {
  step: string
  byName: string
  note: string
  at: string
}

export const OWN_OPERATIONS = ['withdraw', 'sendBack', 'receiveOut'] as const
type OwnOperation = (typeof OWN_OPERATIONS)[number]

export interface OwnCaseDetail extends OwnCase {
  steps: CaseStep[]
  /** What the buyer may do now. */
  operations: OwnOperation[]
  /** Where the goods go while they may be sent back; '' when the shop has said nothing. */
  returnAddress: string
}

interface CaseWithLine extends AftersaleRow, Pick<OrderLineRow, 'goodsName' | 'goodsThumb' | 'optionsText'> { orderSn: string }

export function ownCaseShape(row: CaseWithLine): OwnCase {
  const { orderId, goodsName, goodsThumb, optionsText, deadline, closedAt } = row
  return { ...aftersaleShape(row, row.orderSn), orderId, goodsName, goodsThumb, optionsText, deadline: iso(deadline), closedTime: iso(closedAt) }
}

const WITH_LINE = `SELECT a.*, o."sn" AS "orderSn", l."goodsName", l."goodsThumb", l."optionsText"
FROM "Aftersale" a JOIN "Order" o ON o."id" = a."orderId" JOIN "OrderLine" l ON l."id" = a."orderLineId"`

export async function stepsOf(ctx: Pick<TxCtx, 'sql'>, aftersaleId: number): Promise<CaseStep[]> {
  const rows = await ctx.sql.rows<AftersaleLogRow>('aftersale_steps', 'SELECT * FROM "AftersaleLog" WHERE "aftersaleId" = $1 ORDER BY "id"', [aftersaleId])
  return rows.map(({ step, byName, note, at }) => ({ step, byName, note, at: iso(at) }))
}

function operationsOf({ kind, state, isAgreed }: AftersaleRow): OwnOperation[] {
  if (state === CASE_STATE.sentOut) return ['receiveOut']
  if (state !== CASE_STATE.asked) return []
  return isAgreed && kind !== CASE_KIND.refundOnly ? ['withdraw', 'sendBack'] : ['withdraw']
}

/** The buyer's cases, the newest first. */
export async function listOwnCases(ctx: Ctx, ports: PaymentPorts, page: { pageNo: number, pageSize: number }): Promise<{ items: OwnCase[], totalResults: number, pageNo: number, pageSize: number }> {
  const userId = buyerId(ctx)
  await catchUpVisible(ctx, ports)
  const [rows, count] = await Promise.all([
    ctx.sql.rows<CaseWithLine>('aftersales_own', `${WITH_LINE} WHERE o."userId" = $1 ORDER BY a."addedAt" DESC, a."id" DESC LIMIT $2 OFFSET $3`, [userId, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<{ count: number }>('aftersales_own_count', 'SELECT count(*)::int AS count FROM "Aftersale" a JOIN "Order" o ON o."id" = a."orderId" WHERE o."userId" = $1', [userId]),
  ])
  return { items: rows.map(ownCaseShape), totalResults: count?.count ?? 0, ...page }
}

export async function getOwnCase(ctx: Ctx, ports: PaymentPorts, aftersaleId: number): Promise<OwnCaseDetail> {
  const userId = buyerId(ctx)
  const found = await findCase(ctx, aftersaleId)
  if (!found) throw new ShopError('NOT_FOUND')
  await catchUpOrder(ctx, ports, found.orderId)
  const row = await ctx.sql.row<CaseWithLine>('aftersale_own_detail', `${WITH_LINE} WHERE a."id" = $1 AND o."userId" = $2`, [aftersaleId, userId])
  if (!row) throw new ShopError('NOT_FOUND')
  const operations = operationsOf(row)
  const { returnAddress } = await getSettings(ctx)
  return { ...ownCaseShape(row), steps: await stepsOf(ctx, aftersaleId), operations, returnAddress: operations.includes('sendBack') ? returnAddress : '' }
}

async function onOwnCase(ctx: Ctx, ports: PaymentPorts, aftersaleId: number, work: (tx: TxCtx, locked: LockedCase) => Promise<AftersaleRow>): Promise<OwnCaseDetail> {
  buyerId(ctx)
  const found = await findCase(ctx, aftersaleId)
  if (!found) throw new ShopError('NOT_FOUND')
  // What the clock owes the case stays, whatever becomes of this call.
  await catchUpOrder(ctx, ports, found.orderId)
  await inTransaction(ctx, async (tx) => work(tx, await lockCase(tx, aftersaleId)))
  return getOwnCase(ctx, ports, aftersaleId)
}

export const withdrawOwnCase = (ctx: Ctx, ports: PaymentPorts, { aftersaleId }: { aftersaleId: number }): Promise<OwnCaseDetail> =>
  onOwnCase(ctx, ports, aftersaleId, (tx, locked) => withdraw(tx, locked))

export const sendOwnCaseBack = (ctx: Ctx, ports: PaymentPorts, { aftersaleId, ...parcel }: Parcel & { aftersaleId: number }): Promise<OwnCaseDetail> =>
  onOwnCase(ctx, ports, aftersaleId, (tx, locked) => sendBack(tx, locked, parcel))

export const receiveOwnCase = (ctx: Ctx, ports: PaymentPorts, { aftersaleId }: { aftersaleId: number }): Promise<OwnCaseDetail> =>
  onOwnCase(ctx, ports, aftersaleId, (tx, locked) => receiveOut(tx, locked))
