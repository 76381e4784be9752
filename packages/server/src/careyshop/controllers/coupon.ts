import { activeCoupons, type BonusTypeRow, bonusTypesById, listBonusTypes } from '@xiaopu/shared/bonuses'
import { z } from 'zod'
import { couponKind, wireActiveCoupon, wireCoupon } from '../coupon-shape.ts'
import { type CareyCtx, method, pageOf } from '../method.ts'
import { ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { pageOfAll } from '../sorted.ts'

const [MAX_NAME, LAST_KIND, ALL] = [50, 3, 10_000]
const staff = { controller: 'coupon', auth: 'required', who: ['admin'], permission: 'promotions.edit', write: false } as const
const filters = { type: param.maybeInt(0, LAST_KIND), status: param.maybeFlag, is_invalid: param.maybeFlag }

const SORTS: Record<'coupon_id' | 'name' | 'type' | 'give_num' | 'receive_num' | 'use_num' | 'status' | 'is_invalid', (type: BonusTypeRow) => string | number> = {
  coupon_id: ({ id }) => id,
  name: ({ name }) => name,
  type: couponKind,
  give_num: ({ issuedCount }) => issuedCount,
  receive_num: ({ ownedCount }) => ownedCount,
  use_num: ({ usedCount }) => usedCount,
  status: ({ id }) => id,
  is_invalid: ({ id }) => id,
}

/** Kinds of bonuses are few and read as a whole. None is switched off or withdrawn. */
async function found(ctx: CareyCtx, { type, status, is_invalid: isInvalid }: { type?: number | undefined, status?: boolean | undefined, is_invalid?: boolean | undefined }): Promise<BonusTypeRow[]> {
  if (status === false || isInvalid) return []
  const { items } = await listBonusTypes(ctx, { pageNo: 1, pageSize: ALL })
  return items.filter((one) => type === undefined || couponKind(one) === type)
}

export const couponMethods = [
  method({
    ...staff,
    name: 'get.coupon.list',
    title: '获取优惠劵列表',
    params: z.object({ name: param.text(MAX_NAME).default(''), ...filters, ...param.page, ...ordered(['coupon_id', 'name', 'type', 'give_num', 'receive_num', 'use_num', 'status', 'is_invalid'], 'coupon_id') }),
    async run({ ctx, input }) {
      const all = (await found(ctx, input)).filter(({ name }) => name.includes(input.name))
      const { items, total } = pageOfAll(all, input, SORTS[input.order_field])
      return pageOf(items.map(wireCoupon), total)
    },
  }),
  method({
    ...staff,
    name: 'get.coupon.item',
    title: '获取一张优惠劵',
    params: z.object({ coupon_id: param.int(1) }),
    async run({ ctx, input }) {
      const type = (await bonusTypesById(ctx, [input.coupon_id])).get(input.coupon_id)
      const isOwn = ctx.actor.kind === 'staff' && (ctx.actor.sellerId === 0 || ctx.actor.sellerId === type?.sellerId)
      return type && isOwn ? wireCoupon(type) : null
    },
  }),
  method({
    controller: 'coupon',
    auth: 'none',
    write: false,
    name: 'get.coupon.active',
    title: '获取当前可领取的优惠劵列表',
    params: z.object({}),
    async run({ ctx }) {
      const ids = await activeCoupons(ctx)
      const types = await bonusTypesById(ctx, ids)
      return ids.flatMap((id) => types.get(id) ?? []).map(wireActiveCoupon)
    },
  }),
  method({
    ...staff,
    name: 'get.coupon.select',
    title: '获取优惠劵选择列表',
    params: z.object({ ...filters, is_shelf_life: param.maybeFlag }),
    async run({ ctx, input }) {
      const all = await found(ctx, input)
      return all.filter(({ useEndAt }) => !input.is_shelf_life || new Date(useEndAt) > ctx.now).map(wireCoupon)
    },
  }),
]
