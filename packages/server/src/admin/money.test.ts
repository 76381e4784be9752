import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { orderSubject } from '@xiaopu/shared/orders'
import { type PaymentPorts, usePaymentPorts } from '@xiaopu/shared/payments'
import { installSecretKey } from '@xiaopu/shared/secrets'
import { forgetCaches } from '@xiaopu/shared/shop'
import { testDatabase } from '@xiaopu/shared/testing'
import { depositSubject, makeDeposit, withdraw } from '@xiaopu/shared/wallet'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:20:00Z')
const PORTS: PaymentPorts = { providers: new Map(), subjects: { order: orderSubject, deposit: depositSubject }, baseUrl: 'https://shop.example', log: () => undefined }

function desk(permissions = ['*'], sellerId = 0) {
  const ctx = test.ctx({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '203.0.113.8' }, NOW)
  return createCallerFactory(adminRouter)({ ...ctx, requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: NO_MEDIA })
}

const refused = (word: string, params: object = {}) => ({ cause: { word, params } })
const trail = async () => (await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action, targetName, after }) => [action, targetName, after])
let userId = 0
let bankId = 0
const shopper = () => test.ctx({ kind: 'shopper', userId, sessionId: 1, appId: 0, ip: '' } satisfies Actor, NOW)
const purse = async () => {
  const { balanceFen, frozenFen } = await test.db.user.findUniqueOrThrow({ where: { id: userId } })
  return [balanceFen, frozenFen]
}
const asked = async (amountFen: number) => (await withdraw(shopper(), { amountFen, payeeChannel: 'wechat', payeeName: '周子墨', payeeAccount: 'wx-zimo-2059' })).account.id

beforeEach(async () => {
  installSecretKey(Buffer.alloc(32, 3))
  await test.db.$executeRaw`TRUNCATE "User", "Rank", "LedgerEntry", "AuditEntry", "PaymentMethod", "Payment", "BonusType" CASCADE`
  forgetCaches()
  usePaymentPorts(test.sql, PORTS)
  userId = (await test.db.user.create({ data: { name: 'zhouzimo', nameKey: 'zhouzimo', balanceFen: 8000, signedUpAt: NOW } })).id
  bankId = (await test.db.paymentMethod.create({ data: { code: 'bank', name: '银行汇款' } })).id
})

describe('the desk of money', () => {
  it('pays a withdrawal out, and every step of it is told', async () => {
    const { wallet } = desk()
    const id = await asked(5000)

    expect(await wallet.payee({ id })).toEqual({ name: '周子墨', account: 'wx-zimo-2059', bank: '' })
    await wallet.startPayout({ id })
    await expect(wallet.startPayout({ id })).rejects.toMatchObject(refused('ACCOUNT_STATE_INVALID'))
    expect((await wallet.list({ kind: 1 })).items).toMatchObject([{ id, userName: 'zhouzimo', isPaying: true, payment: '微信', payee: '**** 2059' }])
    await wallet.stopPayout({ id })
    await wallet.finishPayout({ id, providerNo: 'WX0001', note: '' })

    expect(await purse()).toEqual([3000, 0])
    expect(await trail()).toEqual([
      ['wallet.revealPayee', 'zhouzimo', {}],
      ['wallet.startPayout', 'zhouzimo', { isPaying: true }],
      ['wallet.stopPayout', 'zhouzimo', { isPaying: false }],
      ['wallet.finishPayout', 'zhouzimo', { state: 1, providerNo: 'WX0001', amountFen: 5000 }],
    ])
    expect(JSON.stringify(await trail())).not.toContain('wx-zimo')
  })

  it('refuses one with a reason the member reads', async () => {
    const { wallet } = desk()
    const id = await asked(5000)

    await wallet.refuse({ id, reason: '户名不符' })

    expect(await purse()).toEqual([8000, 0])
    expect((await wallet.list({ kind: 1, state: 'refused' })).items).toMatchObject([{ id, staffNote: '户名不符', byName: '许店长' }])
    expect(await trail()).toEqual([['wallet.refuse', 'zhouzimo', { state: 3, amountFen: 5000, reason: '户名不符' }]])
  })

  it('confirms a transfer, and a refused one leaves neither money nor a trail', async () => {
    const { wallet } = desk()
    const { account: { id } } = await makeDeposit(shopper(), PORTS, { amountFen: 20_000, payId: bankId, client: 'h5' })
    const found = { id, receivedAt: NOW.toISOString(), reference: 'CMB77' }

    await expect(wallet.confirmDeposit({ ...found, amountFen: 19_999 })).rejects.toMatchObject(refused('AMOUNT_INVALID', { min: '200.00' }))
    expect([await purse(), await trail()]).toEqual([[8000, 0], []])
    await wallet.confirmDeposit({ ...found, amountFen: 20_000 })

    expect(await purse()).toEqual([28_000, 0])
    expect((await wallet.list({ kind: 0, state: 'done' })).items).toMatchObject([{ id, isOffline: true }])
    expect(await trail()).toEqual([['wallet.confirmDeposit', 'zhouzimo', { state: 1, amountFen: 20_000, reference: 'CMB77' }]])
  })

  it('is open to the right to money only, for the platform\'s members', async () => {
    const id = await asked(5000)

    await expect(desk(['users.view']).wallet.payee({ id })).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['*'], 3).wallet.finishPayout({ id, providerNo: 'X', note: '' })).rejects.toMatchObject(refused('FORBIDDEN'))
    expect(await purse()).toEqual([3000, 5000])
  })
})

describe('bonus types', () => {
  const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000).toISOString()
  const form = { name: '春茶红包', moneyFen: 1000, sendKind: 0, minSendAmountFen: 0, minGoodsAmountFen: 5000, sendStartAt: at(-1), sendEndAt: at(1), useStartAt: at(-1), useEndAt: at(24), useRange: 0, useRangeIds: [] }

  it('are made, changed and given out, and each of it is told', async () => {
    const { bonuses } = desk()
    const rank = await test.db.rank.create({ data: { name: '银卡' } })
    await test.db.user.update({ where: { id: userId }, data: { rankId: rank.id } })

    const { id } = await bonuses.create(form)
    await bonuses.update({ ...form, id, name: '春茶节红包' })
    expect(await bonuses.issueToUsers({ typeId: id, userNames: ['ZhouZiMo', '无此人'] })).toEqual({ issued: 1, unknown: ['无此人'] })
    expect((await bonuses.issueToRank({ typeId: id, rankId: rank.id })).issued).toBe(1)
    await expect(bonuses.update({ ...form, id, moneyFen: 1 })).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'moneyFen' }))

    expect((await bonuses.types({})).items).toMatchObject([{ id, name: '春茶节红包', issuedCount: 2, ownedCount: 2, usedCount: 0 }])
    expect((await trail()).map(([action]) => action)).toEqual(['bonus.create', 'bonus.update', 'bonus.issueToUsers', 'bonus.issueToRank'])
  })

  it('with printed numbers list them for printing', async () => {
    const { bonuses } = desk()
    const { id } = await bonuses.create({ ...form, sendKind: 3 })

    await bonuses.print({ typeId: id, count: 3 })

    const { items, totalResults } = await bonuses.numbers({ typeId: id })
    expect([totalResults, items.every(({ sn, userName, isUsed }) => sn.length === 12 && userName === '' && !isUsed)]).toEqual([3, true])
    await expect(desk(['users.money']).bonuses.types({})).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})
