import type { TxCtx } from '../database/index.ts'
import type { Channel, TemplateName } from './templates.ts'
import { encrypt } from '../secrets/index.ts'

export interface Message {
  channel: Channel
  recipient: string
  template: TemplateName
  params: Record<string, string | number>
}

/** A row of the change's own transaction, sent after it. The body may hold a secret and is encrypted. */
export async function queueMessage(tx: TxCtx, { channel, recipient, template, params }: Message, { secretsKey }: { secretsKey: Uint8Array }): Promise<void> {
  await tx.sql.run(
    'message_queue',
    'INSERT INTO "OutboundMessage" ("channel", "recipient", "template", "bodyCipher", "createdAt", "nextAt") VALUES ($1, $2, $3, $4, $5, $5)',
    [channel, recipient, template, encrypt(secretsKey, JSON.stringify(params)), tx.now],
  )
}
