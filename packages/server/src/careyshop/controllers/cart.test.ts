import { describe, expect, it } from 'vitest'
import type { CareyAnswer } from '../testing/carey-client.ts'
import { FORBIDDEN, NOT_THERE, numberIn, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()
type Caller = typeof carey.guest
const GMT8 = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/

/** The values of the shirt's combinations. */
async function shirtKeys(): Promise<string[]> {
  const { data } = await carey.guest('goods', 'get.goods.item', { goods_id: carey.world.shirt.goodsId })
  return (data as { goods_spec_item: { key_name: string }[] }).goods_spec_item.map(({ key_name: key }) => key)
}
const set = (own: Caller, params: object): Promise<CareyAnswer> => own('cart', 'set.cart.item', { goods_id: carey.world.goodsId, goods_num: 2, ...params })
const numbersOf = async (own: Caller): Promise<unknown[]> => rowsIn(await own('cart', 'get.cart.list')).map(({ key_name: key, goods_num: number, is_selected: selected }) => [key, number, selected])

describe('the cart', () => {
  it('holds each product with its options once: the number is set, not added', async () => {
    const own = await carey.shopper(await carey.world.person())
    const [red = '', blue = ''] = await shirtKeys()
    const spec = (key: string) => key.split('_').map(Number)
    const shirt = { goods_id: carey.world.shirt.goodsId }
    const first = await set(own, { ...shirt, goods_spec: spec(red), goods_num: 3 })
    expect(first.data).toEqual({ goods_id: shirt.goods_id, goods_num: 3, key_name: red, key_value: expect.stringContaining('颜色'), update_time: expect.stringMatching(GMT8), is_selected: 1, cart_id: expect.any(Number) })
    expect((await set(own, { ...shirt, goods_spec: spec(red), goods_num: 2 })).data).toMatchObject({ cart_id: numberIn(first, 'cart_id'), goods_num: 2 })
    await set(own, { ...shirt, goods_spec: spec(red), goods_num: 2, is_selected: 0 })
    expect(await numbersOf(own)).toEqual([[red, 2, 0]])

    expect((await set(own, { ...shirt, goods_spec: spec(blue), goods_num: 4, former_spec: red })).data).toMatchObject({ key_name: blue, is_selected: 0 })
    expect(await numbersOf(own)).toEqual([[blue, 4, 0]])
    expect(await set(own, { ...shirt, goods_spec: spec(red), former_spec: red })).toMatchObject(NOT_THERE)
    expect(await set(own, { ...shirt })).toMatchObject({ status: 500 })
    expect(await set(own, { ...shirt, goods_spec: spec(blue), goods_num: 2000 })).toMatchObject({ status: 500 })
    expect(await numbersOf(own)).toEqual([[blue, 4, 0]])
  })

  it('shows each line with its product, its price and why it cannot be bought', async () => {
    const { world } = carey
    const own = await carey.shopper(await world.person())
    const goodsId = await world.goods()
    const made = await set(own, { goods_id: goodsId })
    await set(own, {})
    await world.shop.database.db.goods.update({ where: { id: goodsId }, data: { isOnSale: false } })
    const rows = rowsIn(await own('cart', 'get.cart.list'))
    expect(rows.find((row) => row.cart_id === numberIn(made, 'cart_id'))).toMatchObject({ error: 1, error_msg: '商品已下架', goods: { goods_id: goodsId, status: 0 } })
    expect(rows.find((row) => row.goods_id === world.goodsId)).toEqual({
      cart_id: expect.any(Number), goods_id: world.goodsId, goods_num: 2, key_name: '', key_value: '', is_selected: 1, update_time: expect.stringMatching(GMT8), goods_spec_item: [], error: 0, error_msg: '',
      goods: { goods_id: world.goodsId, name: '紫砂西施壶', goods_code: expect.any(String), goods_sku: '', bar_code: '', store_qty: expect.any(Number), measure: 0.4, measure_type: 0, is_postage: 0, market_price: expect.any(Number), shop_price: 128, purchase_sum: 0, status: 1, is_delete: 0, integral_type: expect.any(Number), give_integral: expect.any(Number), is_integral: 1000, goods_image: '' },
    })
    expect(rowsIn(await own('cart', 'get.cart.list', { show_size: 1 }))).toHaveLength(1)
    expect((await own('cart', 'get.cart.count')).data).toEqual({ total_result: 2 })
    expect((await own('cart', 'get.cart.count', { total_type: 'number' })).data).toEqual({ total_result: 4 })
  })

  it('takes several products at once, or none of them', async () => {
    const { world } = carey
    const own = await carey.shopper(await world.person())
    const [red = ''] = await shirtKeys()
    const several = [{ goods_id: world.goodsId, goods_num: 1, key_name: '', key_value: '' }, { goods_id: world.shirt.goodsId, goods_num: 2, key_name: red }]
    expect(await own('cart', 'add.cart.list', { cart_goods: [...several, { goods_id: 999_999, goods_num: 1 }] })).toMatchObject(NOT_THERE)
    expect(await numbersOf(own)).toEqual([])
    expect(await own('cart', 'add.cart.list', { cart_goods: JSON.stringify(several) })).toMatchObject(ok(true))
    expect((await numbersOf(own)).sort()).toEqual([['', 1, 1], [red, 2, 1]])
    expect(await own('cart', 'add.cart.list', { cart_goods: [] })).toMatchObject(refused(500, '参数 cart_goods 不合法'))
  })

  it('is changed by its owner alone, all lines named or none', async () => {
    const { world } = carey
    const [own, other] = [await carey.shopper(await world.person()), await carey.shopper(await world.person())]
    const [mine, second, foreign] = [numberIn(await set(own, {}), 'cart_id'), numberIn(await set(own, { goods_id: world.fittingId }), 'cart_id'), numberIn(await set(other, {}), 'cart_id')]
    expect(await own('cart', 'set.cart.select', { cart_id: [mine, foreign], is_selected: 0 })).toMatchObject(NOT_THERE)
    expect(await own('cart', 'del.cart.list', { cart_id: [mine, foreign] })).toMatchObject(NOT_THERE)
    expect(await numbersOf(own)).toEqual([['', 2, 1], ['', 2, 1]])
    expect(await own('cart', 'set.cart.select', { cart_id: [mine, second] })).toMatchObject(ok(true))
    expect(await numbersOf(own)).toEqual([['', 2, 0], ['', 2, 0]])
    expect(await own('cart', 'del.cart.list', { cart_id: [mine] })).toMatchObject(ok(true))
    expect(await own('cart', 'clear.cart.list')).toMatchObject(ok(true))
    expect(await numbersOf(own)).toEqual([])
    expect(await numbersOf(other)).toEqual([['', 2, 1]])
  })

  it('buys one product now: it alone is selected', async () => {
    const { world } = carey
    const own = await carey.shopper(await world.person())
    await set(own, { goods_id: world.fittingId })
    const now = await own('cart', 'create.cart.buynow', { goods_id: world.goodsId, goods_num: 1 })
    expect(now.data).toMatchObject({ goods_id: world.goodsId, goods_num: 1, cart_id: expect.any(Number) })
    expect((await own('cart', 'create.cart.buynow', { goods_id: world.goodsId, goods_num: 3 })).data).toMatchObject({ cart_id: numberIn(now, 'cart_id'), goods_num: 3 })
    const rows = rowsIn(await own('cart', 'get.cart.list'))
    expect(rows.filter((row) => row.is_selected === 1)).toMatchObject([{ goods_id: world.goodsId, goods_num: 3 }])
  })

  it('tells anybody what a line would be, and writes nothing', async () => {
    const { world, guest } = carey
    const [red = ''] = await shirtKeys()
    const before = await world.shop.database.db.cartLine.count()
    expect((await guest('cart', 'check.cart.goods', { goods_id: world.shirt.goodsId, goods_num: 1, goods_spec: red.split('_').map(Number) })).data).toEqual({ goods_id: world.shirt.goodsId, goods_num: 1, key_name: red, key_value: expect.stringContaining('颜色') })
    expect(await guest('cart', 'check.cart.goods', { goods_id: 999_999, goods_num: 1 })).toMatchObject(NOT_THERE)
    expect(await guest('cart', 'check.cart.goods', { goods_id: world.shirt.goodsId, goods_num: 1 })).toMatchObject({ status: 500 })
    expect(await world.shop.database.db.cartLine.count()).toBe(before)
    for (const caller of [guest, carey.admin]) expect(await caller('cart', 'get.cart.list')).toMatchObject(FORBIDDEN)
  })
})
