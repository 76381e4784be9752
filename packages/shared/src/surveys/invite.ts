import type { SurveyTrigger } from '../contract/index.ts'
import { type Ctx, listParameter, type TxCtx } from '../database/index.ts'
import { type NoticePorts, tell } from '../notices/index.ts'
import { type HeardEvent, hearEvents } from '../outbox/index.ts'

/** Done, or refused by the shop: the case has come to its end without the buyer taking it back. */
const CLOSED_CASES: readonly number[] = [4, 6]

type Payload = { orderId: number, state?: number }

/** What an event asks surveys for; '' for nothing. */
function triggerOf({ topic, payload }: HeardEvent<Payload>): SurveyTrigger | '' {
  if (topic === 'order.received') return 'order_received'
  if (topic === 'order.paid') return 'first_order'
  return CLOSED_CASES.includes(payload.state ?? -1) ? 'aftersale_closed' : ''
}

// A survey asks about what happened after it began to ask, and the orders of its own seller. The buyer's earlier orders are read
// only for a survey that asks, and oldest first by their index: every paid order comes by here.
const INVITE = `
WITH invited AS (
  INSERT INTO "SurveyInvitation" ("surveyId", "orderId", "userId", "invitedAt")
  SELECT s."id", o."id", o."userId", $3 FROM unnest(${listParameter('$1', 'int')}, ${listParameter('$2', 'text')}, ${listParameter('$4', 'timestamptz')}) AS asked("orderId", "trigger", "at")
  JOIN "Order" o ON o."id" = asked."orderId" JOIN "User" u ON u."id" = o."userId" AND u."closedAt" IS NULL
  JOIN "Survey" s ON s."sellerId" = o."sellerId" AND s."trigger" = asked."trigger" AND s."status" = 1 AND s."invitesFrom" <= asked."at"
    AND (s."beginAt" IS NULL OR s."beginAt" <= $3) AND (s."endAt" IS NULL OR s."endAt" > $3) AND (s."maxAnswers" = 0 OR s."answerValid" < s."maxAnswers")
  WHERE NOT o."isMain"
    AND (s."trigger" <> 'first_order' OR (
      SELECT e."id" FROM "Order" e WHERE e."userId" = o."userId" AND e."id" < o."id" AND e."paidAt" IS NOT NULL AND e."mainOrderId" IS DISTINCT FROM o."mainOrderId"
      ORDER BY e."addedAt", e."id" LIMIT 1) IS NULL)
  ON CONFLICT ("surveyId", "orderId") DO NOTHING RETURNING "surveyId", "orderId", "userId"
)
SELECT i."userId", s."sid", s."title", o."sn" AS "orderSn" FROM invited i JOIN "Survey" s ON s."id" = i."surveyId" JOIN "Order" o ON o."id" = i."orderId"`

interface Invited extends Record<string, unknown> { userId: number, sid: string, title: string, orderSn: string }

async function invite(tx: TxCtx, events: readonly HeardEvent<Payload>[], ports: NoticePorts): Promise<void> {
  const asking = events.flatMap((event) => {
    const trigger = triggerOf(event)
    return trigger === '' ? [] : [{ orderId: event.payload.orderId, trigger, at: event.createdAt }]
  })
  if (asking.length === 0) return
  const invited = await tx.sql.rows<Invited>('survey_invite', INVITE, [asking.map(({ orderId }) => orderId), asking.map(({ trigger }) => trigger), tx.now, asking.map(({ at }) => at)])
  for (const { userId, sid, title, orderSn } of invited) {
    await tell(tx, { userId, kind: 'survey_invited', goodsId: 0, path: `/survey/${sid}?order=${orderSn}`, params: { title, sid, orderSn } }, ports)
  }
}

/** Asks buyers for an answer, once per survey and order, in the inbox and by mail. */
export async function inviteToSurveys(ctx: Ctx, ports: NoticePorts & { failed: (error: unknown) => void }): Promise<void> {
  await hearEvents<Payload>(ctx, { consumer: 'surveys', hear: (tx, events) => invite(tx, events, ports), failed: ports.failed })
}
