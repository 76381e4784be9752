import type { Ctx, TxCtx } from '../database/index.ts'
import { formatYuan } from '../money/index.ts'
import { ORDER } from '../orders/index.ts'
import { type HeardEvent, hearEvents, oneByOne } from '../outbox/index.ts'
import { type News, type NoticePorts, tell } from './tell.ts'

interface Payload { orderId: number, deliveryId?: number, aftersaleId?: number, amountFen?: number, step?: string }

/** An order as its buyer is told of it: pictured by its first product. */
interface Told extends Record<string, unknown> {
  userId: number
  orderSn: string
  goodsId: number
  goodsName: string
  shippingName: string
  trackingNo: string
  /** Who ended it; '' while it goes on. What is noted afterwards is not asked. */
  endedBy: string
  serviceSn: string
}

const ENDED = [ORDER.canceled, ORDER.invalid, ORDER.returned].join(', ')
const TOLD = `
SELECT o."userId", o."sn" AS "orderSn", l."goodsId", l."goodsName", coalesce(d."shippingName", '') AS "shippingName", coalesce(d."trackingNo", '') AS "trackingNo",
  coalesce(a."sn", '') AS "serviceSn", coalesce((SELECT g."byName" FROM "OrderLog" g WHERE g."orderId" = o."id" AND g."orderStatus" IN (${ENDED}) ORDER BY g."id" LIMIT 1), '') AS "endedBy"
FROM "Order" o JOIN "User" u ON u."id" = o."userId" AND u."closedAt" IS NULL
JOIN LATERAL (SELECT f."goodsId", f."goodsName" FROM "OrderLine" f WHERE f."orderId" = o."id" ORDER BY f."id" LIMIT 1) l ON true
LEFT JOIN "Delivery" d ON d."id" = $2 AND d."orderId" = o."id" AND d."status" = 0 LEFT JOIN "Aftersale" a ON a."id" = $3 AND a."orderId" = o."id" WHERE o."id" = $1`

type Word = Pick<News, 'kind' | 'params' | 'path'>

const BUYER = 'buyer'

/** What the buyer hears of it; null for what they did themselves or see on the way. */
function wordOf({ topic, payload }: HeardEvent<Payload>, told: Told): Word | null {
  const { orderSn, goodsName, shippingName, trackingNo, serviceSn } = told
  const caseId = payload.aftersaleId ?? 0
  const [order, service] = [`/orders/${orderSn}`, `/aftersales/${caseId}`]
  if (topic === 'order.codes_delivered') return { kind: 'codes_delivered', params: { orderSn, goodsName }, path: order }
  // A parcel that was taken back meanwhile is no news.
  if (topic === 'order.shipped') return trackingNo === '' ? null : { kind: 'order_shipped', params: { orderSn, goodsName, shippingName, trackingNo }, path: order }
  if (topic === 'order.canceled') return told.endedBy === BUYER ? null : { kind: 'order_canceled', params: { orderSn, goodsName }, path: order }
  if (topic === 'aftersale.refunded') return { kind: 'aftersale_refunded', params: { orderSn, serviceSn, caseId, amount: `¥${formatYuan(payload.amountFen ?? 0)}` }, path: service }
  if (payload.step === 'agree') return { kind: 'aftersale_agreed', params: { orderSn, serviceSn, caseId }, path: service }
  return payload.step === 'refuse' ? { kind: 'aftersale_refused', params: { orderSn, serviceSn, caseId }, path: service } : null
}

async function hear(tx: TxCtx, event: HeardEvent<Payload>, ports: NoticePorts): Promise<void> {
  const { orderId, deliveryId = 0, aftersaleId = 0 } = event.payload
  const told = await tx.sql.row<Told>('order_told', TOLD, [orderId, deliveryId, aftersaleId])
  const word = told && wordOf(event, told)
  if (word) await tell(tx, { userId: told.userId, goodsId: told.goodsId, at: event.createdAt, ...word }, ports)
}

/** Tells buyers what became of their orders: shipped, codes there, cancelled by the shop or the clock, an after-sales case decided. */
export async function tellOrderNews(ctx: Ctx, ports: NoticePorts & { failed: (error: unknown) => void }): Promise<void> {
  await hearEvents<Payload>(ctx, { consumer: 'orderNews', hear: oneByOne((tx, event) => hear(tx, event, ports)), failed: ports.failed })
}
