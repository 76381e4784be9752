import { listPromotePrices, type PROMOTE_SORTS, type PromotePrice, promotePriceOf, runningPromotePrices } from '@xiaopu/shared/catalogue'
import { formatYuan } from '@xiaopu/shared/money'
import { z } from 'zod'
import { type CareyCtx, method, pageOf } from '../method.ts'
import { ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { bit, timeText, yuan } from '../wire.ts'

const DAY_MS = 86_400_000
const MAX_NAME = 100
/** 0 percent, 1 off the price, 2 a price, 3 a coupon: ours are prices. */
const A_PRICE = 2
const MOST_KINDS = 3
const staff = { controller: 'discount', auth: 'required', who: ['admin'], permission: 'goods.view', write: false } as const
const SORTS: Record<string, typeof PROMOTE_SORTS[number]> = { discount_id: 'id', name: 'name', type: 'id', begin_time: 'promoteStartAt', end_time: 'promoteEndAt', status: 'promoteEndAt' }

/** A discount of CareyShop's holds many products; ours hangs on one and is called as that is. */
function wireDiscount({ goodsId, name, priceFen, startAt, endAt }: PromotePrice, { now }: CareyCtx): object {
  return { name, discount_id: goodsId, type: A_PRICE, begin_time: timeText(startAt), end_time: timeText(endAt), status: bit(endAt > now), discount_goods: [{ goods_id: goodsId, discount: yuan(priceFen) }] }
}

/** Midnight of a day in the shop's time. */
const midnight = (day: string | undefined): Date | undefined => (day === undefined ? undefined : new Date(`${day}T00:00:00+08:00`))

export const discountMethods = [
  method({
    ...staff,
    name: 'get.discount.list',
    title: '获取商品折扣列表',
    params: z.object({
      name: param.text(MAX_NAME).default(''),
      status: param.maybeFlag,
      type: param.maybeInt(0, MOST_KINDS),
      begin_time: param.maybeDay,
      end_time: param.maybeDay,
      ...param.page,
      ...ordered(['discount_id', 'name', 'type', 'begin_time', 'end_time', 'status'], 'discount_id'),
    }),
    async run({ ctx, input }) {
      if (input.type !== undefined && input.type !== A_PRICE) return pageOf([], 0)
      const last = midnight(input.end_time)
      const filter = { name: input.name, isOn: input.status, startsFrom: midnight(input.begin_time), endsBefore: last && new Date(last.getTime() + DAY_MS) }
      const { items, totalResults } = await listPromotePrices(ctx, filter, { sort: SORTS[input.order_field] ?? 'id', isDescending: input.order_type === 'desc', pageNo: input.page_no, pageSize: input.page_size })
      return pageOf(items.map((one) => wireDiscount(one, ctx)), totalResults)
    },
  }),
  method({
    ...staff,
    name: 'get.discount.item',
    title: '获取一个商品折扣',
    params: z.object({ discount_id: param.int(1) }),
    async run({ ctx, input }) {
      const found = await promotePriceOf(ctx, input.discount_id)
      return found && wireDiscount(found, ctx)
    },
  }),
  method({
    controller: 'discount',
    auth: 'none',
    write: false,
    name: 'get.discount.goods.info',
    title: '根据商品编号获取折扣信息',
    params: z.object({ goods_id: param.ids }),
    async run({ ctx, input }) {
      const running = await runningPromotePrices(ctx, input.goods_id)
      return running.map(({ goodsId, name, priceFen, startAt, endAt }) => ({ name, type: A_PRICE, goods_id: goodsId, discount: formatYuan(priceFen), begin_time: timeText(startAt), end_time: timeText(endAt) }))
    },
  }),
]
