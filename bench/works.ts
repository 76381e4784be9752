import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Reply, send } from './load.ts'

type Work = (client: number) => Promise<void>

export interface ShopWork {
  name: string
  /** The limit it is measured against. */
  limit: string
  /** Percent of the limit it should reach. */
  target: number
  work: Work
}

const CSRF = { 'x-xiaopu-csrf': '1' }
const pick = (count: number) => 1 + Math.floor(Math.random() * count)

function assertOk({ status, body }: Reply): Record<string, unknown> {
  if (status !== 200) throw new Error(`answered ${status}: ${body.slice(0, 300)}`)
  return JSON.parse(body) as Record<string, unknown> // our own server's answer
}

/** The bare endpoints, by the name the shop's works refer to. */
export function limitWorks(base: string): Record<string, Work> {
  return {
    hello: async () => { assertOk(await send({ url: `${base}/hello` })) },
    select: async () => { assertOk(await send({ url: `${base}/product/${pick(90)}` })) },
    list: async () => { assertOk(await send({ url: `${base}/category/${pick(9)}` })) },
    order: async () => { assertOk(await send({ url: `${base}/order`, method: 'POST', body: JSON.stringify({ lines: [{ goodsId: pick(10_000), quantity: 1 }, { goodsId: pick(10_000), quantity: 1 }] }) })) },
  }
}

function client(base: string, cookie = '') {
  const headers = cookie ? { ...CSRF, cookie } : CSRF
  return {
    query: async (procedure: string, input: unknown) => assertOk(await send({ url: `${base}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, headers })),
    mutate: async (procedure: string, input: unknown) => assertOk(await send({ url: `${base}/trpc/${procedure}`, method: 'POST', body: JSON.stringify(input), headers })),
  }
}

interface Answer { result: { data: Record<string, never> } }
const dataOf = (answer: Record<string, unknown>) => (answer as unknown as Answer).result.data // tRPC's envelope

interface Demo { app: { key: string, secret: string }, shopper: { name: string, password: string } }

function signedCall(base: string, { key, secret }: Demo['app'], method: string, params: Record<string, string>): Promise<Reply> {
  const timestamp = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  const all: Record<string, string> = { app_key: key, format: 'json', method, timestamp, v: '1.0', ...params }
  const text = Object.keys(all).sort().map((name) => name + all[name]).join('')
  const sign = createHash('md5').update(secret + text + secret).digest('hex').toUpperCase()
  return send({ url: `${base}/router/rest?${new URLSearchParams({ ...all, sign })}` })
}

async function signIn(base: string, shopper: Demo['shopper']): Promise<string> {
  const reply = await send({ url: `${base}/trpc/user.signin`, method: 'POST', body: JSON.stringify({ userName: shopper.name, password: shopper.password }), headers: CSRF })
  assertOk(reply)
  return reply.cookies[0]?.split(';')[0] ?? ''
}

/** Goods that can be put into a cart as they are. */
async function plainGoods(base: string): Promise<number[]> {
  const data = dataOf(await client(base).query('items.get', { pageSize: 100, inStock: true, sort: 'new' }))
  const items = data.items as unknown as { goodsId: number, hasSku: boolean, stock: number }[] // as the contract says
  return items.filter((item) => !item.hasSku && item.stock > 100).map((item) => item.goodsId)
}

export async function shopWorks(base: string, dataDir: string): Promise<ShopWork[]> {
  const demo = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')) as Demo // written by the server
  const guest = client(base)
  const goods = await plainGoods(base)
  const some = () => goods[Math.floor(Math.random() * goods.length)] ?? 1
  const shopper = client(base, await signIn(base, demo.shopper))
  const payments = dataOf(await guest.query('shop.payment', {})).payments as unknown as { payId: number, payCode: string }[]
  const payId = payments.find((method) => method.payCode === 'balance')?.payId
  return [
    { name: 'product list', limit: 'list', target: 60, work: async () => { await guest.query('items.get', { categoryId: pick(9), pageSize: 20 }) } },
    { name: 'product detail', limit: 'select', target: 30, work: async () => { await guest.query('item.get', { goodsId: pick(90) }) } },
    { name: 'search', limit: 'list', target: 20, work: async () => { await guest.query('items.get', { keywords: ['茶壶', '蜂蜜', '跑鞋', '笔记本'][pick(4) - 1], pageSize: 20 }) } },
    { name: 'add to cart (new guest)', limit: 'order', target: 40, work: async () => { await guest.mutate('cart.add', { goodsId: some() }) } },
    { name: 'gateway item.get', limit: 'select', target: 30, work: async () => { assertOk(await signedCall(base, demo.app, 'ectouch.item.get', { goods_id: String(pick(90)) })) } },
    {
      name: 'quote (flow.check)',
      limit: 'order',
      target: 20,
      work: async () => {
        await shopper.mutate('cart.add', { goodsId: some() })
        const { checkout } = dataOf(await shopper.mutate('flow.check', {})) as unknown as { checkout: { checkoutToken: string } }
        if (payId) await shopper.mutate('flow.payment.update', { checkoutToken: checkout.checkoutToken, payId }).catch(() => undefined)
      },
    },
  ]
}
