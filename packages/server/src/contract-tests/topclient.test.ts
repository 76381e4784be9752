import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { openWorld, PASSWORD } from '../testing/world.ts'

interface TopClient {
  execute: (method: string, params: Record<string, unknown>) => Promise<unknown>
}
const { default: TopSdk }: { default: new (options: { appkey: string, appsecret: string, REST_URL: string }) => TopClient } = createRequire(import.meta.url)('node-taobao-topclient')

const world = openWorld()
let client: TopClient

/** Taobao's client signs with the machine's own clock, as its users in China have it. */
beforeAll(async () => {
  vi.stubEnv('TZ', 'Asia/Shanghai')
  const address = await world.app.listen({ port: 0, host: '127.0.0.1' })
  const { key, secret } = world.programs.full
  client = new TopSdk({ appkey: key, appsecret: secret, REST_URL: `${address}/router/rest` })
})
afterAll(() => { vi.unstubAllEnvs() })

async function execute<Answer>(method: string, params: Record<string, unknown>, answer: z.ZodType<Answer>): Promise<Answer> {
  return answer.parse(await client.execute(method, params))
}

const Checkout = z.object({ checkout: z.object({ checkout_token: z.string(), problems: z.array(z.unknown()), totals: z.looseObject({}) }) })

it('Taobao\'s own client signs in, finds a teapot, fills a cart, orders and pays from the balance', async () => {
  const { session, user } = await execute('ectouch.user.signin', { user_name: world.user.name, password: PASSWORD }, z.object({ session: z.string(), user: z.looseObject({ user_name: z.string() }) }))
  expect(user.user_name).toBe(world.user.name)

  const { items } = await execute('ectouch.items.get', { keywords: '西施壶' }, z.object({ items: z.array(z.looseObject({ goods_id: z.number(), goods_name: z.string(), shop_price: z.string() })), total_results: z.literal(1), request_id: z.string() }))
  expect(items).toMatchObject([{ goods_id: world.goodsId, goods_name: '紫砂西施壶', shop_price: '128.00' }])

  await execute('ectouch.cart.add', { session, goods_id: world.goodsId, number: 2 }, z.object({ cart: z.looseObject({}), rec_id: z.int().min(1) }))
  const { checkout: { checkout_token: token } } = await execute('ectouch.flow.check', { session }, Checkout)
  await execute('ectouch.flow.shipping.update', { session, checkout_token: token, shipping_id: world.front.sf }, Checkout)
  const { checkout } = await execute('ectouch.flow.payment.update', { session, checkout_token: token, pay_id: world.front.balance }, Checkout)
  expect(checkout).toMatchObject({ problems: [], totals: { goods_amount: '256.00', shipping_fee: '10.00' } })

  const Placed = z.object({ order: z.looseObject({ order_sn: z.string(), order_id: z.int() }), repeated: z.boolean() })
  const placed = await execute('ectouch.order.add', { session, checkout_token: token, postscript: '你好😀 a=1&b=2+3%' }, Placed)
  expect(placed.repeated).toBe(false)
  const { order } = await execute('ectouch.order.get', { session, order_sn: placed.order.order_sn }, z.object({ order: z.looseObject({}) }))
  expect(order).toMatchObject({ order_id: placed.order.order_id, postscript: '你好😀 a=1&b=2+3%', pay_status: 2 })

  const paid = await world.shop.database.db.order.findUniqueOrThrow({ where: { sn: placed.order.order_sn }, select: { payStatus: true, orderAmountFen: true, userId: true } })
  expect(paid).toEqual({ payStatus: 2, orderAmountFen: 0, userId: world.user.userId })
  expect((await world.shop.database.db.user.findUniqueOrThrow({ where: { id: world.user.userId } })).balanceFen).toBe(10_000_000 - 26_600)
})

it('it throws what the shop refuses, with the shop\'s own word', async () => {
  const { session } = world.user
  await expect(client.execute('ectouch.cart.add', { session, goods_id: 999_999 })).rejects.toMatchObject({ name: 'TOPClientError', code: 50006, sub_code: 'NOT_FOUND' })
  await expect(client.execute('ectouch.orders.get', {})).rejects.toMatchObject({ name: 'TOPClientError', code: 50003, sub_code: 'SESSION_REQUIRED' })
})
