import { access, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type AppKey, client, type Client, signedIn } from './client.ts'

/** One shopper per connection: two calls at once on one cart would wait for each other. */
const SHOPPERS = 8
const PASSWORD = 'bench-shopper-4711'
const BALANCE_FEN = 100_000_000
const NO_LIMIT = { perSecond: 0, burst: 0 }

interface Demo { merchant: { name: string, password: string } }

export interface People {
  shoppers: Client[]
  app: AppKey
}

const userName = (at: number) => `bench${at}`

/** A shopper with an address and money enough for many orders. */
async function makeShopper(base: string, staff: Client, at: number): Promise<void> {
  const name = userName(at)
  const shopper = await signedIn(`${base}/trpc`, 'user.signup', { userName: name, password: PASSWORD, email: `${name}@bench.example`, agreement: true })
  const { user: { userId } } = await shopper.query<{ user: { userId: number } }>('user.get', {})
  await shopper.mutate('user.address.add', { consignee: '测速', province: 310_000, city: 310_100, district: 310_115, address: '世纪大道 1 号', mobile: '13800000000' })
  await staff.mutate('users.adjust', { userId, balanceFen: BALANCE_FEN, points: 0, reason: 'benchmark', seenBalanceFen: 0, seenPoints: 0 })
}

/** An app without limits in the way. */
async function makeApp(staff: Client): Promise<AppKey> {
  const rates = { all: NO_LIMIT, method: NO_LIMIT, write: NO_LIMIT, credential: NO_LIMIT }
  const { app, secret } = await staff.mutate<{ app: { key: string }, secret: string }>('apps.create', { name: 'benchmark', needsCaptcha: false, scopes: [], ipList: [], rates })
  return { key: app.key, secret }
}

/** The people of the benchmark, made once per data folder. */
export async function people(base: string, dataDir: string): Promise<People> {
  const file = path.join(dataDir, 'bench-people.json')
  if (!await access(file).then(() => true, () => false)) {
    const { merchant } = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')) as Demo // written by the server
    const staff = await signedIn(`${base}/admin/trpc`, 'session.signIn', { name: merchant.name, password: merchant.password })
    const app = await makeApp(staff)
    for (let at = 0; at < SHOPPERS; at++) await makeShopper(base, staff, at)
    await writeFile(file, JSON.stringify({ app }), { mode: 0o600 })
  }
  const { app } = JSON.parse(await readFile(file, 'utf8')) as { app: AppKey } // written above
  const shoppers: Client[] = []
  for (let at = 0; at < SHOPPERS; at++) shoppers.push(await signedIn(`${base}/trpc`, 'user.signin', { userName: userName(at), password: PASSWORD }))
  return { shoppers, app }
}

/** Goods that can be put into a cart as they are, with stock for many runs. */
export async function plainGoods(base: string): Promise<number[]> {
  const ids: number[] = []
  for (let pageNo = 1; pageNo <= 5; pageNo++) {
    const { items } = await client(`${base}/trpc`).query<{ items: { goodsId: number, hasSku: boolean, stock: number, sellerId: number }[] }>('items.get', { pageSize: 100, pageNo, inStock: true, sort: 'new' })
    ids.push(...items.filter((item) => !item.hasSku && item.stock > 50 && item.sellerId === 0).map((item) => item.goodsId))
  }
  return ids
}
