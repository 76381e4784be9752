import { addGoods, binManyGoods, changeManyGoods, copyGoods, isGoodsNumberFree, listGoodsRecords, ownGoodsRecords, saveGoods } from '@xiaopu/shared/catalogue'
import { ShopError } from '@xiaopu/shared/errors'
import { getSettings } from '@xiaopu/shared/shop'
import { z } from 'zod'
import { Refused } from '../../../gateway/index.ts'
import { GOODS_FIELDS, goodsChange, NEW_GOODS_FIELDS } from '../../goods-input.ts'
import { goodsManner, wireGoods, wireGoodsRow } from '../../goods-shape.ts'
import { type CareyCtx, done, method, pageOf } from '../../method.ts'
import { maybeIds, maybeRange, ordered } from '../../param-kinds.ts'
import { param } from '../../read-params.ts'
import { wireSpecItems } from '../../spec-shape.ts'

const FAILURE = 500
const [MAX_WORDS, MAX_CODE, MAX_SORT] = [200, 60, 255]
const staff = { controller: 'goods', auth: 'required', who: ['admin'] } as const
const reading = { ...staff, permission: 'goods.view', write: false } as const
const writing = { ...staff, permission: 'goods.edit', write: true } as const
const byId = z.object({ goods_id: param.int(1) })
const many = z.object({ goods_id: param.ids })
const RECORD_SORT = { goods_id: 'id', goods_code: 'sn', name: 'name', shop_price: 'shopPriceFen', store_qty: 'stock', is_integral: 'pointsLimitYuan', is_recommend: 'isBest', is_new: 'isNew', is_hot: 'isHot' } as const

async function oneOwn(ctx: CareyCtx, goodsId: number) {
  const [record] = await ownGoodsRecords(ctx, [goodsId])
  if (!record) throw new ShopError('NOT_FOUND')
  return record
}

async function answer(ctx: CareyCtx, goodsId: number) {
  return wireGoods(await oneOwn(ctx, goodsId), await goodsManner(ctx))
}

async function refuseTakenCode(ctx: CareyCtx, code: string, exceptId = 0): Promise<void> {
  if (!await isGoodsNumberFree(ctx, code, exceptId)) throw new Refused('GOODS_SN_EXISTS', FAILURE, '商品货号已存在', 'goods_code')
}

