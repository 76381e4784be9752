import { randomBytes } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { exportGoods } from '@xiaopu/shared/desk'
import { testDatabase } from '@xiaopu/shared/testing'
import type { RequestCtx } from '../context.ts'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-11-20T08:00:00Z')
const ACTOR: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '203.0.113.8' }
const pictureOf = (letter: string): string => `/media/goods/${letter.repeat(32)}-1200.webp`
const thumbOf = (letter: string): string => `/media/goods/${letter.repeat(32)}-400.webp`
const STORED = new Set([pictureOf('a'), pictureOf('b')].map((url) => url.replace('/media/', '')))

function desk() {
  const ctx: RequestCtx = {
    ...test.ctx(ACTOR, NOW), requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {},
    baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: { ...NO_MEDIA, has: async (key) => STORED.has(key) },
  }
  return createCallerFactory(adminRouter)(ctx)
}

const FILTER = { q: '', categoryId: 0, brandId: 0, state: 'all', stock: '' } as const
const fileOf = (text: string) => ({ file: { name: '商品.csv', base64: Buffer.from(text).toString('base64') } })
const linesOf = (...lines: string[]): string => `${lines.join('\r\n')}\r\n`

async function exported(): Promise<string> {
  const parts: string[] = []
  for await (const part of exportGoods(test.ctx(ACTOR, NOW), FILTER, 'zh')) parts.push(part)
  return parts.join('')
}

async function imported(text: string, pictures: { name: string, url: string }[] = []) {
  const { jobId } = await desk().desk.goodsImport.check({ ...fileOf(text), pictures })
  while ((await desk().desk.goodsImport.run({ jobId })).left > 0);
  return (await desk().desk.goodsImport.get({ jobId, pageNo: 1, pageSize: 100 })).items
}
const goodsOf = (sn: string) => test.db.goods.findFirstOrThrow({ where: { sn }, include: { images: { orderBy: { sortOrder: 'asc' } }, rankPrices: true, volumePrices: { orderBy: { fromQuantity: 'asc' } }, values: { include: { attribute: true }, orderBy: { id: 'asc' } } } })

let categoryId = 0
let goodsTypeId = 0
let rankId = 0
beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "Goods", "Category", "Brand", "GoodsType", "AuditEntry", "Attribute", "DeskJob", "StockMovement" RESTART IDENTITY CASCADE`
  await test.db.rank.deleteMany()
  categoryId = (await desk().categories.create({ name: '茶器' })).categoryId
  goodsTypeId = (await desk().goodsTypes.create({ name: '壶', attributes: [{ group: '规格', name: '容量', kind: 0, choices: [], isFilter: false }] })).goodsTypeId
  rankId = (await test.db.rank.create({ data: { name: '黄金会员', minPoints: 0, maxPoints: 0, discountPercent: 95, isSpecial: true } })).id
})

const HEAD = '货号,商品名称,分类,商品类型,本店售价,会员价,阶梯价,属性,图片,详情'

it('a file says pictures, what is written about them, prices of ranks, tiers, facts and the description', async () => {
  const rows = await imported(linesOf(
    HEAD,
    `P-1,西施壶,茶器,壶,268,黄金会员:250,10：230；2:260,[规格]容量:180ml;产地:宜兴\\;丁山,${pictureOf('a')}:正面;侧面.JPG,"<p onclick=""x()"">手工,全手工</p><script>x()</script>"`,
  ), [{ name: '照片/侧面.jpg', url: pictureOf('b') }])

  expect(rows.map(({ state, problems }) => [state, problems])).toEqual([['done', []]])
  expect(await goodsOf('P-1')).toMatchObject({
    goodsTypeId, imageUrl: pictureOf('a'), thumbUrl: thumbOf('a'), description: '<p>手工,全手工</p>',
    images: [{ url: pictureOf('a'), thumbUrl: thumbOf('a'), description: '正面' }, { url: pictureOf('b'), thumbUrl: thumbOf('b'), description: '' }],
    rankPrices: [{ rankId, priceFen: 25_000 }],
    volumePrices: [{ fromQuantity: 2, priceFen: 26_000 }, { fromQuantity: 10, priceFen: 23_000 }],
    values: [{ value: '180ml', attribute: { goodsTypeId, name: '容量' } }, { value: '宜兴;丁山', attribute: { goodsTypeId: null, name: '产地' } }],
  })
})

it('what it cannot take is refused in words, cell by cell', async () => {
  const line = (sn: string, ranks: string, tiers: string, facts: string, pictures: string) => `${sn},壶,茶器,,10,${ranks},${tiers},${facts},${pictures},`
  const rows = await imported(linesOf(
    HEAD,
    line('A', '钻石:9;黄金会员:便宜', '2:9;10:9.5', '产地', 'https://elsewhere.example/a.jpg;不在.jpg'),
    line('B', '黄金会员:9;黄金会员:8', '1:9', '', pictureOf('c')),
    line('C', '', '二:9', '', `https://shop.example${pictureOf('a')}`),
    'D,壶,茶器,没有,10,,,,,',
  ))
  expect(rows.map(({ number, problems }) => [number, problems.map(({ column, word }) => [column, word])])).toEqual([
    ['A', [['rankPrices', 'unknownRank'], ['rankPrices', 'notMoney'], ['properties', 'badProperty'], ['pictures', 'foreignPicture'], ['pictures', 'unknownPicture']]],
    ['B', [['rankPrices', 'twice'], ['pictures', 'unknownPicture']]],
    ['C', [['volumePrices', 'badTier']]],
    ['D', [['goodsType', 'unknownType']]],
  ])
  expect((await imported(linesOf(HEAD, line('E', '', '2:9;10:9.5', '', ''))))[0]?.problems).toMatchObject([{ line: 2, column: 'volumePrices', word: 'badTiers' }])
  expect(await test.db.goods.count()).toBe(0)
})

