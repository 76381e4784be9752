import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { type Actor, inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { giveBackStock, setOnSale, updateGoods } from '../catalogue/index.ts'
import { ShopError } from '../errors/index.ts'
import { emit } from '../outbox/index.ts'
import { createApp } from '../platform/index.ts'
import { claimDue, deliverDue as deliver, sendClaimed } from './deliver.ts'
import { createEndpoint, deleteEndpoint, fanOutEvents, getDelivery, getEndpoint, listDeliveries, replayDeliveries, rotateEndpointSecret, sendTest, setEndpointEnabled, updateEndpoint } from './index.ts'
import { type Receiver, silence, startReceiver, status } from './testing/receiver.ts'

const test = testDatabase()
const START = new Date('2026-03-01T04:00:00.000Z')
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const KEY = Buffer.alloc(32, 7)
const STAFF: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }
const ports = { secretsKey: KEY, allowsLocal: true, random: () => 0.5 }
const failures: unknown[] = []

let now = START
let receiver: Receiver
let appId = 0
let goodsId = 0

const ctx = (actor: Actor = STAFF) => test.ctx(actor, now)
const after = (ms: number): void => { now = new Date(now.getTime() + ms) }
const fanOut = () => fanOutEvents(test.ctx(undefined, now), { toWire: (_schema, value) => value, failed: (error) => { failures.push(error) } })
const deliverDue = (timeoutMs = 60_000) => deliver(() => test.ctx(undefined, now), { ...ports, timeoutMs })
const publish = () => inTransaction(test.ctx(undefined, now), (tx) => emit(tx, 'goods.published', { goodsId }))
const giveBack = () => inTransaction(test.ctx(), (tx) => giveBackStock(tx, [{ goodsId, skuId: 0, quantity: 1 }], { cause: 'canceled' }))
const endpoint = (events: string[] = ['goods.published'], url = receiver.url) => createEndpoint(ctx(), { appId, url, description: '', events }, ports)
const deliveries = async (endpointId: number) => (await listDeliveries(ctx(), { endpointId, state: 'all', type: '', eventId: '', from: '', to: '', pageNo: 1, pageSize: 100 })).items
const refusal = (work: Promise<unknown>) => work.then(() => 'taken', (error: unknown) => (error instanceof ShopError ? `${error.word} ${String(error.params.field ?? '')}`.trim() : 'fault'))

beforeAll(async () => {
  receiver = await startReceiver()
  appId = (await createApp(ctx(), { name: 'ERP', needsCaptcha: false, scopes: ['merchant'], ipList: [], rates: {} }, ports)).app.id
  const category = await test.db.category.create({ data: { name: '茶具' } })
  goodsId = (await test.db.goods.create({ data: { categoryId: category.id, sn: 'T1', snKey: 't1', name: '壶', shopPriceFen: 10_000, stock: 3 } })).id
})
beforeEach(async () => {
  now = START
  receiver.got.length = 0
  receiver.answers.length = 0
  failures.length = 0
  await test.db.$executeRaw`TRUNCATE "OutboxEvent", "WebhookEndpoint" CASCADE`
})
afterAll(() => receiver.close())

