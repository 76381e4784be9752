import { addFavourite, clearFavourites, type FavouriteOrder, listFavourites, removeFavourites, topFavourites } from '@xiaopu/shared/accounts'
import { type GoodsRecord, goodsRecords, goodsSummaries } from '@xiaopu/shared/catalogue'
import { z } from 'zod'
import { isoToGmt8 } from '../../gateway/index.ts'
import { accountPorts } from '../../store/user-ports.ts'
import { goodsManner, type GoodsManner, wireGoodsRow } from '../goods-shape.ts'
import { done, method, pageOf } from '../method.ts'
import { ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { bit } from '../wire.ts'

const reading = { controller: 'collect', auth: 'required', who: ['user'], write: false } as const
const writing = { ...reading, write: true } as const
const many = z.object({ collect_id: param.ids })
const SORTS: Record<string, FavouriteOrder['by']> = { collect_id: 'id', goods_id: 'goodsId', create_time: 'addedAt' }
const ONE = { attentionOnly: false, pageNo: 1, pageSize: 1 }

function wireCollected(goods: GoodsRecord, manner: GoodsManner): object {
  const { goods_category_id, name, short_name, brand_id, market_price, shop_price, store_qty, comment_sum, sales_sum, attachment, status, is_delete } = wireGoodsRow(goods, manner)
  return { goods_category_id, name, short_name, brand_id, market_price, shop_price, store_qty, comment_sum, sales_sum, attachment, status, is_delete }
}

export const collectMethods = [
  method({
    ...writing,
    name: 'add.collect.item',
    title: '添加一个商品收藏',
    params: z.object({ goods_id: param.int(1), is_top: param.maybeFlag }),
    run: ({ ctx, input }) => done(addFavourite(ctx, { goodsId: input.goods_id, isTop: input.is_top ?? false }, accountPorts(ctx))),
  }),
  method({
    ...writing,
    name: 'del.collect.list',
    title: '批量删除商品收藏',
    params: many,
    run: ({ ctx, input }) => done(removeFavourites(ctx, { favouriteIds: input.collect_id })),
  }),
  method({ ...writing, name: 'clear.collect.list', title: '清空商品收藏夹', params: z.object({}), run: ({ ctx }) => done(clearFavourites(ctx)) }),
  method({
    ...writing,
    name: 'set.collect.top',
    title: '设置收藏商品是否置顶',
    params: many.extend({ is_top: param.flag }),
    run: ({ ctx, input }) => done(topFavourites(ctx, { favouriteIds: input.collect_id, isTop: input.is_top })),
  }),
  method({
    ...reading,
    name: 'get.collect.list',
    title: '获取商品收藏列表',
    params: z.object({ ...param.page, ...ordered(['collect_id', 'goods_id', 'create_time'], 'collect_id') }),
    async run({ ctx, input }) {
      const order = { by: SORTS[input.order_field] ?? 'id', isDescending: input.order_type === 'desc' }
      const { items, totalResults } = await listFavourites(ctx, { attentionOnly: false, order, pageNo: input.page_no, pageSize: input.page_size }, accountPorts(ctx))
      const [records, manner] = await Promise.all([goodsRecords(ctx, items.map(({ goods }) => goods.goodsId)), goodsManner(ctx)])
      const byId = new Map(records.map((record) => [record.id, record]))
      return pageOf(items.map(({ favouriteId, goods: { goodsId }, isTop, addTime }) => {
        const record = byId.get(goodsId)
        return { collect_id: favouriteId, goods_id: goodsId, is_top: bit(isTop), create_time: isoToGmt8(addTime), ...record ? { get_goods: wireCollected(record, manner) } : {} }
      }), totalResults)
    },
  }),
  method({
    ...reading,
    name: 'get.collect.count',
    title: '获取商品收藏数量',
    params: z.object({}),
    run: async ({ ctx }) => ({ total_result: (await listFavourites(ctx, ONE, accountPorts(ctx))).totalResults }),
  }),
  method({
    ...reading,
    auth: 'optional',
    name: 'is.collect.goods',
    title: '检测指定商品是否被收藏',
    params: z.object({ goods_id: param.int(1) }),
    run: async ({ ctx, input }) => ({ is_collect: bit((await goodsSummaries(ctx, [input.goods_id])).get(input.goods_id)?.isCollect ?? false) }),
  }),
]
