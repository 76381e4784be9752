import { z } from 'zod'
import { claimCoupon, listBonuses, listCoupons } from '@xiaopu/shared/bonuses'
import { BonusItem, CouponType, int, Package, pagedInput, pagedOutput, text } from '@xiaopu/shared/contract'
import { getPackage, listPackages } from '@xiaopu/shared/promotions'
import { router, shopperProcedure, visitorProcedure } from '../trpc.ts'
import { articleRouter } from './article.ts'

const PACKAGE = 'ectouch.promotion.package'
const COUPON = 'ectouch.promotion.coupon'
const MOST = 100

/** Promotions: one method for each kind, its operations picked by `action`. */
export const promotionRouter = router({
  article: articleRouter,
  coupon: router({
    list: visitorProcedure
      .meta({ method: COUPON, action: 'list', isDefaultAction: true, title: '领券中心', write: false })
      .input(z.strictObject({ goodsId: int.min(1).optional(), sellerId: int.min(0).optional() }))
      .output(z.object({ items: z.array(CouponType) }))
      .query(({ ctx, input }) => listCoupons(ctx, input)),
    claim: shopperProcedure
      .meta({ method: COUPON, action: 'claim', title: '领取', write: true, errors: ['NOT_FOUND', 'COUPON_NOT_OPEN', 'COUPON_SOLD_OUT', 'COUPON_LIMIT', 'RANK_NOT_ALLOWED', 'CONFLICT'] })
      .input(z.strictObject({ typeId: int.min(1), requestNo: text.max(64).optional() }))
      .output(z.object({ bonus: BonusItem, coupon: CouponType }))
      .mutation(({ ctx, input }) => claimCoupon(ctx, input)),
    mine: shopperProcedure
      .meta({ method: COUPON, action: 'mine', title: '我的优惠券', write: false })
      .input(z.strictObject({ state: z.enum(['unused', 'used', 'expired']).default('unused') }))
      .output(z.object({ items: z.array(BonusItem) }))
      .query(async ({ ctx, input }) => ({ items: (await listBonuses(ctx, { status: input.state, pageNo: 1, pageSize: MOST })).items })),
  }),
  package: router({
    list: visitorProcedure
      .meta({ method: PACKAGE, action: 'list', isDefaultAction: true, title: '礼包列表', write: false })
      .input(pagedInput({ goodsId: int.min(1).optional() }))
      .output(pagedOutput({ items: z.array(Package) }))
      .query(async ({ ctx, input }) => ({ ...await listPackages(ctx, input), pageNo: input.pageNo, pageSize: input.pageSize })),
    get: visitorProcedure
      .meta({ method: PACKAGE, action: 'get', title: '礼包详情', write: false, errors: ['NOT_FOUND'] })
      .input(z.strictObject({ activityId: int.min(1).meta({ wireName: 'act_id' }) }))
      .output(z.object({ package: Package }))
      .query(({ ctx, input }) => getPackage(ctx, input)),
  }),
})
