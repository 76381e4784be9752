import type { ExtendField, User } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { COMMENT_DAYS } from '../shop/index.ts'
import { userIdOf } from './caller.ts'

const NO_RANK_DISCOUNT = 100

// The states are worked out as in docs/rules/orders.md 1. Of orders placed together with several sellers the main one counts until
// it is paid (COD: placed), the children from then on.
const OPEN_ORDERS = `
SELECT o."shippingStatus" AS s, o."payStatus" AS p, o."isCod" AS cod, o."orderStatus" AS os, o."id", o."receivedAt",
  o."payDeadline" IS NULL OR o."payDeadline" > $2 AS "isPayable"
FROM "Order" o LEFT JOIN "Order" m ON m."id" = o."mainOrderId"
WHERE o."userId" = $1 AND o."orderStatus" IN (0, 1, 5, 6)
  AND CASE WHEN o."isMain" THEN o."payStatus" <> 2 AND NOT o."isCod" ELSE m."id" IS NULL OR m."payStatus" = 2 OR m."isCod" END`

const READ = `
WITH orders AS (${OPEN_ORDERS}), counts AS (
  SELECT count(*) FILTER (WHERE NOT cod AND p <> 2 AND s NOT IN (1, 2, 4) AND "isPayable") AS "awaitPayCount",
    count(*) FILTER (WHERE s NOT IN (1, 2, 4) AND CASE WHEN cod THEN os <> 0 ELSE p = 2 END) AS "awaitShipCount",
    count(*) FILTER (WHERE s IN (1, 4) OR s = 2 AND p <> 2) AS "awaitReceiveCount",
    count(*) FILTER (WHERE s = 2 AND p = 2 AND "receivedAt" > $2::timestamptz - interval '${COMMENT_DAYS} days' AND EXISTS (
      SELECT 1 FROM "OrderLine" l WHERE l."orderId" = orders."id" AND NOT l."isCommented" AND l."returnedQuantity" < l."quantity")) AS "awaitCommentCount"
  FROM orders
), bonuses AS (
  SELECT count(*) AS "bonusCount", coalesce(sum(t."moneyFen"), 0) AS "bonusMoneyFen"
  FROM "Bonus" b JOIN "BonusType" t ON t."id" = b."typeId"
  WHERE b."userId" = $1 AND b."orderId" IS NULL AND b."usedAt" IS NULL AND t."useStartAt" <= $2 AND t."useEndAt" > $2
)
SELECT u."id", u."name", u."nickName", u."avatarUrl", u."email", u."mobile", u."isEmailValid", u."isMobileValid", u."sex",
  coalesce(u."birthday"::text, '') AS "birthday", u."qq", u."officePhone", u."homePhone",
  u."balanceFen", u."frozenFen", u."creditLineFen", u."points", u."rankPoints", u."referrerId", u."signedUpAt", u."lastSignInAt",
  r."id" AS "rankId", r."name" AS "rankName", r."discountPercent", u."specialRankId" IS NOT NULL AS "isSpecialRank",
  n."name" AS "nextRankName", n."minPoints" - u."rankPoints" AS "nextRankPoints",
  bonuses."bonusCount"::int, bonuses."bonusMoneyFen"::int,
  counts."awaitPayCount"::int, counts."awaitShipCount"::int, counts."awaitReceiveCount"::int, counts."awaitCommentCount"::int,
  coalesce((SELECT a."id" FROM "Address" a WHERE a."userId" = u."id" AND a."isDefault"), 0) AS "addressId",
  (SELECT count(*) FROM "Favourite" f JOIN "Goods" g ON g."id" = f."goodsId" WHERE f."userId" = u."id" AND NOT g."isDeleted")::int AS "collectCount",
  EXISTS (SELECT 1 FROM "Identity" i WHERE i."userId" = u."id" AND i."provider" = 'wechat') AS "wechatBound",
  (SELECT coalesce(json_agg(json_build_object('fieldId', s."id", 'fieldName', s."label", 'content', coalesce(v."content", '')) ORDER BY s."sortOrder", s."id"), '[]')
    FROM "SignupField" s LEFT JOIN "SignupFieldValue" v ON v."fieldId" = s."id" AND v."userId" = u."id" WHERE s."isShown") AS "extendFields"
FROM "User" u CROSS JOIN counts CROSS JOIN bonuses
LEFT JOIN "Rank" r ON r."id" = u."rankId"
LEFT JOIN LATERAL (
  SELECT x."name", x."minPoints" FROM "Rank" x
  WHERE u."specialRankId" IS NULL AND NOT x."isSpecial" AND x."minPoints" > u."rankPoints" ORDER BY x."minPoints" LIMIT 1) n ON true
WHERE u."id" = $1`

interface Row {
  id: number
  name: string
  nickName: string
  avatarUrl: string
  email: string
  mobile: string
  isEmailValid: boolean
  isMobileValid: boolean
  sex: number
  birthday: string
  qq: string
  officePhone: string
  homePhone: string
  balanceFen: number
  frozenFen: number
  creditLineFen: number
  points: number
  rankPoints: number
  referrerId: number | null
  signedUpAt: Date
  lastSignInAt: Date | null
  rankId: number | null
  rankName: string | null
  discountPercent: number | null
  isSpecialRank: boolean
  nextRankName: string | null
  nextRankPoints: number | null
  bonusCount: number
  bonusMoneyFen: number
  awaitPayCount: number
  awaitShipCount: number
  awaitReceiveCount: number
  awaitCommentCount: number
  addressId: number
  collectCount: number
  wechatBound: boolean
  extendFields: ExtendField[]
}

function present(row: Row): User {
  const { id, name, avatarUrl, mobile, isEmailValid, isMobileValid, frozenFen, discountPercent, isSpecialRank, lastSignInAt, ...same } = row
  return {
    ...same,
    userId: id,
    userName: name,
    avatar: avatarUrl,
    mobilePhone: mobile,
    isValidated: isEmailValid,
    mobileValidated: isMobileValid,
    frozenMoneyFen: frozenFen,
    discount: discountPercent ?? NO_RANK_DISCOUNT,
    specialRank: isSpecialRank,
    rankId: row.rankId ?? 0,
    rankName: row.rankName ?? '',
    nextRankName: row.nextRankName ?? '',
    nextRankPoints: row.nextRankPoints ?? 0,
    referrerId: row.referrerId ?? 0,
    signedUpAt: row.signedUpAt.toISOString(),
    lastLogin: lastSignInAt?.toISOString() ?? '',
  }
}

/** A user as that user sees it: email and mobile unmasked. */
export async function readUser(ctx: TxCtx, userId: number): Promise<User> {
  const row = await ctx.sql.row<Row>('user_read', READ, [userId, ctx.now])
  if (!row) throw new ShopError('NOT_FOUND')
  return present(row)
}

/** ectouch.user.get */
export async function getOwnUser(ctx: TxCtx): Promise<{ user: User }> {
  return { user: await readUser(ctx, userIdOf(ctx.actor)) }
}
