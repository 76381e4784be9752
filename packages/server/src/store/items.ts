import { z } from 'zod'
import { fen, flag, Goods, GoodsDetail, int, pagedInput, pagedOutput, Sku, Spec, text } from '@xiaopu/shared/contract'
import { goodsDetail, listGoods, skusOf } from '@xiaopu/shared/catalogue'
import { router, visitorProcedure } from '../trpc.ts'

export const itemRouter = router({
  get: visitorProcedure
    .meta({ method: 'ectouch.item.get', title: '获取单个商品信息', write: false, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      goodsId: int.min(1),
    }))
    .output(z.object({
      item: GoodsDetail,
    }))
    .query(({ ctx, input }) => goodsDetail(ctx, input)),
  sku: router({
    get: visitorProcedure
      .meta({ method: 'ectouch.item.sku.get', title: '获取单个商品SKU', write: false, errors: ['NOT_FOUND'] })
      .input(z.strictObject({
        goodsId: int.min(1),
        skuId: int.min(1).meta({ wireName: 'product_id' }).optional(),
      }))
      .output(z.object({
        goodsId: int,
        specs: z.array(Spec),
        skus: z.array(Sku),
      }))
      .query(({ ctx, input }) => skusOf(ctx, input)),
  }),
})

export const itemsRouter = router({
  get: visitorProcedure
    .meta({ method: 'ectouch.items.get', title: '获取商品列表', write: false })
    .input(pagedInput({
      categoryId: int.min(1).meta({ wireName: 'cat_id' }).optional(),
      brandId: int.min(1).optional(),
      sellerId: int.min(0).optional(),
      keywords: text.max(60).optional(),
      goodsIds: z.array(int).max(100).optional(),
      intro: z.enum(['best', 'new', 'hot', 'promote']).optional(),
      priceMinFen: fen.min(0).optional(),
      priceMaxFen: fen.min(0).optional(),
      filterAttr: z.array(text).max(10).optional(),
      inStock: flag.default(false),
      freeShipping: flag.default(false),
      sort: z.enum(['default', 'new', 'price', 'sales', 'comment', 'click']).default('default'),
      order: z.enum(['asc', 'desc']).optional(),
    }))
    .output(pagedOutput({
      items: z.array(Goods),
    }))
    .query(({ ctx, input }) => listGoods(ctx, input)),
})
