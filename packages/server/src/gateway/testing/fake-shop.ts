import type { Actor } from '@xiaopu/shared/database'
import { fen, file, flag, int, json, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { ShopError } from '@xiaopu/shared/errors'
import { initTRPC } from '@trpc/server'
import { z } from 'zod'

export interface FakeContext {
  actor: Actor
  calls: { path: string, actor: Actor, input: unknown }[]
  session: string
}

const t = initTRPC.context<FakeContext>().meta<Record<string, unknown>>().create()
const noted = t.procedure.use(async ({ ctx, path, getRawInput, next }) => {
  ctx.calls.push({ path, actor: ctx.actor, input: await getRawInput() })
  return next()
})
const open = noted.meta({ auth: 'none' })
const visitor = noted.meta({ auth: 'optional' })
const shopper = noted.meta({ auth: 'required' })

const Item = z.object({
  goodsId: int,
  skuId: int.meta({ wireName: 'product_id' }),
  goodsName: text,
  shopPriceFen: fen,
  isOnSale: flag,
  addTime: time,
  promoteEnd: time,
})
const ITEM = { skuId: 0, goodsName: '红色 <连衣裙> & "你好😀"', shopPriceFen: 1250, isOnSale: true, addTime: '2016-01-01T04:00:00.000Z', promoteEnd: '' }

/** A shop small enough to know by heart, with the names of the contract. */
export const fakeRouter = t.router({
  item: t.router({
    get: visitor
      .meta({ method: 'ectouch.item.get', title: '获取单个商品信息', write: false })
      .input(z.strictObject({ goodsId: int.min(1) }))
      .output(z.object({ item: Item }))
      .query(({ input }) => {
        if (input.goodsId === 404) throw new ShopError('NOT_FOUND')
        if (input.goodsId === 500) throw new Error('the cause is nobody\'s business')
        return { item: { ...ITEM, goodsId: input.goodsId } }
      }),
  }),
  items: t.router({
    get: visitor
      .meta({ method: 'ectouch.items.get', title: '获取商品列表', write: false })
      .input(pagedInput({ keywords: text.max(60).optional(), priceMinFen: fen.min(0).optional() }))
      .output(pagedOutput({ items: z.array(Item) }))
      .query(({ input }) => ({ items: [], totalResults: 0, pageNo: input.pageNo, pageSize: input.pageSize })),
  }),
  cart: t.router({
    add: visitor
      .meta({ method: 'ectouch.cart.add', title: '添加一个商品到购物车', write: true })
      .input(z.strictObject({ goodsId: int.min(1), number: int.min(1).max(9999).default(1) }))
      .output(z.object({ cartLineId: int.meta({ wireName: 'rec_id' }), run: int }))
      .mutation(async ({ ctx, input }) => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        if (input.goodsId === 404) throw new ShopError('OUT_OF_STOCK', { stock: 2 })
        if (input.goodsId === 409) throw new ShopError('CONFLICT')
        if (input.goodsId === 500) throw new Error('the database is on fire')
        return { cartLineId: 7, run: ctx.calls.length }
      }),
    delete: shopper
      .meta({ method: 'ectouch.cart.delete', title: '从购物车中删除一商品', write: true })
      .input(z.strictObject({ cartLineIds: z.array(int).min(1).max(3).meta({ wireName: 'rec_id' }) }))
      .output(z.object({ deleted: int }))
      .mutation(({ input }) => ({ deleted: input.cartLineIds.length })),
  }),
  user: t.router({
    signin: open
      .meta({ method: 'ectouch.user.signin', title: '用户登录', write: true })
      .input(z.strictObject({ userName: text, password: text }))
      .output(z.object({ session: text, run: int }))
      .mutation(({ ctx }) => ({ session: 'a-new-session', run: ctx.calls.length })),
    update: shopper
      .meta({ method: 'ectouch.user.update', title: '更新用户资料', write: true })
      .input(z.strictObject({ nickName: text.max(30).optional(), avatar: file.optional(), extendFields: json.optional() }))
      .output(z.object({ nickName: text, bytes: int, run: int }))
      .mutation(({ ctx, input }) => ({ nickName: input.nickName ?? '', bytes: Buffer.from(input.avatar?.base64 ?? '', 'base64').length, run: ctx.calls.length })),
  }),
  message: t.router({
    add: shopper
      .meta({ method: 'ectouch.message.add', title: '添加留言', write: true })
      .input(z.strictObject({ msgType: int.min(0).max(5).default(0), msgTitle: text.min(1), msgContent: text.min(1), images: z.array(file).max(2).optional() }))
      .output(z.object({ messageId: int, msgType: int, msgContent: text, images: int }))
      .mutation(({ input }) => ({ messageId: 1, msgType: input.msgType, msgContent: input.msgContent, images: input.images?.length ?? 0 })),
  }),
  shop: t.router({
    config: open
      .meta({ method: 'ectouch.shop.config', title: '系统配置', write: false, worksWhenClosed: true })
      .input(z.strictObject({}))
      .output(z.object({ shopName: text }))
      .query(() => ({ shopName: '小铺' })),
    help: open
      .meta({ method: 'ectouch.shop.help', title: '帮助', write: false })
      .input(z.strictObject({}))
      .output(z.object({ items: z.array(text) }))
      .query(() => ({ items: ['配送', '支付'] })),
  }),
  region: t.router({
    list: open
      .meta({ method: 'ectouch.tool.region', action: 'list', isDefaultAction: true, title: '下级地区', write: false })
      .input(z.strictObject({ parentId: int.default(1) }))
      .output(z.object({ parentId: int }))
      .query(({ input }) => ({ parentId: input.parentId })),
    rename: shopper
      .meta({ method: 'ectouch.tool.region', action: 'rename', title: '改名', write: true })
      .input(z.strictObject({ regionName: text }))
      .output(z.object({ regionName: text }))
      .mutation(({ input }) => ({ regionName: input.regionName })),
  }),
  goods: t.router({
    add: visitor
      .meta({ method: 'ectouch.item.add', title: '添加商品', write: true, scope: 'merchant' })
      .input(z.strictObject({ goodsName: text }))
      .output(z.object({ goodsId: int }))
      .mutation(() => ({ goodsId: 9 })),
  }),
  inside: noted.meta({ title: 'no public name' }).query(() => 1),
})
