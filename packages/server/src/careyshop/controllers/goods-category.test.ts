import { describe, expect, it } from 'vitest'
import { FORBIDDEN, NOT_THERE, numberIn, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()
const add = async (params: Record<string, unknown>): Promise<number> => numberIn(await carey.admin('goods_category', 'add.goods.category.item', params), 'goods_category_id')
const namesOf = (rows: Record<string, unknown>[]): unknown[] => rows.map(({ name, level }) => `${String(level)} ${String(name)}`)

describe('categories', () => {
  it('are a tree that is read from anywhere', async () => {
    const { guest, admin } = carey
    const tea = await add({ name: '茶叶', sort: 1, keywords: '绿茶', description: '新茶', is_navi: 1 })
    const green = await add({ name: '绿茶', parent_id: tea })
    const longjing = await add({ name: '龙井', parent_id: green })
    const hidden = await add({ name: '未上市', parent_id: tea, status: 0 })

    expect((await admin('goods_category', 'get.goods.category.item', { goods_category_id: tea })).data).toEqual({
      goods_category_id: tea, parent_id: 0, name: '茶叶', name_phonetic: '', alias: '', alias_phonetic: '', category_pic: '', category_ioc: '', keywords: '绿茶', description: '新茶', category_type: 0, sort: 1, is_navi: 1, status: 1,
    })
    const list = async (params: object, caller = guest): Promise<unknown[]> => namesOf(rowsIn(await caller('GoodsCategory', 'get.goods.category.list', { goods_category_id: tea, ...params })))
    expect(await list({})).toEqual(['0 绿茶', '1 龙井'])
    expect(await list({}, admin)).toEqual(['0 绿茶', '1 龙井', '0 未上市'])
    expect(await list({ is_layer: 1, level: 1 })).toEqual(['0 茶叶', '1 绿茶'])
    expect(await list({ goods_category_id: 0, level: 0 })).toContain('0 茶叶')
    expect(namesOf(rowsIn(await guest('goods_category', 'get.goods.category.son', { goods_category_id: [green, tea] })))).toEqual(['1 绿茶', '2 龙井', '0 茶叶'])
    expect(rowsIn(await guest('goods_category', 'get.goods.category.son', { goods_category_id: [green], is_layer: 0 }))).toMatchObject([{ goods_category_id: longjing, children_total: 0 }])
    expect((await guest('goods_category', 'get.goods.category.navi', { goods_category_id: longjing })).data).toEqual([
      { goods_category_id: tea, parent_id: 0, name: '茶叶', alias: '' }, { goods_category_id: green, parent_id: tea, name: '绿茶', alias: '' }, { goods_category_id: longjing, parent_id: green, name: '龙井', alias: '' },
    ])
    expect(rowsIn(await guest('goods_category', 'get.goods.category.navi', { goods_category_id: longjing, is_layer: 0, is_same_level: 1 })).at(-1)).toMatchObject({ name: '绿茶', same_level: [{ goods_category_id: green }] })
    expect(hidden).toBeGreaterThan(tea)
  })

  it('say how much can be bought in them', async () => {
    const { guest, world } = carey
    const rows = rowsIn(await guest('goods_category', 'get.goods.category.list', { goods_total: 1, level: 0 }))
    expect(rows.find((row) => row.goods_category_id === world.front.categoryId)).toMatchObject({ goods_total: 3 })
    expect(rowsIn(await guest('goods_category', 'get.goods.category.list'))[0]).not.toHaveProperty('goods_total')
  })

  it('never stand below themselves; only empty ones go, all or none', async () => {
    const { admin, world } = carey
    const above = await add({ name: '茶具' })
    const below = await add({ name: '茶杯', parent_id: above })
    expect(await admin('goods_category', 'set.goods.category.item', { goods_category_id: above, parent_id: below })).toMatchObject({ status: 500, data: null })
    expect((await admin('goods_category', 'set.goods.category.item', { goods_category_id: below, name: '品茗杯' })).data).toMatchObject({ name: '品茗杯', parent_id: above })
    expect(await admin('goods_category', 'set.goods.category.sort', { goods_category_id: below, sort: 7 })).toMatchObject(ok(true))
    expect(await admin('goods_category', 'set.goods.category.navi', { goods_category_id: [above, below], is_navi: 1 })).toMatchObject(ok(true))
    expect(await admin('goods_category', 'set.goods.category.status', { goods_category_id: [above, 999_999], status: 0 })).toMatchObject(NOT_THERE)
    expect((await admin('goods_category', 'get.goods.category.item', { goods_category_id: below })).data).toMatchObject({ sort: 7, is_navi: 1, status: 1 })
    expect(await admin('goods_category', 'del.goods.category.list', { goods_category_id: [below, world.front.categoryId] })).toMatchObject({ status: 500, data: null })
    expect((await admin('goods_category', 'get.goods.category.item', { goods_category_id: below })).data).toMatchObject({ name: '品茗杯' })
    expect(await admin('goods_category', 'del.goods.category.list', { goods_category_id: [below] })).toMatchObject(ok(true))
    expect(await admin('goods_category', 'get.goods.category.item', { goods_category_id: below })).toMatchObject(ok(null))
    const told = await world.shop.database.db.auditEntry.count({ where: { targetKind: 'category', targetId: String(below) } })
    expect(told).toBe(5)
  })

  it('are written by who may', async () => {
    for (const caller of [await carey.member(['goods.view']), await carey.shopper(carey.world.user), carey.guest]) {
      expect(await caller('goods_category', 'add.goods.category.item', { name: '外人' })).toMatchObject(FORBIDDEN)
    }
    expect(await carey.admin('goods_category', 'add.goods.category.item', { name: '外人', sort: 256 })).toMatchObject(refused(500, '参数 sort 不合法'))
    expect(await carey.admin('goods_category', 'set.goods.category.navi', { is_navi: 1 })).toMatchObject(refused(500, '缺少参数 goods_category_id'))
  })
})
