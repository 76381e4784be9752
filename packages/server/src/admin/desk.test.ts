import { NO_MEDIA } from '../testing/no-media.ts'
import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { testDatabase } from '@xiaopu/shared/testing'
import type { RequestCtx } from '../context.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-11-20T08:00:00Z')
const staff = (permissions: string[]): Actor => ({ kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions, ip: '203.0.113.8' })

function desk(permissions = ['*'], now = NOW) {
  const ctx: RequestCtx = {
    ...test.ctx(staff(permissions), now),
    requestId: 't4c8m2x6q0w9k3z7',
    ip: '203.0.113.8',
    transport: 'web',
    sessionToken: '',
    isSessionInvalid: false,
    setSessionCookie: () => {},
    baseUrl: 'https://shop.example',
    secretsKey: randomBytes(32),
    media: NO_MEDIA,
  }
  return createCallerFactory(adminRouter)(ctx)
}

const refused = (word: string) => ({ cause: { word } })
const csv = (...lines: string[]) => ({ file: { name: '商品.csv', base64: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`).toString('base64') } })
const page = { pageNo: 1, pageSize: 100 }
const goodsOf = (sn: string) => test.db.goods.findFirstOrThrow({ where: { sn }, include: { skus: { orderBy: { id: 'asc' } } } })

async function imported(...lines: string[]): Promise<number> {
  const { jobId } = await desk().desk.goodsImport.check(csv(...lines))
  while ((await desk().desk.goodsImport.run({ jobId })).left > 0);
  return jobId
}
const rowsOf = async (jobId: number) => (await desk().desk.goodsImport.get({ jobId, ...page })).items

let categoryId = 0
let otherId = 0
let brandId = 0
beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "Goods", "Category", "Brand", "AuditEntry", "Attribute", "DeskJob", "StockMovement" RESTART IDENTITY CASCADE`
  const { categoryId: top } = await desk().categories.create({ name: '茶器' })
  categoryId = (await desk().categories.create({ name: '壶', parentId: top })).categoryId
  otherId = (await desk().categories.create({ name: '茶叶' })).categoryId
  brandId = (await desk().brands.create({ name: '曼生堂' })).brandId
})

describe('a file of products', () => {
  const HEAD = '货号,商品名称,分类,品牌,规格,货品号,本店售价,货品价格,库存,在售'
  const CUP = 'C-1,品茗杯,茶器/壶,曼生堂,,,39.00,,12,是'
  const POT = ['P-1,西施壶,壶,,泥料:朱泥;容量:180ml,P-1-A,268,,5,是', 'P-1,,,,泥料:段泥;容量:180ml,P-1-B,,298.5,3,是']

  it('is looked at first, and makes what it says when it is confirmed: one bad row stops no other', async () => {
    const { jobId } = await desk().desk.goodsImport.check(csv(HEAD, CUP, ...POT, 'X-1,坏行,没有的分类,,,,12.345,,-1,也许'))

    expect(await test.db.goods.count()).toBe(0)
    expect((await rowsOf(jobId)).map(({ number, lines, plan, state }) => [number, lines, plan, state])).toEqual([['C-1', [2], 'create', 'waiting'], ['P-1', [3, 4], 'create', 'waiting'], ['X-1', [5], 'refused', 'refused']])
    expect((await rowsOf(jobId))[2]?.problems.map(({ line, column, word }) => [line, column, word])).toEqual([
      [5, 'shopPriceFen', 'notMoney'], [5, 'stock', 'notCount'], [5, 'isOnSale', 'notFlag'], [5, 'category', 'unknownCategory'],
    ])

    expect(await desk().desk.goodsImport.run({ jobId })).toEqual({ left: 0 })
    expect(await goodsOf('C-1')).toMatchObject({ name: '品茗杯', shopPriceFen: 3900, stock: 12, categoryId, brandId, isOnSale: true })
    expect(await goodsOf('P-1')).toMatchObject({ shopPriceFen: 26_800, stock: 8, skus: [{ sn: 'P-1-A', priceFen: null, stock: 5, optionsText: '泥料:朱泥 容量:180ml' }, { sn: 'P-1-B', priceFen: 29_850, stock: 3 }] })
    expect((await test.db.stockMovement.findMany({ orderBy: { id: 'asc' } })).map(({ cause, change }) => [cause, change])).toEqual([['import', 12], ['import', 5], ['import', 3]])
    expect((await desk().desk.goodsImport.get({ jobId, ...page })).job).toMatchObject({ state: 'done', counts: { done: 2, refused: 1, waiting: 0 } })
    const told = (await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => row.action)
    expect(told.slice(-4)).toEqual(['goodsImport.check', 'goodsImport.run', 'goods.create', 'goods.create'])
  })

  it('changes only what it names, by the product\'s number or the SKU\'s', async () => {
    await imported(HEAD, CUP, ...POT)
    const jobId = await imported('货号,货品号,本店售价,库存', 'c-1,,45.50,', ',p-1-b,,9')

    expect((await rowsOf(jobId)).map(({ number, state, changes }) => [number, state, changes.map(({ field, before, after }) => [field, before, after])])).toEqual([
      ['c-1', 'done', [['shopPriceFen', 3900, 4550]]], ['P-1', 'done', [['stock', 3, 9]]],
    ])
    expect(await goodsOf('C-1')).toMatchObject({ name: '品茗杯', shopPriceFen: 4550, stock: 12 })
    expect(await goodsOf('P-1')).toMatchObject({ shopPriceFen: 26_800, stock: 14, skus: [{ stock: 5 }, { stock: 9, priceFen: 29_850 }] })
  })

  it('adds a SKU of a new value, and refuses one that fits no option', async () => {
    await imported(HEAD, ...POT)
    const jobId = await imported('货号,规格,库存,货品价格', 'P-1,泥料:紫泥;容量:180ml,4,', 'P-2,颜色:红,1,', 'P-1,颜色:红,1,')
    expect((await rowsOf(jobId)).map(({ number, state, problems }) => [number, state, problems.map(({ line, word }) => [line, word])])).toEqual([
      ['P-1', 'refused', [[4, 'badOptions']]], ['P-2', 'refused', [[3, 'required'], [3, 'required'], [3, 'required']]],
    ])

    await imported('货号,规格,库存', 'P-1,泥料:紫泥 容量:180ml,4')
    expect((await goodsOf('P-1')).skus.map(({ optionsText, stock }) => [optionsText, stock])).toEqual([['泥料:朱泥 容量:180ml', 5], ['泥料:段泥 容量:180ml', 3], ['泥料:紫泥 容量:180ml', 4]])
  })

  it('does nothing twice: confirmed again, or sent in again', async () => {
    const jobId = await imported(HEAD, CUP)
    await desk().goods.update({ goodsId: (await goodsOf('C-1')).id, lastUpdate: (await goodsOf('C-1')).updatedAt.toISOString(), change: { stock: 7 } })
    expect(await desk().desk.goodsImport.run({ jobId })).toEqual({ left: 0 })
    const again = await imported(HEAD, CUP)

    expect((await rowsOf(again)).map(({ plan, state, problems }) => [plan, state, problems[0]?.word])).toEqual([['same', 'same', 'doneBefore']])
    expect(await goodsOf('C-1')).toMatchObject({ stock: 7 })
  })

  it('two copies confirmed at once make one product', async () => {
    const [first, second] = [await desk().desk.goodsImport.check(csv(HEAD, CUP)), await desk().desk.goodsImport.check(csv(HEAD, CUP))]
    await Promise.all([desk().desk.goodsImport.run(first), desk().desk.goodsImport.run(second), desk().desk.goodsImport.run(first)])
    expect(await test.db.goods.count()).toBe(1)
    expect((await test.db.deskJobRow.findMany()).filter((row) => row.state === 'done')).toHaveLength(1)
  })

  it('may be what Excel writes on a Chinese Windows', async () => {
    // 货号,商品名称,分类,本店售价 / G-1,紫砂壶,茶叶,88 in GBK
    const head = Buffer.from('bbf5bac52cc9ccc6b7c3fbb3c62cb7d6c0e02cb1beb5eacadbbcdb0d0a', 'hex')
    const line = Buffer.concat([Buffer.from('G-1,'), Buffer.from('d7cfc9b0baf8', 'hex'), Buffer.from(','), Buffer.from('b2e8d2b6', 'hex'), Buffer.from(',88\r\n')])
    const { jobId } = await desk().desk.goodsImport.check({ file: { name: 'gbk.csv', base64: Buffer.concat([head, line]).toString('base64') } })
    await desk().desk.goodsImport.run({ jobId })
    expect(await goodsOf('G-1')).toMatchObject({ name: '紫砂壶', categoryId: otherId, shopPriceFen: 8800 })
  })

  it('that is none, is too long or may not be sent is refused', async () => {
    const send = (name: string, content: string | Buffer) => desk().desk.goodsImport.check({ file: { name, base64: Buffer.from(content).toString('base64') } })
    await expect(send('a.xlsx', 'PK\u0003\u0004')).rejects.toMatchObject(refused('FILE_INVALID'))
    await expect(send('a.csv', '货号\n')).rejects.toMatchObject(refused('FILE_INVALID'))
    await expect(send('a.csv', `货号\n${'A\n'.repeat(2001)}`)).rejects.toMatchObject({ cause: { word: 'LIMIT_REACHED', params: { limit: 2000 } } })
    await expect(desk(['goods.view']).desk.goodsImport.check(csv('货号', 'A'))).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk().desk.goodsImport.run({ jobId: 999 })).rejects.toMatchObject(refused('NOT_FOUND'))
  })
})

