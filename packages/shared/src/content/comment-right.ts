import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { commentableSince, getSettings } from '../shop/index.ts'

/** `commentFactor`: from this on somebody must have bought. */
const BUYERS_OF_ANYTHING = 2
const BUYERS_OF_THIS = 3

interface LineRow {
  id: number
  isCommented: boolean
  optionsText: string
  /** Received in time and not sent back. */
  isOpen: boolean
}

const LINES = `SELECT l."id", l."isCommented", l."optionsText",
    o."shippingStatus" = 2 AND o."receivedAt" > $4::timestamptz AND l."returnedQuantity" < l."quantity" AS "isOpen"
  FROM "OrderLine" l JOIN "Order" o ON o."id" = l."orderId"
  WHERE o."userId" = $1 AND (l."goodsId" = $2 OR (l."packageId" > 0 AND l."packageGoods" @> jsonb_build_array(jsonb_build_object('goodsId', $2::int)))) AND ($3::int = 0 OR l."id" = $3) ORDER BY o."addedAt", l."id"`

const ANY_RECEIVED = `SELECT 1 FROM "OrderLine" l JOIN "Order" o ON o."id" = l."orderId"
  WHERE o."userId" = $1 AND o."shippingStatus" = 2 AND o."receivedAt" > $2 AND l."returnedQuantity" < l."quantity" LIMIT 1`

const OWN_COMMENT = 'SELECT 1 FROM "Comment" WHERE "userId" = $1 AND "goodsId" = $2 LIMIT 1'

/** The order line a comment stands on; null where none is needed. */
export type CommentLine = Pick<LineRow, 'id' | 'optionsText'> | null

function namedLine([line]: readonly LineRow[], factor: number): CommentLine {
  if (!line) throw new ShopError('NOT_FOUND')
  if (line.isCommented) throw new ShopError('COMMENT_EXISTS')
  if (factor >= BUYERS_OF_ANYTHING && !line.isOpen) throw new ShopError('COMMENT_NOT_BOUGHT')
  return line
}

/**
 * The line this shopper may comment on now: the named one, else the oldest that waits for a comment. Refused by the shop's rule of
 * who may comment.
 */
export async function commentLine(tx: TxCtx, of: { userId: number, goodsId: number, orderLineId: number }): Promise<CommentLine> {
  const { userId, goodsId, orderLineId } = of
  const { commentFactor } = await getSettings(tx)
  if (!await tx.sql.row('comment_goods', 'SELECT 1 FROM "Goods" WHERE "id" = $1 AND NOT "isDeleted"', [goodsId])) throw new ShopError('NOT_FOUND')
  const since = commentableSince(tx.now)
  const lines = await tx.sql.rows<LineRow & Record<string, unknown>>('comment_lines', LINES, [userId, goodsId, orderLineId, since])
  if (orderLineId > 0) return namedLine(lines, commentFactor)
  const open = lines.filter((line) => line.isOpen)
  const waiting = open.find((line) => !line.isCommented)
  if (commentFactor >= BUYERS_OF_ANYTHING) {
    if (waiting) return waiting
    if (open.length > 0) throw new ShopError('COMMENT_EXISTS')
    if (commentFactor === BUYERS_OF_THIS || !await tx.sql.row('comment_any_received', ANY_RECEIVED, [userId, since])) throw new ShopError('COMMENT_NOT_BOUGHT')
  }
  if (await tx.sql.row('comment_own', OWN_COMMENT, [userId, goodsId])) throw new ShopError('COMMENT_EXISTS')
  return waiting ?? null
}