it('a picture that stays keeps its row, a list it does not name stays, and 无 empties one', async () => {
  await imported(linesOf(HEAD, `P-1,壶,茶器,,268,黄金会员:250,2:260,产地:宜兴,${pictureOf('a')};${pictureOf('b')},`))
  const before = await goodsOf('P-1')
  const rows = await imported(linesOf('货号,会员价,图片', `P-1,无,${pictureOf('b')}:背面`))

  expect(rows[0]?.changes.map(({ field, before: was, after }) => [field, was, after])).toEqual([
    ['rankPrices', '黄金会员:250.00', ''], ['pictures', `${pictureOf('a')};${pictureOf('b')}`, `${pictureOf('b')}:背面`],
  ])
  expect(await goodsOf('P-1')).toMatchObject({ imageUrl: pictureOf('b'), images: [{ id: before.images[1]?.id, description: '背面' }], rankPrices: [], volumePrices: [{ priceFen: 26_000 }], values: [{ value: '宜兴' }] })
})

it('what was exported and is sent in again changes nothing; sent into an empty shop it makes the same goods', async () => {
  await desk().goods.create({
    name: '=西施壶', sn: 'P-1', categoryId, goodsTypeId, shopPriceFen: 26_800, marketPriceFen: 32_000, costPriceFen: 9000, keywords: '壶; 紫砂', description: '<p>第一行\n第二行，"引号"</p>', brief: ' 有空格 ',
    gallery: [{ url: pictureOf('b'), thumbUrl: thumbOf('b'), description: '正面: 全景；近景' }, { url: pictureOf('a'), thumbUrl: thumbOf('a'), description: '' }], image: { url: pictureOf('a'), thumbUrl: thumbOf('a') },
    properties: [{ group: '规格', name: '容量', value: '180ml；满水' }, { group: '', name: '[旧]名:字', value: 'C:\\茶' }, { group: '', name: '产地', value: '宜兴' }, { group: '', name: '产地', value: '丁山' }],
    specs: [{ name: '泥料', kind: 1, values: [{ value: '朱泥;小料' }, { value: '段 泥：老' }] }],
    skus: [{ options: ['朱泥;小料'], sn: 'P-1-A', stock: 5 }, { options: ['段 泥：老'], sn: 'P-1-B', stock: 3, priceFen: 29_850, isOnSale: false }],
    rankPrices: [{ rankId, priceFen: 25_000 }], volumePrices: [{ fromQuantity: 2, priceFen: 26_000 }],
  })
  await desk().goods.create({ name: '没有什么的', sn: 'P-2', categoryId, shopPriceFen: 100, stock: 7, isOnSale: false })
  const file = await exported()

  expect((await imported(file)).map(({ number, state, changes, problems }) => [number, state, changes, problems])).toEqual([['P-2', 'same', [], []], ['P-1', 'same', [], []]])
  await test.db.$executeRaw`TRUNCATE "Goods", "DeskJob" RESTART IDENTITY CASCADE`
  expect((await imported(file)).map(({ state, problems }) => [state, problems])).toEqual([['done', []], ['done', []]])
  const again = await exported()
  expect(again.split('\r\n').sort()).toEqual(file.split('\r\n').sort())
})
