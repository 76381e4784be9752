import { ShopError } from '@xiaopu/shared/errors'
import { CARRIER_HOUSES, carrierHouseOf, expressForStaff, expressOfOwnOrder, findStaffOrderId, listShipments, type Shipment, type SHIPMENT_SORTS, type TraceState } from '@xiaopu/shared/orders'
import { z } from 'zod'
import { carrierFailed } from '../../carrier-failures.ts'
import { isoToGmt8 } from '../../gateway/index.ts'
import { wireHouse } from '../delivery-shape.ts'
import { type CareyCtx, method, pageOf } from '../method.ts'
import { maybeIds, ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { absolute } from '../wire.ts'

const [MAX_NUMBER, MAX_ACCOUNT, MAX_DAYS, MOST_PARCELS] = [50, 80, 3650, 100]
const MAX_KIND = 3
const STATE_NUMBER: Record<TraceState, number> = { none: 0, collected: 1, in_transit: 2, delivering: 201, signed: 3, returned: 4, problem: 4 }
const STATES = ['0', '1', '2', '3', '4', '201'] as const
const SORTS: Record<string, typeof SHIPMENT_SORTS[number]> = { delivery_dist_id: 'id', order_code: 'orderSn', delivery_item_id: 'shippingName', logistic_code: 'trackingNo', state: 'traceState', is_sub: 'id' }
const reading = { auth: 'required', who: ['admin', 'user'], permission: 'orders.view', write: false } as const

function wireShipment(shipment: Shipment, { baseUrl }: CareyCtx, withTrace: boolean): object {
  const [latest] = shipment.steps
  const house = carrierHouseOf(shipment.shippingName)
  return {
    delivery_dist_id: shipment.id,
    user_id: shipment.userId,
    order_code: shipment.orderSn,
    logistic_code: shipment.trackingNo,
    trace: withTrace ? shipment.steps.map(({ time, text, location }) => ({ accept_time: isoToGmt8(time), accept_station: text, location })) : [],
    accept_station: latest?.text ?? '',
    accept_time: isoToGmt8(latest?.time ?? ''),
    remark: '',
    state: STATE_NUMBER[shipment.state],
    // Carriers are asked, they do not call.
    is_sub: 0,
    create_time: isoToGmt8(shipment.shippedAt),
    update_time: isoToGmt8(shipment.tracedAt),
    get_delivery_item: { name: shipment.shippingName, code: house?.code ?? '' },
    get_user: { username: shipment.userName, nickname: shipment.nickName, head_pic: absolute(shipment.avatarUrl, baseUrl) },
  }
}

/** Asks the carriers, where it is time to; an order that is not the caller's has no parcels. */
async function refreshed(ctx: CareyCtx, orderSn: string): Promise<boolean> {
  try {
    if (ctx.actor.kind === 'staff') await expressForStaff(ctx, await findStaffOrderId(ctx, orderSn), carrierFailed(ctx))
    else await expressOfOwnOrder(ctx, { orderSn }, carrierFailed(ctx))
    return true
  } catch (error) {
    if (error instanceof ShopError && error.word === 'NOT_FOUND') return false
    throw error
  }
}

/** Carriers, and where parcels are. */
export const deliveryTrackingMethods = [
  method({
    controller: 'delivery_item',
    name: 'get.delivery.company.select',
    title: '获取快递公司选择列表',
    auth: 'optional',
    who: ['admin', 'user'],
    write: false,
    params: z.object({ type: param.maybeInt(0, MAX_KIND) }),
    run: async ({ input }) => (input.type ? [] : CARRIER_HOUSES.map(wireHouse)),
  }),
  method({
    ...reading,
    controller: 'delivery_dist',
    name: 'get.delivery.dist.code',
    title: '根据流水号获取配送记录',
    params: z.object({ order_code: param.words(MAX_NUMBER), logistic_code: param.text(MAX_NUMBER).default(''), exclude_code: maybeIds }),
    async run({ ctx, input: { order_code: orderSn, logistic_code: trackingNo } }) {
      if (!await refreshed(ctx, orderSn)) return []
      const { items } = await listShipments(ctx, { orderSn, trackingNo, account: '' }, { sort: 'id', isDescending: true, pageNo: 1, pageSize: MOST_PARCELS })
      return items.map((shipment) => wireShipment(shipment, ctx, true))
    },
  }),
  method({
    ...reading,
    who: ['admin'],
    controller: 'delivery_dist',
    name: 'get.delivery.dist.list',
    title: '获取配送记录列表',
    params: z.object({
      order_code: param.text(MAX_NUMBER).default(''),
      logistic_code: param.text(MAX_NUMBER).default(''),
      is_trace: param.maybeFlag,
      state: z.preprocess((sent) => (sent === '' ? undefined : sent), z.enum(STATES).optional()),
      is_sub: param.maybeFlag,
      account: param.text(MAX_ACCOUNT).default(''),
      timeout: param.maybeInt(0, MAX_DAYS),
      ...param.page,
      ...ordered(['delivery_dist_id', 'order_code', 'delivery_item_id', 'logistic_code', 'state', 'is_sub'], 'delivery_dist_id'),
    }),
    async run({ ctx, input }) {
      if (input.is_sub) return pageOf([], 0)
      const states = input.state === undefined ? undefined : Object.entries(STATE_NUMBER).flatMap(([state, number]) => (String(number) === input.state ? [state as TraceState] : [])) // the keys of that record
      const filter = { orderSn: input.order_code, trackingNo: input.logistic_code, states, account: input.account, overdueDays: input.timeout }
      const { items, totalResults } = await listShipments(ctx, filter, { sort: SORTS[input.order_field] ?? 'id', isDescending: input.order_type === 'desc', pageNo: input.page_no, pageSize: input.page_size })
      return pageOf(items.map((shipment) => wireShipment(shipment, ctx, input.is_trace ?? false)), totalResults)
    },
  }),
]