export const goodsWrites = [
  method({
    ...reading,
    name: 'get.goods.admin.list',
    title: '获取管理后台商品列表',
    params: z.object({
      goods_id: maybeIds,
      exclude_id: maybeIds,
      goods_category_id: param.maybeInt(1),
      keywords: param.text(MAX_WORDS).default(''),
      goods_code: param.text(MAX_CODE).default(''),
      brand_id: param.maybeInt(0),
      store_qty: maybeRange,
      is_postage: param.maybeFlag,
      is_integral: param.maybeFlag,
      is_recommend: param.maybeFlag,
      is_new: param.maybeFlag,
      is_hot: param.maybeFlag,
      status: param.maybeFlag,
      is_delete: param.maybeFlag,
      is_goods_spec: param.maybeFlag,
      ...param.page,
      ...ordered(['goods_id', 'goods_code', 'name', 'shop_price', 'store_qty', 'is_integral', 'is_recommend', 'is_new', 'is_hot'], 'goods_id'),
    }),
    async run({ ctx, input }) {
      const filter = {
        ids: input.goods_id,
        exceptIds: input.exclude_id,
        categoryId: input.goods_category_id,
        brandId: input.brand_id,
        words: input.keywords,
        sn: input.goods_code,
        stock: input.store_qty,
        isShippingFree: input.is_postage,
        takesPoints: input.is_integral,
        isBest: input.is_recommend,
        isNew: input.is_new,
        isHot: input.is_hot,
        isOnSale: input.status,
        isDeleted: input.is_delete ?? false,
      }
      const { items, totalResults } = await listGoodsRecords(ctx, filter, { sort: RECORD_SORT[input.order_field], isDescending: input.order_type === 'desc', pageNo: input.page_no, pageSize: input.page_size })
      const manner = await goodsManner(ctx)
      return pageOf(items.map((goods) => ({ ...wireGoodsRow(goods, manner), ...input.is_goods_spec ? { goods_spec_item: wireSpecItems(goods) } : {} })), totalResults)
    },
  }),
  method({
    ...reading,
    name: 'get.goods.select',
    title: '获取指定商品的基础数据',
    params: many,
    async run({ ctx, input }) {
      const manner = await goodsManner(ctx)
      const rows = (await ownGoodsRecords(ctx, input.goods_id)).map((goods) => wireGoodsRow(goods, manner))
      return rows.map(({ goods_id, name, short_name, attachment, store_qty, sales_sum, status, is_delete }) => ({ goods_id, name, short_name, attachment, store_qty, sales_sum, status, is_delete }))
    },
  }),
  method({
    ...writing,
    name: 'add.goods.item',
    title: '添加一个商品',
    params: z.object({ ...GOODS_FIELDS, ...NEW_GOODS_FIELDS }),
    async run({ ctx, input }) {
      const change = await goodsChange(ctx, input, null)
      const { goodsId } = await addGoods(ctx, { ...change, name: input.name, categoryId: input.goods_category_id, shopPriceFen: input.shop_price })
      return answer(ctx, goodsId)
    },
  }),
  method({
    ...writing,
    name: 'set.goods.item',
    title: '编辑一个商品',
    params: byId.extend(GOODS_FIELDS),
    async run({ ctx, input: { goods_id: goodsId, ...input } }) {
      const before = await oneOwn(ctx, goodsId)
      const change = await goodsChange(ctx, input, before)
      // A call that sends nothing new still says what the product is called.
      await saveGoods(ctx, goodsId, { name: before.name, ...change }, before.updatedAt)
      return answer(ctx, goodsId)
    },
  }),
  method({
    ...writing,
    name: 'copy.goods.item',
    title: '复制一个商品',
    params: byId,
    run: async ({ ctx, input }) => answer(ctx, (await copyGoods(ctx, { goodsId: input.goods_id })).goodsId),
  }),
  method({
    ...writing,
    name: 'del.goods.list',
    title: '批量删除或恢复商品(回收站)',
    params: many.extend({ is_delete: param.flag }),
    run: ({ ctx, input }) => done(binManyGoods(ctx, input.goods_id, input.is_delete)),
  }),
  method({
    ...writing,
    name: 'set.shelves.goods.list',
    title: '批量设置商品是否上下架',
    params: many.extend({ status: param.flag }),
    run: ({ ctx, input }) => done(changeManyGoods(ctx, input.goods_id, { isOnSale: input.status })),
  }),
  method({
    ...writing,
    name: 'set.recommend.goods.list',
    title: '批量设置商品是否推荐',
    params: many.extend({ is_recommend: param.flag }),
    run: ({ ctx, input }) => done(changeManyGoods(ctx, input.goods_id, { isBest: input.is_recommend })),
  }),
  method({
    ...writing,
    name: 'set.new.goods.list',
    title: '批量设置商品是否为新品',
    params: many.extend({ is_new: param.flag }),
    run: ({ ctx, input }) => done(changeManyGoods(ctx, input.goods_id, { isNew: input.is_new })),
  }),
  method({
    ...writing,
    name: 'set.hot.goods.list',
    title: '批量设置商品是否为热卖',
    params: many.extend({ is_hot: param.flag }),
    run: ({ ctx, input }) => done(changeManyGoods(ctx, input.goods_id, { isHot: input.is_hot })),
  }),
  method({
    ...writing,
    name: 'set.integral.goods.list',
    title: '批量设置或关闭商品可积分抵扣',
    params: many.extend({ is_integral: param.int(0) }),
    async run({ ctx, input }) {
      const { pointsPerYuan } = await getSettings(ctx)
      return done(changeManyGoods(ctx, input.goods_id, { pointsLimitYuan: Math.floor(input.is_integral / pointsPerYuan) }))
    },
  }),
  method({
    ...writing,
    name: 'set.goods.sort',
    title: '设置商品排序',
    params: byId.extend({ sort: param.int(0, MAX_SORT) }),
    run: ({ ctx, input }) => done(changeManyGoods(ctx, [input.goods_id], { sortOrder: input.sort })),
  }),
  method({
    ...reading,
    name: 'unique.goods.code',
    title: '检测商品货号是否唯一',
    params: z.object({ goods_code: param.words(50), exclude_id: param.maybeInt(1) }),
    run: ({ ctx, input }) => done(refuseTakenCode(ctx, input.goods_code, input.exclude_id)),
  }),
]
