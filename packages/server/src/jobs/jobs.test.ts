import { describe, expect, it } from 'vitest'
import { testDatabase } from '@xiaopu/shared/testing'
import { ask, paidOrder, PORTS, readCase } from '../../../shared/src/aftersales/testing/fixture.ts'
import { cleanUp } from './clean-up.ts'
import { tickCatalogue, tickLedgerCheck, tickOrderClock } from './tasks.ts'

const test = testDatabase()
const NOW = new Date('2026-06-01T04:00:00.000Z')
const before = (days: number, ms = 0): Date => new Date(NOW.getTime() - days * 86_400_000 + ms)

describe('cleaning up', () => {
  it('forgets what nobody may ask for any more, and nothing younger', async () => {
    const user = await test.db.user.create({ data: { name: 'buyer', nameKey: 'buyer' } })
    for (const at of [before(30, -1), before(30)]) {
      await test.db.cart.create({ data: { keyHash: at.toISOString(), updatedAt: at } })
      await test.db.session.create({ data: { tokenHash: at.toISOString(), userId: user.id, createdAt: at, lastUsedAt: at, endedAt: at } })
    }
    await test.db.cart.create({ data: { userId: user.id, updatedAt: before(400) } })
    await test.db.session.create({ data: { tokenHash: 'live', userId: user.id, createdAt: before(400), lastUsedAt: before(400) } })
    for (const at of [before(2, -1), before(2)]) await test.db.checkout.create({ data: { token: at.toISOString(), userId: user.id, cartLineIds: [], createdAt: at, touchedAt: at } })
    for (const expiresAt of [before(0, -1), before(0)]) await test.db.idempotencyRecord.create({ data: { appId: 1, sign: expiresAt.toISOString(), createdAt: before(1), expiresAt } })
    for (const receivedAt of [before(180, -1), before(180)]) await test.db.paymentNotification.create({ data: { provider: 'sandbox', eventId: receivedAt.toISOString(), body: 'sealed', isVerified: true, receivedAt } })
    for (const expiresAt of [before(0, -1), before(0)]) await test.db.captcha.create({ data: { mark: expiresAt.toISOString(), answer: 'ACEF', expiresAt } })
    for (const expiresAt of [before(1, -1), before(1)]) await test.db.bindToken.create({ data: { tokenHash: expiresAt.toISOString(), provider: 'wechat', appId: '', openId: '', createdAt: expiresAt, expiresAt } })
    for (const [state, createdAt] of [['sent', before(90, -1)], ['sent', before(90)], ['queued', before(400)]] as const) await test.db.outboundMessage.create({ data: { channel: 'mail', recipient: '', template: '', bodyCipher: '', state, createdAt } })
    for (const createdAt of [before(365, -1), before(365)]) await test.db.notice.create({ data: { userId: user.id, kind: 'price_fell', createdAt } })

    for (const [state, createdAt] of [['prepared', before(30, -1)], ['prepared', before(30)], ['done', before(400)]] as const) await test.db.deskJob.create({ data: { kind: 'bulkEdit', state, staffId: 1, staffName: '', createdAt } })
    const app = await test.db.app.create({ data: { key: '11111111', name: 'ERP', secretCipher: '' } })
    const endpoint = await test.db.webhookEndpoint.create({ data: { appId: app.id, url: 'https://erp.example/', secretCipher: '', createdAt: NOW } })
    for (const [state, createdAt] of [['delivered', before(30, -1)], ['failed', before(30)], ['queued', before(400)]] as const) await test.db.webhookDelivery.create({ data: { endpointId: endpoint.id, eventId: '', type: '', body: '', state, createdAt, nextAt: createdAt } })
    for (const createdAt of [before(90, -1), before(90)]) await test.db.outboxEvent.create({ data: { topic: 'order.paid', payload: {}, createdAt, tasks: { create: { consumer: 'surveys' } } } })

    for (const since of [before(1, -1), before(1)]) {
      await test.db.rateBucket.create({ data: { key: since.toISOString(), perSecond: 1, burst: 1, granted: 0, tokens: 1, atMs: since.getTime() } })
      await test.db.rateFailure.create({ data: { address: since.toISOString(), count: 1, since } })
    }

    const first = await cleanUp(test.ctx(undefined, NOW))
    const second = await cleanUp(test.ctx(undefined, NOW))

    expect(first).toEqual({ clean_captchas: 1, clean_contact_codes: 0, clean_call_tokens: 0, clean_idempotency: 1, clean_carts: 1, clean_checkouts: 1, clean_sessions: 1, clean_staff_sessions: 0, clean_bind_tokens: 1, clean_messages: 1, clean_notices: 1, clean_desk_jobs: 1, clean_rates: 1, clean_rate_failures: 1, clean_webhooks: 1, clean_outbox: 1, clean_notifications: 1 })
    expect(Object.values(second)).toEqual(Object.values(first).map(() => 0))
    expect((await test.db.paymentNotification.findMany({ orderBy: { id: 'asc' } })).map(({ body }) => body)).toEqual(['', 'sealed'])
  })
})

describe('the clock of every minute', () => {
  it('answers after-sales cases the shop left unanswered', async () => {
    const id = await ask(test, await paidOrder(test))
    const { deadline } = await readCase(test, id)

    await tickOrderClock({ systemCtx: () => test.ctx(undefined, deadline ?? NOW), ports: PORTS })

    expect(await readCase(test, id)).toMatchObject({ state: 4, isRefunded: true, refundedFen: 5000 })
  })
})

describe('the catalogue\'s minute', () => {
  it('puts on sale what is planned, and takes cards whose day is over off the stock', async () => {
    const category = await test.db.category.upsert({ where: { id: 1 }, create: { id: 1, name: '卡券' }, update: {} })
    const goods = await test.db.goods.create({ data: { sn: 'VC', snKey: 'vc', name: '会员', categoryId: category.id, shopPriceFen: 100, stock: 1, isReal: false, extensionCode: 'virtual_card', isOnSale: false, onSaleAt: NOW } })
    await test.db.virtualCard.create({ data: { goodsId: goods.id, numberCipher: 'x', numberHash: 'x', tail: 'x', expiresAt: NOW, addedAt: before(9) } })

    await tickCatalogue({ systemCtx: () => test.ctx(undefined, NOW) })

    expect(await test.db.goods.findUniqueOrThrow({ where: { id: goods.id } })).toMatchObject({ isOnSale: true, onSaleAt: null, stock: 0 })
  })
})

describe('the check of the ledgers', () => {
  it('is kept each night, and tells the log the first figure that differs', async () => {
    await test.db.$executeRaw`TRUNCATE "User", "Goods", "StockMovement", "Order" CASCADE`
    const told: unknown[] = []
    const deps = { systemCtx: () => test.ctx(undefined, NOW), log: { info: () => undefined, error: (entry: unknown) => { told.push(entry) } } }

    await tickLedgerCheck(deps)
    expect(told).toEqual([])

    const { id } = await test.db.user.create({ data: { name: 'crooked', nameKey: 'crooked', points: 5 } })
    await tickLedgerCheck(deps)

    expect(told).toMatchObject([{ event: 'LEDGER_DIFFERS', differences: 1, first: { figure: 'points', subjectId: id, shown: 5, fromRows: 0 } }])
    expect((await test.db.ledgerCheck.findMany({ orderBy: { id: 'asc' } })).map(({ byName, differences }) => [byName, differences])).toEqual([['', 0], ['', 1]])
  })
})
