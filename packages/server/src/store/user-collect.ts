import { z } from 'zod'
import { addFavourite, deleteFavourites, listFavourites } from '@xiaopu/shared/accounts'
import { CollectItem, flag, int, pagedInput, pagedOutput, text } from '@xiaopu/shared/contract'
import { router, shopperProcedure } from '../trpc.ts'
import { accountPorts } from './user-ports.ts'

export const collectRouter = router({
  add: shopperProcedure
    .meta({ method: 'ectouch.user.collect.add', title: '用户收藏单个商品', write: true, errors: ['NOT_FOUND', 'LIMIT_REACHED'] })
    .input(z.strictObject({
      goodsId: int.min(1),
    }))
    .output(z.object({
      favouriteId: int.meta({ wireName: 'rec_id' }),
      existed: flag,
    }))
    .mutation(({ ctx, input }) => addFavourite(ctx, input, accountPorts(ctx))),
  delete: shopperProcedure
    .meta({ method: 'ectouch.user.collect.delete', title: '用户删除收藏商品', write: true, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      favouriteIds: z.array(int).max(100).meta({ wireName: 'rec_id' }).optional(),
      goodsId: z.array(int).max(100).optional(),
    }))
    .output(z.object({
      deleted: int,
    }))
    .mutation(({ ctx, input }) => deleteFavourites(ctx, input)),
})

export const collectsRouter = router({
  get: shopperProcedure
    .meta({ method: 'ectouch.user.collects.get', title: '用户收藏列表', write: false })
    .input(pagedInput({
      attentionOnly: flag.default(false),
      keywords: text.max(60).optional(),
    }))
    .output(pagedOutput({
      items: z.array(CollectItem),
    }))
    .query(({ ctx, input }) => listFavourites(ctx, input, accountPorts(ctx))),
})
