import { describe, expect, it } from 'vitest'
import { inTransaction, sqlOn } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { getSettings, publicConfig, updateSettings } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-01T04:00:00.000Z')

describe('the shop\'s settings', () => {
  it('have the defaults of the rules', async () => {
    const settings = await getSettings(test.ctx())

    expect(settings).toMatchObject({
      pointsPerYuan: 100,
      pointsPercent: 100,
      usePoints: true,
      minGoodsAmountFen: 0,
      invoiceTypes: [{ rateBasisPoints: 100 }, { rateBasisPoints: 150 }],
      marketPriceRateBasisPoints: 12_000,
      checkoutMinutes: 30,
      useStorage: true,
      stockDecTime: 1,
      orderUnpaidMinutes: 30,
      orderOfflineDays: 3,
      autoReceiveDays: 10,
      aftersaleDays: 7,
      aftersaleAnswerDays: 3,
      returnShipDays: 7,
      shopRegClosed: false,
      registerPoints: 0,
      agreementText: '',
      reservedUserNames: ['admin', 'root', 'system', 'shop', 'service', '客服', '管理员'],
      commentCheck: true,
      commentFactor: 3,
      messageBoard: false,
    })
  })

  it('show a change at the next call', async () => {
    await updateSettings(test.ctx(), { shopName: '茶铺', pointsPerYuan: 300 })
    expect(await getSettings(test.ctx())).toMatchObject({ shopName: '茶铺', pointsPerYuan: 300, usePoints: true })

    await updateSettings(test.ctx(), { shopName: '壶铺' })
    expect(await getSettings(test.ctx())).toMatchObject({ shopName: '壶铺', pointsPerYuan: 300 })
  })

  it('show a change inside its own transaction, and nothing of it after a rollback', async () => {
    await updateSettings(test.ctx(), { shopTitle: 'before' })
    const work = inTransaction(test.ctx(), async (tx) => {
      await updateSettings(tx, { shopTitle: 'first' })
      expect((await getSettings(tx)).shopTitle).toBe('first')
      await updateSettings(tx, { shopTitle: 'second' })
      expect((await getSettings(tx)).shopTitle).toBe('second')
      throw new Error('no')
    })

    await expect(work).rejects.toThrow('no')
    expect((await getSettings(test.ctx())).shopTitle).toBe('before')
  })

  it('show another writer\'s change within a second', async () => {
    const sql = sqlOn(test.pool)
    expect((await getSettings({ sql })).shopDesc).toBe('')
    await test.db.setting.create({ data: { key: 'shopDesc', value: 'written by psql' } })

    await expect.poll(async () => (await getSettings({ sql })).shopDesc, { timeout: 1500 }).toBe('written by psql')
  })

  it('refuse what is no setting or out of its range, and store nothing of the patch', async () => {
    await expect(updateSettings(test.ctx(), { pageSize: 50, pointsPerYuan: 0 })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'pointsPerYuan' } })
    await expect(updateSettings(test.ctx(), JSON.parse('{"unknown":1}'))).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'unknown' } })
    expect((await getSettings(test.ctx())).pageSize).toBe(20)
  })

  it('are read once while nothing changes', async () => {
    const sql = sqlOn(test.pool)
    const names: string[] = []
    const rows = <Row extends object>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]> => {
      names.push(name)
      return sql.rows<Row>(name, text, values)
    }
    const ctx = { sql: { ...sql, rows } }
    await Promise.all(Array.from({ length: 20 }, () => getSettings(ctx)))
    await getSettings(ctx)

    expect(names.length).toBeLessThanOrEqual(1)
  })
})

describe('the public configuration', () => {
  it('is the allow-list and nothing else', async () => {
    await updateSettings(test.ctx(), { pointsPerYuan: 200, marketPriceRateBasisPoints: 15_000, minGoodsAmountFen: 990, registerPoints: 77 })
    const { config, serverTime } = await publicConfig(test.ctx(undefined, NOW), {})

    expect(serverTime).toBe('2026-03-01T04:00:00.000Z')
    expect(config).toMatchObject({ pointsScale: 0.5, marketPriceRate: 1.5, minGoodsAmountFen: 990, lang: 'zh-CN', timezone: '+08:00', currency: 'CNY', currencyFormat: '￥%s', anonymousBuy: false })
    expect(config.invoiceTypes).toEqual([{ invoiceType: '普通发票', rate: 1 }, { invoiceType: '增值税发票', rate: 1.5 }])
    expect(config).not.toHaveProperty('registerPoints')
    expect(config).not.toHaveProperty('searchBlockList')
    expect(config).not.toHaveProperty('stockDecTime')
  })

  it('answers only the keys asked for, by either name', async () => {
    const { config } = await publicConfig(test.ctx(), { keys: ['shopName', 'integral_scale', 'use_surplus', 'min_goods_amount'] })

    expect(Object.keys(config).sort()).toEqual(['minGoodsAmountFen', 'pointsScale', 'shopName', 'useBalance'])
  })

  it('refuses an unknown key', async () => {
    for (const key of ['registerPoints', 'smtp_pass', 'toString']) {
      await expect(publicConfig(test.ctx(), { keys: [key] })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'keys' } })
    }
  })

  it('is empty for a caller who has it, and has a new version when a public setting changes', async () => {
    const { version } = await publicConfig(test.ctx(), {})
    expect((await publicConfig(test.ctx(), { version })).config).toEqual({})

    await updateSettings(test.ctx(), { registerPoints: 5 })
    expect((await publicConfig(test.ctx(), {})).version).toBe(version)

    await updateSettings(test.ctx(), { shopNotice: '新品' })
    const after = await publicConfig(test.ctx(), { version })
    expect(after.version).not.toBe(version)
    expect(after.config.shopNotice).toBe('新品')
  })

  it('is there while the shop is closed', async () => {
    await updateSettings(test.ctx(), { shopClosed: true, closeComment: '盘点' })

    expect((await publicConfig(test.ctx(), {})).config).toMatchObject({ shopClosed: true, closeComment: '盘点' })
  })
})
