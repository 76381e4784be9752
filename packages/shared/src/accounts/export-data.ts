import type { Ctx } from '../database/index.ts'
import { userIdOf } from './caller.ts'
import { readUser } from './read-user.ts'

/** Everything the shop keeps of a person, by the name it has in the file. No hash, token or note of the staff is among it. */
const SECTIONS = {
  addresses: `SELECT "consignee", "regionText", "address", "mobile", "tel", "zipcode", "email", "isDefault" FROM "Address" WHERE "userId" = $1 ORDER BY "id"`,
  orders: `SELECT o."sn", o."addedAt", o."consignee", o."mobile", o."regionText", o."address", o."orderStatus", o."shippingStatus", o."payStatus", o."moneyPaidFen", o."orderAmountFen",
    (SELECT json_agg(json_build_object('goodsName', l."goodsName", 'optionsText', l."optionsText", 'quantity', l."quantity", 'unitPriceFen', l."unitPriceFen", 'netAmountFen', l."netAmountFen") ORDER BY l."id")
      FROM "OrderLine" l WHERE l."orderId" = o."id") AS "lines"
    FROM "Order" o WHERE o."userId" = $1 ORDER BY o."id"`,
  ledger: `SELECT "type", "balanceFen", "frozenFen", "points", "rankPoints", "balanceAfterFen", "pointsAfter", "text", "at" FROM "LedgerEntry" WHERE "userId" = $1 ORDER BY "id"`,
  comments: `SELECT c."goodsId", c."rank", c."content", c."addedAt", a."content" AS "addition" FROM "Comment" c LEFT JOIN "CommentAddition" a ON a."commentId" = c."id" WHERE c."userId" = $1 ORDER BY c."id"`,
  praises: `SELECT "commentId" FROM "CommentPraise" WHERE "userId" = $1 ORDER BY "commentId"`,
  favourites: `SELECT f."goodsId", g."name" AS "goodsName", f."isAttention", f."addedAt" FROM "Favourite" f JOIN "Goods" g ON g."id" = f."goodsId" WHERE f."userId" = $1 ORDER BY f."id"`,
  bookings: `SELECT b."goodsId", g."name" AS "goodsName", b."quantity", b."description", b."linkMan", b."email", b."tel", b."isDisposed", b."disposeNote", b."bookedAt"
    FROM "Booking" b JOIN "Goods" g ON g."id" = b."goodsId" WHERE b."userId" = $1 ORDER BY b."id"`,
  tags: `SELECT "goodsId", "text", "addedAt" FROM "GoodsTag" WHERE "userId" = $1 ORDER BY "id"`,
  history: `SELECT h."goodsId", g."name" AS "goodsName", h."seenAt" FROM "BrowseHistory" h JOIN "Goods" g ON g."id" = h."goodsId" WHERE h."userId" = $1 ORDER BY h."seenAt" DESC`,
  searches: `SELECT "word" FROM "SearchHistory" WHERE "userId" = $1 ORDER BY "word"`,
  notices: `SELECT "kind", "params", "createdAt" FROM "Notice" WHERE "userId" = $1 ORDER BY "id"`,
  sessions: `SELECT "device", "ip", "createdAt", "lastUsedAt" FROM "Session" WHERE "userId" = $1 ORDER BY "id"`,
  identities: `SELECT "provider", "openId", "boundAt" FROM "Identity" WHERE "userId" = $1 ORDER BY "id"`,
}

type Plain = string | number | boolean | null | Plain[] | { [name: string]: Plain }

/** The caller's own data for a file to take along. Amounts are in fen, times in UTC. */
export async function exportOwnData(ctx: Ctx): Promise<{ fileName: string, data: Plain }> {
  const userId = userIdOf(ctx.actor)
  const data: Record<string, unknown> = { exportedAt: ctx.now, user: await readUser(ctx, userId) }
  for (const [name, statement] of Object.entries(SECTIONS)) data[name] = await ctx.sql.rows(`export_${name}`, statement, [userId])
  const plain = JSON.parse(JSON.stringify(data)) as Plain // dates as text, nothing else changes
  return { fileName: `xiaopu-${userId}-${ctx.now.toISOString().slice(0, 10)}.json`, data: plain }
}
