import type { Page } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import type { Channel, TemplateName } from './templates.ts'
import { ShopError } from '../errors/index.ts'
import { decrypt } from '../secrets/index.ts'
import { channelSettings, type SecretsPort } from './channels.ts'
import { textFor } from './texts.ts'

export const MESSAGE_STATES = ['queued', 'sent', 'logged', 'failed'] as const
export type MessageState = typeof MESSAGE_STATES[number]

export interface MessageFilters { state?: MessageState, channel?: Channel, q: string }

export interface MessageRow {
  id: number
  channel: Channel
  recipient: string
  template: string
  state: MessageState
  attempts: number
  lastError: string
  createdAt: string
  sentAt: string
  nextAt: string
}

type Stored = Omit<MessageRow, 'createdAt' | 'sentAt' | 'nextAt'> & { createdAt: Date, sentAt: Date | null, nextAt: Date, total: number }

const LIST = `
SELECT "id", "channel", "recipient", "template", "state", "attempts", "lastError", "createdAt", "sentAt", "nextAt", (count(*) OVER ())::int AS "total" FROM "OutboundMessage"
WHERE ($1 = '' OR "state" = $1) AND ($2 = '' OR "channel" = $2) AND ($3 = '' OR strpos(lower("recipient"), lower($3)) > 0) ORDER BY "id" DESC LIMIT $4 OFFSET $5`

/** The outbox, newest first. */
export async function listMessages(ctx: TxCtx, { state, channel, q }: MessageFilters, { pageNo, pageSize }: Page): Promise<{ items: MessageRow[], totalResults: number }> {
  const rows = await ctx.sql.rows<Stored>('messages_list', LIST, [state ?? '', channel ?? '', q.trim(), pageSize, (pageNo - 1) * pageSize])
  const items = rows.map(({ total: _, ...row }): MessageRow => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? '',
    nextAt: row.state === 'queued' ? row.nextAt.toISOString() : '',
  }))
  return { items, totalResults: rows[0]?.total ?? 0 }
}

const SECRET_CODE = '••••••'

/** A link or code that opens somebody's account is not for colleagues' eyes; where nobody else gets it, it is. */
function withoutSecrets(params: Record<string, string | number>): Record<string, string | number> {
  const { link } = params
  const isSecret = typeof link === 'string' && link.includes('token=')
  return { ...params, ...'code' in params ? { code: SECRET_CODE } : {}, ...isSecret ? { link: link.replace(/token=.*$/, `token=${SECRET_CODE}`) } : {} }
}

interface Kept extends Record<string, unknown> { channel: Channel, recipient: string, template: TemplateName, bodyCipher: string, state: MessageState }

export interface MessageText { subject: string, body: string, isMasked: boolean }

/** A message's text. What a provider carried away shows no secret. */
export async function messageText(ctx: TxCtx, messageId: number, port: SecretsPort): Promise<MessageText> {
  const row = await ctx.sql.row<Kept>('message_read', 'SELECT "channel", "recipient", "template", "bodyCipher", "state" FROM "OutboundMessage" WHERE "id" = $1', [messageId])
  if (!row) throw new ShopError('NOT_FOUND')
  const { language, provider } = await channelSettings(ctx, row.channel, port)
  const isMasked = row.state !== 'logged' || provider !== 'log'
  const params = JSON.parse(decrypt(port.secretsKey, row.bodyCipher)) as Record<string, string | number> // what queueMessage wrote
  return { ...await textFor(ctx, { ...row, language, params: isMasked ? withoutSecrets(params) : params }), isMasked }
}

const RESEND = `
UPDATE "OutboundMessage" m SET "state" = 'queued', "attempts" = 0, "nextAt" = $2, "lastError" = '' FROM (SELECT "id", "state" FROM "OutboundMessage" WHERE "id" = $1 FOR UPDATE) old
WHERE m."id" = old."id" RETURNING m."recipient", old."state" AS "before"`

/** Queues it again, at once and with all its tries. */
export async function resendMessage(tx: TxCtx, messageId: number): Promise<{ name: string, before: { state: string }, after: { state: string } }> {
  const row = await tx.sql.row<{ recipient: string, before: string }>('message_resend', RESEND, [messageId, tx.now])
  if (!row) throw new ShopError('NOT_FOUND')
  return { name: row.recipient, before: { state: row.before }, after: { state: 'queued' } }
}
