import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import { createSession, hashPassword } from '@xiaopu/shared/accounts'
import { type Actor, inTransaction } from '@xiaopu/shared/database'
import { paymentPortsOf } from '@xiaopu/shared/payments'
import { createApp } from '@xiaopu/shared/platform'
import { newToken, tokenHash } from '@xiaopu/shared/secrets'
import { testDatabase } from '@xiaopu/shared/testing'
import { makeDeposit, withdraw } from '@xiaopu/shared/wallet'
import { address, CHINA, PUDONG, SHANGHAI, shirt, someGoods, world as shopFront, type World as ShopFront } from '../../../shared/src/checkout/testing/fixtures.ts'
import { anOrder, type OrderFixture } from '../../../shared/src/orders/testing/fixture.ts'
import { readConfig } from '../config.ts'
import { buildApp } from '../http/app.ts'
import { makeLogger } from '../http/log.ts'
import { openPayments, openSandbox } from '../payments.ts'
import { openShop, type Shop } from '../shop.ts'
import { type Credentials, gatewayClient, type GatewayClient } from './gateway-client.ts'
import { type RowDigest, rowDigester } from './row-digest.ts'

export { CHINA, PUDONG, SHANGHAI }
export const SHANGHAI_CITY = 3101
export const PASSWORD = 'teapot of yixing'
const RANK = '注册会员'
export const DAY_MS = 86_400_000
const UNLIMITED = { perSecond: 0, burst: 0 }
const BASE_URL = 'http://shop.example'
const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../prisma/migrations')

export interface Person {
  userId: number
  name: string
  email: string
  addressId: number
  /** Signed in at the app `full`. */
  session: string
  /** Signed in at the storefront. */
  webSession: string
}

export interface KnownProgram extends Credentials { id: number }

export interface Programs {
  /** May act for its merchant; no limits of rate. */
  full: KnownProgram
  /** Holds no scope. */
  plain: KnownProgram
  disabled: KnownProgram
  /** One call a second. */
  limited: KnownProgram
}

/** A shop with a little of everything behind the real server. */
export interface World {
  shop: Shop
  app: FastifyInstance
  call: GatewayClient
  rows: () => Promise<RowDigest>
  programs: Programs
  front: ShopFront
  brandId: number
  goodsId: number
  fittingId: number
  shirt: Awaited<ReturnType<typeof shirt>>
  giftActivityId: number
  packageId: number
  adId: number
  articleId: number
  helpId: number
  user: Person
  stranger: Person
  deadSession: string
  deadWebSession: string
  person: () => Promise<Person>
  /** An order of somebody, straight in the tables. */
  order: (userId: number, fixture?: OrderFixture) => Promise<{ id: number, sn: string }>
  bonus: (userId: number) => Promise<number>
  /** A product of its own. */
  goods: (sellerId?: number) => Promise<number>
  /** The id of a comment, of a message of somebody. */
  comment: (userId: number) => Promise<string>
  message: (userId: number) => Promise<string>
  /** An open deposit by bank transfer, and a withdrawal whose amount is set aside. */
  request: (userId: number, kind: 'deposit' | 'withdrawal') => Promise<number>
  /** A printed number nobody owns. */
  bonusNumber: () => Promise<string>
  /** A kind of coupon that anybody may claim now. */
  couponType: () => Promise<number>
  /** A line in somebody's cart. */
  cartLine: (session: string) => Promise<string>
  /** The token of a checkout of one product. */
  checkout: (session: string) => Promise<string>
  /** A member of staff with these rights; the text of the session. */
  staff: (permissions: string[]) => Promise<string>
}

type Test = ReturnType<typeof testDatabase>

async function regions(test: Test): Promise<void> {
  const rows: [id: number, parentId: number, name: string, level: number][] = [[CHINA, 0, '中国', 0], [SHANGHAI, CHINA, '上海市', 1], [SHANGHAI_CITY, SHANGHAI, '上海市', 2], [PUDONG, SHANGHAI_CITY, '浦东新区', 3]]
  await test.db.region.createMany({ data: rows.map(([id, parentId, name, level]) => ({ id, parentId, name, level, pinyin: '' })) })
}

async function programs(test: Test, shop: Shop): Promise<Programs> {
  const merchant: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }
  const make = async (name: string, scopes: string[], rate: { perSecond: number, burst: number }): Promise<KnownProgram> => {
    const rates = { all: rate, method: rate, write: rate, credential: rate }
    const { app, secret } = await createApp(test.ctx(merchant), { name, needsCaptcha: false, scopes, ipList: [], rates }, shop)
    return { id: app.id, key: app.key, secret }
  }
  const made = { full: await make('收银同步', ['merchant'], UNLIMITED), plain: await make('比价', [], UNLIMITED), disabled: await make('旧程序', ['merchant'], UNLIMITED), limited: await make('慢程序', [], { perSecond: 1, burst: 1 }) }
  await test.db.app.update({ where: { id: made.disabled.id }, data: { isEnabled: false } })
  return made
}

