import { describe, expect, it } from 'vitest'
import { FORBIDDEN, NOT_THERE, numberIn, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()

describe('brands', () => {
  it('are kept by the staff and read by everybody, hidden ones by the staff alone', async () => {
    const { admin, guest } = carey
    const logo = `http://shop.example/media/goods/${'a'.repeat(32)}-1200.webp`
    const made = await admin('brand', 'add.brand.item', { name: '顾景舟', description: '紫砂', logo, url: 'https://teapots.example', sort: 3 })
    const id = numberIn(made, 'brand_id')
    const brand = { brand_id: id, goods_category_id: 0, name: '顾景舟', phonetic: '', description: '紫砂', logo, url: 'https://teapots.example', target: '_self', sort: 3, status: 1 }
    expect(made.data).toEqual(brand)
    expect((await guest('brand', 'get.brand.item', { brand_id: id })).data).toEqual(brand)
    expect((await guest('brand', 'get.brand.list', { name: '景' })).data).toEqual({ items: [{ ...brand, category_name: '', category_alias: '' }], total_result: 1 })

    expect((await admin('brand', 'set.brand.item', { brand_id: id, description: '' })).data).toEqual({ ...brand, description: '' })
    expect(await admin('brand', 'set.brand.sort', { brand_id: id, sort: 9 })).toMatchObject(ok(true))
    expect(await admin('brand', 'set.brand.status', { brand_id: [id], status: 0 })).toMatchObject(ok(true))
    expect(await guest('brand', 'get.brand.item', { brand_id: id })).toMatchObject(ok(null))
    expect(rowsIn(await guest('brand', 'get.brand.list', { status: 0 }))).not.toContainEqual(expect.objectContaining({ brand_id: id }))
    expect(rowsIn(await admin('brand', 'get.brand.list', { status: 0 }))).toMatchObject([{ brand_id: id, sort: 9, status: 0 }])
    expect(await admin('brand', 'del.brand.list', { brand_id: [id] })).toMatchObject(ok(true))
    expect(await admin('brand', 'get.brand.item', { brand_id: id })).toMatchObject(ok(null))

    const told = await carey.world.shop.database.db.auditEntry.findMany({ where: { targetKind: 'brand', targetId: String(id) }, orderBy: { id: 'asc' } })
    expect(told.map(({ action }) => action)).toEqual(['brand.create', 'brand.update', 'brand.update', 'brand.update', 'brand.delete'])
  })

  it('several are changed together or not at all', async () => {
    const { admin, world } = carey
    const id = numberIn(await admin('brand', 'add.brand.item', { name: '时大彬' }), 'brand_id')
    // The other one has products.
    expect(await admin('brand', 'del.brand.list', { brand_id: [id, world.brandId] })).toMatchObject({ status: 500 })
    expect(await admin('brand', 'set.brand.status', { brand_id: [id, 999_999], status: 0 })).toMatchObject(NOT_THERE)
    expect((await admin('brand', 'get.brand.item', { brand_id: id })).data).toMatchObject({ status: 1 })
  })

  it('are called differently', async () => {
    const { admin, world } = carey
    const taken = refused(500, '品牌名称已存在')
    const id = numberIn(await admin('brand', 'add.brand.item', { name: '陈鸣远' }), 'brand_id')
    expect(await admin('brand', 'add.brand.item', { name: '陈鸣远' })).toMatchObject(taken)
    expect(await admin('brand', 'set.brand.item', { brand_id: world.brandId, name: '陈鸣远' })).toMatchObject(taken)
    expect(await admin('brand', 'unique.brand.name', { name: '陈鸣远' })).toMatchObject(taken)
    expect(await admin('brand', 'unique.brand.name', { name: '陈鸣远', exclude_id: id })).toMatchObject(ok(true))
  })

  it('stand in a category by their products', async () => {
    const { guest, world } = carey
    const within = { goods_category_id: world.front.categoryId }
    expect(rowsIn(await guest('brand', 'get.brand.list', within))).toMatchObject([{ brand_id: world.brandId, name: '曼生堂' }])
    expect((await guest('brand', 'get.brand.select', { goods_category_id: [world.front.categoryId] })).data).toEqual([{ goods_category_id: 0, brand_id: world.brandId, name: '曼生堂', phonetic: '', logo: '' }])
    expect((await guest('brand', 'get.brand.select', { goods_category_id: 999_999 })).data).toEqual([])
  })

  it('are written by who may', async () => {
    const { world } = carey
    const [clerk, shopper] = [await carey.member(['goods.view']), await carey.shopper(world.user)]
    for (const caller of [clerk, shopper, carey.guest]) expect(await caller('brand', 'add.brand.item', { name: '外人' })).toMatchObject(FORBIDDEN)
    expect(await carey.admin('brand', 'add.brand.item', {})).toMatchObject(refused(500, '缺少参数 name'))
    expect(await carey.admin('brand', 'add.brand.item', { name: '外人', logo: 'https://elsewhere.example/x.png' })).toMatchObject(refused(500, '参数 logo 不合法'))
    expect(await carey.admin('brand', 'add.brand.item', { name: '外人', url: 'javascript:alert(1)' })).toMatchObject(refused(500, '参数 url 不合法'))
  })
})
