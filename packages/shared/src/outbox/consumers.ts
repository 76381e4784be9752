import type { OutboxTopic } from './outbox.ts'

/** Who hears what. Each of them sees every event of its topics once, whatever the others do. */
export const CONSUMERS = {
  notices: ['goods.stock_rose', 'goods.price_changed'],
  orderNews: ['order.shipped', 'order.codes_delivered', 'order.canceled', 'aftersale.moved', 'aftersale.refunded'],
  surveys: ['order.received', 'order.paid', 'aftersale.moved'],
  webhooks: [
    'order.placed', 'order.paid', 'order.shipped', 'order.received', 'order.canceled', 'aftersale.asked', 'aftersale.moved', 'aftersale.refunded',
    'goods.stock_changed', 'goods.price_changed', 'goods.published', 'comment.approved', 'user.signed_up',
  ],
} as const satisfies Record<string, readonly OutboxTopic[]>

export type OutboxConsumer = keyof typeof CONSUMERS

/** Whether an enabled endpoint of an app asks for the topic: what only they hear of is not written for nobody. */
export function wantedSql(topic: OutboxTopic): string {
  return `EXISTS (SELECT 1 FROM "WebhookEndpoint" w WHERE w."isEnabled" AND '${topic}' = ANY(w."events"))`
}

const PAIRS = Object.entries(CONSUMERS).flatMap(([consumer, topics]) => topics.map((topic) => `('${topic}', '${consumer}')`)).join(', ')

/**
 * The statement that notes who still has to hear the events of a CTE with the columns `id` and `topic`. It belongs into the statement
 * that writes the events: what an open transaction wrote is owed from the moment it ends, however late that is and whatever its number.
 * A shop nobody listens to from outside owes webhooks nothing.
 */
export function owedSql(events: string): string {
  return `INSERT INTO "OutboxTask" ("consumer", "eventId") SELECT c."consumer", ${events}."id" FROM ${events} JOIN (VALUES ${PAIRS}) AS c("topic", "consumer") ON c."topic" = ${events}."topic"
    WHERE c."consumer" <> 'webhooks' OR EXISTS (SELECT 1 FROM "WebhookEndpoint" w WHERE w."isEnabled")`
}
