import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { updateSettings } from '../shop/index.ts'
import { clearSearchHistory, createBrand, createCategory, hotKeywords, listGoods, searchHistory, suggestKeywords } from './index.ts'
import { aShopper, asShopper, guestCtx, NOW, someGoods } from './testing/fixtures.ts'

const test = testDatabase()
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000)
const guest = (ip: string, now = NOW) => test.ctx({ kind: 'guest', appId: 0, ip }, now)
const search = (keywords: string, ctx = guest('a')) => listGoods(ctx, { keywords, pageNo: 1, pageSize: 5 })
const hot = async (now = NOW, limit = 10) => (await hotKeywords(guestCtx(test, now), { limit })).keywords.map((one) => [one.keyword, one.count, one.pinned])

describe('hot words', () => {
  it('are the merchant\'s first, then those of five searchers within seven days', async () => {
    await updateSettings(test.ctx(), { searchKeywords: ['新茶', '茶杯'], searchBlockList: ['坏'] })
    for (const ip of ['a', 'b', 'c', 'd']) await search('紫砂  壶', guest(ip))
    await search('紫砂 壶', guest('d'))
    expect(await hot()).toEqual([['新茶', 0, true], ['茶杯', 0, true]])

    await search('紫砂 壶', guest('e'))
    await search('紫砂 壶', guest('e', days(1)))
    for (const ip of ['a', 'b', 'c', 'd', 'e']) {
      for (const word of ['坏词', '茶杯', 'Tea']) await search(word, guest(ip))
    }
    expect(await hot(days(1))).toEqual([['新茶', 0, true], ['茶杯', 0, true], ['紫砂 壶', 6, false], ['tea', 5, false]])
    expect(await hot(days(1), 3)).toHaveLength(3)
    expect(await hot(days(6))).toHaveLength(4)
    expect(await hot(days(7))).toHaveLength(2)
    expect((await hotKeywords(guestCtx(test), { limit: 1 })).defaultKeyword).toBe('新茶')
    await updateSettings(test.ctx(), { defaultKeyword: '今天想喝什么' })
    expect((await hotKeywords(guestCtx(test), { limit: 1 })).defaultKeyword).toBe('今天想喝什么')
  })

  it('are not made by turning pages', async () => {
    await listGoods(guest('z'), { keywords: '第二页', pageNo: 2, pageSize: 5 })

    expect(await test.db.searchHit.count({ where: { word: '第二页' } })).toBe(0)
  })
})

describe('a shopper\'s history', () => {
  it('has each word once, newest first, at most 20', async () => {
    const shopper = asShopper(await aShopper(test))
    const ctx = (second: number) => test.ctx(shopper, new Date(NOW.getTime() + second * 1000))
    for (let made = 1; made <= 22; made++) await search(`word${made}`, ctx(made))
    await search('WORD5', ctx(100))

    const { keywords } = await searchHistory(ctx(100), { limit: 20 })
    expect(keywords.map((one) => one.keyword).slice(0, 3)).toEqual(['word5', 'word22', 'word21'])
    expect(keywords).toHaveLength(20)
    expect(await test.db.searchHistory.count()).toBe(20)
    expect((await searchHistory(ctx(100), { limit: 2 })).keywords).toHaveLength(2)
    expect(await clearSearchHistory(ctx(0), { keyword: 'Word5' })).toEqual({ cleared: 1 })
    expect(await clearSearchHistory(ctx(0), {})).toEqual({ cleared: 19 })
    expect(await clearSearchHistory(ctx(0), {})).toEqual({ cleared: 0 })
  })
})

describe('suggestions', () => {
  it('begin with what is typed, then contain it, and find something', async () => {
    await createBrand(test.ctx(), { name: 'Dragon Well' })
    await createCategory(test.ctx(), { name: 'dragon category' })
    await someGoods(test, { name: 'Dragon Pot' })
    await someGoods(test, { name: 'Green Dragon' })
    await someGoods(test, { name: 'Dragon Sold', isOnSale: false })
    await someGoods(test, { name: 'well', keywords: 'dragon' })
    const suggest = async (keyword: string, limit = 10) => (await suggestKeywords(guestCtx(test), { keyword, limit })).keywords.map((one) => [one.keyword, one.hits])

    expect(await suggest('ｄＲＡ')).toEqual([['Dragon Well', 1], ['Dragon Pot', 1], ['Green Dragon', 1]])
    expect(await suggest('dra', 1)).toEqual([['Dragon Well', 1]])
    expect(await suggest('%')).toEqual([])
    expect(await suggest(' ')).toEqual([])
  })
})
