import type { TxCtx } from '../database/index.ts'
import type { Channel, TemplateName } from './templates.ts'
import { decrypt } from '../secrets/index.ts'
import { channelSettings, type ChannelSettings, type SecretsPort } from './channels.ts'
import type { Outgoing } from './outgoing.ts'
import { sendByAliyun, sendBySmtp } from './providers/index.ts'
import { textFor } from './texts.ts'

const MINUTE_MS = 60_000
const BATCH = 20
/** As long as a slow provider may take for a whole batch: whoever died over it is followed by the next try. */
const LEASE_MS = 10 * MINUTE_MS
/** Minutes between the tries; after the last one it has failed. */
const BACK_OFF = [1, 5, 15, 60, 240]
const MAX_ERROR = 200

export interface SendPorts extends SecretsPort {
  /** Where messages without a provider are told of: which and to whom, never their text. */
  log: (line: string) => void
}

interface Due { id: number, channel: Channel, recipient: string, template: TemplateName, bodyCipher: string, attempts: number }

// Taken by moving its time on: no row stays locked while a provider is spoken to.
const CLAIM = `
UPDATE "OutboundMessage" SET "nextAt" = $2, "attempts" = "attempts" + 1 WHERE "id" IN (
  SELECT "id" FROM "OutboundMessage" WHERE "state" = 'queued' AND "nextAt" <= $1 ORDER BY "nextAt", "id" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
RETURNING "id", "channel", "recipient", "template", "bodyCipher", "attempts"`
const DONE = 'UPDATE "OutboundMessage" SET "state" = $2, "sentAt" = $3, "lastError" = \'\' WHERE "id" = $1 AND "state" = \'queued\''
const FAILED = 'UPDATE "OutboundMessage" SET "state" = $2, "nextAt" = $3, "lastError" = $4 WHERE "id" = $1 AND "state" = \'queued\''

async function hand(message: Due, outgoing: Outgoing, { provider, smtp, aliyun }: ChannelSettings, now: Date, { log }: SendPorts): Promise<'sent' | 'logged'> {
  if (provider === 'smtp') await sendBySmtp(outgoing, smtp)
  else if (provider === 'aliyun') await sendByAliyun(outgoing, aliyun, now)
  else log(`${message.channel} ${message.template} (${message.id}) is ready; no provider is set up to send it`)
  return provider === 'log' ? 'logged' : 'sent'
}

function errorText(error: unknown): string {
  return (error instanceof Error ? error.message : 'failed').replaceAll(/\s+/g, ' ').slice(0, MAX_ERROR)
}

async function sendOne(ctx: TxCtx, message: Due, ports: SendPorts): Promise<void> {
  const { id, channel, recipient, template, attempts } = message
  try {
    const settings = await channelSettings(ctx, channel, ports)
    const params = JSON.parse(decrypt(ports.secretsKey, message.bodyCipher)) as Record<string, string | number> // what queueMessage wrote
    const text = await textFor(ctx, { channel, template, language: settings.language, params })
    const state = await hand(message, { ...text, recipient, params }, settings, ctx.now, ports)
    await ctx.sql.run('message_done', DONE, [id, state, ctx.now])
  } catch (error) {
    const wait = BACK_OFF[attempts - 1]
    await ctx.sql.run('message_failed', FAILED, [id, wait === undefined ? 'failed' : 'queued', new Date(ctx.now.getTime() + (wait ?? 0) * MINUTE_MS), errorText(error)])
  }
}

/** Sends what is due, each once unless a process dies between the provider's yes and our note of it. Answers how many were tried. */
export async function sendDueMessages(ctx: TxCtx, ports: SendPorts): Promise<number> {
  let tried = 0
  for (;;) {
    const due = await ctx.sql.rows<Due>('message_claim', CLAIM, [ctx.now, new Date(ctx.now.getTime() + LEASE_MS)])
    for (const message of due.sort((a, b) => a.id - b.id)) await sendOne(ctx, message, ports)
    tried += due.length
    if (due.length < BATCH) return tried
  }
}
