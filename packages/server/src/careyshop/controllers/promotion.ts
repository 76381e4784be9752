import { type Favourable, FAVOURABLE_SORTS, favourableForStaff, getFavourables, listFavourablesForStaff, type StaffFavourable } from '@xiaopu/shared/promotions'
import { z } from 'zod'
import { method, orNull, pageOf } from '../method.ts'
import { ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { bit, timeText, yuan } from '../wire.ts'

const MAX_NAME = 100
const BASIS_POINTS_PER_PERCENT = 100
const [MONEY_OFF, PERCENT] = [1, 2]
const staff = { controller: 'promotion', auth: 'required', who: ['admin'], permission: 'promotions.edit', write: false } as const
const [FIRST_SORT, ...OTHER_SORTS] = FAVOURABLE_SORTS

/** From which amount on what: 0 money off, 1 percent still paid. Gifts have no word in this convention. */
function wireTiers({ type, minAmountFen, offFen, payBasisPoints }: Favourable): object[] {
  const gift = type === MONEY_OFF ? { type: 0, value: yuan(offFen) } : type === PERCENT ? { type: 1, value: payBasisPoints / BASIS_POINTS_PER_PERCENT } : null
  return [{ quota: yuan(minAmountFen), settings: gift ? [gift] : [] }]
}

function wireActive(activity: Favourable): object {
  return { promotion_id: activity.activityId, name: activity.name, begin_time: timeText(activity.startAt), end_time: timeText(activity.endAt), promotion_item: wireTiers(activity) }
}

const wirePromotion = (activity: StaffFavourable): object => ({ ...wireActive(activity), status: bit(activity.isPublished) })

export const promotionMethods = [
  method({
    ...staff,
    name: 'get.promotion.list',
    title: '获取订单促销列表',
    params: z.object({ name: param.text(MAX_NAME).default(''), status: param.maybeFlag, begin_time: param.maybeMoment, end_time: param.maybeMoment, ...param.page, ...ordered([FIRST_SORT ?? 'promotion_id', ...OTHER_SORTS], 'promotion_id') }),
    async run({ ctx, input }) {
      const filters = { name: input.name, isPublished: input.status ?? null, from: input.begin_time ?? null, to: input.end_time ?? null, sort: input.order_field, isAscending: input.order_type === 'asc' }
      const { items, total } = await listFavourablesForStaff(ctx, filters, { pageNo: input.page_no, pageSize: input.page_size })
      return pageOf(items.map(wirePromotion), total)
    },
  }),
  method({
    ...staff,
    name: 'get.promotion.item',
    title: '获取一个订单促销',
    params: z.object({ promotion_id: param.int(1) }),
    async run({ ctx, input }) {
      const found = await orNull(favourableForStaff(ctx, input.promotion_id))
      return found && wirePromotion(found)
    },
  }),
  /** One at a time in this convention: the first of those that run now. */
  method({
    controller: 'promotion',
    auth: 'none',
    write: false,
    name: 'get.promotion.active',
    title: '获取正在进行的促销列表',
    params: z.object({}),
    async run({ ctx }) {
      const running = (await getFavourables(ctx)).find(({ startAt, endAt }) => startAt <= ctx.now && ctx.now < endAt)
      return running ? wireActive(running) : null
    },
  }),
]
