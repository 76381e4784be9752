import type { TxCtx } from '../database/index.ts'

const GIVE = `
INSERT INTO "Bonus" ("typeId", "userId", "ownedAt") SELECT t."id", $2, $3 FROM "BonusType" t WHERE t."id" = $1 AND t."useEndAt" > $3
RETURNING "id", (SELECT "moneyFen" FROM "BonusType" WHERE "id" = $1) AS "moneyFen"`

/** One bonus for one shopper, as a reward of the shop; null when bonuses of that type cannot be used any more. */
export async function giveBonus(tx: TxCtx, { typeId, userId }: { typeId: number, userId: number }): Promise<{ id: number, moneyFen: number } | null> {
  return tx.sql.row<{ id: number, moneyFen: number }>('bonus_give', GIVE, [typeId, userId, tx.now])
}
