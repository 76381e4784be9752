import { z } from 'zod'
import { fen, flag, Goods, GoodsDetail, int, pagedInput, pagedOutput, Sku, Spec, text, time } from '@xiaopu/shared/contract'
import { createGoods, deleteGoods, goodsDetail, goodsView, listGoods, skusOf, updateGoods, updateSku } from '@xiaopu/shared/catalogue'
import { checkedOnce } from '../checked-once.ts'
import { merchantProcedure, router, visitorProcedure } from '../trpc.ts'
import { changeOf, ITEM_FIELDS, NEW_ITEM_FIELDS } from './item-input.ts'
import { withItemPictures } from './item-pictures.ts'

const goodsId = int.min(1)
const Item = checkedOnce(z.object({
  item: GoodsDetail,
}))
const itemErrors = ['CATEGORY_INVALID', 'BRAND_INVALID', 'GOODS_SN_EXISTS', 'SKU_SN_EXISTS', 'PRICE_INVALID', 'SPEC_INVALID', 'STOCK_HAS_SKU', 'FILE_INVALID'] as const

export const itemRouter = router({
  get: visitorProcedure
    .meta({ method: 'ectouch.item.get', title: '获取单个商品信息', write: false, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      goodsId,
    }))
    .output(Item)
    .query(({ ctx, input }) => goodsDetail(ctx, input)),
  add: merchantProcedure
    .meta({ method: 'ectouch.item.add', title: '新增一个商品', write: true, errors: [...itemErrors] })
    .input(z.strictObject({
      ...ITEM_FIELDS,
      ...NEW_ITEM_FIELDS,
      goodsName: ITEM_FIELDS.goodsName.unwrap(),
      categoryId: ITEM_FIELDS.categoryId.unwrap().meta({ wireName: 'cat_id' }),
      shopPriceFen: ITEM_FIELDS.shopPriceFen.unwrap(),
    }))
    .output(Item)
    .mutation(async ({ ctx, input: { isReal, extensionCode, goodsName, categoryId, shopPriceFen, ...fields } }) => {
      const { change, pictures } = changeOf(fields)
      const kind = { isReal, extensionCode: extensionCode === 'none' ? '' as const : extensionCode }
      const { goodsId: made } = await withItemPictures(ctx, pictures, (saved) => createGoods(ctx, { ...change, ...saved, ...kind, name: goodsName, categoryId, shopPriceFen }))
      return goodsView(ctx, { goodsId: made })
    }),
  update: merchantProcedure
    .meta({ method: 'ectouch.item.update', title: '更新单个商品信息', write: true, errors: ['NOT_FOUND', 'CONFLICT', ...itemErrors] })
    .input(z.strictObject({
      goodsId,
      lastUpdate: time.optional(),
      ...ITEM_FIELDS,
      removeImageIds: z.array(int.min(1)).max(100).meta({ wireName: 'remove_img_ids' }).optional(),
    }))
    .output(Item)
    .mutation(async ({ ctx, input: { goodsId: changed, lastUpdate, removeImageIds, ...fields } }) => {
      const { change, pictures } = changeOf(fields)
      await withItemPictures(ctx, pictures, (saved) => updateGoods(ctx, changed, { ...change, ...saved, removeImageIds }, lastUpdate ? new Date(lastUpdate) : undefined))
      return goodsView(ctx, { goodsId: changed })
    }),
  delete: merchantProcedure
    .meta({ method: 'ectouch.item.delete', title: '删除一个商品', write: true, errors: ['NOT_FOUND', 'GOODS_IN_ACTIVITY'] })
    .input(z.strictObject({
      goodsId,
    }))
    .output(z.object({
      goodsId: int,
      deleted: flag,
    }))
    .mutation(({ ctx, input }) => deleteGoods(ctx, input)),
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
    update: merchantProcedure
      .meta({ method: 'ectouch.item.sku.update', title: '更新单个商品SKU', write: true, errors: ['NOT_FOUND', 'SKU_SN_EXISTS', 'STOCK_INVALID'] })
      .input(z.strictObject({
        skuId: int.min(1).meta({ wireName: 'product_id' }),
        stock: int.min(0).max(9_999_999).meta({ wireName: 'product_number' }).optional(),
        stockChange: int.min(-9_999_999).max(9_999_999).meta({ wireName: 'number_change' }).optional(),
        sn: text.trim().min(1).max(60).meta({ wireName: 'product_sn' }).optional(),
        priceFen: fen.min(0).meta({ wireName: 'product_price' }).optional(),
        isOnSale: flag.optional(),
      }))
      .output(z.object({
        sku: Sku,
      }))
      .mutation(({ ctx, input }) => updateSku(ctx, input)),
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