describe('a delivery', () => {
  it('is signed so that any implementation of the convention takes it, with one id for all endpoints', async () => {
    now = new Date() // the other implementation looks at the clock
    const [one, two] = [await endpoint(), await endpoint()]
    await publish()
    await fanOut()
    await fanOut()
    expect(await deliverDue()).toBe(2)

    expect(failures).toEqual([])
    const [first, second] = receiver.got
    expect(first?.headers['webhook-id']).toMatch(/^evt_[0-9a-f]{32}$/)
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    const secrets = [one.secret, two.secret]
    expect(one.secret).toMatch(/^whsec_[\w+/]{43}=$/)
    for (const got of receiver.got) {
      const headers = Object.fromEntries(Object.entries(got.headers).map(([name, value]) => [name, String(value)]))
      const verified = secrets.filter((secret) => {
        try {
          return new Webhook(secret).verify(got.body, headers)
        } catch {
          return false
        }
      })
      expect(verified).toHaveLength(1)
    }
    expect(JSON.parse(first?.body ?? '')).toEqual({
      type: 'goods.published',
      timestamp: now.toISOString(),
      data: { goodsId, goodsSn: 'T1', goodsName: '壶', sellerId: 0, isOnSale: true, hasSku: false, stock: 3, marketPriceFen: 0, shopPriceFen: 10_000, promotePriceFen: 0, promoteStartDate: '', promoteEndDate: '', skus: [] },
    })
    expect(await getEndpoint(ctx(), one.endpoint.id)).toMatchObject({ health: 'ok', failures: 0, deliveredDay: 1, waiting: 0 })
  })

  it('carries a signature of each secret that is good while one is changed', async () => {
    const { endpoint: { id }, secret: old } = await endpoint()
    const { secret: fresh, endpoint: changed } = await rotateEndpointSecret(ctx(), { id, overlapHours: 24 }, ports)
    expect(changed.oldSecretUntil).toBe(new Date(START.getTime() + 24 * HOUR).toISOString())
    const signedBy = (secret: string): boolean => {
      const { headers = {}, body = '' } = receiver.got.at(-1) ?? {}
      const stamp = new Date(Number(headers['webhook-timestamp']) * SECOND)
      const signature = new Webhook(secret).sign(String(headers['webhook-id']), stamp, body)
      return String(headers['webhook-signature']).split(' ').includes(signature)
    }

    await publish()
    await fanOut()
    await deliverDue()
    expect([signedBy(old), signedBy(fresh)]).toEqual([true, true])

    after(24 * HOUR)
    await publish()
    await fanOut()
    await deliverDue()
    expect([signedBy(old), signedBy(fresh)]).toEqual([false, true])
    expect(await refusal(rotateEndpointSecret(ctx(), { id, overlapHours: 721 }, ports))).toBe('PARAM_INVALID overlapHours')
  })

  it('that failed is tried again after five seconds and then arrives', async () => {
    const { endpoint: { id } } = await endpoint()
    await publish()
    await fanOut()
    receiver.answers.push(status(500, 'boom'))

    expect(await deliverDue()).toBe(1)
    after(5 * SECOND - 1)
    expect(await deliverDue()).toBe(0)
    // The answer itself took a few milliseconds.
    after(SECOND)
    expect(await deliverDue()).toBe(1)

    const [delivery] = await deliveries(id)
    expect(delivery).toMatchObject({ state: 'delivered', tries: 2, status: 204 })
    expect((await getDelivery(ctx(), delivery?.id ?? 0)).attempts.map((one) => [one.status, one.responseBody])).toEqual([[204, ''], [500, 'boom']])
    expect(receiver.got.map(({ headers }) => headers['webhook-id'])).toEqual([delivery?.eventId, delivery?.eventId])
  })

  it('has ten tries within about 32 hours and is then failed', async () => {
    const { endpoint: { id } } = await endpoint()
    await publish()
    await fanOut()
    receiver.answers.push(...Array.from({ length: 20 }, () => status(503)))
    for (let minutes = 0; minutes < 40 * 60; minutes++) {
      await deliverDue()
      after(MINUTE)
    }
    const [delivery] = await deliveries(id)
    expect(delivery).toMatchObject({ state: 'failed', tries: 10 })
    const took = (new Date(delivery?.finishedAt ?? '').getTime() - START.getTime()) / HOUR
    expect(took).toBeGreaterThan(32)
    expect(took).toBeLessThan(34)
  })

  it.each([
    ['a redirect, which is not followed', status(302), { status: 302, error: '' }],
    ['no answer in time', silence, { status: 0, error: 'TIMEOUT' }],
  ])('fails with %s', async (_case, answer, expected) => {
    const { endpoint: { id } } = await endpoint()
    await publish()
    await fanOut()
    receiver.answers.push(answer)
    await deliverDue(answer === silence ? 300 : undefined)
    expect(receiver.got).toHaveLength(1)
    expect((await deliveries(id))[0]).toMatchObject({ state: 'queued', tries: 1, ...expected })
  })

  it('keeps the first 64 KiB of an answer', async () => {
    const { endpoint: { id } } = await endpoint()
    await publish()
    await fanOut()
    receiver.answers.push(status(200, 'x'.repeat(200_000)))
    await deliverDue()
    const [delivery] = await deliveries(id)
    expect((await getDelivery(ctx(), delivery?.id ?? 0)).attempts[0]?.responseBody).toHaveLength(65_536)
  })

  it('answered 410 switches its endpoint off and ends what waits; switching on starts afresh', async () => {
    const { endpoint: { id } } = await endpoint()
    await publish()
    await fanOut()
    receiver.answers.push(status(410))
    await deliverDue()
    expect(await getEndpoint(ctx(), id)).toMatchObject({ isEnabled: false, health: 'gone', waiting: 0 })
    expect(await test.db.auditEntry.findFirst({ where: { action: 'webhook.switchOff' } })).toMatchObject({ targetId: String(id), staffName: 'system' })
    await publish()
    await fanOut()
    expect(await deliveries(id)).toHaveLength(1)

    expect(await setEndpointEnabled(ctx(), id, true)).toMatchObject({ isEnabled: true, health: 'new' })
  })

  it('is sent once by two processes, each try by one', async () => {
    await endpoint()
    for (let count = 0; count < 9; count++) await publish()
    await fanOut()
    await Promise.all([deliverDue(), deliverDue(), deliverDue()])
    expect(receiver.got).toHaveLength(9)
    expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(9)
  })

  it('somebody died over is tried by the next process, and a late word of the first counts for nothing', async () => {
    const { endpoint: { id } } = await endpoint()
    await publish()
    await fanOut()
    const [lost] = await claimDue(test.ctx(undefined, now))
    expect(await deliverDue()).toBe(0)

    after(61 * SECOND)
    expect(await deliverDue()).toBe(1)
    expect((await deliveries(id))[0]).toMatchObject({ state: 'delivered', tries: 1 })

    if (lost) await sendClaimed(test.ctx(undefined, now), lost, ports)
    expect((await deliveries(id))[0]).toMatchObject({ state: 'delivered', tries: 1 })
  })
})

