import type { Ctx, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { type Shippable, shippable } from './staff-bulk.ts'
import { shipAtOnce } from './staff-desk.ts'
import { deskSeller } from './staff-list.ts'

export interface OrderToShip extends Omit<Shippable, 'lines'> { lines: { orderLineId: number, goodsSn: string, skuSn: string, openUnits: number }[] }

/** Orders by number or id, with what of each line is in no parcel yet. */
export async function ordersToShip(ctx: Ctx, names: readonly (string | number)[]): Promise<OrderToShip[]> {
  const ids = names.filter((name) => typeof name === 'number')
  const sns = names.filter((name) => typeof name === 'string' && name !== '')
  const rows = await ctx.sql.rows<OrderRow>('desk_ship_named', 'SELECT * FROM "Order" WHERE ("id" = ANY($1::int[]) OR "sn" = ANY($2::text[])) AND NOT "isMain" AND ($3 = 0 OR "sellerId" = $3)', [ids, sns, deskSeller(ctx)])
  const numbers = await ctx.sql.rows<{ id: number, goodsSn: string, skuSn: string }>('desk_ship_numbers', `SELECT l."id", l."goodsSn", coalesce(s."sn", '') AS "skuSn" FROM "OrderLine" l LEFT JOIN "Sku" s ON s."id" = l."skuId" WHERE l."orderId" = ANY($1::int[])`, [rows.map((row) => row.id)])
  const numberOf = new Map(numbers.map((row) => [row.id, row]))
  return (await shippable(ctx, rows)).map(({ lines, ...order }) => ({
    ...order,
    lines: lines.map(({ orderLineId, quantity }) => ({ orderLineId, goodsSn: numberOf.get(orderLineId)?.goodsSn ?? '', skuSn: numberOf.get(orderLineId)?.skuSn ?? '', openUnits: quantity })),
  }))
}

export interface ParcelToShip {
  order: OrderToShip
  /** None: everything that is open. */
  units: { orderLineId: number, quantity: number }[]
  trackingNo: string
  shippingName: string
}

/** Packs a parcel and hands it over, both or neither; `also` is written with it. */
export async function sendParcel(ctx: Ctx, ports: PaymentPorts, { order, units, trackingNo, shippingName }: ParcelToShip, also: (tx: TxCtx) => Promise<void>): Promise<void> {
  const isWhole = units.length === 0
  if (order.refusal === 'aftersale') throw new ShopError('ORDER_HAS_AFTERSALE')
  if (order.refusal !== '' && (isWhole || !['parcels', 'nothing'].includes(order.refusal))) throw new ShopError('ORDER_STATE_INVALID')
  if (order.needsNumber && trackingNo === '') throw new ShopError('PARAM_MISSING', { field: 'trackingNo' })
  const open = order.lines.map(({ orderLineId, openUnits }) => ({ orderLineId, quantity: openUnits }))
  const parcel = { orderId: order.orderId, lines: isWhole ? open : units, deliveryId: isWhole && open.length === 0 ? order.deliveryId : 0, trackingNo, shippingName: shippingName || undefined }
  await shipAtOnce(ctx, ports, parcel, also)
}
