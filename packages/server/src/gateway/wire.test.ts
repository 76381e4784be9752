import { Category, day, fen, file, flag, GoodsDetail, html, int, json, picture, text, time } from '@xiaopu/shared/contract'
import { ShopError } from '@xiaopu/shared/errors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isDayText, parseGmt8 } from './gmt8.ts'
import type { FilePart } from './received.ts'
import { toInput, toWire, wireFieldName } from './wire.ts'

const SHOP = 'https://shop.example'
const Line = z.object({ skuId: int.meta({ wireName: 'product_id' }), priceFen: fen, startTime: time })

const Input = z.strictObject({
  goodsId: int.min(1),
  number: int.min(1).max(9999).default(1),
  weight: z.number().optional(),
  isGift: flag.optional(),
  priceMinFen: fen.min(0).optional(),
  balanceFen: fen.min(0).meta({ wireName: 'surplus' }).optional(),
  pickupTime: time.optional(),
  birthday: day.optional(),
  sort: z.enum(['new', 'price']).default('new'),
  goodsIds: z.array(int).max(3).optional(),
  tags: z.array(text).optional(),
  prices: z.array(fen).optional(),
  extendFields: json.optional(),
  lines: z.array(Line).optional(),
  avatar: file.optional(),
  images: z.array(file).max(2).optional(),
  note: text.max(5).meta({ emptyClears: true }).optional(),
})

function read(params: Record<string, string>, files: FilePart[] = []): Record<string, unknown> {
  return toInput(Input, new Map(Object.entries({ goods_id: '1', ...params })), files)
}

function refusalOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof ShopError) return `${error.word} ${error.params.field}`
    throw error
  }
  return 'none'
}

