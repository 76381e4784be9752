import type { Ctx, TxCtx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { userIdOf } from './caller.ts'
import { accountOrThrow, type ProofOptions, proveOwnPassword } from './credentials.ts'
import { endAllSessions } from './sessions.ts'
import { endResetTokens } from './reset-tokens.ts'
import { clearFailures } from './throttle.ts'

/** By a member of staff: a disabled account's sessions end and it cannot sign in; its orders go on. */
export async function setUserDisabled(tx: TxCtx, { userId, isDisabled }: { userId: number, isDisabled: boolean }): Promise<void> {
  const found = await tx.sql.run('user_set_disabled', 'UPDATE "User" SET "isDisabled" = $2 WHERE "id" = $1 AND "closedAt" IS NULL', [userId, isDisabled])
  if (found === 0) throw new ShopError('NOT_FOUND')
  if (isDisabled) await endAllSessions(tx, userId)
}

// Live is order_status 0, 1, 5 or 6 and not yet received and paid. Cases are closed in state 4, 5 and 6.
const LIVE_ORDERS = `"Order" o WHERE o."userId" = u."id" AND o."orderStatus" IN (0, 1, 5, 6) AND NOT (o."shippingStatus" = 2 AND o."payStatus" = 2)`
const OPEN_CASES = `"Aftersale" a JOIN "Order" o ON o."id" = a."orderId" WHERE o."userId" = u."id" AND a."state" NOT IN (4, 5, 6)`
const OPEN_REQUESTS = `"AccountRequest" r WHERE r."userId" = u."id" AND r."state" = 0`
const CLOSE = `
UPDATE "User" u SET "closedAt" = $2, "name" = 'closed-' || u."id", "nameKey" = 'closed-' || u."id", "nickName" = '', "avatarUrl" = '',
  "email" = '', "emailKey" = NULL, "isEmailValid" = false, "mobile" = '', "mobileKey" = NULL, "isMobileValid" = false, "sex" = 0, "birthday" = NULL,
  "qq" = '', "officePhone" = '', "homePhone" = '', "passwordHash" = NULL, "legacySalt" = NULL, "lastIp" = '', "signedUpIp" = ''
WHERE u."id" = $1 AND u."closedAt" IS NULL AND u."balanceFen" = 0 AND u."frozenFen" = 0
  AND NOT EXISTS (SELECT 1 FROM ${LIVE_ORDERS}) AND NOT EXISTS (SELECT 1 FROM ${OPEN_CASES})
  AND NOT EXISTS (SELECT 1 FROM ${OPEN_REQUESTS})`

const PERSONAL = {
  Address: 'DELETE FROM "Address" WHERE "userId" = $1',
  Identity: 'DELETE FROM "Identity" WHERE "userId" = $1',
  SignupFieldValue: 'DELETE FROM "SignupFieldValue" WHERE "userId" = $1',
  Favourite: 'DELETE FROM "Favourite" WHERE "userId" = $1',
  BrowseHistory: 'DELETE FROM "BrowseHistory" WHERE "userId" = $1',
  SearchHistory: 'DELETE FROM "SearchHistory" WHERE "userId" = $1',
  AccountRequest: 'UPDATE "AccountRequest" SET "payeeCipher" = \'closed\', "payeeMasked" = \'\', "userNote" = \'\' WHERE "userId" = $1 AND "kind" = 1',
  Cart: 'DELETE FROM "Cart" WHERE "userId" = $1',
  Booking: 'DELETE FROM "Booking" WHERE "userId" = $1',
  GoodsTag: 'DELETE FROM "GoodsTag" WHERE "userId" = $1',
  CommentPraise: 'DELETE FROM "CommentPraise" WHERE "userId" = $1',
  Notice: 'DELETE FROM "Notice" WHERE "userId" = $1',
}

// Addresses and numbers stand on what was sent to them; what is still queued would reach somebody who left.
const FORGET_MESSAGES = 'DELETE FROM "OutboundMessage" m USING "User" u WHERE u."id" = $1 AND m."recipient" IN (u."email", u."mobile") AND m."recipient" <> \'\''

/**
 * On the user's wish: personal data is replaced, orders and ledger rows stay with the user's id. CONFLICT while an order is
 * live, a case or a request is open or money is left.
 */
export async function closeAccount(tx: TxCtx, { userId }: { userId: number }): Promise<void> {
  await tx.sql.run('close_lock', 'SELECT 1 FROM "User" WHERE "id" = $1 FOR NO KEY UPDATE', [userId])
  await tx.sql.run('close_messages', FORGET_MESSAGES, [userId])
  if (await tx.sql.run('close_account', CLOSE, [userId, tx.now]) === 0) throw new ShopError('CONFLICT')
  for (const [table, statement] of Object.entries(PERSONAL)) await tx.sql.run(`close_${table}`, statement, [userId])
  await endResetTokens(tx, userId)
  await endAllSessions(tx, userId)
}

const STATE = `
SELECT (SELECT count(*) FROM ${LIVE_ORDERS})::int AS "liveOrders", (SELECT count(*) FROM ${OPEN_CASES})::int AS "openCases",
  (SELECT count(*) FROM ${OPEN_REQUESTS})::int AS "openRequests",
  u."balanceFen", u."frozenFen", u."passwordHash" IS NOT NULL AS "needsPassword"
FROM "User" u WHERE u."id" = $1 AND u."closedAt" IS NULL`

/** What stands in the way of closing, by name. */
export interface ClosingState { liveOrders: number, openCases: number, openRequests: number, balanceFen: number, frozenFen: number, canClose: boolean, needsPassword: boolean }

export async function closingState(ctx: TxCtx): Promise<ClosingState> {
  const row = await ctx.sql.row<Omit<ClosingState, 'canClose'> & Record<string, unknown>>('closing_state', STATE, [userIdOf(ctx.actor)])
  if (!row) throw new ShopError('NOT_FOUND')
  return { ...row, canClose: row.liveOrders + row.openCases + row.openRequests + row.balanceFen + row.frozenFen === 0 }
}

/** By the user: with the password where there is one. */
export async function closeOwnAccount(ctx: Ctx, { password }: { password?: string }, options: ProofOptions = {}): Promise<{ closed: boolean }> {
  const account = await accountOrThrow(ctx, userIdOf(ctx.actor))
  const proof = account.passwordHash === null ? null : await proveOwnPassword(ctx, account, password, options)
  await inTransaction(ctx, async (tx) => {
    if (proof) await clearFailures(tx, proof.attempt)
    await closeAccount(tx, { userId: account.id })
  })
  return { closed: true }
}
