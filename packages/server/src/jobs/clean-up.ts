import type { Ctx } from '@xiaopu/shared/database'

const DAY_MS = 24 * 60 * 60 * 1000
const GUEST_CART_DAYS = 30
/** A token answers its order for 24 hours; a day more hurts nobody. */
const CHECKOUT_DAYS = 2
const ENDED_SESSION_DAYS = 30
const NOTIFICATION_BODY_DAYS = 180
const MESSAGE_DAYS = 90
const NOTICE_DAYS = 365
const UNCONFIRMED_DAYS = 30
const WEBHOOK_DAYS = 30
const OUTBOX_DAYS = 90

interface Rule {
  name: string
  text: string
  keepDays: number
}

/** A bucket nobody took from in a day is full: its row says nothing. */
const RATE_DAYS = 1

const RULES: readonly Rule[] = [
  { name: 'clean_captchas', text: 'DELETE FROM "Captcha" WHERE "expiresAt" < $1', keepDays: 0 },
  { name: 'clean_contact_codes', text: 'DELETE FROM "ContactCode" WHERE "expiresAt" < $1', keepDays: 1 },
  { name: 'clean_call_tokens', text: 'DELETE FROM "CallToken" WHERE "refreshExpiresAt" < $1', keepDays: ENDED_SESSION_DAYS },
  { name: 'clean_idempotency', text: 'DELETE FROM "IdempotencyRecord" WHERE "expiresAt" < $1', keepDays: 0 },
  { name: 'clean_carts', text: 'DELETE FROM "Cart" WHERE "keyHash" IS NOT NULL AND "updatedAt" < $1', keepDays: GUEST_CART_DAYS },
  { name: 'clean_checkouts', text: 'DELETE FROM "Checkout" WHERE "touchedAt" < $1', keepDays: CHECKOUT_DAYS },
  { name: 'clean_sessions', text: 'DELETE FROM "Session" WHERE "endedAt" < $1', keepDays: ENDED_SESSION_DAYS },
  { name: 'clean_staff_sessions', text: 'DELETE FROM "StaffSession" WHERE "endedAt" < $1', keepDays: ENDED_SESSION_DAYS },
  { name: 'clean_bind_tokens', text: 'DELETE FROM "BindToken" WHERE "expiresAt" < $1', keepDays: 1 },
  { name: 'clean_messages', text: 'DELETE FROM "OutboundMessage" WHERE "createdAt" < $1 AND "state" <> \'queued\'', keepDays: MESSAGE_DAYS },
  { name: 'clean_notices', text: 'DELETE FROM "Notice" WHERE "createdAt" < $1', keepDays: NOTICE_DAYS },
  { name: 'clean_desk_jobs', text: 'DELETE FROM "DeskJob" WHERE "state" = \'prepared\' AND "createdAt" < $1', keepDays: UNCONFIRMED_DAYS },
  { name: 'clean_rates', text: 'DELETE FROM "RateBucket" WHERE "atMs" < extract(epoch FROM $1::timestamptz) * 1000', keepDays: RATE_DAYS },
  { name: 'clean_rate_failures', text: 'DELETE FROM "RateFailure" WHERE "since" < $1', keepDays: RATE_DAYS },
  { name: 'clean_webhooks', text: 'DELETE FROM "WebhookDelivery" WHERE "createdAt" < $1 AND "state" <> \'queued\'', keepDays: WEBHOOK_DAYS },
  { name: 'clean_outbox', text: 'DELETE FROM "OutboxEvent" WHERE "createdAt" < $1', keepDays: OUTBOX_DAYS },
  { name: 'clean_notifications', text: 'UPDATE "PaymentNotification" SET "body" = \'\', "headers" = \'{}\' WHERE "receivedAt" < $1 AND "body" <> \'\'', keepDays: NOTIFICATION_BODY_DAYS },
]

/** Forgets what nobody may ask for any more. Answers how many rows each rule touched. */
export async function cleanUp(ctx: Ctx): Promise<Record<string, number>> {
  const touched: Record<string, number> = {}
  for (const { name, text, keepDays } of RULES) {
    touched[name] = await ctx.sql.run(name, text, [new Date(ctx.now.getTime() - keepDays * DAY_MS)])
  }
  return touched
}