describe('parameters in', () => {
  it.each<[Record<string, string>, Record<string, unknown>]>([
    [{ number: '9999' }, { number: 9999 }],
    [{ number: '007', weight: '-0' }, { number: 7, weight: 0 }],
    [{ weight: '-1.25' }, { weight: -1.25 }],
    [{ is_gift: '1' }, { isGift: true }],
    [{ is_gift: 'false' }, { isGift: false }],
    [{ price_min: '12.5' }, { priceMinFen: 1250 }],
    [{ price_min: '12', surplus: '0.07' }, { priceMinFen: 1200, balanceFen: 7 }],
    [{ pickup_time: '2016-02-29 00:00:00' }, { pickupTime: '2016-02-28T16:00:00.000Z' }],
    [{ birthday: '2016-02-29' }, { birthday: '2016-02-29' }],
    [{ sort: 'price' }, { sort: 'price' }],
    [{ goods_ids: '[1,2,3]' }, { goodsIds: [1, 2, 3] }],
    [{ goods_ids: '1,2,"3"'.replaceAll('"', '') }, { goodsIds: [1, 2, 3] }],
    [{ goods_ids: '["1",2]' }, { goodsIds: [1, 2] }],
    [{ goods_ids: '[]' }, { goodsIds: [] }],
    [{ tags: '红色,连衣裙' }, { tags: ['红色', '连衣裙'] }],
    [{ tags: '["a,b","c"]' }, { tags: ['a,b', 'c'] }],
    [{ prices: '1.5,2' }, { prices: [150, 200] }],
    [{ prices: '[1.5,"2"]' }, { prices: [150, 200] }],
    [{ extend_fields: '{"3":"x","a":[1,null]}' }, { extendFields: { 3: 'x', a: [1, null] } }],
    [{ lines: '[{"product_id":"5","price":12.5,"start_time":"2016-01-01 08:00:00","unknown":1}]' }, { lines: [{ skuId: 5, priceFen: 1250, startTime: '2016-01-01T00:00:00.000Z' }] }],
    [{ note: '' }, { note: '' }],
    [{ number: '', is_gift: '', goods_ids: '', sort: '' }, {}],
    [{ unknown: 'x', goodsId: '9' }, {}],
  ])('%j', (params, expected) => {
    expect(read(params)).toEqual({ goodsId: 1, ...expected })
  })

  it.each([
    ['number', '1x'], ['number', '1.0'], ['number', ' 1'], ['number', '0x1'], ['number', '1e3'], ['number', '+1'], ['number', '99999999999999999999'],
    ['number', '0'], ['number', '10000'], ['weight', '1.2.3'], ['weight', 'NaN'], ['weight', '.5'],
    ['is_gift', 'yes'], ['is_gift', 'TRUE'], ['is_gift', '2'],
    ['price_min', '1.234'], ['price_min', '-1'], ['price_min', '1,000.00'], ['surplus', '99999999999'],
    ['pickup_time', '2016-02-30 00:00:00'], ['pickup_time', '2016-01-01'], ['pickup_time', '1451620800'],
    ['birthday', '2015-02-29'], ['birthday', '2016-13-01'], ['birthday', '2016-1-1'],
    ['sort', 'name'], ['sort', 'New'],
    ['goods_ids', '1,x'], ['goods_ids', '1,'], ['goods_ids', '[1'], ['goods_ids', '[1.5]'], ['goods_ids', '[[1]]'], ['goods_ids', '1,2,3,4'], ['goods_ids', '{"0":1}'],
    ['tags', '[1]'], ['tags', 'a\0'], ['tags', '["\\ud800"]'], ['tags', '["\\u0000"]'], ['extend_fields', '{"a":"\\udfff"}'], ['extend_fields', '{"\\u0000":1}'],
    ['extend_fields', '{'], ['extend_fields', '"\\u0000"'], ['extend_fields', `${'['.repeat(33)}${']'.repeat(33)}`], ['extend_fields', '['.repeat(100_000)],
    ['lines', '[1]'], ['lines', '5'], ['lines', '[{"product_id":1}]'],
    ['note', '六个字是太长'], ['avatar', 'text'], ['images', 'text'], ['images[]', 'text'],
  ])('%s=%s is not valid', (name, value) => {
    expect(refusalOf(() => read({ [name]: value }))).toBe(`PARAM_INVALID ${name.replace('[]', '')}`)
  })

  it('all missing ones before malformed ones, each in the order of the schema', () => {
    const schema = z.strictObject({ a: int.max(5), bBb: text, cCc: text, d: int })
    const input = (params: Record<string, string>) => refusalOf(() => toInput(schema, new Map(Object.entries(params)), []))
    expect(input({ a: 'x', d: '' })).toBe('PARAM_MISSING b_bb')
    expect(input({ a: 'x', b_bb: '1', d: 'x' })).toBe('PARAM_MISSING c_cc')
    expect(input({ a: '9', b_bb: '1', c_cc: '1', d: 'x' })).toBe('PARAM_INVALID a')
    expect(input({ a: '1', b_bb: '1', c_cc: '1', d: 'x' })).toBe('PARAM_INVALID d')
  })

  it('files: one, several, none for text', () => {
    const part = (name: string): FilePart => ({ name, fileName: 'a.png', bytes: Buffer.from('PNG') })
    const sent = { name: 'a.png', base64: 'UE5H' }
    expect(read({}, [part('avatar')])).toMatchObject({ avatar: sent })
    expect(read({}, [part('images'), part('images[]')])).toMatchObject({ images: [sent, sent] })
    expect(refusalOf(() => read({}, [part('avatar'), part('avatar')]))).toBe('PARAM_INVALID avatar')
    expect(refusalOf(() => read({}, [part('images'), part('images'), part('images')]))).toBe('PARAM_INVALID images')
    expect(refusalOf(() => read({}, [part('note')]))).toBe('PARAM_INVALID note')
    expect(refusalOf(() => read({}, [part('goods_id')]))).toBe('PARAM_INVALID goods_id')
    expect(read({}, [part('unknown')])).toEqual({ goodsId: 1 })
  })

  it('knows what a field is called outside', () => {
    expect(wireFieldName(Input, 'balanceFen')).toBe('surplus')
    expect(wireFieldName(Input, 'goods_id')).toBe('goods_id')
  })

  it('refuses a schema that uses a name twice or a type without a wire form', () => {
    expect(() => toInput(z.strictObject({ fooBar: int, foo_bar: int }), new Map(), [])).toThrow('two fields are called foo_bar')
    expect(() => toInput(z.strictObject({ when: z.date() }), new Map(), [])).toThrow('no word for date')
  })
})

