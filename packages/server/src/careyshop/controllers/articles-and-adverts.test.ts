import { describe, expect, it } from 'vitest'
import { FORBIDDEN, NOT_THERE, numberIn, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()
const COVER = `http://shop.example/media/goods/${'a'.repeat(32)}-1200.webp`
const SPAN = { begin_time: '2020-01-01 00:00:00', end_time: '2090-01-01 00:00:00' }

describe('article categories', () => {
  it('are a tree read by anybody and kept by the staff', async () => {
    const { admin, guest } = carey
    const made = await admin('article_cat', 'add.article.cat.item', { cat_name: '茶学', cat_type: 7, sort: 1, is_navi: 1 })
    const top = numberIn(made, 'article_cat_id')
    const item = { article_cat_id: top, parent_id: 0, cat_name: '茶学', cat_type: 7, keywords: '', description: '', sort: 1, is_navi: 1 }
    expect(made.data).toEqual(item)
    const below = numberIn(await admin('article_cat', 'add.article.cat.item', { cat_name: '冲泡', parent_id: top }), 'article_cat_id')

    expect((await guest('article_cat', 'get.article.cat.item', { article_cat_id: top })).data).toEqual(item)
    expect((await guest('article_cat', 'get.article.cat.list', { article_cat_id: top, is_layer: 1 })).data).toMatchObject([{ ...item, children_total: 1, article_total: 0, level: 0 }, { article_cat_id: below, level: 1 }])
    expect(rowsIn(await guest('article_cat', 'get.article.cat.list', { level: 0 }))).not.toContainEqual(expect.objectContaining({ article_cat_id: below }))
    expect((await guest('article_cat', 'get.article.cat.navi', { article_cat_id: below })).data).toEqual([{ article_cat_id: top, parent_id: 0, cat_name: '茶学' }, { article_cat_id: below, parent_id: top, cat_name: '冲泡' }])
    expect((await guest('article_cat', 'get.article.cat.navi', { article_cat_id: below, is_layer: 0 })).data).toHaveLength(1)
    expect((await admin('article_cat', 'set.article.cat.item', { article_cat_id: top, description: '怎么喝' })).data).toEqual({ ...item, description: '怎么喝' })
    expect(await admin('article_cat', 'set.article.cat.item', { article_cat_id: top, parent_id: below })).toMatchObject({ status: 500 })

    expect(await admin('article_cat', 'del.article.cat.list', { article_cat_id: [top], not_empty: 1 })).toMatchObject({ status: 500 })
    expect(await admin('article_cat', 'del.article.cat.list', { article_cat_id: [top] })).toMatchObject(ok(true))
    expect(await guest('article_cat', 'get.article.cat.item', { article_cat_id: below })).toMatchObject(ok(null))
    for (const caller of [await carey.member(['ads.edit']), await carey.shopper(carey.world.user), guest]) expect(await caller('article_cat', 'add.article.cat.item', { cat_name: '外人' })).toMatchObject(FORBIDDEN)
  })
})

describe('articles', () => {
  it('are kept by the staff; others find what is open and never what is closed', async () => {
    const { admin, guest, world } = carey
    const cat = numberIn(await admin('article_cat', 'add.article.cat.item', { cat_name: '资讯' }), 'article_cat_id')
    const made = await admin('article', 'add.article.item', { article_cat_id: cat, title: '春茶', content: '<p onclick="x()">好茶</p>', image: COVER, source: '茶报', source_url: 'https://tea.example/1', keywords: '龙井' })
    const id = numberIn(made, 'article_id')
    expect(made.data).toMatchObject({ article_cat_id: cat, title: '春茶', image: COVER, content: '<p>好茶</p>', source: '茶报', source_url: 'https://tea.example/1', keywords: '龙井', url: '', target: '_self', page_views: 0, is_top: 0, status: 1 })

    expect(await guest('article', 'get.article.item', { article_id: id })).toMatchObject({ data: { content: '<p>好茶</p>', page_views: 1 } })
    const [row] = rowsIn(await guest('article', 'get.article.list', { article_cat_id: cat }))
    expect(row).toMatchObject({ article_id: id, get_article_cat: { cat_name: '资讯', cat_type: 0 } })
    expect(row).not.toHaveProperty('content')
    expect((await admin('article', 'set.article.item', { article_id: id, title: '秋茶' })).data).toMatchObject({ title: '秋茶', keywords: '龙井' })
    expect(await admin('article', 'set.article.top', { article_id: [id], is_top: 1 })).toMatchObject(ok(true))
    expect(rowsIn(await admin('article', 'get.article.list', { article_cat_id: cat, is_top: 1, keywords: '龙井' }))).toHaveLength(1)

    expect(await admin('article', 'set.article.status', { article_id: [id, 999_999], status: 0 })).toMatchObject(NOT_THERE)
    expect(await admin('article', 'set.article.status', { article_id: [id], status: 0 })).toMatchObject(ok(true))
    expect(await guest('article', 'get.article.item', { article_id: id })).toMatchObject(ok(null))
    expect((await guest('article', 'get.article.list', { article_cat_id: cat, status: 0 })).data).toEqual({ items: [], total_result: 0 })
    expect(rowsIn(await admin('article', 'get.article.list', { article_cat_id: cat, status: 0 }))).toHaveLength(1)
    expect(await admin('article', 'get.article.item', { article_id: id })).toMatchObject({ data: { status: 0, is_top: 1 } })
    expect(await admin('article', 'del.article.list', { article_id: [id] })).toMatchObject(ok(true))
    expect(await world.shop.database.db.article.count({ where: { id } })).toBe(0)
  })

  it('say what is wrong with them', async () => {
    const { admin } = carey
    const form = { article_cat_id: 999_999, title: '春茶', content: '好' }
    expect(await admin('article', 'add.article.item', form)).toMatchObject(refused(500, '分类不存在'))
    expect(await admin('article', 'add.article.item', { ...form, title: '' })).toMatchObject(refused(500, '缺少参数 title'))
    expect(await admin('article', 'add.article.item', { ...form, url: 'javascript:alert(1)' })).toMatchObject(refused(500, '参数 url 不合法'))
    expect(await admin('article', 'add.article.item', { ...form, image: 'https://elsewhere.example/x.png' })).toMatchObject(refused(500, '参数 image 不合法'))
    expect(await admin('article', 'add.article.item', { ...form, source_url: 'https://tea.example' })).toMatchObject(refused(500, '缺少参数 source'))
  })
})

describe('adverts', () => {
  it('stand in a place while it and they allow it, one of them by its code', async () => {
    const { admin, guest, world } = carey
    const place = await world.shop.database.db.adPosition.create({ data: { code: 'carey', name: '首屏', width: 1200, height: 400, platform: 3, description: '首页' } })
    const made = await admin('ads', 'add.ads.item', { ads_position_id: place.id, name: '春茶', url: 'https://tea.example', code: 'spring', content: COVER, ...SPAN })
    const id = numberIn(made, 'ads_id')
    const ad = { ads_id: id, ads_position_id: place.id, code: 'spring', platform: 3, name: '春茶', url: 'https://tea.example', target: '_self', content: COVER, color: '#ffffff', type: 0, ...SPAN, sort: 50, status: 1 }
    expect(made.data).toEqual(ad)
    expect((await guest('ads', 'get.ads.code', { code: 'spring' })).data).toEqual({ ads_id: id, platform: 3, name: '春茶', url: 'https://tea.example', target: '_self', content: COVER, color: '#ffffff', type: 0 })
    const second = numberIn(await admin('ads', 'add.ads.item', { ads_position_id: place.id, name: '秋茶', url: '/packages', content: '<b onclick="x()">秋</b>', sort: 1, ...SPAN }), 'ads_id')

    const shown = async (): Promise<unknown> => (await guest('ads_position', 'get.ads.position.code', { code: 'carey' })).data
    expect(await shown()).toEqual({
      ads_position_id: place.id, platform: 3, name: '首屏', width: 1200, height: 400, content: '', color: '', type: 0, display: 0,
      ads_items: [{ ads_id: second, name: '秋茶', url: '/packages', target: '_self', content: '<b>秋</b>', color: '#ffffff' }, { ads_id: id, name: '春茶', url: 'https://tea.example', target: '_self', content: COVER, color: '#ffffff' }],
    })
    await world.shop.database.db.adPosition.update({ where: { id: place.id }, data: { display: 1 } })
    expect(await shown()).toMatchObject({ ads_items: [{ ads_id: second }] })
    expect(rowsIn(await admin('ads', 'get.ads.list', { ads_position_id: place.id, order_type: 'asc', order_field: 'sort' }))).toMatchObject([{ ads_id: second, get_ads_position: { ads_position_id: place.id, name: '首屏' } }, { ads_id: id }])

    expect(await admin('ads', 'unique.ads.code', { code: 'spring' })).toMatchObject(refused(500, '广告编码已存在'))
    expect(await admin('ads', 'unique.ads.code', { code: 'spring', exclude_id: id })).toMatchObject(ok(true))
    expect(await admin('ads', 'set.ads.item', { ads_id: second, code: 'spring' })).toMatchObject(refused(500, '广告编码已存在'))
    expect((await admin('ads', 'set.ads.item', { ads_id: id, name: '明前' })).data).toEqual({ ...ad, name: '明前' })
    expect(await admin('ads', 'set.ads.sort', { ads_id: id, sort: 9 })).toMatchObject(ok(true))
    expect(await admin('ads', 'set.ads.status', { ads_id: [id, 999_999], status: 0 })).toMatchObject(NOT_THERE)
    expect(await admin('ads', 'set.ads.status', { ads_id: [id, second], status: 0 })).toMatchObject(ok(true))
    expect(await shown()).toMatchObject({ ads_items: [] })
    expect(await guest('ads', 'get.ads.code', { code: 'spring' })).toMatchObject(ok(null))
    expect(await admin('ads', 'get.ads.item', { ads_id: id })).toMatchObject({ data: { sort: 9, status: 0 } })
    expect(await admin('ads', 'del.ads.list', { ads_id: [id, second] })).toMatchObject(ok(true))
    expect(await admin('ads', 'get.ads.item', { ads_id: id })).toMatchObject(ok(null))

    expect((await admin('ads_position', 'get.ads.position.item', { ads_position_id: place.id })).data).toMatchObject({ code: 'carey', description: '首页', status: 1 })
    expect(rowsIn(await admin('ads_position', 'get.ads.position.list', { platform: 3 }))).toMatchObject([{ ads_position_id: place.id }])
    expect((await admin('ads_position', 'get.ads.position.select', { platform: 3 })).data).toEqual([{ ads_position_id: place.id, code: 'carey', platform: 3, name: '首屏', type: 0, display: 1, status: 1 }])
    expect(await guest('ads_position', 'get.ads.position.code', { code: 'nowhere' })).toMatchObject(ok(null))
    for (const caller of [await carey.member(['articles.edit']), await carey.shopper(world.user), guest]) expect(await caller('ads', 'get.ads.list')).toMatchObject(FORBIDDEN)
  })

  it('say what is wrong with them', async () => {
    const { admin, world } = carey
    const { positionId } = await world.shop.database.db.ad.findUniqueOrThrow({ where: { id: world.adId } })
    const form = { ads_position_id: positionId, name: 'x', url: 'https://tea.example', ...SPAN }
    expect(await admin('ads', 'add.ads.item', { ...form, end_time: '2020-01-01 00:00:00' })).toMatchObject(refused(500, '参数 end_time 不合法'))
    expect(await admin('ads', 'add.ads.item', { ...form, begin_time: 'soon' })).toMatchObject(refused(500, '参数 begin_time 不合法'))
    expect(await admin('ads', 'add.ads.item', { ...form, url: '' })).toMatchObject(refused(500, '缺少参数 url'))
    expect(await admin('ads', 'add.ads.item', { ...form, ads_position_id: 999_999 })).toMatchObject(NOT_THERE)
    expect(await admin('ads', 'get.ads.list', { begin_time: SPAN.end_time, end_time: SPAN.begin_time })).toMatchObject(refused(500, '参数 begin_time 不合法'))
  })
})

describe('contacts', () => {
  it('are kept by the staff; a shopper sees those that are on', async () => {
    const { admin, guest, world } = carey
    const made = await admin('support', 'add.support.item', { type_name: '微信客服', nick_name: '小茶', code: 'xiaocha' })
    const id = numberIn(made, 'support_id')
    const contact = { support_id: id, type_name: '微信客服', nick_name: '小茶', code: 'xiaocha', sort: 50, status: 1 }
    expect(made.data).toEqual(contact)
    const shopper = await carey.shopper(world.user)
    for (const caller of [guest, shopper]) expect((await caller('support', 'get.support.list')).data).toEqual([contact])

    expect((await admin('support', 'set.support.item', { support_id: id, nick_name: '小许' })).data).toEqual({ ...contact, nick_name: '小许' })
    expect(await admin('support', 'set.support.sort', { support_id: id, sort: 3 })).toMatchObject(ok(true))
    expect(await admin('support', 'set.support.status', { support_id: [id, 999_999], status: 0 })).toMatchObject(NOT_THERE)
    expect(await admin('support', 'set.support.status', { support_id: [id], status: 0 })).toMatchObject(ok(true))
    expect((await shopper('support', 'get.support.list', { status: 0 })).data).toEqual([])
    expect(await shopper('support', 'get.support.item', { support_id: id })).toMatchObject(ok(null))
    expect((await admin('support', 'get.support.list', { status: 0, type_name: '微信' })).data).toEqual([{ ...contact, nick_name: '小许', sort: 3, status: 0 }])
    expect(await admin('support', 'del.support.list', { support_id: [id] })).toMatchObject(ok(true))
    expect(await admin('support', 'get.support.item', { support_id: id })).toMatchObject(ok(null))
    for (const caller of [shopper, guest]) expect(await caller('support', 'add.support.item', { type_name: 'x', nick_name: 'x', code: 'x' })).toMatchObject(FORBIDDEN)
  })
})
