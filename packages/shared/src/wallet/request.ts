import type { AccountItem } from '../contract/index.ts'
import type { AccountRequestRow, Sql, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { Fen } from '../money/index.ts'
import { iso } from '../time/index.ts'

export const KIND = { deposit: 0, withdrawal: 1 } as const
export const STATE = { open: 0, done: 1, cancelled: 2, refused: 3 } as const

/** The reference of a request's ledger rows, and their steps: money in or set aside, paid out, given back. */
export const REFERENCE = 'account'
export const STEP = { made: 1, paidOut: 2, givenBack: 3 } as const

export const CHANNELS = { bank: '银行卡', alipay: '支付宝', wechat: '微信' } as const
export type PayoutChannel = keyof typeof CHANNELS

const channelName = (channel: string): string => Object.entries(CHANNELS).find(([code]) => code === channel)?.[1] ?? ''

export function accountItem(row: AccountRequestRow): AccountItem {
  return {
    id: row.id,
    processType: row.kind,
    amountFen: row.amountFen,
    payFeeFen: row.payFeeFen,
    payId: row.payId,
    payment: row.kind === KIND.deposit ? row.payName : channelName(row.channel),
    payee: row.payeeMasked,
    userNote: row.userNote,
    adminNote: row.staffNote,
    isPaid: row.state,
    addTime: iso(row.addedAt),
    paidTime: row.state === STATE.done ? iso(row.closedAt) : '',
  }
}

/** The caller's own request. A stranger's does not exist. */
export async function ownRequest(ctx: { sql: Sql }, userId: number, id: number): Promise<AccountRequestRow> {
  const row = await ctx.sql.row<AccountRequestRow>('account_request_own', 'SELECT * FROM "AccountRequest" WHERE "id" = $1 AND "userId" = $2', [id, userId])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

/** For whoever may act on it: a shopper on his own, members and the system on all. */
export async function lockRequest(tx: TxCtx, id: number): Promise<AccountRequestRow> {
  const ownerId = tx.actor.kind === 'shopper' ? tx.actor.userId : null
  const row = await tx.sql.row<AccountRequestRow>('account_request_lock', 'SELECT * FROM "AccountRequest" WHERE "id" = $1 AND ($2::int IS NULL OR "userId" = $2) FOR UPDATE', [id, ownerId])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

export const stateInvalid = (): ShopError => new ShopError('ACCOUNT_STATE_INVALID')

/** Requests of one user are made one after the other: what is counted or left stays so until the new one is written. */
export async function lockUser(tx: TxCtx, userId: number): Promise<{ balanceFen: Fen }> {
  const row = await tx.sql.row<{ balanceFen: Fen }>('account_user_lock', 'SELECT "balanceFen" FROM "User" WHERE "id" = $1 FOR NO KEY UPDATE', [userId])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

/** Open ones of a kind; a deposit whose time is up counts no more, whether or not the clock came by. */
export async function refuseMoreThan(tx: TxCtx, userId: number, kind: number, limit: number): Promise<void> {
  const row = await tx.sql.row<{ count: number }>('account_requests_open', `
SELECT count(*)::int AS "count" FROM "AccountRequest" WHERE "userId" = $1 AND "kind" = $2 AND "state" = 0 AND ("expiresAt" IS NULL OR "expiresAt" > $3)`, [userId, kind, tx.now])
  if ((row?.count ?? 0) >= limit) throw new ShopError('LIMIT_REACHED', { limit })
}

export interface Money { balanceFen: Fen, frozenMoneyFen: Fen }

export async function moneyOf(ctx: { sql: Sql }, userId: number): Promise<Money> {
  const row = await ctx.sql.row<Money & Record<string, unknown>>('account_money', 'SELECT "balanceFen", "frozenFen" AS "frozenMoneyFen" FROM "User" WHERE "id" = $1', [userId])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}
