import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { createGoods, shippingFor, type ShippingInput } from './index.ts'
import { aCategory, aShopper, asShopper, guestCtx, NOW } from './testing/fixtures.ts'

const test = testDatabase()
let goodsId = 0
let skuId = 0
let categoryId = 0

const ask = async (input: Partial<ShippingInput>, ctx = guestCtx(test)) => (await shippingFor(ctx, { skuId: 0, number: 1, sellerId: 0, cod: false, ...input })).shippings.map((one) => [one.shippingCode, one.feeKnown, one.available, one.reason, one.feeFen])

beforeAll(async () => {
  await test.db.region.createMany({ data: [{ id: 1, parentId: 0, name: '中国', level: 0, pinyin: '' }, { id: 110000, parentId: 1, name: '北京市', level: 1, pinyin: '' }, { id: 110100, parentId: 110000, name: '北京市', level: 2, pinyin: '' }, { id: 110101, parentId: 110100, name: '东城区', level: 3, pinyin: '' }, { id: 110101001, parentId: 110101, name: '街道', level: 4, pinyin: '' }] })
  await test.db.shippingMethod.create({ data: { code: 'ems', name: 'EMS', areas: { create: { name: '', baseFeeFen: 2000, firstGrams: 500, stepGrams: 500, stepFeeFen: 1500, freeFromFen: 30_000, regionIds: [110000] } } } })
  categoryId = await aCategory(test)
  goodsId = (await createGoods(test.ctx({ kind: 'system' }, NOW), { name: 'x', categoryId, shopPriceFen: 10_000, weightGrams: 750, specs: [{ name: '色', kind: 1, values: [{ value: '红', priceFen: 5000, imageUrl: '' }] }], skus: [{ options: ['红'], stock: 1, priceFen: null, isOnSale: true }] })).goodsId
  skuId = (await test.db.sku.findFirstOrThrow({ where: { goodsId } })).id
})

describe('shipping a product', () => {
  it('costs what the checkout would charge, of its weight, its number and its price', async () => {
    expect(await ask({ goodsId, skuId, regionId: 110101 })).toEqual([['ems', true, true, '', 3500]])
    expect(await ask({ goodsId, skuId, regionId: 110101001, number: 1 })).toEqual([['ems', true, true, '', 3500]])
    // 150.00 with the red one: two make 300.00 and travel free, two without it do not.
    expect(await ask({ goodsId, skuId, regionId: 110101, number: 2 })).toEqual([['ems', true, true, '', 0]])
    expect(await ask({ goodsId, regionId: 110101, number: 2 })).toEqual([['ems', true, true, '', 5000]])
    expect(await ask({ goodsId, skuId })).toEqual([['ems', false, true, '', 0]])
    expect(await ask({ goodsId, regionId: 1 })).toEqual([['ems', true, false, 'region', 0]])
  })

  it('goes to an own address, and to nobody else\'s', async () => {
    const shopper = await aShopper(test)
    const address = await test.db.address.create({ data: { userId: shopper.userId, consignee: 'a', countryId: 1, provinceId: 110000, cityId: 110100, districtId: 110101, regionText: '', address: '' } })

    expect(await ask({ goodsId, addressId: address.id }, test.ctx(asShopper(shopper), NOW))).toEqual([['ems', true, true, '', 3500]])
    await expect(ask({ addressId: address.id })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('of what does not exist is not found', async () => {
    await expect(ask({ goodsId: 999_999 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(ask({ goodsId, skuId: 999_999 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(ask({ regionId: 2 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('of a virtual product costs nothing', async () => {
    const virtual = await createGoods(test.ctx({ kind: 'system' }, NOW), { name: 'card', categoryId, shopPriceFen: 1, isReal: false })

    expect(await ask({ goodsId: virtual.goodsId, regionId: 110101 })).toEqual([['ems', true, true, '', 0]])
  })
})
