import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { flushCounts } from '../shop/index.ts'
import { addArticle, addArticleCategory, addArticleComment, addComment, deleteComment, deskComments, getArticle, getHelp, judgeComments, likeArticle, listArticleCategories, listArticleComments, listArticles, listComments, listHelp, type NewArticle, removeArticleCategories, removeArticles, saveArticle, saveArticleCategory, setArticles } from './index.ts'
import { after, contentWorld, daysBefore, fakePictures, NOON, picture } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 20 })
const { aGoods, ctx, set, shopper } = contentWorld(test)

const STAFF: Actor = { kind: 'staff', staffId: 1, name: '小王', sellerId: 0, permissions: ['*'], ip: '' }
const GUEST: Actor = { kind: 'guest', appId: 0, ip: '203.0.113.7' }
const pictures = fakePictures()
const page = { pageNo: 1, pageSize: 20 }
let news = 0
let tea = 0
let help = 0

const article = (input: Partial<NewArticle> = {}) => addArticle(ctx(STAFF), { categoryId: news, title: '春茶到了', publishedAt: daysBefore(1), ...input })
const listed = async (input: Parameters<typeof listArticles>[1] = page) => (await listArticles(ctx(GUEST), input)).items.map((item) => item.articleId)
const counted = async (id: number) => test.db.article.findUniqueOrThrow({ where: { id }, select: { viewCount: true, likeCount: true, commentCount: true } })

beforeAll(async () => {
  news = await addArticleCategory(ctx(STAFF), { name: '资讯' })
  tea = await addArticleCategory(ctx(STAFF), { name: '茶', parentId: news })
  help = await addArticleCategory(ctx(STAFF), { name: '购物帮助', kind: 'help', sortOrder: 1 })
})
afterEach(async () => {
  await set({ commentCheck: true, blockedWords: [] })
  await test.db.article.deleteMany()
})

describe('the list of articles', () => {
  it('holds open ones alone, pinned ones first, then the newest', async () => {
    const old = await article({ publishedAt: daysBefore(9) })
    const fresh = await article()
    const twin = await article({ categoryId: tea })
    const pinned = await article({ isTop: true, publishedAt: daysBefore(30) })
    await article({ isOpen: false })
    await article({ publishedAt: after(1) })
    await article({ categoryId: help })

    expect(await listed()).toEqual([pinned, twin, fresh, old])
    expect(await listed({ pageNo: 2, pageSize: 3 })).toEqual([old])
    expect((await listArticles(ctx(GUEST), { pageNo: 3, pageSize: 3 })).totalResults).toBe(4)
    expect(await listed({ ...page, categoryId: tea })).toEqual([twin])
    expect(await listed({ ...page, categoryId: news })).toEqual([pinned, twin, fresh, old])
  })

  it('finds a word in title or keywords, as it is written', async () => {
    const titled = await article({ title: '怎么选一把壶' })
    const tagged = await article({ keywords: '壶 盖碗' })
    const sale = await article({ title: '满 100% 开心' })
    await article({ content: '<p>壶</p>' })

    expect(await listed({ ...page, keyword: '壶' })).toEqual([tagged, titled])
    expect(await listed({ ...page, keyword: '%' })).toEqual([sale])
  })

  it('leaves help and system categories out of the categories, and counts what lies below', async () => {
    await article({ categoryId: tea })
    await article()
    await article({ isOpen: false })

    expect((await listArticleCategories(ctx(GUEST), { parentId: 0 })).cats).toEqual([{ categoryId: news, categoryName: '资讯', parentId: 0, articleCount: 2 }])
    expect((await listArticleCategories(ctx(GUEST), { parentId: news })).cats).toEqual([{ categoryId: tea, categoryName: '茶', parentId: news, articleCount: 1 }])
  })
})

