import { beforeAll, describe, expect, it } from 'vitest'
import { ERRORS } from '@xiaopu/shared/errors'
import { createApp } from '@xiaopu/shared/platform'
import { type CallOptions, gmt8, type Params } from '../testing/gateway-client.ts'
import { type KnownProgram, openWorld } from '../testing/world.ts'

const world = openWorld()
const SELLER = 7
let seller: KnownProgram
const DAY_MS = 86_400_000

beforeAll(async () => {
  const { shop } = world
  const rate = { perSecond: 0, burst: 0 }
  const ctx = { ...shop.systemCtx(), actor: { kind: 'staff' as const, staffId: 1, name: '李卖家', sellerId: SELLER, permissions: ['*'], ip: '' } }
  const { app, secret } = await createApp(ctx, { name: '卖家程序', needsCaptcha: false, scopes: ['merchant'], ipList: [], rates: { all: rate, method: rate, write: rate, credential: rate } }, shop)
  seller = { id: app.id, key: app.key, secret }
})

type Item = Record<string, unknown>

async function itemOf(method: string, params: Params, options: CallOptions = {}): Promise<Item> {
  const { body, response } = await world.call(method, params, options)
  const answer: { item?: Item } = response
  if (!answer.item) throw new Error(`${method}: ${body}`)
  return answer.item
}