describe('an endpoint that keeps failing', () => {
  it('is left alone, probed with one delivery, and goes on when that arrives', async () => {
    const { endpoint: { id } } = await endpoint()
    for (let count = 0; count < 7; count++) await publish()
    await fanOut()
    receiver.answers.push(...Array.from({ length: 7 }, () => status(500)))
    await deliverDue()
    expect(receiver.got.length).toBeGreaterThanOrEqual(5)
    expect(await getEndpoint(ctx(), id)).toMatchObject({ health: 'paused' })
    const before = receiver.got.length
    after(30 * SECOND)
    expect(await deliverDue()).toBe(0)

    after(HOUR)
    receiver.answers.length = 0
    receiver.answers.push(status(500))
    expect(await deliverDue()).toBe(1)
    after(2 * HOUR)
    await deliverDue()
    after(MINUTE)
    await deliverDue()

    expect(receiver.got.length).toBe(before + 1 + 7)
    expect(await getEndpoint(ctx(), id)).toMatchObject({ health: 'ok', failures: 0, waiting: 0 })
  })

  it('for five days is switched off', async () => {
    const { endpoint: { id } } = await endpoint()
    await publish()
    await fanOut()
    receiver.answers.push(...Array.from({ length: 40 }, () => status(500)))
    await deliverDue()
    after(5 * 24 * HOUR)
    await deliverDue()
    expect(await getEndpoint(ctx(), id)).toMatchObject({ isEnabled: false, health: 'failing' })
  })
})