async function shelves(test: Test, { categoryId }: ShopFront): Promise<Pick<World, 'brandId' | 'goodsId' | 'fittingId' | 'shirt' | 'giftActivityId' | 'packageId' | 'adId' | 'articleId' | 'helpId'>> {
  const brand = await test.db.brand.create({ data: { name: '曼生堂' } })
  const goodsId = await someGoods(test, { categoryId, brandId: brand.id, name: '紫砂西施壶', shopPriceFen: 12_800, stock: 100_000, weightGrams: 400, pointsLimitYuan: 10 })
  const fittingId = await someGoods(test, { categoryId, name: '茶巾', shopPriceFen: 900, stock: 100_000 })
  const span = { startAt: new Date(Date.now() - DAY_MS), endAt: new Date(Date.now() + DAY_MS) }
  const rank = await test.db.rank.create({ data: { name: RANK } })
  const config = { type: 0, giftLimit: 0, rankIds: [rank.id], range: 0, rangeIds: [], minAmountFen: 0, maxAmountFen: 0, gifts: [{ goodsId: fittingId, priceFen: 0 }] }
  const activity = await test.db.promotion.create({ data: { kind: 'favourable', name: '满赠', state: 'published', config, ...span } })
  const bundle = await test.db.promotion.create({ data: { kind: 'package', name: '茶席礼包', state: 'published', config: { priceFen: 12_900, description: '壶与茶巾' }, goods: { create: [{ goodsId }, { goodsId: fittingId, quantity: 2, position: 1 }] }, ...span } })
  const position = await test.db.adPosition.create({ data: { code: 'home', name: '首页' } })
  const ad = await test.db.ad.create({ data: { positionId: position.id, name: '春茶', ...span } })
  const [news, help] = await Promise.all(['news', 'help'].map((kind) => test.db.articleCategory.create({ data: { kind, name: kind } })))
  const paper = { content: '<p>好茶</p>', publishedAt: span.startAt, createdAt: span.startAt, updatedAt: span.startAt }
  const article = await test.db.article.create({ data: { ...paper, categoryId: news?.id ?? 0, title: '春茶到了', goods: { create: { goodsId } } } })
  const helpArticle = await test.db.article.create({ data: { ...paper, categoryId: help?.id ?? 0, title: '怎么付款' } })
  return { articleId: article.id, helpId: helpArticle.id, brandId: brand.id, goodsId, fittingId, shirt: await shirt(test, { categoryId }, { red: 1000, blue: 1000 }), giftActivityId: activity.id, packageId: bundle.id, adId: ad.id }
}

function people(test: Test, shop: Shop, appId: number) {
  let count = 0
  let passwordHash = ''
  const sessionAt = async (userId: number, at: number): Promise<string> => {
    const ctx = { ...shop.systemCtx(), actor: { kind: 'guest', appId: at, ip: '' } satisfies Actor }
    return (await inTransaction(ctx, (tx) => createSession(tx, { userId }))).token
  }
  return async (): Promise<Person> => {
    passwordHash ||= await hashPassword(PASSWORD)
    const name = `person${++count}`
    const email = `${name}@shop.example`
    const rank = await test.db.rank.findUniqueOrThrow({ where: { name: RANK } })
    const { id: userId } = await test.db.user.create({ data: { name, nameKey: name, email, emailKey: email, passwordHash, rankId: rank.id, balanceFen: 10_000_000, points: 100_000 } })
    const { id: addressId } = await address(test, { userId }, { cityId: SHANGHAI_CITY })
    return { userId, name, email, addressId, session: await sessionAt(userId, appId), webSession: await sessionAt(userId, 0) }
  }
}

async function aBonus(test: Test, columns: { userId?: number, ownedAt?: Date, sn?: string }): Promise<{ id: number }> {
  const [from, to] = [new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS)]
  const type = await test.db.bonusType.create({ data: { name: '红包', moneyFen: 100, sendStartAt: from, sendEndAt: to, useStartAt: from, useEndAt: to } })
  return test.db.bonus.create({ data: { typeId: type.id, ...columns } })
}

