import { hash } from 'node:crypto'
import type { TxCtx } from '../database/index.ts'
import { shopperId } from './change.ts'

/** What a program asks to buy and how, where it keeps no token between looking at the price and placing. */
export interface CheckoutContent {
  /** Everything the program said of the purchase. */
  asked: string
  lines: readonly { cartLineId: number, quantity: number }[]
}

const ASKED_DIGITS = 40
const LINES_DIGITS = 24

const askedKey = (userId: number, asked: string): string => hash('sha256', `${userId}:${asked}`).slice(0, ASKED_DIGITS)
const linesKey = ({ lines }: CheckoutContent): string => hash('sha256', lines.map(({ cartLineId, quantity }) => `${cartLineId}x${quantity}`).sort().join()).slice(0, LINES_DIGITS)

/** The same purchase has the same token, so that it is placed at the price that was shown, and once. */
export function tokenByContent(ctx: TxCtx, content: CheckoutContent): string {
  return `${askedKey(shopperId(ctx), content.asked)}.${linesKey(content)}`
}

/** Asked for anew: what was shown before no longer counts, unless an order came of it. */
export async function forgetCheckout(ctx: TxCtx, token: string): Promise<void> {
  await ctx.sql.run('checkout_forget', 'DELETE FROM "Checkout" WHERE "token" = $1 AND "userId" = $2 AND "usedAt" IS NULL', [token, shopperId(ctx)])
}

export async function isCheckoutKnown(ctx: TxCtx, token: string): Promise<boolean> {
  return await ctx.sql.row('checkout_known', 'SELECT 1 FROM "Checkout" WHERE "token" = $1 AND "userId" = $2', [token, shopperId(ctx)]) !== null
}

const LAST_PLACED = 'SELECT "token" FROM "Checkout" WHERE "userId" = $1 AND starts_with("token", $2) AND "usedAt" IS NOT NULL ORDER BY "usedAt" DESC LIMIT 1'

/** The checkout of the last order that was placed with these words, whatever the cart holds by now; '' without one. */
export async function lastPlacedLike(ctx: TxCtx, asked: string): Promise<string> {
  const userId = shopperId(ctx)
  const row = await ctx.sql.row<{ token: string }>('checkout_last_placed', LAST_PLACED, [userId, `${askedKey(userId, asked)}.`])
  return row?.token ?? ''
}
