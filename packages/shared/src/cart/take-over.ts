import type { TxCtx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { tokenHash } from '../secrets/index.ts'
import { MAX_LINES } from './add.ts'
import { changeLines } from './change.ts'
import { settleDependents } from './dependents.ts'
import { MAX_UNITS } from './judge.ts'
import { keyOf, type LineFacts, stockOf } from './line-facts.ts'
import { NOTHING_EXTRA, oldestGuestCart, ownerOf, readCart } from './load.ts'

/** The same line in both carts adds up, as far as the stock goes. */
function together(own: LineFacts, guest: LineFacts): LineFacts {
  const most = Math.max(stockOf(own), own.quantity, guest.quantity)
  return { ...own, quantity: Math.min(own.quantity + guest.quantity, most, MAX_UNITS), isSelected: own.isSelected || guest.isSelected }
}

function merged(own: readonly LineFacts[], guests: readonly LineFacts[]): LineFacts[] {
  const lines = new Map(own.map((line) => [keyOf(line), line]))
  for (const [at, guest] of guests.entries()) {
    const twin = lines.get(keyOf(guest))
    if (twin) lines.set(keyOf(guest), together(twin, guest))
    else if (lines.size < MAX_LINES) lines.set(keyOf(guest), { ...guest, id: -1 - at })
  }
  return [...lines.values()]
}

/** Sign-in and sign-up with a cart key: the guest's lines move into the user's cart. An unknown key moves nothing. */
export async function takeOverCart(tx: TxCtx, { userId, cartKey }: { userId: number, cartKey: string }): Promise<void> {
  const guest: TxCtx = { ...tx, actor: { kind: 'guest', appId: 0, ip: '' } }
  const found = await readCart(guest, ownerOf(guest.actor, cartKey))
  if (found.cartId === 0) return
  // Whoever deletes it has its lines; a second sign-in with the same key finds nothing.
  const claimed = await tx.sql.run('cart_claim', 'DELETE FROM "Cart" WHERE "id" = $1 AND "keyHash" = $2', [found.cartId, tokenHash(cartKey)])
  if (claimed === 0 || found.lines.length === 0) return
  await changeLines(tx, { kind: 'user', userId }, NOTHING_EXTRA, (own) => settleDependents(merged(own.lines, found.lines), own.shop))
}

const SWEEP = `DELETE FROM "Cart" WHERE "id" IN (SELECT "id" FROM "Cart" WHERE "userId" IS NULL AND "updatedAt" <= $1 LIMIT $2)`
const BATCH = 1000

/** Guests' carts whose 30 days are over. Answers how many went. */
export function sweepGuestCarts(ctx: TxCtx): Promise<number> {
  return inTransaction(ctx, (tx) => tx.sql.run('cart_sweep', SWEEP, [oldestGuestCart(tx.now), BATCH]))
}
