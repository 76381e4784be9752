import type { TxCtx } from '../database/index.ts'
import { newToken } from '../secrets/index.ts'
import { amountsOf, type CheckoutRow, type Choices, type LastAmounts } from './stored.ts'
import type { Evaluated } from './evaluate.ts'

const COLUMNS = ['cartLineIds', 'addressId', 'payId', 'packId', 'cardId', 'cardMessage', 'bonusId', 'pointsAsked', 'balanceAskedFen', 'oosChoice', 'groups', 'invoice', 'lastAmounts', 'touchedAt']
const FIRST_COLUMN = 3

const INSERT = `INSERT INTO "Checkout" ("token", "userId", ${COLUMNS.map((column) => `"${column}"`).join(', ')}, "createdAt")
  VALUES ($1, $2, ${COLUMNS.map((_, at) => `$${at + FIRST_COLUMN}`).join(', ')}, $${COLUMNS.length + FIRST_COLUMN - 1})`
// Nothing is written onto another version of the checkout than the one that was read.
const UPDATE = `UPDATE "Checkout" SET ${COLUMNS.map((column, at) => `"${column}" = $${at + FIRST_COLUMN}`).join(', ')}
  WHERE "id" = $1 AND "touchedAt" = $2 AND "usedAt" IS NULL`

function valuesOf(choices: Choices, amounts: LastAmounts, touchedAt: Date): unknown[] {
  const { cartLineIds, addressId, payId, packId, cardId, cardMessage, bonusId, pointsAsked, balanceAskedFen, oosChoice, groups, invoice } = choices
  return [
    cartLineIds, addressId, payId, packId, cardId, cardMessage, bonusId, pointsAsked, balanceAskedFen, oosChoice,
    JSON.stringify(groups), JSON.stringify(invoice), JSON.stringify(amounts), touchedAt,
  ]
}

/** A new checkout. Answers its token. */
export async function insertCheckout(ctx: TxCtx, userId: number, { choices, priced }: Evaluated, token = newToken()): Promise<string> {
  await ctx.sql.run('checkout_insert', INSERT, [token, userId, ...valuesOf(choices, amountsOf(priced), ctx.now)])
  return token
}

/** null: another call wrote it meanwhile, or it made an order; nothing was written. */
export async function updateCheckout(ctx: TxCtx, row: CheckoutRow, { choices, priced }: Evaluated): Promise<Date | null> {
  const version = new Date(row.touchedAt)
  const touchedAt = new Date(Math.max(ctx.now.getTime(), version.getTime() + 1))
  const written = await ctx.sql.run('checkout_update', UPDATE, [row.id, version, ...valuesOf(choices, amountsOf(priced), touchedAt)])
  return written > 0 ? touchedAt : null
}
