import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { iso } from '../time/index.ts'
import { type DeskPage, deskSeller, literal } from './desk.ts'
import { removePictures } from './pictures.ts'
import type { PicturePort } from './ports.ts'

export const MESSAGE_STATES = ['unanswered', 'waiting', 'answered', 'all'] as const
export type MessageState = typeof MESSAGE_STATES[number]

export interface MessageFilters {
  state: MessageState
  area: '' | 'private' | 'board'
  /** -1: any. */
  kind: number
  /** A title, a member's name, an order's number. */
  q: string
}

export interface DeskMessage {
  id: number
  userId: number
  userName: string
  isOnBoard: boolean
  kind: number
  title: string
  content: string
  imageUrl: string
  /** 0 and '' when it is about no order. */
  orderId: number
  orderSn: string
  isApproved: boolean
  isWithdrawn: boolean
  reply: string
  repliedAt: string
  addedAt: string
}

interface Row extends Omit<DeskMessage, 'repliedAt' | 'addedAt'>, Record<string, unknown> { repliedAt: Date | null, addedAt: Date }

const STATE_SQL: Readonly<Record<MessageState, string>> = { unanswered: 'm."reply" = \'\'', waiting: 'NOT m."isApproved"', answered: 'm."reply" <> \'\'', all: 'true' }
const FROM = 'FROM "Message" m JOIN "User" u ON u."id" = m."userId" LEFT JOIN "Order" o ON o."id" = m."orderId"'
/** A seller's staff reads what is about that seller's orders. */
const OWN = '($1::int = 0 OR o."sellerId" = $1)'
const FOUND = `${OWN} AND ($2::text = '' OR m."isOnBoard" = ($2 = 'board')) AND ($3::int = -1 OR m."kind" = $3)
  AND ($4::text = '' OR m."title" ILIKE '%' || $4 || '%' OR u."name" ILIKE '%' || $4 || '%' OR o."sn" = $4)`
const COLUMNS = `m."id", m."userId", u."name" AS "userName", m."isOnBoard", m."kind", m."title", m."content", m."imageUrl", coalesce(o."id", 0) AS "orderId", coalesce(o."sn", '') AS "orderSn",
  m."isApproved", m."isWithdrawn", m."reply", m."repliedAt", m."addedAt"`

export async function deskMessages(ctx: Ctx, filters: MessageFilters, page: DeskPage): Promise<{ items: DeskMessage[], totalResults: number, counts: Record<MessageState, number> }> {
  const { state } = filters
  const values = [deskSeller(ctx), filters.area, filters.kind, literal(filters.q)]
  const [rows, counts] = await Promise.all([
    ctx.sql.rows<Row>(`desk_messages_${state}`, `SELECT ${COLUMNS} ${FROM} WHERE ${FOUND} AND ${STATE_SQL[state]} ORDER BY m."addedAt" DESC, m."id" DESC LIMIT $5 OFFSET $6`, [...values, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<Record<MessageState, number>>('desk_messages_count', `SELECT ${MESSAGE_STATES.map((one) => `count(*) FILTER (WHERE ${STATE_SQL[one]})::int AS "${one}"`).join(', ')} ${FROM} WHERE ${FOUND}`, values),
  ])
  const found = counts ?? { unanswered: 0, waiting: 0, answered: 0, all: 0 }
  return { items: rows.map((row) => ({ ...row, repliedAt: iso(row.repliedAt), addedAt: iso(row.addedAt) })), totalResults: found[state], counts: found }
}

interface Held { title: string, content: string, reply: string, imageUrl: string, isOnBoard: boolean, isApproved: boolean }

const HOLD = `SELECT m."title", m."content", m."reply", m."imageUrl", m."isOnBoard", m."isApproved" FROM "Message" m LEFT JOIN "Order" o ON o."id" = m."orderId" WHERE ${OWN} AND m."id" = $2 FOR UPDATE OF m`

async function hold(tx: TxCtx, id: number): Promise<Held> {
  const row = await tx.sql.row<Held & Record<string, unknown>>('desk_message_hold', HOLD, [deskSeller(tx), id])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

const noteOn = (id: number, title: string) => ({ targetKind: 'message', targetId: id, targetName: title })

/** The shop's answer; a later one takes its place, '' takes it away. */
export async function answerMessage(ctx: Ctx, { id, reply }: { id: number, reply: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const before = await hold(tx, id)
    await tx.sql.run('desk_message_reply', 'UPDATE "Message" SET "reply" = $2, "repliedAt" = $3 WHERE "id" = $1', [id, reply, reply === '' ? null : tx.now])
    await audit(tx, { action: 'message.reply', ...noteOn(id, before.title), before: { reply: before.reply }, after: { reply } })
  })
}

/** Onto the board, or off it again. What was written to the merchant alone never goes there. */
export async function approveMessage(ctx: Ctx, { id, isApproved }: { id: number, isApproved: boolean }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const before = await hold(tx, id)
    if (!before.isOnBoard) throw new ShopError('PARAM_INVALID', { field: 'id' })
    await tx.sql.run('desk_message_approve', 'UPDATE "Message" SET "isApproved" = $2 WHERE "id" = $1', [id, isApproved])
    await audit(tx, { action: isApproved ? 'message.approve' : 'message.hide', ...noteOn(id, before.title), before: { isApproved: before.isApproved }, after: { isApproved } })
  })
}

export async function removeMessage(ctx: Ctx, id: number, ports: PicturePort): Promise<void> {
  const picture = await inTransaction(ctx, async (tx) => {
    const { title, content, reply, imageUrl } = await hold(tx, id)
    await tx.sql.run('desk_message_delete', 'DELETE FROM "Message" WHERE "id" = $1', [id])
    await audit(tx, { action: 'message.delete', ...noteOn(id, title), before: { title, content, reply } })
    return imageUrl
  })
  await removePictures(ctx, picture === '' ? [] : [picture], ports)
}
