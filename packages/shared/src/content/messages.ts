import type { Message } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'
import { iso } from '../time/index.ts'
import { maskedName } from './comments.ts'
import { writerId } from './writer.ts'

export type MessageArea = 'mine' | 'board'

export interface MessagesInput {
  area: MessageArea
  msgType?: number | undefined
  orderSn?: string | undefined
  pageNo: number
  pageSize: number
}

interface MessageRow {
  id: number
  kind: number
  title: string
  content: string
  imageUrl: string
  userId: number
  userName: string
  orderSn: string
  isApproved: boolean
  reply: string
  repliedAt: Date | null
  addedAt: Date
}

const COLUMNS = `m."id", m."kind", m."title", m."content", m."imageUrl", m."userId", u."name" AS "userName", coalesce(o."sn", '') AS "orderSn",
  m."isApproved", m."reply", m."repliedAt", m."addedAt"`
const FROM = 'FROM "Message" m JOIN "User" u ON u."id" = m."userId" LEFT JOIN "Order" o ON o."id" = m."orderId"'
const PAGE = 'ORDER BY m."addedAt" DESC, m."id" DESC LIMIT $4 OFFSET $5'
const OF_KIND = '($2::int IS NULL OR m."kind" = $2)'
const MINE = `m."userId" = $1 AND NOT m."isWithdrawn" AND ${OF_KIND} AND m."orderId" IS NOT DISTINCT FROM $3::int`
const BOARD = `m."isOnBoard" AND m."isApproved" AND NOT m."isWithdrawn" AND ${OF_KIND} AND $1::int IS NOT NULL AND $3::int IS NULL`

function toMessage(row: MessageRow, userId: number, area: MessageArea): Message {
  return {
    msgId: row.id,
    msgType: row.kind,
    msgTitle: row.title,
    msgContent: row.content,
    messageImg: row.imageUrl,
    userName: area === 'board' ? maskedName(row.userName) : row.userName,
    orderSn: row.orderSn,
    status: row.isApproved ? 1 : 0,
    isMine: row.userId === userId,
    msgTime: iso(row.addedAt),
    reContent: row.reply,
    reTime: iso(row.repliedAt),
  }
}

export async function requireBoard(ctx: Ctx): Promise<void> {
  if (!(await getSettings(ctx)).messageBoard) throw new ShopError('FEATURE_OFF')
}

/** The shopper's own order a message is about, null for none. */
export async function ownOrderId(ctx: Ctx, userId: number, orderSn: string | undefined): Promise<number | null> {
  if (!orderSn) return null
  const order = await ctx.sql.row<{ id: number }>('message_order', 'SELECT "id" FROM "Order" WHERE "userId" = $1 AND "sn" = $2', [userId, orderSn])
  if (!order) throw new ShopError('NOT_FOUND')
  return order.id
}

export interface MessagesPage {
  items: Message[]
  totalResults: number
  pageNo: number
  pageSize: number
}

/** 留言列表: the caller's own, or the public board. */
export async function listMessages(ctx: Ctx, input: MessagesInput): Promise<MessagesPage> {
  const { area, msgType, pageNo, pageSize } = input
  const isBoard = area === 'board'
  const userId = ctx.actor.kind === 'shopper' ? ctx.actor.userId : 0
  if (isBoard) await requireBoard(ctx)
  if (isBoard && input.orderSn) throw new ShopError('PARAM_INVALID', { field: 'order_sn' })
  const orderId = isBoard ? null : await ownOrderId(ctx, writerId(ctx), input.orderSn)
  const where = isBoard ? BOARD : MINE
  const values = [userId, msgType ?? null, orderId]
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<MessageRow & Record<string, unknown>>(`messages_${area}`, `SELECT ${COLUMNS} ${FROM} WHERE ${where} ${PAGE}`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>(`messages_count_${area}`, `SELECT count(*)::int AS "count" FROM "Message" m WHERE ${where}`, values),
  ])
  return { items: rows.map((row) => toMessage(row, userId, area)), totalResults: counted?.count ?? 0, pageNo, pageSize }
}

/** A message its writer has just written. */
export async function readMessage(ctx: Ctx, messageId: number): Promise<Message> {
  const row = await ctx.sql.row<MessageRow & Record<string, unknown>>('message_one', `SELECT ${COLUMNS} ${FROM} WHERE m."id" = $1`, [messageId])
  if (!row) throw new ShopError('NOT_FOUND')
  return toMessage(row, row.userId, 'mine')
}