describe('one change to many products', () => {
  const make = (sn: string, shopPriceFen: number, more: object = {}) => desk().goods.create({ name: `壶 ${sn}`, sn, categoryId, shopPriceFen, stock: 5, ...more })
  const FILTER = { q: '', categoryId: 0, brandId: 0, state: 'all', stock: '' } as const
  const read = async (jobId: number) => desk().desk.bulkEdit.get({ jobId, ...page })

  it('shows old and new and refuses what makes no sense, before anything happens', async () => {
    await make('A', 10_001)
    await make('B', 300)
    const { jobId } = await desk().desk.bulkEdit.prepare({ target: { filter: FILTER }, change: { field: 'shopPriceFen', mode: 'add', amount: -300 } })

    const { items, job } = await read(jobId)
    expect(items.map(({ number, plan, changes, problems }) => [number, plan, changes.map(({ before, after }) => [before, after]), problems.map(({ word }) => word)])).toEqual([
      ['B', 'refused', [[300, 0]], ['PRICE_INVALID']], ['A', 'update', [[10_001, 9701]], []],
    ])
    expect(job).toMatchObject({ state: 'prepared', request: { field: 'shopPriceFen', amount: -300 } })
    expect((await goodsOf('A')).shopPriceFen).toBe(10_001)
  })

  it('is done row by row, and taken back where nobody changed the price since', async () => {
    const [a, b] = [await make('A', 10_001), await make('B', 333)]
    const { jobId } = await desk().desk.bulkEdit.prepare({ target: { goodsIds: [a.goodsId, b.goodsId] }, change: { field: 'shopPriceFen', mode: 'percent', amount: 1050 } })
    expect(await desk().desk.bulkEdit.run({ jobId })).toEqual({ left: 0 })
    expect([(await goodsOf('A')).shopPriceFen, (await goodsOf('B')).shopPriceFen]).toEqual([11_051, 368])

    await desk().goods.update({ goodsId: a.goodsId, lastUpdate: (await goodsOf('A')).updatedAt.toISOString(), change: { shopPriceFen: 12_000 } })
    expect(await desk().desk.bulkEdit.undo({ jobId })).toEqual({ left: 0 })
    expect([(await goodsOf('A')).shopPriceFen, (await goodsOf('B')).shopPriceFen]).toEqual([12_000, 333])
    const { items, job } = await read(jobId)
    expect(items.map(({ number, state, problems }) => [number, state, problems.map(({ word }) => word)])).toEqual([['B', 'restored', []], ['A', 'left', ['CONFLICT']]])
    expect(job).toMatchObject({ state: 'undone', undoneBy: '许店长', counts: { restored: 1, left: 1 } })
    expect(await desk().desk.bulkEdit.undo({ jobId })).toEqual({ left: 0 })
    expect((await goodsOf('B')).shopPriceFen).toBe(333)
  })

  it('leaves alone what changed between looking and confirming', async () => {
    const { goodsId } = await make('A', 1000)
    const { jobId } = await desk().desk.bulkEdit.prepare({ target: { goodsIds: [goodsId] }, change: { field: 'stock', mode: 'add', amount: 10 } })
    await test.db.goods.update({ where: { id: goodsId }, data: { stock: 4 } })
    await desk().desk.bulkEdit.run({ jobId })
    expect((await read(jobId)).items).toMatchObject([{ state: 'refused', problems: [{ word: 'CONFLICT' }] }])
    expect((await goodsOf('A')).stock).toBe(4)
  })

  it('refuses the stock of goods whose cards say it', async () => {
    const { goodsId } = await make('K', 1000, { stock: undefined, isReal: false, extensionCode: 'virtual_card' })
    const { jobId } = await desk().desk.bulkEdit.prepare({ target: { goodsIds: [goodsId] }, change: { field: 'stock', mode: 'set', amount: 9 } })
    expect((await read(jobId)).items).toMatchObject([{ plan: 'refused', problems: [{ word: 'ofCards' }] }])
    const file = await imported('货号,库存', 'K,9')
    expect((await rowsOf(file))).toMatchObject([{ state: 'refused', problems: [{ word: 'ofCards' }] }])
  })

  it('reaches the SKUs: their stock always, their own prices when asked', async () => {
    const SKUS = { stock: undefined, specs: [{ name: '容量', kind: 1 as const, values: [{ value: '小' }, { value: '大' }] }], skus: [{ options: ['小'], stock: 2 }, { options: ['大'], stock: 3, priceFen: 1500 }] }
    const { goodsId } = await make('S', 1000, SKUS)
    const both = async (change: Parameters<ReturnType<typeof desk>['desk']['bulkEdit']['prepare']>[0]['change']) => {
      const { jobId } = await desk().desk.bulkEdit.prepare({ target: { goodsIds: [goodsId] }, change })
      await desk().desk.bulkEdit.run({ jobId })
      return jobId
    }
    const priced = await both({ field: 'shopPriceFen', mode: 'percent', amount: -1000, roundTo: 100 })
    await both({ field: 'stock', mode: 'add', amount: 4 })
    expect(await goodsOf('S')).toMatchObject({ shopPriceFen: 900, stock: 13, skus: [{ stock: 6, priceFen: null }, { stock: 7, priceFen: 1400 }] })
    await desk().desk.bulkEdit.undo({ jobId: priced })
    expect(await goodsOf('S')).toMatchObject({ shopPriceFen: 1000, stock: 13, skus: [{ priceFen: null }, { priceFen: 1500 }] })
    expect((await test.db.stockMovement.findMany({ where: { goodsId }, orderBy: { id: 'asc' } })).map(({ change }) => change)).toEqual([2, 3, 4, 4])
  })

  it('sets category, brand and marks, and knows what is not there', async () => {
    const { goodsId } = await make('A', 1000)
    const once = async (change: object) => {
      const { jobId } = await desk().desk.bulkEdit.prepare({ target: { goodsIds: [goodsId] }, change: change as { field: 'isHot', value: boolean } })
      await desk().desk.bulkEdit.run({ jobId })
    }
    await once({ field: 'categoryId', value: otherId })
    await once({ field: 'brandId', value: brandId })
    await once({ field: 'isHot', value: true })
    await once({ field: 'isOnSale', value: false })
    expect(await goodsOf('A')).toMatchObject({ categoryId: otherId, brandId, isHot: true, isOnSale: false })
    await expect(once({ field: 'categoryId', value: 9999 })).rejects.toMatchObject(refused('CATEGORY_INVALID'))
    await expect(desk(['goods.view']).desk.bulkEdit.list(page)).rejects.toMatchObject(refused('FORBIDDEN'))
    expect((await desk().desk.bulkEdit.list(page)).totalResults).toBe(4)
  })
})
