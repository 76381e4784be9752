import type { Checkout } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'
import { changeCheckout, shopperId } from './change.ts'
import { withBonus } from './choose.ts'

export interface BonusInput {
  checkoutToken: string
  bonusId?: number | undefined
  bonusSn?: string | undefined
}

// Of two users who send the same number at once the first one's row is the one the other then sees.
const CLAIM = `WITH claimed AS (
    UPDATE "Bonus" b SET "userId" = $1, "ownedAt" = $3 FROM "BonusType" t
    WHERE b."sn" = $2 AND b."userId" IS NULL AND b."orderId" IS NULL AND t."id" = b."typeId" AND t."useEndAt" > $3 RETURNING b."id")
  SELECT b."id", b."userId", b."orderId", t."useEndAt" <= $3 AS "isOver", EXISTS (SELECT 1 FROM claimed) AS "isClaimed"
  FROM "Bonus" b JOIN "BonusType" t ON t."id" = b."typeId" WHERE b."sn" = $2`

interface ClaimRow {
  id: number
  userId: number | null
  orderId: number | null
  isOver: boolean
  isClaimed: boolean
}

/** A number nobody owns becomes the caller's at once; their own is theirs already. */
async function claimBonus(ctx: TxCtx, bonusSn: string): Promise<number> {
  const userId = shopperId(ctx)
  const row = await ctx.sql.row<ClaimRow & Record<string, unknown>>('checkout_claim_bonus', CLAIM, [userId, bonusSn, ctx.now])
  if (!row || (!row.isClaimed && row.userId !== null && row.userId !== userId)) throw new ShopError('BONUS_UNAVAILABLE')
  if (row.isClaimed || row.userId === userId) return row.id
  if (row.orderId !== null) throw new ShopError('BONUS_USED')
  throw new ShopError(row.isOver ? 'BONUS_EXPIRED' : 'BONUS_UNAVAILABLE')
}

/** flow.bonus.update: exactly one of the two is sent. */
export async function chooseBonus(ctx: TxCtx, { checkoutToken, bonusId, bonusSn }: BonusInput): Promise<Checkout> {
  if (bonusId === undefined && bonusSn === undefined) throw new ShopError('PARAM_MISSING', { field: 'bonusId' })
  if (bonusId !== undefined && bonusSn !== undefined) throw new ShopError('PARAM_INVALID', { field: 'bonusSn' })
  if (bonusSn === undefined) return changeCheckout(ctx, checkoutToken, withBonus(bonusId ?? 0), { bonusId: bonusId ?? 0 })
  // Nothing is claimed for a checkout that is gone, or while bonuses are switched off.
  const { useBonus } = await getSettings(ctx)
  await changeCheckout(ctx, checkoutToken, (choices) => {
    if (!useBonus) throw new ShopError('FEATURE_OFF')
    return choices
  })
  const claimed = await claimBonus(ctx, bonusSn)
  return changeCheckout(ctx, checkoutToken, withBonus(claimed), { bonusId: claimed })
}
