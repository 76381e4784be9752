import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { type CommentsInput, listComments, maskedName } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-01T04:00:00.000Z')
let goodsId = 0
let actor: Actor = { kind: 'guest', appId: 0, ip: '' }
let other: Actor = actor
const ids: number[] = []

const list = (input: Partial<CommentsInput>, who: Actor = { kind: 'guest', appId: 0, ip: '' }) => listComments(test.ctx(who, NOW), { commentType: 0, mine: false, filter: 'all', pageNo: 1, pageSize: 20, ...input })

beforeAll(async () => {
  const category = await test.db.category.create({ data: { name: 'c' } })
  goodsId = (await test.db.goods.create({ data: { name: '壶', sn: 's', snKey: 's', categoryId: category.id, shopPriceFen: 1, thumbUrl: '/media/t.webp' } })).id
  const [one, two] = await Promise.all(['张三丰', 'bob'].map((name) => test.db.user.create({ data: { name, nameKey: name, avatarUrl: '/media/me.webp' } })))
  actor = { kind: 'shopper', userId: one?.id ?? 0, sessionId: 1, appId: 0, ip: '' }
  other = { kind: 'shopper', userId: two?.id ?? 0, sessionId: 2, appId: 0, ip: '' }
  const add = async (userId: number, rank: number, second: number, more: { isApproved?: boolean, isAnonymous?: boolean, images?: string[] } = {}) => {
    const row = await test.db.comment.create({ data: { goodsId, userId, rank, content: `<b>${rank}</b>`, isApproved: true, addedAt: new Date(NOW.getTime() + second * 1000), ...more } })
    ids.push(row.id)
  }
  await add(one?.id ?? 0, 5, 1)
  await add(one?.id ?? 0, 4, 2, { isAnonymous: true, images: ['/media/p.webp'] })
  await add(two?.id ?? 0, 3, 2)
  await add(two?.id ?? 0, 1, 0)
  await add(one?.id ?? 0, 1, 3, { isApproved: false })
})

describe('comments of a product', () => {
  it('are the approved ones, newest first, with masked names', async () => {
    const { items, totalResults, summary } = await list({ idValue: goodsId })

    expect(items.map((item) => item.commentId)).toEqual([ids[2], ids[1], ids[0], ids[3]])
    expect(totalResults).toBe(4)
    expect(items.map((item) => [item.userName, item.avatar])).toEqual([['b***b', '/media/me.webp'], ['匿名用户', ''], ['张***丰', '/media/me.webp'], ['b***b', '/media/me.webp']])
    expect(items[1]).toMatchObject({ commentRank: 4, content: '<b>4</b>', images: ['/media/p.webp'], status: 1, isMine: false, goodsName: '壶', goodsThumb: '/media/t.webp', idValue: goodsId, addTime: '2026-03-01T04:00:02.000Z', reContent: '', reAddTime: '' })
    expect(summary).toEqual({ total: 4, good: 2, medium: 1, bad: 1, withImages: 1, average: 3.3, goodRate: 50 })
    expect((await list({ idValue: goodsId }, other)).items.map((item) => item.isMine)).toEqual([true, false, false, true])
  })

  it('are filtered without changing the summary', async () => {
    const filtered = async (filter: CommentsInput['filter']) => {
      const page = await list({ idValue: goodsId, filter, pageSize: 1 })
      return [page.items.map((item) => item.commentId), page.totalResults, page.summary.total]
    }
    expect(await filtered('good')).toEqual([[ids[1]], 2, 4])
    expect(await filtered('medium')).toEqual([[ids[2]], 1, 4])
    expect(await filtered('bad')).toEqual([[ids[3]], 1, 4])
    expect(await filtered('image')).toEqual([[ids[1]], 1, 4])
    expect((await list({ idValue: goodsId, pageNo: 9 })).totalResults).toBe(4)
  })

  it('of an unknown product are none', async () => {
    expect(await list({ idValue: 999_999 })).toEqual({ items: [], summary: { total: 0, good: 0, medium: 0, bad: 0, withImages: 0, average: 0, goodRate: 100 }, totalResults: 0, pageNo: 1, pageSize: 20 })
    expect((await list({ idValue: goodsId, commentType: 1 })).items).toEqual([])
    await expect(list({})).rejects.toMatchObject({ word: 'PARAM_MISSING', params: { field: 'id_value' } })
  })
})

describe('the own comments', () => {
  it('need a session and show their state', async () => {
    await expect(list({ mine: true })).rejects.toMatchObject({ word: 'SESSION_REQUIRED' })
    const { items, summary, totalResults } = await list({ mine: true }, actor)

    expect(items.map((item) => [item.commentId, item.status, item.isMine])).toEqual([[ids[4], 0, true], [ids[1], 1, true], [ids[0], 1, true]])
    expect([totalResults, summary.total, summary.goodRate]).toEqual([3, 0, 100])
    expect((await list({ mine: true, pageNo: 2 }, actor)).totalResults).toBe(3)
    expect((await list({ mine: true, commentType: 1 }, actor)).items).toEqual([])
  })
})

describe('a masked name', () => {
  it('keeps its ends', () => {
    expect(['张三丰', 'ab', '李', '😀x'].map(maskedName)).toEqual(['张***丰', 'a***b', '李***李', '😀***x'])
  })
})
