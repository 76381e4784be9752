import type { z } from 'zod'
import { WEBHOOK_EVENTS, type WebhookEventType } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { orderShapeById } from '../orders/index.ts'
import type { HeardEvent } from '../outbox/index.ts'
import { iso } from '../time/index.ts'

/** What the rows of the outbox say, whatever their topic. */
export interface OutboxPayload { orderId?: number, aftersaleId?: number, serviceSn?: string, goodsId?: number, commentId?: number, userId?: number }

/** An event as outside programs know it. */
export interface EventFacts {
  type: WebhookEventType
  schema: z.ZodObject
  data: Record<string, unknown>
  /** Whose it is: a seller's app hears of its seller's. */
  sellerId: number
  /** The scope an app needs to hear of it, '' for none. */
  scope: '' | 'merchant'
}

/** What a program without a scope can see in the store anyway. */
const OPEN_TYPES: readonly WebhookEventType[] = ['goods.stock_changed', 'goods.price_changed', 'goods.published', 'comment.approved']

export function scopeOf(type: WebhookEventType): EventFacts['scope'] {
  return OPEN_TYPES.includes(type) ? '' : 'merchant'
}

export function isEventType(text: string): text is WebhookEventType {
  return Object.hasOwn(WEBHOOK_EVENTS, text)
}

/** The outbox spells one word in the American way. */
export function typeOf(topic: string): WebhookEventType | null {
  const type = topic === 'order.canceled' ? 'order.cancelled' : topic
  return isEventType(type) ? type : null
}

type Loaded = { sellerId: number, data: unknown } | null

const GOODS = `SELECT g."id" AS "goodsId", g."sn" AS "goodsSn", g."name" AS "goodsName", g."sellerId", g."isOnSale", g."hasSku", g."stock", g."marketPriceFen", g."shopPriceFen",
  g."promotePriceFen", g."promoteStartAt", g."promoteEndAt", (SELECT coalesce(json_agg(json_build_object('skuId', s."id", 'skuSn', s."sn", 'optionsText', s."optionsText",
    'stock', s."stock", 'isOnSale', s."isOnSale") ORDER BY s."id"), '[]') FROM "Sku" s WHERE s."goodsId" = g."id") AS "skus" FROM "Goods" g WHERE g."id" = $1 AND NOT g."isDeleted"`
const COMMENT = `SELECT c."id" AS "commentId", c."goodsId", c."rank" AS "commentRank", c."content", c."addedAt", g."sellerId" FROM "Comment" c JOIN "Goods" g ON g."id" = c."goodsId"
  WHERE c."id" = $1 AND c."isApproved"`
const USER = 'SELECT "id" AS "userId", "signedUpAt" FROM "User" WHERE "id" = $1 AND "closedAt" IS NULL'

interface GoodsRow extends Record<string, unknown> { sellerId: number, promoteStartAt: Date | null, promoteEndAt: Date | null }

async function goodsData(tx: TxCtx, goodsId: number): Promise<Loaded> {
  const row = await tx.sql.row<GoodsRow>('webhook_goods', GOODS, [goodsId])
  return row && { sellerId: row.sellerId, data: { ...row, promoteStartDate: iso(row.promoteStartAt), promoteEndDate: iso(row.promoteEndAt) } }
}

async function commentData(tx: TxCtx, commentId: number): Promise<Loaded> {
  const row = await tx.sql.row<{ sellerId: number, addedAt: Date }>('webhook_comment', COMMENT, [commentId])
  return row && { sellerId: row.sellerId, data: { ...row, addTime: iso(row.addedAt) } }
}

async function userData(tx: TxCtx, userId: number): Promise<Loaded> {
  const row = await tx.sql.row<{ userId: number, signedUpAt: Date }>('webhook_user', USER, [userId])
  return row && { sellerId: 0, data: { userId: row.userId, signedUpTime: iso(row.signedUpAt) } }
}

async function orderData(tx: TxCtx, { orderId = 0, aftersaleId, serviceSn }: OutboxPayload): Promise<Loaded> {
  const order = await orderShapeById(tx, orderId)
  const aftersales = order.aftersales.filter((one) => one.aftersaleId === aftersaleId || one.serviceSn === serviceSn)
  return { sellerId: order.sellerId, data: { ...order, aftersales } }
}

function load(tx: TxCtx, type: WebhookEventType, payload: OutboxPayload): Promise<Loaded> {
  if (type.startsWith('goods.')) return goodsData(tx, payload.goodsId ?? 0)
  if (type === 'comment.approved') return commentData(tx, payload.commentId ?? 0)
  return type === 'user.signed_up' ? userData(tx, payload.userId ?? 0) : orderData(tx, payload)
}

/** What is so now of that which the event tells of; null when it is gone. Only the fields of the contract's shape leave the shop. */
export async function eventFacts(tx: TxCtx, { topic, payload }: HeardEvent<OutboxPayload>): Promise<EventFacts | null> {
  const type = typeOf(topic)
  const loaded = type && await load(tx, type, payload)
  if (!type || !loaded) return null
  const schema: z.ZodObject = WEBHOOK_EVENTS[type]
  return { type, schema, data: schema.parse(loaded.data), sellerId: loaded.sellerId, scope: scopeOf(type) }
}