describe('what is sent again', () => {
  it('keeps its id and its body, by number or by time, and not what has arrived when only failures are wanted', async () => {
    const { endpoint: { id } } = await endpoint()
    await publish()
    await publish()
    await fanOut()
    receiver.answers.push(status(410))
    await deliverDue()
    const [second, first] = await deliveries(id)
    expect(await refusal(replayDeliveries(ctx(), { endpointId: id, ids: [first?.id ?? 0] }))).toBe('CONFLICT')
    await setEndpointEnabled(ctx(), id, true)
    await test.db.webhookDelivery.updateMany({ where: { id: first?.id ?? 0 }, data: { state: 'failed' } })
    await test.db.webhookDelivery.updateMany({ where: { id: second?.id ?? 0 }, data: { state: 'delivered' } })
    const span = { endpointId: id, from: START.toISOString(), to: new Date(START.getTime() + HOUR).toISOString() }

    expect(await replayDeliveries(ctx(), { ...span, onlyFailed: true })).toEqual({ replayed: 1 })
    expect(await replayDeliveries(ctx(), { ...span, onlyFailed: true })).toEqual({ replayed: 0 })
    expect(await replayDeliveries(ctx(), { endpointId: id, ids: [second?.id ?? 0] })).toEqual({ replayed: 1 })
    receiver.got.length = 0
    await deliverDue()

    expect(receiver.got.map(({ headers }) => headers['webhook-id']).toSorted()).toEqual([first?.eventId, second?.eventId].toSorted())
    expect((await deliveries(id)).slice(0, 2).map((one) => [one.state, one.replayOf])).toEqual([['delivered', second?.id], ['delivered', first?.id]])
    expect(await refusal(replayDeliveries(ctx(), { endpointId: id, ids: [999_999] }))).toBe('NOT_FOUND')
  })

  it('a test is sent at once and only once', async () => {
    const { endpoint: { id } } = await endpoint()
    receiver.answers.push(status(500, 'no'))
    expect(await sendTest(ctx(), id, ports)).toMatchObject({ type: 'webhook.test', state: 'failed', tries: 1, isTest: true, attempts: [{ status: 500, responseBody: 'no' }] })
    expect(await sendTest(ctx(), id, ports)).toMatchObject({ state: 'delivered' })
    expect(await getEndpoint(ctx(), id)).toMatchObject({ health: 'ok' })
  })
})

describe('an endpoint', () => {
  it.each([
    'http://shop.example/hook', 'https://127.0.0.1/', 'https://10.1.2.3/', 'https://2130706433/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://[fd00:ec2::254]/',
    'https://169.254.169.254/latest', 'https://localhost/', 'https://user:word@shop.example/', 'ftp://shop.example/', 'nonsense',
  ])('may not be %s', async (url) => {
    expect(await refusal(createEndpoint(ctx(), { appId, url, description: '', events: ['goods.published'] }, { ...ports, allowsLocal: false }))).toBe('PARAM_INVALID url')
  })

  it('is told only of what its app may know, and of its own seller', async () => {
    const plain = (await createApp(ctx(), { name: 'plain', needsCaptcha: false, scopes: [], ipList: [], rates: {} }, ports)).app.id
    expect(await refusal(createEndpoint(ctx(), { appId: plain, url: receiver.url, description: '', events: ['order.paid'] }, ports))).toBe('PARAM_INVALID events')
    expect(await refusal(createEndpoint(ctx(), { appId: plain, url: receiver.url, description: '', events: [] }, ports))).toBe('FIELD_REQUIRED events')
    const own: Actor = { ...STAFF, sellerId: 9 }
    const foreign = (await createApp(ctx(own), { name: 'seller', needsCaptcha: false, scopes: ['merchant'], ipList: [], rates: {} }, ports)).app.id
    const { endpoint: theirs } = await createEndpoint(ctx(own), { appId: foreign, url: receiver.url, description: '', events: ['goods.published'] }, ports)
    await publish()
    await fanOut()
    expect(await deliveries(theirs.id)).toEqual([])
    const { endpoint: ours } = await endpoint()
    expect(await refusal(getEndpoint(ctx(own), ours.id))).toBe('NOT_FOUND')
    expect(await refusal(deleteEndpoint(ctx(own), ours.id))).toBe('NOT_FOUND')
    expect(await updateEndpoint(ctx(), ours.id, { url: receiver.url, description: '仓库', events: ['order.paid', 'goods.published'] }, ports)).toMatchObject({ description: '仓库', events: ['order.paid', 'goods.published'] })
  })
})

describe('what the goods tell', () => {
  it('is written only when an endpoint asks for it', async () => {
    await giveBack()
    expect(await test.db.outboxEvent.count()).toBe(0)

    const { endpoint: { id } } = await endpoint(['goods.stock_changed', 'goods.price_changed', 'goods.published'])
    await giveBack()
    await updateGoods(test.ctx(), goodsId, { shopPriceFen: 9000 })
    await setOnSale(test.ctx(), { goodsIds: [goodsId], isOnSale: false })
    await setOnSale(test.ctx(), { goodsIds: [goodsId], isOnSale: true })
    await fanOut()
    expect((await deliveries(id)).map(({ type }) => type).toReversed()).toEqual(['goods.stock_changed', 'goods.price_changed', 'goods.published'])
  })
})