describe('an article', () => {
  it('comes with cleaned text and the linked goods on sale', async () => {
    const [sold, off] = [await aGoods(), await aGoods()]
    await test.db.goods.update({ where: { id: sold }, data: { isOnSale: true } })
    await test.db.goods.update({ where: { id: off }, data: { isOnSale: false } })
    const id = await article({ content: '<p onclick="x()">好茶</p><script>bad()</script>', goodsIds: [off, sold] })

    const found = await getArticle(ctx(GUEST), { articleId: id })
    expect(found.content).toBe('<p>好茶</p>')
    expect(found.goods.map((goods) => goods.goodsId)).toEqual([sold])
    expect(found.article).toMatchObject({ articleId: id, categoryId: news, title: '春茶到了', liked: false, likeCount: 0, publishedAt: daysBefore(1).toISOString() })
  })

  it('grows its views by one per user or address and hour', async () => {
    const id = await article()
    const me = await shopper()
    const views = async (actor: Actor, seconds = 0) => (await getArticle(ctx(actor, after(seconds)), { articleId: id })).article.viewCount

    expect([await views(me), await views(me), await views({ ...me, sessionId: 999 }), await views(me, 3599)]).toEqual([1, 1, 1, 1])
    expect([await views(GUEST), await views({ ...GUEST, ip: '203.0.113.8' }), await views(me, 3600)]).toEqual([2, 3, 4])
    await flushCounts(test.sql)
    expect((await counted(id)).viewCount).toBe(4)
    expect(await views(GUEST, 1)).toBe(4)
  })

  it('is found nowhere while it is closed or not yet out, and keeps likes and comments', async () => {
    await set({ commentCheck: false })
    const id = await article()
    const me = await shopper()
    await likeArticle(ctx(me), { articleId: id, like: true })
    await addArticleComment(ctx(me), { articleId: id, content: '好文' }, pictures)
    await setArticles(ctx(STAFF), [id], { isOpen: false })

    const gone = { word: 'NOT_FOUND' }
    await expect(getArticle(ctx(GUEST), { articleId: id })).rejects.toMatchObject(gone)
    await expect(likeArticle(ctx(me), { articleId: id, like: false })).rejects.toMatchObject(gone)
    await expect(addArticleComment(ctx(me, after(60)), { articleId: id, content: '再来' }, pictures)).rejects.toMatchObject(gone)
    await expect(listArticleComments(ctx(GUEST), { articleId: id, ...page })).rejects.toMatchObject(gone)
    expect((await listComments(ctx(GUEST), { commentType: 1, idValue: id, mine: false, filter: 'all', ...page })).totalResults).toBe(0)
    expect(await counted(id)).toMatchObject({ likeCount: 1, commentCount: 1 })

    await saveArticle(ctx(STAFF), id, { isOpen: true, publishedAt: after(1) })
    await expect(getArticle(ctx(GUEST), { articleId: id })).rejects.toMatchObject(gone)
    expect((await getArticle(ctx(GUEST, after(1)), { articleId: id })).article).toMatchObject({ likeCount: 1, commentCount: 1 })
  })

  it('takes one like of a user, whatever is sent twice or at once', async () => {
    const id = await article()
    const [me, other] = [await shopper(), await shopper()]
    const like = (actor: Actor, yes: boolean) => likeArticle(ctx(actor), { articleId: id, like: yes })

    expect(await like(me, true)).toEqual({ liked: true, likeCount: 1 })
    expect(await like(me, true)).toEqual({ liked: true, likeCount: 1 })
    await Promise.all(Array.from({ length: 8 }, () => like(other, true)))
    expect([(await counted(id)).likeCount, await test.db.articleLike.count({ where: { articleId: id } })]).toEqual([2, 2])
    expect((await getArticle(ctx(me), { articleId: id })).article.liked).toBe(true)
    expect(await like(me, false)).toEqual({ liked: false, likeCount: 1 })
    expect(await like(me, false)).toEqual({ liked: false, likeCount: 1 })
  })
})

