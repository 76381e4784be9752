import { randomInt } from 'node:crypto'
import { nameKey, refuseSellerStaff } from '../accounts/index.ts'
import type { Page } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type BonusTypeRow, lockType, SEND, sellerOf } from './staff-types.ts'

/** Without I, O, 0 and 1: read from paper. Sixty bits, so that nobody finds one by trying. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const NUMBER_LENGTH = 12
export const MAX_PRINTED = 5000

const newNumber = (): string => Array.from({ length: NUMBER_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

async function issuable(tx: TxCtx, typeId: number, sendKind: number): Promise<BonusTypeRow> {
  const type = await lockType(tx, typeId)
  if (type.sendKind !== sendKind) throw new ShopError('PARAM_INVALID', { field: 'typeId' })
  if (new Date(type.useEndAt) <= tx.now) throw new ShopError('BONUS_EXPIRED')
  return type
}

export interface Issued { name: string, issued: number, unknown: string[] }

const TO_NAMES = `
INSERT INTO "Bonus" ("typeId", "userId", "ownedAt") SELECT $1, u."id", $3 FROM "User" u
WHERE u."nameKey" = ANY($2::text[]) AND u."closedAt" IS NULL RETURNING (SELECT "nameKey" FROM "User" WHERE "id" = "Bonus"."userId") AS "key"`

/** One for each of the members named; names nobody has are told. */
export async function issueToUsers(tx: TxCtx, { typeId, userNames }: { typeId: number, userNames: readonly string[] }): Promise<Issued> {
  refuseSellerStaff(tx)
  const { name } = await issuable(tx, typeId, SEND.byMember)
  const asked = new Map(userNames.map((text) => [nameKey(text), text.trim()] as const).filter(([key]) => key !== ''))
  if (asked.size === 0) throw new ShopError('PARAM_MISSING', { field: 'userNames' })
  const given = new Set((await tx.sql.rows<{ key: string }>('bonus_issue_names', TO_NAMES, [typeId, [...asked.keys()], tx.now])).map(({ key }) => key))
  return { name, issued: given.size, unknown: [...asked].filter(([key]) => !given.has(key)).map(([, text]) => text) }
}

const TO_RANK = `
INSERT INTO "Bonus" ("typeId", "userId", "ownedAt") SELECT $1, u."id", $3 FROM "User" u
WHERE u."rankId" = $2 AND u."closedAt" IS NULL AND NOT u."isDisabled"`

/** One for each member of a rank as it is now. */
export async function issueToRank(tx: TxCtx, { typeId, rankId }: { typeId: number, rankId: number }): Promise<Issued> {
  refuseSellerStaff(tx)
  const { name } = await issuable(tx, typeId, SEND.byMember)
  return { name, issued: await tx.sql.run('bonus_issue_rank', TO_RANK, [typeId, rankId, tx.now]), unknown: [] }
}

const PRINT = 'INSERT INTO "Bonus" ("typeId", "sn") SELECT $1, n FROM unnest($2::text[]) AS n ON CONFLICT ("sn") DO NOTHING'

/** Numbers to be printed; each belongs to whoever sends it first. */
export async function printNumbers(tx: TxCtx, { typeId, count }: { typeId: number, count: number }): Promise<Issued> {
  if (count < 1 || count > MAX_PRINTED) throw new ShopError('PARAM_INVALID', { field: 'count' })
  const { name } = await issuable(tx, typeId, SEND.printed)
  let issued = 0
  while (issued < count) issued += await tx.sql.run('bonus_print', PRINT, [typeId, Array.from({ length: count - issued }, newNumber)])
  return { name, issued, unknown: [] }
}

export interface NumberRow { sn: string, userName: string, isUsed: boolean }

export async function bonusNumbers(ctx: TxCtx, { typeId, pageNo, pageSize }: Page & { typeId: number }): Promise<{ items: NumberRow[], totalResults: number }> {
  const where = 'WHERE b."typeId" = $1 AND ($2 = 0 OR t."sellerId" = $2)'
  const values = [typeId, sellerOf(ctx)]
  const [items, counted] = await Promise.all([
    ctx.sql.rows<NumberRow & Record<string, unknown>>('bonus_numbers', `
SELECT coalesce(b."sn", '') AS "sn", coalesce(u."name", '') AS "userName", b."orderId" IS NOT NULL AS "isUsed"
FROM "Bonus" b JOIN "BonusType" t ON t."id" = b."typeId" LEFT JOIN "User" u ON u."id" = b."userId" ${where} ORDER BY b."id" DESC LIMIT $3 OFFSET $4`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>('bonus_numbers_count', `SELECT count(*)::int AS "count" FROM "Bonus" b JOIN "BonusType" t ON t."id" = b."typeId" ${where}`, values),
  ])
  return { items, totalResults: counted?.count ?? 0 }
}
