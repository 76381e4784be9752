import { client, type Client, get, post, signedCall } from './client.ts'
import { people, plainGoods } from './people.ts'

type Work = (client: number) => Promise<void>

export interface ShopWork {
  name: string
  /** The limit it is measured against. */
  limit: string
  /** Percent of the limit it should reach, 0 for no goal. */
  target: number
  /** Another limit it is shown beside. */
  beside?: string
  work: Work
}

const pick = (count: number) => 1 + Math.floor(Math.random() * count)
const CATEGORIES = 9
const SHOWN_GOODS = 90
const ALL_GOODS = 10_000
const WORDS = ['茶壶', '蜂蜜', '跑鞋', '笔记本']

/** The bare endpoints, by the name the shop's works refer to. */
export function limitWorks(base: string): Record<string, Work> {
  const line = () => ({ goodsId: pick(ALL_GOODS), quantity: 1 })
  return {
    hello: async () => { await get(`${base}/hello`) },
    select: async () => { await get(`${base}/product/${pick(SHOWN_GOODS)}`) },
    list: async () => { await get(`${base}/category/${pick(CATEGORIES)}`) },
    order: async () => { await post(`${base}/order`, { lines: [line(), line()] }) },
    checkout: async (at) => {
      const shopper = at + 1
      await post(`${base}/checkout/add`, { shopper, goodsId: pick(ALL_GOODS) })
      await post(`${base}/checkout/add`, { shopper, goodsId: pick(ALL_GOODS) })
      await post(`${base}/checkout/check`, { shopper })
      await post(`${base}/checkout/choose`, { shopper, name: 'shipping', id: 1 })
      await post(`${base}/checkout/choose`, { shopper, name: 'payment', id: 2 })
      await post(`${base}/checkout/place`, { shopper })
    },
  }
}

interface Option { available: boolean }
interface Quote {
  checkout: { checkoutToken: string, consignee: { addressId: number }, shippings: (Option & { shippingId: number })[], payments: (Option & { payId: number, payCode: string })[] }
}

/** Two lines, the address, shipping, payment from the balance, the order: six calls. */
async function wholeCheckout(shopper: Client, some: () => number): Promise<void> {
  const first = some()
  await shopper.mutate('cart.add', { goodsId: first })
  let second = some()
  while (second === first) second = some()
  await shopper.mutate('cart.add', { goodsId: second })
  const { checkout } = await shopper.mutate<Quote>('flow.check', {})
  const { checkoutToken } = checkout
  const shippingId = checkout.shippings.find(({ available }) => available)?.shippingId
  const payId = checkout.payments.find(({ payCode }) => payCode === 'balance')?.payId
  await shopper.mutate('flow.shipping.update', { checkoutToken, shippingId })
  await shopper.mutate('flow.payment.update', { checkoutToken, payId })
  await shopper.mutate('order.add', { checkoutToken })
}

export async function shopWorks(base: string, dataDir: string): Promise<ShopWork[]> {
  const { shoppers, app } = await people(base, dataDir)
  const guest = client(`${base}/trpc`)
  const goods = await plainGoods(base)
  const some = () => goods[Math.floor(Math.random() * goods.length)] ?? 1
  return [
    { name: 'product list', limit: 'list', target: 60, work: async () => { await guest.query('items.get', { categoryId: pick(CATEGORIES), pageSize: 20 }) } },
    { name: 'product detail', limit: 'select', target: 30, work: async () => { await guest.query('item.get', { goodsId: pick(SHOWN_GOODS) }) } },
    { name: 'gateway item.get', limit: 'select', target: 0, work: () => signedCall(base, app, 'ectouch.item.get', { goods_id: String(pick(SHOWN_GOODS)) }) },
    { name: 'search', limit: 'list', target: 20, work: async () => { await guest.query('items.get', { keywords: WORDS[pick(WORDS.length) - 1], pageSize: 20 }) } },
    { name: 'add to cart (new guest)', limit: 'order', target: 40, work: async () => { await guest.mutate('cart.add', { goodsId: some() }) } },
    {
      name: 'whole checkout',
      limit: 'order',
      target: 20,
      beside: 'checkout',
      work: async (at) => {
        const shopper = shoppers[at]
        if (shopper) await wholeCheckout(shopper, some)
      },
    },
  ]
}