describe('answers out', () => {
  it('names, money and times', () => {
    const output = z.object({ line: Line, lines: z.array(Line), byName: z.record(text, Line), params: json, kept: z.object({ id: int, name: text }) })
    const line = { skuId: 5, priceFen: -5, startTime: '2016-12-31T16:00:00.000Z' }
    const wire = { product_id: 5, price: '-0.05', start_time: '2017-01-01 00:00:00' }
    const params = { camelCase: { priceFen: 1 } }
    expect(toWire(output, { line, lines: [line], byName: { 'a b': line }, params, kept: { id: 1, name: '' } }, SHOP))
      .toEqual({ line: wire, lines: [wire], by_name: { 'a b': wire }, params, kept: { id: 1, name: '' } })
  })

  it('trees, to every depth', () => {
    const branch = (id: number, children: unknown[]) => ({ categoryId: id, parentId: 0, categoryName: '', categoryDesc: '', keywords: '', categoryImage: '', measureUnit: '', sortOrder: 0, showInNav: true, isShow: true, grade: 0, goodsCount: 0, children })
    const wire = JSON.stringify(toWire(Category, branch(1, [branch(2, [branch(3, [])])]), SHOP))
    expect(wire).toContain('"children":[{"cat_id":2')
    expect(wire).toContain('"children":[{"cat_id":3')
    expect(wire).not.toMatch(/[a-z][A-Z]/)
  })

  it.each([
    ['/media/goods/7.webp', 'https://shop.example/media/goods/7.webp'],
    ['media/7.webp', 'https://shop.example/media/7.webp'],
    ['//cdn.example/7.webp', 'https://cdn.example/7.webp'],
    ['http://cdn.example/7.webp?w=1', 'http://cdn.example/7.webp?w=1'],
    ['data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'],
    ['', ''],
  ])('a picture at %j has the address %j', (picturePath, address) => {
    const output = z.object({ goodsThumb: picture, images: z.array(picture), items: z.array(z.object({ avatar: picture })), siteUrl: text })
    expect(toWire(output, { goodsThumb: picturePath, images: [picturePath], items: [{ avatar: picturePath }], siteUrl: '/about' }, SHOP))
      .toEqual({ goods_thumb: address, images: [address], items: [{ avatar: address }], site_url: '/about' })
  })

  it.each([
    ['<p><img src="/media/a.webp" alt="x"></p>', '<p><img src="https://shop.example/media/a.webp" alt="x"></p>'],
    ['<img alt="a" src="media/a.webp?w=1&amp;h=2" />', '<img alt="a" src="https://shop.example/media/a.webp?w=1&amp;h=2" />'],
    ['<video poster="/p.webp" src="/v.mp4"><source src="/w.mp4" /></video>', '<video poster="https://shop.example/p.webp" src="https://shop.example/v.mp4"><source src="https://shop.example/w.mp4" /></video>'],
    ['<img src="https://cdn.example/a.webp"><a href="/goods/1">/media/a.webp</a>', '<img src="https://cdn.example/a.webp"><a href="/goods/1">/media/a.webp</a>'],
    ['<img src="//[" />', '<img src="//[" />'],
    ['', ''],
  ])('pictures in the text %j have whole addresses', (given, sent) => {
    expect(toWire(z.object({ goodsDesc: html }), { goodsDesc: given }, SHOP)).toEqual({ goods_desc: sent })
  })

  it('a product\'s description is such a text', () => {
    expect(z.globalRegistry.get(GoodsDetail.shape.goodsDesc)?.wire).toBe('html')
  })

  it('leaves out what a partial answer leaves out', () => {
    expect(toWire(z.object({ config: z.object({ shopName: text, minFen: fen }).partial() }), { config: { minFen: 0 } }, SHOP)).toEqual({ config: { min: '0.00' } })
  })

  it('tells shapes apart by their discriminator', () => {
    const output = z.object({ entry: z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), priceFen: fen }), z.object({ kind: z.literal('b'), aText: text })]) })
    expect(toWire(output, { entry: { kind: 'a', priceFen: 5 } }, SHOP)).toEqual({ entry: { kind: 'a', price: '0.05' } })
    expect(toWire(output, { entry: { kind: 'b', aText: 'x' } }, SHOP)).toEqual({ entry: { kind: 'b', a_text: 'x' } })
  })

  it('gives every field of a product its ECShop name', () => {
    const names = Object.keys(GoodsDetail.shape)
    const value = Object.fromEntries(names.map((name) => [name, []]))
    const wire = toWire(GoodsDetail, { ...value, addTime: '', lastUpdate: '', promoteStartDate: '', promoteEndDate: '' }, SHOP)
    expect(Object.keys(wire as object)).toEqual(expect.arrayContaining(['cat_id', 'goods_number', 'is_shipping', 'shop_price', 'integral', 'cat_path', 'skus']))
  })
})

