import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { addAddress, deleteAddress, listAddresses, type NewAddress, setDefaultAddress, updateAddress } from './index.ts'
import { guest, makeWorld, refusal, refused, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
const CTX = (userId: number) => world.ctx(shopper(userId))
const PAGE = { pageNo: 1, pageSize: 20 }
const HOME: NewAddress = { consignee: '王小明', country: 1, province: 440000, city: 440300, district: 440305, address: '科技园 1 号', mobile: '13800138000', isDefault: false }

beforeAll(async () => {
  const region = (id: number, parentId: number, name: string, level: number) => ({ id, parentId, name, level, pinyin: '' })
  await test.db.region.createMany({ data: [
    region(1, 0, '中国', 0), region(440000, 1, '广东省', 1), region(440300, 440000, '深圳市', 2), region(440305, 440300, '南山区', 3),
    region(441900, 440000, '东莞市', 2), region(110000, 1, '北京市', 1), region(110100, 110000, '北京市', 2), region(110101, 110100, '东城区', 3),
  ] })
})

const add = async (userId: number, change: Partial<NewAddress> = {}) => (await addAddress(CTX(userId), { ...HOME, ...change })).address
const list = async (userId: number) => (await listAddresses(CTX(userId), PAGE)).items
const rows = (userId: number) => test.db.address.findMany({ where: { userId }, orderBy: { id: 'asc' } })

describe('an address is added', () => {
  it('whole, with the names of its regions', async () => {
    const { id } = await world.user()

    const address = await add(id, { consignee: ' 王小明 ', tel: '0755-1', zipcode: '518000', email: 'Wang@EXAMPLE.com', signBuilding: '大厦', bestTime: '周末', addressName: '家' })

    expect(address).toEqual({
      addressId: address.addressId, addressName: '家', consignee: '王小明', country: 1, province: 440000, city: 440300, district: 440305,
      regionText: '广东省 深圳市 南山区', address: '科技园 1 号', zipcode: '518000', tel: '0755-1', mobile: '13800138000', email: 'Wang@example.com',
      signBuilding: '大厦', bestTime: '周末', isDefault: true,
    })
    expect((await add(id, { province: 110000, city: 110100, district: 110101 })).regionText).toBe('北京市 东城区')
    expect((await add(id, { city: 441900, district: 0 })).regionText).toBe('广东省 东莞市')
  })

  it.each<[string, Partial<NewAddress>, string, object]>([
    ['a city of another province', { city: 110100 }, 'REGION_INVALID', {}],
    ['a district of another city', { district: 110101 }, 'REGION_INVALID', {}],
    ['an unknown country', { country: 2 }, 'REGION_INVALID', {}],
    ['a province as city', { city: 440000 }, 'REGION_INVALID', {}],
    ['a district where there is none', { city: 441900, district: 440305 }, 'REGION_INVALID', {}],
    ['no district where there are some', { district: 0 }, 'FIELD_REQUIRED', { field: 'district' }],
    ['neither mobile nor tel', { mobile: undefined }, 'FIELD_REQUIRED', { field: 'mobile' }],
    ['blank mobile and tel', { mobile: ' ', tel: ' ' }, 'FIELD_REQUIRED', { field: 'mobile' }],
    ['a blank name', { consignee: ' ' }, 'FIELD_REQUIRED', { field: 'consignee' }],
    ['a mobile that starts with 12', { mobile: '12800138000' }, 'MOBILE_INVALID', {}],
    ['a mobile of ten digits', { mobile: '1380013800' }, 'MOBILE_INVALID', {}],
    ['a bad email', { email: 'wang' }, 'EMAIL_INVALID', {}],
  ])('not with %s', async (_case, change, word, params) => {
    const { id } = await world.user()

    const refusal = await refused(add(id, change))

    expect([refusal.word, refusal.params]).toEqual([word, params])
    expect(await rows(id)).toEqual([])
  })

  it('at most 20 times, also when 25 are sent at once', async () => {
    const { id } = await world.user()

    const results = await Promise.allSettled(Array.from({ length: 25 }, () => add(id, { isDefault: true })))

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    expect((await rows(id)).filter(({ isDefault }) => isDefault)).toHaveLength(1)
    const limit = await refused(add(id))
    expect([limit.word, limit.params]).toEqual(['ADDRESS_LIMIT', { limit: 20 }])
  })
})

describe('the default', () => {
  it('is the first one, then the one asked for; lists show it first and the others newest first', async () => {
    const { id } = await world.user()
    const first = await add(id, { isDefault: false })
    const second = await add(id)
    const third = await add(id, { isDefault: true })
    const fourth = await add(id)

    expect([first.isDefault, second.isDefault, third.isDefault, fourth.isDefault]).toEqual([true, false, true, false])
    expect((await list(id)).map(({ addressId, isDefault }) => [addressId, isDefault])).toEqual([
      [third.addressId, true], [fourth.addressId, false], [second.addressId, false], [first.addressId, false],
    ])
    expect(await listAddresses(CTX(id), { pageNo: 2, pageSize: 3 })).toEqual({ items: [{ ...first, isDefault: false }], totalResults: 4, pageNo: 2, pageSize: 3 })
  })

  it('is set; repeating it changes nothing', async () => {
    const { id } = await world.user()
    await add(id)
    const { addressId } = await add(id)

    const once = await setDefaultAddress(CTX(id), { addressId })
    const before = await rows(id)

    expect(once.address.isDefault).toBe(true)
    expect(await setDefaultAddress(CTX(id), { addressId })).toEqual(once)
    expect(await rows(id)).toEqual(before)
    expect(before.map(({ isDefault }) => isDefault)).toEqual([false, true])
  })

  it('set by many at once is one', async () => {
    const { id } = await world.user()
    const ids = [await add(id), await add(id), await add(id)].map(({ addressId }) => addressId)

    await Promise.all([...ids, ...ids].map((addressId) => setDefaultAddress(CTX(id), { addressId })))

    expect((await rows(id)).filter(({ isDefault }) => isDefault)).toHaveLength(1)
  })

  it('passes to the newest one left when it is deleted', async () => {
    const { id } = await world.user()
    const [first, second, third] = [await add(id), await add(id), await add(id)]

    expect(await deleteAddress(CTX(id), first)).toEqual({ deleted: true, defaultId: third.addressId })
    expect(await deleteAddress(CTX(id), second)).toEqual({ deleted: true, defaultId: third.addressId })
    expect(await refusal(deleteAddress(CTX(id), second))).toBe('NOT_FOUND')
    expect(await deleteAddress(CTX(id), third)).toEqual({ deleted: true, defaultId: 0 })
    expect(await rows(id)).toEqual([])
  })
})

describe('a change', () => {
  it('touches only what is sent; false takes no default away', async () => {
    const { id } = await world.user()
    const before = await add(id, { tel: '0755-1', addressName: '家' })

    const { address } = await updateAddress(CTX(id), { addressId: before.addressId, consignee: '王大明', mobile: '', isDefault: false })

    expect(address).toEqual({ ...before, consignee: '王大明', mobile: '' })
  })

  it('moves to other regions and becomes the default', async () => {
    const { id } = await world.user()
    const first = await add(id)
    const { addressId } = await add(id)

    const { address } = await updateAddress(CTX(id), { addressId, province: 110000, city: 110100, district: 110101, isDefault: true })

    expect(address).toMatchObject({ regionText: '北京市 东城区', isDefault: true })
    expect((await list(id)).find((one) => one.addressId === first.addressId)?.isDefault).toBe(false)
  })

  it.each<[string, object, string]>([
    ['half a move', { province: 110000 }, 'REGION_INVALID'],
    ['the only number taken away', { mobile: '' }, 'FIELD_REQUIRED'],
    ['a bad number', { mobile: '999' }, 'MOBILE_INVALID'],
    ['a bad email', { email: 'x' }, 'EMAIL_INVALID'],
  ])('leaves an address that satisfies the rules: %s', async (_case, change, word) => {
    const { id } = await world.user()
    const { addressId } = await add(id)
    const before = await rows(id)

    expect(await refusal(updateAddress(CTX(id), { addressId, ...change }))).toBe(word)
    expect(await rows(id)).toEqual(before)
  })
})

it('a stranger\'s address is not found and stays as it is', async () => {
  const [owner, stranger] = [await world.user(), await world.user()]
  const { addressId } = await add(owner.id)
  await add(stranger.id)
  const before = [await rows(owner.id), await rows(stranger.id)]

  const words = await Promise.all([
    listAddresses(CTX(stranger.id), { addressId, ...PAGE }),
    updateAddress(CTX(stranger.id), { addressId, consignee: '别人' }),
    setDefaultAddress(CTX(stranger.id), { addressId }),
    deleteAddress(CTX(stranger.id), { addressId }),
  ].map(refusal))

  expect(words).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
  expect([await rows(owner.id), await rows(stranger.id)]).toEqual(before)
  expect((await listAddresses(CTX(owner.id), { addressId, ...PAGE })).items).toHaveLength(1)
  await expect(listAddresses(world.ctx(guest('')), PAGE)).rejects.toThrow('this operation needs a shopper')
})
