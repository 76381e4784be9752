import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { ShopError } from '../errors/index.ts'
import { updateSettings } from '../shop/index.ts'
import { addTags, browseHistory, clearHistory, deleteTag, goodsDetail, listTags } from './index.ts'
import { aCategory, aShopper, asShopper, counted, guestCtx, NOW, someGoods, type ShopperFixture } from './testing/fixtures.ts'

const test = testDatabase()
const ALL = { pageNo: 1, pageSize: 20 }
let categoryId = 0
const CTX = (shopper: ShopperFixture) => test.ctx(asShopper(shopper), NOW)
const tag = async (shopper: ShopperFixture, goodsId: number, words: string) => (await addTags(CTX(shopper), { goodsId, tag: words, ...ALL })).items.map(({ tagWords, tagCount }) => `${tagWords} ${tagCount}`)
const word = (error: unknown): string => (error instanceof ShopError ? error.word : 'fault')

beforeAll(async () => {
  categoryId = await aCategory(test)
})

describe('tags', () => {
  it('are separated by commas of either width, trimmed, each once whatever the case', async () => {
    const [ann, ben, goodsId] = [await aShopper(test), await aShopper(test), await someGoods(test, { categoryId })]

    expect(await tag(ann, goodsId, ' Good   gift ，老料,good gift')).toEqual(['Good gift 1', '老料 1'])
    expect(await tag(ben, goodsId, 'GOOD GIFT')).toEqual(['Good gift 2', '老料 1'])
    expect(await tag(ben, goodsId, 'good gift')).toEqual(['Good gift 2', '老料 1'])
  })

  it.each(['', ' ', 'a,,b', '一二三四五六七八九十一二三四五六七八九十一', '<b>', 'a&b', 'a\u0007b', '好,a>b'])('%j is TAG_INVALID and adds nothing', async (words) => {
    const [ann, goodsId] = [await aShopper(test), await someGoods(test, { categoryId })]

    expect(await tag(ann, goodsId, words).catch(word)).toBe('TAG_INVALID')
    expect(await test.db.goodsTag.count({ where: { goodsId } })).toBe(0)
  })

  it('have 20 characters at most, of any plane', async () => {
    const [ann, goodsId] = [await aShopper(test), await someGoods(test, { categoryId })]

    expect(await tag(ann, goodsId, '🍵'.repeat(20))).toEqual([`${'🍵'.repeat(20)} 1`])
  })

  it('are ten per user and product; one known already takes no room', async () => {
    const [ann, goodsId] = [await aShopper(test), await someGoods(test, { categoryId })]
    await tag(ann, goodsId, 'a,b,c,d,e,f,g,h,i')

    expect(await tag(ann, goodsId, 'j,k').catch(word)).toBe('LIMIT_REACHED')
    expect(await test.db.goodsTag.count({ where: { goodsId } })).toBe(9)
    expect(await tag(ann, goodsId, 'A,B,j')).toHaveLength(10)
  })

  it('hold no blocked word and belong to a product that exists', async () => {
    const [ann, goodsId] = [await aShopper(test), await someGoods(test, { categoryId })]
    await updateSettings(test.ctx(), { searchBlockList: ['假货'] })

    expect(await tag(ann, goodsId, '好,是假货').catch(word)).toBe('CONTENT_REJECTED')
    expect(await tag(ann, 999_999, '好').catch(word)).toBe('NOT_FOUND')
    expect(await tag(ann, await someGoods(test, { categoryId, isDeleted: true }), '好').catch(word)).toBe('NOT_FOUND')
  })

  it('of a shopper count products, and need a session', async () => {
    const [ann, ben] = [await aShopper(test), await aShopper(test)]
    const [pot, cup] = [await someGoods(test, { categoryId }), await someGoods(test, { categoryId })]
    await tag(ann, pot, '手工,红')
    await tag(ann, cup, '手工')
    await tag(ben, cup, '手工')

    expect((await listTags(CTX(ann), ALL))).toEqual({ items: [{ tagWords: '手工', tagCount: 2 }, { tagWords: '红', tagCount: 1 }], totalResults: 2, pageNo: 1, pageSize: 20 })
    expect(await listTags(guestCtx(test), ALL).catch(word)).toBe('SESSION_REQUIRED')
    expect((await listTags(guestCtx(test), { goodsId: cup, ...ALL })).items).toEqual([{ tagWords: '手工', tagCount: 2 }])
    expect(await listTags(guestCtx(test), { goodsId: 999_999, ...ALL }).catch(word)).toBe('NOT_FOUND')
    expect(await listTags(CTX(ann), { pageNo: 3, pageSize: 1 })).toMatchObject({ items: [], totalResults: 2 })
  })

  it('are taken away by whoever gave them, from one product or all', async () => {
    const [ann, ben] = [await aShopper(test), await aShopper(test)]
    const [pot, cup] = [await someGoods(test, { categoryId }), await someGoods(test, { categoryId })]
    for (const who of [ann, ben]) {
      await tag(who, pot, 'Gift,红')
      await tag(who, cup, 'Gift,红')
    }

    expect(await deleteTag(CTX(ann), { tagWords: ' gift', goodsId: pot })).toEqual({ deleted: 1 })
    expect(await deleteTag(CTX(ann), { tagWords: '红' })).toEqual({ deleted: 2 })
    expect(await deleteTag(CTX(ann), { tagWords: '红' }).catch(word)).toBe('NOT_FOUND')
    expect((await listTags(CTX(ben), ALL)).items).toEqual([{ tagWords: 'Gift', tagCount: 2 }, { tagWords: '红', tagCount: 2 }])
  })

  it('stand on the product\'s page: the 30 most frequent, read with the product itself', async () => {
    const [ann, goodsId] = [await aShopper(test), await someGoods(test, { categoryId })]
    for (let of = 0; of < 4; of++) await tag(await aShopper(test), goodsId, Array.from({ length: 8 }, (_, at) => `t${String(of * 8 + at).padStart(2, '0')}`).join(','))
    await tag(ann, goodsId, 't31')
    const { ctx, names } = counted(CTX(ann))

    const { tags } = (await goodsDetail(ctx, { goodsId })).item

    expect([tags.length, tags.slice(0, 2), tags.at(-1)]).toEqual([30, [{ tagWords: 't31', tagCount: 2 }, { tagWords: 't00', tagCount: 1 }], { tagWords: 't28', tagCount: 1 }])
    expect(names.filter((name) => name.startsWith('tags'))).toEqual([])
  })
})

describe('the browsing history', () => {
  it('shows the newest first and is cleared at once', async () => {
    const [ann, ben] = [await aShopper(test), await aShopper(test)]
    const [pot, cup] = [await someGoods(test, { categoryId }), await someGoods(test, { categoryId })]
    for (const [at, goodsId] of [pot, cup, pot].entries()) await goodsDetail(test.ctx(asShopper(ann), new Date(NOW.getTime() + at * 1000)), { goodsId })
    await goodsDetail(CTX(ben), { goodsId: pot })

    expect((await browseHistory(CTX(ann), ALL)).items.map(({ goods }) => goods.goodsId)).toEqual([pot, cup])
    expect(await clearHistory(CTX(ann))).toEqual({ cleared: 2 })
    expect(await clearHistory(CTX(ann))).toEqual({ cleared: 0 })
    expect((await browseHistory(CTX(ann), ALL)).items).toEqual([])
    expect((await browseHistory(CTX(ben), ALL)).totalResults).toBe(1)
  })
})
