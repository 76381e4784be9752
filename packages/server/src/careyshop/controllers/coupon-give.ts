import { addBonus, bonusesFor, claimCoupon, hideBonuses, listGivenBonuses, refuseMisfit } from '@xiaopu/shared/bonuses'
import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import { kindOfCode, wireFit, wireGiven, wireOwner } from '../coupon-shape.ts'
import { done, method, pageOf } from '../method.ts'
import { money } from '../param-kinds.ts'
import { param } from '../read-params.ts'

const [MAX_CODE, MAX_ACCOUNT, LEAST_AMOUNT] = [20, 80, 0.01]
const own = { controller: 'coupon_give', auth: 'required', who: ['user'] } as const
const shared = { controller: 'coupon_give', auth: 'required', who: ['admin', 'user'], permission: 'promotions.edit' } as const
const purchase = { goods_id: param.ids, pay_amount: money(LEAST_AMOUNT) }
const several = z.object({ coupon_give_id: param.ids })

export const couponGiveMethods = [
  method({
    ...shared,
    write: false,
    name: 'get.coupon.give.list',
    title: '获取已领取优惠劵列表',
    params: z.object({ coupon_id: param.maybeInt(1), type: z.enum(['normal', 'used', 'invalid', 'delete']).optional(), account: param.text(MAX_ACCOUNT).default(''), ...param.page }),
    async run({ ctx, input }) {
      const typeId = ctx.actor.kind === 'staff' ? input.coupon_id ?? 0 : 0
      const { items, total } = await listGivenBonuses(ctx, { typeId, kind: input.type ?? 'all', account: input.account }, { pageNo: input.page_no, pageSize: input.page_size })
      return pageOf(await wireGiven(ctx, items, (given) => wireOwner(ctx, given)), total)
    },
  }),
  /** The code of a kind that is claimed, or the number printed on a bonus. */
  method({
    ...own,
    write: true,
    name: 'give.coupon.code',
    title: '领取码领取优惠劵',
    params: z.object({ give_code: param.words(MAX_CODE) }),
    async run({ ctx, input: { give_code: code } }) {
      const typeId = kindOfCode(code)
      return done(typeId > 0 ? claimCoupon(ctx, { typeId }) : addBonus(ctx, { bonusSn: code }))
    },
  }),
  method({
    ...own,
    write: false,
    name: 'get.coupon.give.select',
    title: '根据商品Id列出可使用的优惠劵',
    params: z.object(purchase),
    run: async ({ ctx, input }) => wireGiven(ctx, await bonusesFor(ctx, { goodsIds: input.goods_id, amountFen: input.pay_amount }), wireFit),
  }),
  method({
    ...own,
    write: false,
    name: 'get.coupon.give.check',
    title: '验证优惠劵是否可使用',
    params: z.object({ coupon_give_id: param.maybeInt(1), exchange_code: param.maybeWords(MAX_CODE), ...purchase }),
    async run({ ctx, input: { coupon_give_id: bonusId, exchange_code: sn, goods_id: goodsIds, pay_amount: amountFen } }) {
      if (bonusId === undefined && sn === undefined) throw new ShopError('PARAM_MISSING', { field: 'coupon_give_id' })
      const [found] = await bonusesFor(ctx, { goodsIds, amountFen, bonusId, sn })
      if (!found) throw new ShopError('BONUS_UNAVAILABLE')
      refuseMisfit(found)
      const [wire] = await wireGiven(ctx, [found])
      return wire
    },
  }),
  method({ ...shared, write: true, name: 'del.coupon.give.list', title: '批量删除已领取优惠劵', params: several, run: ({ ctx, input }) => done(hideBonuses(ctx, input.coupon_give_id, true)) }),
  method({ ...shared, write: true, name: 'rec.coupon.give.list', title: '批量恢复已删优惠劵', params: several, run: ({ ctx, input }) => done(hideBonuses(ctx, input.coupon_give_id, false)) }),
]
