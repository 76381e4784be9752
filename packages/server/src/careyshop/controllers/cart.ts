import { addToCart, clearCart, deleteLines, getCart, previewLine, setLine, updateCart } from '@xiaopu/shared/cart'
import type { Cart } from '@xiaopu/shared/contract'
import { inTransaction } from '@xiaopu/shared/database'
import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import { isoToGmt8 } from '../../gateway/index.ts'
import { wireCartLines } from '../cart-shape.ts'
import { type CareyCtx, done, method } from '../method.ts'
import { jsonList, maybeIds } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { keyName } from '../spec-shape.ts'
import { bit } from '../wire.ts'

const [MAX_UNITS, MAX_LINES, MAX_KEY] = [9999, 100, 50]
const reading = { controller: 'cart', auth: 'required', who: ['user'], write: false } as const
const writing = { ...reading, write: true } as const
const KEY = /^(?:\d{1,10}(?:_\d{1,10})*)?$/
const wish = z.object({ goods_id: param.int(1), goods_num: param.int(1, MAX_UNITS), goods_spec: maybeIds })
const line = z.object({ goods_id: param.int(1), goods_num: param.int(1, MAX_UNITS), key_name: z.string().regex(KEY).default('') })
const ids = z.object({ cart_id: param.ids.pipe(z.array(z.number()).max(MAX_LINES)) })

const valueIdsOf = (key: string): number[] => (key === '' ? [] : key.split('_').map(Number))

/** The line that was written, as it stands. */
function written({ lines }: Cart, cartLineId: number): object {
  const found = lines.find((each) => each.cartLineId === cartLineId)
  if (!found) throw new ShopError('NOT_FOUND')
  return { goods_id: found.goodsId, goods_num: found.quantity, key_name: keyName(found.optionValueIds), key_value: found.optionsText, update_time: isoToGmt8(found.addTime), is_selected: bit(found.selected), cart_id: found.cartLineId }
}

const own = (ctx: CareyCtx): Promise<Cart> => getCart(ctx, {})

/** Of the shopper who calls. */
export const cartMethods = [
  method({
    ...reading,
    auth: 'none',
    who: [],
    name: 'check.cart.goods',
    title: '验证是否允许添加或编辑购物车',
    params: wish,
    async run({ ctx, input: { goods_id: goodsId, goods_num: number, goods_spec: optionValueIds = [] } }) {
      const found = await previewLine(ctx, { goodsId, number, optionValueIds })
      return { goods_id: goodsId, goods_num: number, key_name: keyName(found.optionValueIds), key_value: found.optionsText }
    },
  }),
  method({
    ...writing,
    name: 'set.cart.item',
    title: '添加或编辑购物车商品',
    params: wish.extend({ is_selected: param.maybeFlag, former_spec: param.text(MAX_KEY).regex(KEY).optional() }),
    async run({ ctx, input: { goods_id: goodsId, goods_num: number, goods_spec: optionValueIds = [], is_selected: isSelected, former_spec: former } }) {
      const formerValueIds = former === undefined || former === '' ? undefined : valueIdsOf(former)
      const { cart, cartLineId } = await setLine(ctx, { goodsId, number, optionValueIds, isSelected, formerValueIds })
      return written(cart, cartLineId)
    },
  }),
  method({
    ...writing,
    name: 'add.cart.list',
    title: '批量添加商品到购物车',
    params: z.object({ cart_goods: jsonList(line, MAX_LINES, 1) }),
    run: ({ ctx, input }) => done(inTransaction(ctx, async (tx) => {
      for (const { goods_id: goodsId, goods_num: number, key_name: key } of input.cart_goods) await addToCart(tx, { goodsId, number, optionValueIds: valueIdsOf(key), basicGoodsId: 0, buyNow: false })
    })),
  }),
  method({
    ...reading,
    name: 'get.cart.list',
    title: '获取购物车列表',
    params: z.object({ show_size: param.maybeInt(0) }),
    async run({ ctx, input }) {
      const { lines } = await own(ctx)
      return wireCartLines(ctx, input.show_size ? lines.slice(0, input.show_size) : lines)
    },
  }),
  method({
    ...reading,
    name: 'get.cart.count',
    title: '获取购物车商品数量',
    params: z.object({ total_type: param.oneOf(['goods', 'number'], 'goods') }),
    async run({ ctx, input }) {
      const { lines, number } = await own(ctx)
      return { total_result: input.total_type === 'goods' ? lines.length : number }
    },
  }),
  method({
    ...writing,
    name: 'set.cart.select',
    title: '设置购物车商品是否选中',
    params: ids.extend({ is_selected: param.maybeFlag }),
    run: ({ ctx, input }) => done(updateCart(ctx, { cartLineIds: input.cart_id, selected: input.is_selected ?? false })),
  }),
  method({ ...writing, name: 'del.cart.list', title: '批量删除购物车商品', params: ids, run: ({ ctx, input }) => done(deleteLines(ctx, { cartLineIds: input.cart_id })) }),
  method({ ...writing, name: 'clear.cart.list', title: '清空购物车', params: z.object({}), run: ({ ctx }) => done(clearCart(ctx, { invalidOnly: false })) }),
  method({
    ...writing,
    name: 'create.cart.buynow',
    title: '请求商品立即购买',
    params: wish,
    async run({ ctx, input: { goods_id: goodsId, goods_num: number, goods_spec: optionValueIds = [] } }) {
      const { cart, cartLineId } = await addToCart(ctx, { goodsId, number, optionValueIds, basicGoodsId: 0, buyNow: true })
      return written(cart, cartLineId)
    },
  }),
]
