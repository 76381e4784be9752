import type { FileInput, Message } from '../contract/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'
import { refuseBlockedWords } from './blocked-words.ts'
import { type MessageArea, ownOrderId, readMessage, requireBoard } from './messages.ts'
import { removePictures, withPictures } from './pictures.ts'
import type { PicturePort } from './ports.ts'
import { takeTurn } from './slot.ts'
import { writerId } from './writer.ts'

const SECOND_MS = 1000
const DAY_MS = 86_400_000
const RATES = [{ limit: 1, windowMs: 30 * SECOND_MS }, { limit: 20, windowMs: DAY_MS }]

const COMPLAINT = 1
const AFTERSALE = 3
/** So long the shop may still owe an answer to a complaint. */
const OPEN_MS = 7 * DAY_MS

export interface NewMessage {
  area: MessageArea
  msgType: number
  msgTitle: string
  msgContent: string
  messageImg?: FileInput | undefined
  orderSn?: string | undefined
}

const INSERT = `INSERT INTO "Message" ("userId", "isOnBoard", "kind", "title", "content", "imageUrl", "orderId", "isApproved", "addedAt")
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING "id"`

async function write(tx: TxCtx, input: NewMessage, at: { orderId: number | null, imageUrl: string }): Promise<number> {
  const userId = writerId(tx)
  await takeTurn(tx, `message:${userId}`, RATES)
  const isOnBoard = input.area === 'board'
  const isApproved = !isOnBoard || !(await getSettings(tx)).messageCheck
  const row = await tx.sql.row<{ id: number }>('message_insert', INSERT, [userId, isOnBoard, input.msgType, input.msgTitle, input.msgContent, at.imageUrl, at.orderId, isApproved, tx.now])
  return row?.id ?? 0
}

/** 提交留言: to the merchant at once, or to the board, where it waits while the shop looks at messages first. */
export async function addMessage(ctx: Ctx, input: NewMessage, ports: PicturePort): Promise<{ message: Message }> {
  const userId = writerId(ctx)
  if (input.area === 'board') {
    if (input.orderSn) throw new ShopError('PARAM_INVALID', { field: 'order_sn' })
    await requireBoard(ctx)
  }
  const orderId = await ownOrderId(ctx, userId, input.orderSn)
  await refuseBlockedWords(ctx, [input.msgTitle, input.msgContent])
  const files = input.messageImg ? [input.messageImg] : []
  const id = await withPictures(ctx, { files, folder: 'messages' }, ports, ([imageUrl = '']) => inTransaction(ctx, (tx) => write(tx, input, { orderId, imageUrl })))
  return { message: await readMessage(ctx, id) }
}

interface OwnRow { kind: number, imageUrl: string, reply: string, addedAt: Date }

const OWN = 'SELECT "kind", "imageUrl", "reply", "addedAt" FROM "Message" WHERE "id" = $1 AND "userId" = $2 AND NOT "isWithdrawn" FOR UPDATE'

const isOpenCase = ({ kind, reply, addedAt }: OwnRow, now: Date): boolean => (
  (kind === COMPLAINT || kind === AFTERSALE) && reply === '' && now.getTime() - addedAt.getTime() < OPEN_MS
)

/** 删除留言: gone with its answer and picture, but one the shop still owes an answer to is only hidden from its writer. */
export async function deleteMessage(ctx: Ctx, { messageId }: { messageId: number }, ports: PicturePort): Promise<{ deleted: boolean }> {
  const pictures = await inTransaction(ctx, async (tx) => {
    const own = await tx.sql.row<OwnRow & Record<string, unknown>>('message_own_lock', OWN, [messageId, writerId(tx)])
    if (!own) throw new ShopError('NOT_FOUND')
    if (isOpenCase(own, tx.now)) {
      await tx.sql.run('message_withdraw', 'UPDATE "Message" SET "isWithdrawn" = true WHERE "id" = $1', [messageId])
      return []
    }
    await tx.sql.run('message_delete', 'DELETE FROM "Message" WHERE "id" = $1', [messageId])
    return own.imageUrl === '' ? [] : [own.imageUrl]
  })
  await removePictures(ctx, pictures, ports)
  return { deleted: true }
}