/** What the methods' own answers are needed for. */
function doings(test: Test, shop: Shop, call: GatewayClient, { goodsId, categoryId, bankId }: { goodsId: number, categoryId: number, bankId: number }): Pick<World, 'order' | 'bonus' | 'bonusNumber' | 'couponType' | 'request' | 'goods' | 'comment' | 'message' | 'cartLine' | 'checkout' | 'staff'> {
  const answered = async (method: string, params: Record<string, string>): Promise<Record<string, unknown>> => {
    const { code, msg, response } = await call(method, params)
    if (code !== 0) throw new Error(`${method}: ${code} ${msg}`)
    return response
  }
  return {
    order: (userId, { order, ...fixture } = {}) => anOrder(test, { method: 'bank', ...fixture, order: { userId, ...order } }),
    bonus: async (userId) => (await aBonus(test, { userId, ownedAt: new Date(Date.now() - DAY_MS) })).id,
    async bonusNumber() {
      const sn = `SN${randomBytes(4).toString('hex').toUpperCase()}`
      await aBonus(test, { sn })
      return sn
    },
    async couponType() {
      const [from, to] = [new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS)]
      return (await test.db.bonusType.create({ data: { name: '满 99 减 10', moneyFen: 1000, sendKind: 4, sendStartAt: from, sendEndAt: to, useStartAt: from, useEndAt: to } })).id
    },
    async request(userId, kind) {
      const ctx = { ...shop.systemCtx(), actor: { kind: 'shopper', userId, sessionId: 0, appId: 0, ip: '' } satisfies Actor }
      if (kind === 'withdrawal') return (await withdraw(ctx, { amountFen: 1000, payeeChannel: 'alipay', payeeName: '李雷', payeeAccount: 'li@example.com', password: PASSWORD })).account.id
      return (await makeDeposit(ctx, paymentPortsOf(ctx), { amountFen: 1000, payId: bankId, client: 'h5' })).account.id
    },
    goods: (sellerId = 0) => someGoods(test, { categoryId, sellerId, name: '石瓢壶', shopPriceFen: 6600, stock: 10 }),
    async comment(userId) {
      return String((await test.db.comment.create({ data: { goodsId, userId, rank: 5, content: '好' } })).id)
    },
    async message(userId) {
      return String((await test.db.message.create({ data: { userId, title: '请问', content: '还有吗？', isApproved: true, addedAt: new Date() } })).id)
    },
    async cartLine(session) {
      const { rec_id: recId } = await answered('ectouch.cart.add', { session, goods_id: String(goodsId) })
      return String(recId)
    },
    async checkout(session) {
      await answered('ectouch.cart.clear', { session })
      await answered('ectouch.cart.add', { session, goods_id: String(goodsId) })
      const { checkout } = await answered('ectouch.flow.check', { session })
      if (typeof checkout !== 'object' || checkout === null || !('checkout_token' in checkout)) throw new Error('no checkout token')
      return String(checkout.checkout_token)
    },
    async staff(permissions) {
      const name = `staff-${randomBytes(4).toString('hex')}`
      const role = await test.db.role.create({ data: { name, permissions } })
      const token = newToken()
      await test.db.staff.create({ data: { name, nameKey: name, displayName: name, passwordHash: '', roleId: role.id, sessions: { create: { tokenHash: tokenHash(token), createdAt: new Date(), lastUsedAt: new Date() } } } })
      return token
    },
  }
}

async function fill(test: Test, shop: Shop, app: FastifyInstance, world: World): Promise<void> {
  await regions(test)
  const front = await shopFront(test)
  const known = await programs(test, shop)
  const shelf = await shelves(test, front)
  const call = gatewayClient(app, known.full)
  const person = people(test, shop, known.full.id)
  const [user, stranger, dead] = [await person(), await person(), await person()]
  await test.db.session.updateMany({ where: { userId: dead.userId }, data: { endedAt: new Date() } })
  Object.assign(world, {
    shop, app, call, rows: rowDigester(shop.database), programs: known, front, ...shelf, user, stranger, person,
    deadSession: dead.session, deadWebSession: dead.webSession, ...doings(test, shop, call, { goodsId: shelf.goodsId, categoryId: front.categoryId, bankId: front.bank }),
  } satisfies World)
}

/** A test file's own shop: its database, its rows and the server as `start.ts` puts it together. */
export function openWorld(): World {
  const test = testDatabase()
  const world = {} as World // filled before the first test runs
  const closers: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'xiaopu-world-'))
    closers.push(() => rm(dataDir, { recursive: true, force: true }))
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: test.url, DATA_DIR: dataDir, SECRETS_KEY: randomBytes(32).toString('hex'), LOG_LEVEL: 'error' })
    const log = makeLogger(config.logLevel)
    const shop = await openShop(config, MIGRATIONS, BASE_URL)
    closers.push(() => shop.close())
    const payments = openPayments(shop, log)
    const app = await buildApp(shop, { folders: { storefront: path.join(dataDir, 'none'), admin: path.join(dataDir, 'none'), apidoc: path.join(dataDir, 'none') }, payments, log })
    closers.push(() => app.close())
    await fill(test, shop, app, world)
    const sandbox = await openSandbox(shop, 0)
    closers.push(() => sandbox.close())
  })
  afterAll(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })
  return world
}
