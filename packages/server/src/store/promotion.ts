import { z } from 'zod'
import { int, Package, pagedInput, pagedOutput } from '@xiaopu/shared/contract'
import { getPackage, listPackages } from '@xiaopu/shared/promotions'
import { router, visitorProcedure } from '../trpc.ts'
import { articleRouter } from './article.ts'

const PACKAGE = 'ectouch.promotion.package'

/** Promotions: one method for each kind, its operations picked by `action`. */
export const promotionRouter = router({
  article: articleRouter,
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
