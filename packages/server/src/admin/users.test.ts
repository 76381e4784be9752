import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { forgetCaches } from '@xiaopu/shared/shop'
import { testDatabase } from '@xiaopu/shared/testing'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:20:00Z')

function desk(permissions = ['*'], sellerId = 0) {
  const ctx = test.ctx({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '203.0.113.8' }, NOW)
  return createCallerFactory(adminRouter)({ ...ctx, requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: NO_MEDIA })
}

const refused = (word: string) => ({ cause: { word } })
const actions = async (): Promise<string[]> => (await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => row.action)
let userId = 0

beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "User", "Rank", "LedgerEntry", "AuditEntry", "ShippingMethod", "PaymentMethod" CASCADE`
  forgetCaches()
  const rank = await test.db.rank.create({ data: { name: '银卡', minPoints: 0, maxPoints: 10000 } })
  userId = (await test.db.user.create({ data: { name: 'zhouzimo', nameKey: 'zhouzimo', nickName: '周子墨', mobile: '13800002059', mobileKey: '13800002059', rankId: rank.id, signedUpAt: NOW } })).id
})

describe('members', () => {
  it('are found by name, nick name and mobile, and shown with a masked number', async () => {
    const { users } = desk()
    for (const q of ['ZHOU', '子墨', '2059']) expect((await users.list({ q })).totalResults).toBe(1)
    expect((await users.list({ rankId: -1 })).totalResults).toBe(0)
    expect((await users.list({})).items[0]).toMatchObject({ mobile: '138 **** 2059', rankName: '银卡', orderCount: 0, spentFen: 0 })
    expect(await users.get({ userId })).toMatchObject({ addresses: [], sessions: [], ranks: [{ name: '银卡' }] })
  })

  it('get and lose balance and points through the ledger only, with a reason', async () => {
    const { users } = desk()
    const change = { userId, balanceFen: 5000, points: 100, reason: '补偿运费', seenBalanceFen: 0, seenPoints: 0 }
    await expect(desk(['users.view', 'users.edit']).users.adjust(change)).rejects.toMatchObject(refused('FORBIDDEN'))
    await users.adjust(change)
    await expect(users.adjust(change)).rejects.toMatchObject(refused('CONFLICT'))
    await users.adjust({ userId, balanceFen: -2000, points: 0, reason: '多给了', seenBalanceFen: 5000, seenPoints: 100 })
    await expect(users.adjust({ userId, balanceFen: -9000, points: 0, reason: '太多', seenBalanceFen: 3000, seenPoints: 100 })).rejects.toMatchObject(refused('SURPLUS_NOT_ENOUGH'))
    const { items } = await users.ledger({ userId, kind: 'money' })
    expect(items.map(({ type, balanceFen, balanceAfterFen, text, byName }) => [type, balanceFen, balanceAfterFen, text, byName])).toEqual([[2, -2000, 3000, '多给了', '许店长'], [2, 5000, 5000, '补偿运费', '许店长']])
    expect((await users.ledger({ userId, kind: 'points' })).totalResults).toBe(1)
    expect(await actions()).toEqual(['user.adjust', 'user.adjust'])
  })

  it('are disabled and their sessions end; rank and note are kept', async () => {
    await test.db.session.create({ data: { tokenHash: 'x', userId, createdAt: NOW, lastUsedAt: NOW } })
    const gold = await test.db.rank.create({ data: { name: '员工', isSpecial: true } })
    const { users } = desk()
    await users.setDisabled({ userId, isDisabled: true })
    await users.setSpecialRank({ userId, rankId: gold.id })
    await users.setNote({ userId, staffNote: '常客' })
    expect(await users.get({ userId })).toMatchObject({ isDisabled: true, rankName: '员工', specialRankId: gold.id, staffNote: '常客', sessions: [{ isEnded: true }] })
    await users.setSpecialRank({ userId, rankId: 0 })
    expect((await users.get({ userId })).rankName).toBe('银卡')
    expect(await actions()).toEqual(['user.disable', 'user.setSpecialRank', 'user.setNote', 'user.setSpecialRank'])
    await expect(desk(['*'], 5).users.list({})).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})

const AREA = { id: 0, name: '江浙沪', formula: 'by_weight' as const, baseFeeFen: 1500, firstGrams: 1000, stepGrams: 1000, stepFeeFen: 200, secondGrams: 0, nextStepFeeFen: 0, itemFeeFen: 0, freeFromFen: 9900, maxGrams: 0, codFeeFen: 0, codFeeRate: 0, regionIds: [31, 32] }
const METHOD = { id: 0, code: 'sf', name: '顺丰速运', description: '', kind: 'express' as const, supportsCod: true, insureKind: 'none' as const, insureFen: 0, insureRate: 0, insureMinFen: 100, insureMaxFen: 0, estimateDays: 3, isEnabled: true, sortOrder: 50, areas: [AREA] }

describe('ways of shipping', () => {
  it('are saved with their areas, switched and sorted', async () => {
    const { shipping, orders } = desk()
    const made = await shipping.save(METHOD)
    expect(made.areas).toMatchObject([{ name: '江浙沪', regionIds: [31, 32] }])
    const second = await shipping.save({ ...METHOD, code: 'yt', name: '圆通' })
    await expect(shipping.save({ ...METHOD, name: '又一个' })).rejects.toMatchObject(refused('PARAM_INVALID'))
    await expect(shipping.save({ ...METHOD, code: 'zt', areas: [AREA, { ...AREA, name: '重复' }] })).rejects.toMatchObject(refused('PARAM_INVALID'))
    const [area] = made.areas
    const changed = await shipping.save({ ...made, areas: [{ ...AREA, id: area?.id ?? 0, stepFeeFen: 300 }, { ...AREA, name: '其他', regionIds: [44] }] })
    expect(changed.areas.map(({ name, stepFeeFen }) => [name, stepFeeFen])).toEqual([['江浙沪', 300], ['其他', 200]])
    await shipping.sort({ ids: [second.id, made.id] })
    expect((await shipping.list()).items.map((one) => one.code)).toEqual(['yt', 'sf'])
    await shipping.setEnabled({ id: second.id, isEnabled: false })
    expect((await orders.choices()).shippings.map((one) => one.name)).toEqual(['顺丰速运'])
    expect(await actions()).toEqual(['shipping.create', 'shipping.create', 'shipping.update', 'shipping.sort', 'shipping.disable'])
    await expect(desk(['shop.payment']).shipping.list()).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})

describe('ways of paying', () => {
  it('are named, priced and sorted; what a provider is set up with never comes out', async () => {
    const bank = await test.db.paymentMethod.create({ data: { code: 'bank', name: '银行汇款' } })
    const sandbox = await test.db.paymentMethod.create({ data: { code: 'sandbox', name: '沙箱', settingsCipher: '' } })
    const { payments } = desk()
    const form = { id: bank.id, name: '对公转账', description: '招商银行 6222', nameEn: ' Bank transfer ', descriptionEn: 'China Merchants Bank 6222', feeFen: 0, feeRate: 0, isEnabled: true }
    expect(await payments.save(form)).toMatchObject({ name: '对公转账', nameEn: 'Bank transfer', descriptionEn: 'China Merchants Bank 6222', hasSettings: false })
    await expect(payments.save({ ...form, feeFen: 100, feeRate: 60 })).rejects.toMatchObject(refused('PARAM_INVALID'))
    await payments.sort({ ids: [sandbox.id, bank.id] })
    expect((await payments.list()).items.map((one) => one.code)).toEqual(['sandbox', 'bank'])
    expect((await payments.settings({ id: sandbox.id })).fields).toContainEqual({ name: 'apiKey', isSet: false })
    expect((await payments.settings({ id: bank.id })).fields).toEqual([])
    await expect(payments.saveSettings({ id: bank.id, settings: { apiKey: 'x' } })).rejects.toMatchObject(refused('PAYMENT_UNAVAILABLE'))
    expect(await actions()).toEqual(['payment.update', 'payment.sort'])
    await expect(desk(['*'], 5).payments.list()).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})