describe('there and back', () => {
  const fens = fc.integer({ min: 0, max: 2_147_483_647 })
  const seconds = fc.integer({ min: -30_000_000_000, max: 250_000_000_000 })
  const iso = seconds.map((second) => new Date(second * 1000).toISOString())

  it('money, times, flags and lists', () => {
    const schema = z.strictObject({ aFen: fen, aTime: time, aFlag: flag, ids: z.array(int), words: z.array(text), lines: z.array(Line), extra: json })
    const line = fc.record({ skuId: fc.integer({ min: -9, max: 2_147_483_647 }), priceFen: fens, startTime: iso })
    const words = fc.array(fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\0')))
    const value = fc.record({ aFen: fens, aTime: iso, aFlag: fc.boolean(), ids: fc.array(fc.integer({ min: -9, max: 9 })), words, lines: fc.array(line), extra: fc.constant({ x: [1, 'y'] }) })
    fc.assert(fc.property(value, (sent) => {
      const wire = Object.entries(toWire(schema, sent, SHOP) as Record<string, unknown>)
      const params = wire.map(([name, inner]): [string, string] => [name, typeof inner === 'object' ? JSON.stringify(inner) : String(inner)])
      expect(toInput(schema, new Map(params), [])).toEqual(sent)
    }))
  })

  it('never throws anything but a refusal, whatever is sent', () => {
    const names = fc.constantFrom('number', 'weight', 'is_gift', 'price_min', 'pickup_time', 'birthday', 'goods_ids', 'tags', 'extend_fields', 'lines', 'avatar', 'note')
    fc.assert(fc.property(names, fc.oneof(fc.string(), fc.json()), (name, value) => {
      const outcome = refusalOf(() => read({ [name]: value }))
      expect(outcome === 'none' || outcome === `PARAM_INVALID ${name}`).toBe(true)
    }), { numRuns: 500 })
  })
})

describe('the calendar of GMT+8', () => {
  it('knows its days', () => {
    expect(['2000-02-29', '1900-02-29', '2016-00-10', '2016-04-31', '0999-01-01', '2016-12-31'].map(isDayText)).toEqual([true, false, false, false, false, true])
    expect(parseGmt8('1970-01-01 08:00:00')).toBe(0)
    expect(parseGmt8('2016-01-01 12:00:60')).toBeNull()
  })
})
