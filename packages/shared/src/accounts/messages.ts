import type { TxCtx } from '../database/index.ts'
import type { SecretsPort } from './ports.ts'
import { encrypt } from '../secrets/index.ts'

export interface Message {
  channel: 'mail' | 'sms'
  recipient: string
  template: 'password_reset' | 'password_was_reset' | 'email_confirm' | 'email_changed' | 'new_device'
  params: Record<string, string | number>
}

/** A row of the change's own transaction, sent after it. The body may hold a secret and is encrypted. */
export async function queueMessage(tx: TxCtx, { channel, recipient, template, params }: Message, { secretsKey }: SecretsPort): Promise<void> {
  await tx.sql.run(
    'message_queue',
    'INSERT INTO "OutboundMessage" ("channel", "recipient", "template", "bodyCipher", "createdAt") VALUES ($1, $2, $3, $4, $5)',
    [channel, recipient, template, encrypt(secretsKey, JSON.stringify(params)), tx.now],
  )
}
