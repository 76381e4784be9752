import type { TxCtx } from '../database/index.ts'
import { queueMessage } from '../messages/index.ts'

export type NoticeKind
  = 'booking_arrived' | 'booking_answered' | 'price_fell' | 'stock_back' | 'survey_invited'
    | 'order_shipped' | 'codes_delivered' | 'order_canceled' | 'aftersale_agreed' | 'aftersale_refused' | 'aftersale_refunded'

export interface News {
  userId: number
  kind: NoticeKind
  /** 0 when it is about no goods. */
  goodsId: number
  /** Where the mail's link leads, when not to the goods. */
  path?: string
  /** When it happened, when not just now. */
  at?: Date
  /** What the text of the mail and the inbox name. */
  params: Record<string, string | number>
}

export interface NoticePorts {
  secretsKey: Uint8Array
  /** Where the storefront is reached, for the link. */
  baseUrl: string
}

const INBOX = 'INSERT INTO "Notice" ("userId", "kind", "goodsId", "params", "createdAt") VALUES ($1, $2, $3, $4, $5)'
const REACH = 'SELECT "email" FROM "User" WHERE "id" = $1 AND "isEmailValid" AND "email" <> \'\' AND NOT "isDisabled" AND "closedAt" IS NULL'

/** The inbox of the site always; a mail, sent later and by itself, where the address is confirmed. */
export async function tell(tx: TxCtx, { userId, kind, goodsId, params, at = tx.now, path = `/goods/${goodsId}` }: News, { secretsKey, baseUrl }: NoticePorts): Promise<void> {
  await tx.sql.run('notice_put', INBOX, [userId, kind, goodsId, JSON.stringify(params), at])
  const reachable = await tx.sql.row<{ email: string }>('notice_reach', REACH, [userId])
  if (reachable) await queueMessage(tx, { channel: 'mail', recipient: reachable.email, template: kind, params: { ...params, link: `${baseUrl}${path}` } }, { secretsKey })
}
