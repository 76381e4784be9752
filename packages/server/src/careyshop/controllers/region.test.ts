import { describe, expect, it } from 'vitest'
import { CHINA, SHANGHAI } from '../../testing/world.ts'
import { FORBIDDEN, NOT_THERE, numberIn, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()
const below = async (regionId: number) => rowsIn(await carey.guest('region', 'get.region.list', { region_id: regionId })).map((row) => row.region_name)

describe('regions', () => {
  it('are added, renamed and sorted by the shop, and every convention knows them', async () => {
    const { admin, world } = carey
    const versionOf = async (): Promise<unknown> => (await world.call('ectouch.tool.region', { action: 'tree', depth: '1' })).response.version
    const before = await versionOf()
    const made = await admin('region', 'add.region.item', { parent_id: CHINA, region_name: '雄安新区', sort: 10 })
    const id = numberIn(made, 'region_id')

    expect(made.data).toEqual({ parent_id: CHINA, region_name: '雄安新区', sort: 10, region_id: id })
    expect(await below(CHINA)).toEqual(['雄安新区', '上海市'])
    expect((await world.call('ectouch.tool.region', { action: 'get', region_id: String(id) })).response).toMatchObject({ region: { region_name: '雄安新区', region_type: 1, pinyin: 'xaxq' } })
    expect(await versionOf()).not.toBe(before)

    expect((await admin('region', 'set.region.item', { region_id: id, region_name: '雄安' })).data).toEqual({ region_id: id, region_name: '雄安' })
    expect(await admin('region', 'set.region.sort', { region_id: id, sort: 99 })).toMatchObject(ok(true))
    expect(await below(CHINA)).toEqual(['上海市', '雄安'])
    expect((await carey.guest('region', 'get.region.item', { region_id: id })).data).toEqual({ region_id: id, parent_id: CHINA, region_name: '雄安', sort: 99 })
    const told = await world.shop.database.db.auditEntry.findMany({ where: { targetKind: 'region', targetId: String(id) }, orderBy: { id: 'asc' } })
    expect(told.map(({ action }) => action)).toEqual(['region.create', 'region.update', 'region.update'])
  })

  it('are taken out all or none, with what lies below them, and cannot be chosen any more', async () => {
    const { admin, guest } = carey
    const add = async (parent: number, name: string) => numberIn(await admin('region', 'add.region.item', { parent_id: parent, region_name: name }), 'region_id')
    const city = await add(SHANGHAI, '临港')
    const district = await add(city, '新片区')

    expect(await admin('region', 'del.region.list', { region_id: [city] })).toMatchObject(refused(500, '请先删除下级区域'))
    expect(await admin('region', 'del.region.list', { region_id: [district, 999_999] })).toMatchObject(NOT_THERE)
    expect(await below(city)).toEqual(['新片区'])
    expect(await admin('region', 'del.region.list', { region_id: [city, district] })).toMatchObject(ok(true))
    expect(await below(SHANGHAI)).not.toContain('临港')
    expect(await guest('region', 'get.region.item', { region_id: city })).toMatchObject(ok(null))
    expect((await guest('region', 'get.region.item', { region_id: city, region_all: 1 })).data).toMatchObject({ region_name: '临港' })
    const person = await carey.world.person()
    const address = await (await carey.shopper(person))('user_address', 'add.user.address.item', { consignee: '阿明', region_list: [SHANGHAI, city, district], address: '海港大道1号', mobile: '13812345678' })
    expect(address.status).toBe(500)
  })

  it('are the business of members who see to shipping', async () => {
    const clerk = await carey.member(['orders.view'])
    expect(await clerk('region', 'add.region.item', { parent_id: CHINA, region_name: '别处' })).toMatchObject(FORBIDDEN)
  })
})