const codeOf = async (method: string, params: Params, options: CallOptions = {}): Promise<number> => (await world.call(method, params, options)).code
const good = (params: Params = {}): Params => ({ goods_name: '朱泥壶', cat_id: String(world.front.categoryId), shop_price: '100.00', ...params })
/** One pixel; what follows the end of the file makes it another picture. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const picture = (tail: string): Buffer => Buffer.concat([PIXEL, Buffer.from(tail)])

const SPECS = JSON.stringify([{ attr_name: '泥料', attr_type: 1, values: [{ attr_value: '朱泥' }, { attr_value: '紫泥', attr_price: '20.00' }] }, { attr_name: '刻字', attr_type: 2, values: [{ attr_value: '刻名', attr_price: '5' }] }])

describe('a product that a program adds', () => {
  it('gets the numbers, the market price and the shop\'s defaults nobody sent', async () => {
    const item = await itemOf('ectouch.item.add', good({ goods_number: '3', goods_weight: '0.355' }))

    expect(item).toMatchObject({ goods_sn: `ECS${String(item.goods_id).padStart(6, '0')}`, market_price: '120.00', goods_number: 3, goods_weight: 0.355, is_on_sale: true, is_real: true, seller_id: 0, has_sku: false, give_integral: -1, sort_order: 100, gallery: [] })
  })

  it('carries options, SKUs, prices, facts and pictures as they were sent', async () => {
    const [rank] = await world.shop.database.db.rank.findMany({ take: 1 })
    const [from, to] = [gmt8(Date.now() - DAY_MS), gmt8(Date.now() + DAY_MS)]
    const item = await itemOf('ectouch.item.add', good({
      goods_sn: 'ZN-1',
      promote_price: '90.00',
      promote_start_date: from,
      promote_end_date: to,
      goods_desc: '<p onclick="x()">好壶</p><script>alert(1)</script>',
      properties: '[{"attr_group":"基本","attr_name":"产地","attr_value":"宜兴"}]',
      specs: SPECS,
      skus: '[{"goods_attr":["朱泥"],"product_number":2},{"goods_attr":["紫泥"],"product_sn":"ZN-Z","product_number":"5","product_price":"150.00"}]',
      volume_prices: '[{"volume_number":10,"volume_price":"80"}]',
      rank_prices: JSON.stringify([{ rank_id: rank?.id, price: '95.50' }]),
      fittings: JSON.stringify([{ goods_id: world.fittingId, fittings_price: '8.00' }]),
      linked_goods: String(world.goodsId),
      cat_ids: '',
    }), { files: [{ name: 'goods_img', fileName: 'a.png', bytes: picture('#c33') }, { name: 'gallery', fileName: 'b.png', bytes: picture('#3c3') }, { name: 'gallery', fileName: 'c.png', bytes: picture('#33c') }] })

    expect(item).toMatchObject({
      goods_sn: 'ZN-1', goods_number: 7, has_sku: true, promote_price: '90.00', promote_start_date: from, goods_desc: '<p>好壶</p>',
      properties: [{ attr_group: '基本', attr_name: '产地', attr_value: '宜兴' }],
      specs: [{ attr_name: '泥料', attr_type: 1, values: [{ attr_value: '朱泥', attr_price: '0.00' }, { attr_value: '紫泥', attr_price: '20.00' }] }, { attr_name: '刻字', attr_type: 2 }],
      skus: [{ product_sn: 'ZN-1_1', product_number: 2, product_price: '0.00' }, { product_sn: 'ZN-Z', product_number: 5, product_price: '150.00' }],
      volume_prices: [{ volume_number: 10, volume_price: '80.00' }],
      fittings: [{ goods_id: world.fittingId, fittings_price: '8.00' }],
      linked_goods: [{ goods_id: world.goodsId }],
    })
    expect(item.goods_img).toMatch(/^http:\/\/shop\.example\/media\/items\/[0-9a-f]{32}-1200\.webp$/)
    expect(item.gallery).toHaveLength(2)
    const page = await world.app.inject({ url: new URL(String(item.goods_thumb)).pathname })
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'image/webp'])
  })

  it('is refused as a whole, by a word for each fault', async () => {
    const before = await world.rows()
    const png = { name: 'goods_img', fileName: 'a.png', bytes: picture('#ccc') }
    const faults: [keyof typeof ERRORS, Params, CallOptions?][] = [
      ['CATEGORY_INVALID', { cat_id: '999999' }, { files: [png] }],
      ['CATEGORY_INVALID', { cat_ids: '999999' }],
      ['BRAND_INVALID', { brand_id: '999999' }],
      ['PRICE_INVALID', { promote_price: '1.00' }],
      ['PRICE_INVALID', { volume_prices: '[{"volume_number":1,"volume_price":"80"}]' }],
      ['PRICE_INVALID', { volume_prices: '[{"volume_number":2,"volume_price":"80"},{"volume_number":3,"volume_price":"80"}]' }],
      ['SPEC_INVALID', { specs: SPECS, skus: '[{"goods_attr":["青泥"]}]' }],
      ['STOCK_HAS_SKU', { specs: SPECS, skus: '[{"goods_attr":["朱泥"]}]', goods_number: '1' }],
      ['SKU_SN_EXISTS', { specs: SPECS, skus: '[{"goods_attr":["朱泥"],"product_sn":"A"},{"goods_attr":["紫泥"],"product_sn":"a"}]' }],
      ['FILE_INVALID', {}, { files: [{ name: 'goods_img', fileName: 'a.png', bytes: Buffer.from('<svg/>') }] }],
      ['PARAM_INVALID', { goods_weight: '1.2345' }],
      ['PARAM_INVALID', { skus: '[{"goods_attr":["朱泥"],"product_number":-1}]' }],
    ]
    for (const [word, params, options] of faults) expect([word, params, await codeOf('ectouch.item.add', good(params), options)]).toEqual([word, params, ERRORS[word].code])
    expect(await world.rows()).toEqual(before)

    const taken = await itemOf('ectouch.item.add', good({ goods_sn: 'Taken-1' }))
    expect(await codeOf('ectouch.item.add', good({ goods_sn: 'TAKEN-1' }))).toBe(ERRORS.GOODS_SN_EXISTS.code)
    await codeOf('ectouch.item.delete', { goods_id: String(taken.goods_id) })
    expect(await codeOf('ectouch.item.add', good({ goods_sn: 'taken-1' }))).toBe(ERRORS.GOODS_SN_EXISTS.code)
  })
})

describe('a change', () => {
  it('touches what is sent, and empties what is sent empty', async () => {
    const made = await itemOf('ectouch.item.add', good({ goods_brief: '好', keywords: '壶 茶', goods_number: '4' }))
    const goods_id = String(made.goods_id)

    const changed = await itemOf('ectouch.item.update', { goods_id, shop_price: '50.00', goods_brief: '' })
    expect(changed).toEqual({ ...made, shop_price: '50.00', rank_price: '50.00', final_price: '50.00', rank_prices: changed.rank_prices, goods_brief: '', last_update: changed.last_update })
    expect(await codeOf('ectouch.item.update', { goods_id })).toBe(ERRORS.PARAM_MISSING.code)
    expect(await codeOf('ectouch.item.update', { goods_id, last_update: String(changed.last_update) })).toBe(ERRORS.PARAM_MISSING.code)
  })

  it('by two programs at once is one change: the later one is told', async () => {
    const made = await itemOf('ectouch.item.add', good())
    const params = { goods_id: String(made.goods_id), last_update: String(made.last_update) }

    await itemOf('ectouch.item.update', { ...params, goods_name: '第一' })
    expect(await codeOf('ectouch.item.update', { ...params, goods_name: '第二' })).toBe(ERRORS.CONFLICT.code)
    expect((await itemOf('ectouch.item.get', { goods_id: params.goods_id })).goods_name).toBe('第一')
  })

  it('adds pictures behind the present ones and takes out the named', async () => {
    const gallery = (name: string, bytes: Buffer) => ({ files: [{ name, fileName: 'x.png', bytes }] })
    const made = await itemOf('ectouch.item.add', good(), gallery('gallery', picture('#111')))
    const goods_id = String(made.goods_id)
    const more = await itemOf('ectouch.item.update', { goods_id }, gallery('gallery[]', picture('#222')))
    const images: { img_id: number }[] = Array.isArray(more.gallery) ? more.gallery : []
    expect(images).toHaveLength(2)

    const left = await itemOf('ectouch.item.update', { goods_id, remove_img_ids: String(images[0]?.img_id) })
    expect(left.gallery).toEqual([images[1]])
  })

  it('of a SKU adds to the stock of that moment, and the product follows', async () => {
    const made = await itemOf('ectouch.item.add', good({ specs: SPECS, skus: '[{"goods_attr":["朱泥"],"product_number":2},{"goods_attr":["紫泥"],"product_number":5}]' }))
    const skus: { product_id: number, product_sn: string }[] = Array.isArray(made.skus) ? made.skus : []
    const product_id = String(skus[0]?.product_id)
    const update = (params: Params) => world.call('ectouch.item.sku.update', { product_id, ...params })

    await Promise.all([update({ number_change: '1' }), update({ number_change: '1' })])
    expect((await update({ product_price: '88.80', is_on_sale: '0' })).response.sku).toMatchObject({ product_number: 4, product_price: '88.80', is_on_sale: false })
    expect((await itemOf('ectouch.item.get', { goods_id: String(made.goods_id) })).goods_number).toBe(9)
    const codes = [await update({ number_change: '-5' }), await update({ product_sn: String(skus[1]?.product_sn) }), await update({ product_number: '1', number_change: '1' }), await update({})].map(({ code }) => code)
    expect(codes).toEqual([ERRORS.STOCK_INVALID.code, ERRORS.SKU_SN_EXISTS.code, ERRORS.PARAM_INVALID.code, ERRORS.PARAM_MISSING.code])
  })
})

describe('whose goods they are', () => {
  it('a seller\'s program makes its seller\'s goods and changes no others', async () => {
    const own = await itemOf('ectouch.item.add', good(), { app: seller })
    expect(own.seller_id).toBe(SELLER)
    const [mine, theirs] = [String(own.goods_id), String(await world.goods())]
    const before = await world.rows()
    const product_id = String(world.shirt.redSku)

    for (const [method, params] of [['update', { goods_id: theirs, goods_name: 'x' }], ['delete', { goods_id: theirs }], ['sku.update', { product_id, product_number: '1' }]] as const) {
      expect([method, await codeOf(`ectouch.item.${method}`, params, { app: seller })]).toEqual([method, ERRORS.NOT_FOUND.code])
    }
    expect(await codeOf('ectouch.item.update', { goods_id: mine, goods_name: 'x' })).toBe(ERRORS.NOT_FOUND.code)
    expect(await codeOf('ectouch.item.update', { goods_id: mine, goods_name: 'x' }, { app: world.programs.plain })).toBe(ERRORS.FORBIDDEN.code)
    expect(await world.rows()).toEqual(before)
    expect((await itemOf('ectouch.item.update', { goods_id: mine, goods_name: '改了' }, { app: seller })).goods_name).toBe('改了')
  })

  it('a deleted product is gone from everywhere, once', async () => {
    const goods_id = String(await world.goods())

    expect((await world.call('ectouch.item.delete', { goods_id })).response).toEqual({ goods_id: Number(goods_id), deleted: true })
    expect([await codeOf('ectouch.item.delete', { goods_id }), await codeOf('ectouch.item.get', { goods_id })]).toEqual([ERRORS.NOT_FOUND.code, ERRORS.NOT_FOUND.code])
  })
})