describe('a comment on an article', () => {
  const add = (actor: Actor, articleId: number, content = '写得好', seconds = 0) => addArticleComment(ctx(actor, after(seconds)), { articleId, content }, pictures)
  const seen = async (actor: Actor, articleId: number) => (await listArticleComments(ctx(actor), { articleId, ...page })).items.map((item) => item.commentId)

  it('waits for approval, seen by its writer alone, and counts once it shows', async () => {
    const id = await article()
    const me = await shopper('张三丰')
    const { comment, visible } = await add(me, id)

    expect(visible).toBe(false)
    expect(comment).toEqual({ commentId: comment.commentId, user: { nickname: '张***', avatar: '' }, content: '写得好', addTime: NOON.toISOString(), reply: '' })
    expect([await seen(me, id), await seen(GUEST, id), await seen(await shopper(), id)]).toEqual([[comment.commentId], [], []])

    const desk = await deskComments(ctx(STAFF), { state: 'waiting', about: 'articles', rank: 0, withImages: false, unanswered: false, q: '春茶' }, page)
    expect(desk.items).toMatchObject([{ id: comment.commentId, articleId: id, goodsId: 0, goodsName: '春茶到了' }])
    await judgeComments(ctx(STAFF), { ids: [comment.commentId], verdict: 'show' })
    await judgeComments(ctx(STAFF), { ids: [comment.commentId], verdict: 'show' })
    expect([await seen(GUEST, id), (await counted(id)).commentCount]).toEqual([[comment.commentId], 1])

    await judgeComments(ctx(STAFF), { ids: [comment.commentId], verdict: 'hide' })
    expect([await seen(me, id), (await counted(id)).commentCount]).toEqual([[], 0])
    await judgeComments(ctx(STAFF), { ids: [comment.commentId], verdict: 'show' })
    await deleteComment(ctx(me), { commentId: comment.commentId }, pictures)
    expect([await seen(GUEST, id), (await counted(id)).commentCount]).toEqual([[], 0])
  })

  it('is shown at once where the shop does not check', async () => {
    await set({ commentCheck: false })
    const id = await article()
    const { comment, visible } = await add(await shopper(), id)

    expect([visible, await seen(GUEST, id), (await counted(id)).commentCount]).toEqual([true, [comment.commentId], 1])
  })

  it('is refused where the article takes none, for blocked words, and twice within 30 seconds', async () => {
    await set({ blockedWords: ['加微信'] })
    const [open, closed] = [await article(), await article({ allowComment: false })]
    const me = await shopper()

    await expect(add(me, closed)).rejects.toMatchObject({ word: 'COMMENT_CLOSED' })
    await expect(add(me, open, '加 微 信')).rejects.toMatchObject({ word: 'CONTENT_REJECTED' })
    await expect(add(me, 999_999)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await add(me, open)
    await expect(add(me, open, '再说', 29)).rejects.toMatchObject({ word: 'RATE_LIMITED' })
    await add(me, open, '再说', 30)
    expect(await test.db.comment.count({ where: { articleId: open } })).toBe(2)
  })

  it('is one of the comments of kind 1, with pictures and stars, and stands on no order line', async () => {
    await set({ commentCheck: false })
    const id = await article({ imageUrl: '/media/cover.webp' })
    const me = await shopper('李四光')
    const input = { commentType: 1, idValue: id, orderLineId: 0, commentRank: 4, content: '有用', anonymous: false }

    await expect(addComment(ctx(me), { ...input, orderLineId: 7 }, pictures)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    const { comment } = await addComment(ctx(me), { ...input, images: [picture('a.webp')] }, pictures)
    expect(comment).toMatchObject({ commentType: 1, idValue: id, goodsName: '春茶到了', goodsThumb: '/media/cover.webp', commentRank: 4, userName: '李***光' })

    const list = await listComments(ctx(GUEST), { commentType: 1, idValue: id, mine: false, filter: 'good', ...page })
    expect([list.items.map((item) => item.commentId), list.summary]).toEqual([[comment.commentId], { total: 1, good: 1, medium: 0, bad: 0, withImages: 1, average: 4, goodRate: 100 }])
    expect((await listComments(ctx(GUEST), { commentType: 0, idValue: id, mine: false, filter: 'all', ...page })).totalResults).toBe(0)
    expect((await listComments(ctx(me), { mine: true, filter: 'all', ...page })).items).toMatchObject([{ commentType: 1, idValue: id }])
    expect((await listComments(ctx(me), { mine: true, commentType: 0, filter: 'all', ...page })).totalResults).toBe(0)

    await removeArticles(ctx(STAFF), [id], pictures)
    expect([await test.db.comment.count(), pictures.kept]).toEqual([0, []])
  })
})

describe('the help centre', () => {
  it('shows its categories in order with their open articles, and none without', async () => {
    const first = await addArticleCategory(ctx(STAFF), { name: '支付', kind: 'help', sortOrder: 0 })
    await addArticleCategory(ctx(STAFF), { name: '空的', kind: 'help', sortOrder: 0 })
    const late = await article({ categoryId: help, title: '退货', sortOrder: 2 })
    const early = await article({ categoryId: help, title: '配送', sortOrder: 1 })
    const paid = await article({ categoryId: first, title: '怎么付款', content: '<p>支持<strong>银行</strong>转账</p>' })
    await article({ categoryId: first, isOpen: false })
    await article()

    const { cats } = await listHelp(ctx(GUEST), {})
    expect(cats.map((one) => [one.categoryId, one.articles.map((item) => item.articleId)])).toEqual([[first, [paid]], [help, [early, late]]])
    expect((await listHelp(ctx(GUEST), { keyword: '银行转账' })).cats.map((one) => one.categoryId)).toEqual([first])
    expect((await listHelp(ctx(GUEST), { keyword: 'strong' })).cats).toEqual([])
    expect((await getHelp(ctx(GUEST), { articleId: paid })).content).toBe('<p>支持<strong>银行</strong>转账</p>')
  })

  it('knows no article of another place', async () => {
    await expect(getHelp(ctx(GUEST), { articleId: await article() })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(getHelp(ctx(GUEST), { articleId: await article({ categoryId: help, isOpen: false }) })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })
})

describe('the tree', () => {
  it('is of one kind down a branch, and never stands below itself', async () => {
    const top = await addArticleCategory(ctx(STAFF), { name: 'a' })
    const below = await addArticleCategory(ctx(STAFF), { name: 'b', parentId: top, kind: 'system' })
    const kinds = async () => (await test.db.articleCategory.findMany({ where: { id: { in: [top, below] } }, orderBy: { id: 'asc' } })).map((row) => row.kind)

    expect(await kinds()).toEqual(['news', 'news'])
    await saveArticleCategory(ctx(STAFF), top, { parentId: help })
    expect(await kinds()).toEqual(['help', 'help'])
    await expect(saveArticleCategory(ctx(STAFF), top, { parentId: below })).rejects.toMatchObject({ word: 'CATEGORY_INVALID' })
    await expect(saveArticleCategory(ctx(STAFF), top, { parentId: 999_999 })).rejects.toMatchObject({ word: 'CATEGORY_INVALID' })
  })

  it('keeps what holds something when only empty ones may go, else takes all of it, all or none', async () => {
    const top = await addArticleCategory(ctx(STAFF), { name: 'a' })
    const below = await addArticleCategory(ctx(STAFF), { name: 'b', parentId: top })
    const inside = await article({ categoryId: below })
    const remove = (ids: number[], onlyEmpty: boolean) => removeArticleCategories(ctx(STAFF), { ids, onlyEmpty }, pictures)

    await expect(remove([top], true)).rejects.toMatchObject({ word: 'CONFLICT' })
    await expect(remove([top, 999_999], false)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect(await test.db.article.count({ where: { id: inside } })).toBe(1)
    await remove([top], false)
    expect([await test.db.article.count({ where: { id: inside } }), await test.db.articleCategory.count({ where: { id: { in: [top, below] } } })]).toEqual([0, 0])
  })
})

describe('writing articles', () => {
  it('is refused whole for a category or goods that are not there', async () => {
    await expect(article({ categoryId: 999_999 })).rejects.toMatchObject({ word: 'CATEGORY_INVALID' })
    await expect(article({ goodsIds: [999_999] })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'goods_ids' } })
    const id = await article()
    await expect(setArticles(ctx(STAFF), [id, 999_999], { isTop: true })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect(await test.db.article.findMany({ select: { id: true, isTop: true } })).toEqual([{ id, isTop: false }])
  })

  it('is the platform\'s alone, and tells the log what changed', async () => {
    await expect(addArticle(ctx({ ...STAFF, sellerId: 3 }), { categoryId: news, title: 'x' })).rejects.toMatchObject({ word: 'FORBIDDEN' })
    const id = await article()
    await saveArticle(ctx(STAFF), id, { title: '秋茶到了' })
    const entry = await test.db.auditEntry.findFirstOrThrow({ where: { targetKind: 'article', targetId: String(id) }, orderBy: { id: 'desc' } })
    expect([entry.action, entry.before, entry.after]).toEqual(['article.update', { title: '春茶到了' }, { title: '秋茶到了' }])
  })
})
