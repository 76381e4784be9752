import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { listAds } from '../shop/index.ts'
import { adByCode, addAd, addAdPosition, addContact, type AdFilter, findAds, getContact, type NewAd, refuseTakenCode, removeAdPosition, removeAds, saveAdPosition, saveAds, saveContacts, shownContacts } from './index.ts'
import { after, contentWorld, daysBefore, NOON } from './testing/fixture.ts'

const test = testDatabase()
const { ctx } = contentWorld(test)
const STAFF: Actor = { kind: 'staff', staffId: 1, name: '小王', sellerId: 0, permissions: ['*'], ip: '' }
const GUEST: Actor = { kind: 'guest', appId: 0, ip: '203.0.113.7' }
const DAY_SECONDS = 86_400
let positionId = 0

const ad = (input: Partial<NewAd> = {}) => addAd(ctx(STAFF), { positionId, name: '春茶', startAt: daysBefore(1), endAt: after(DAY_SECONDS), ...input })
const running = async () => (await listAds(ctx(GUEST), { positionId, limit: 50 })).ads.map((one) => one.adId)

beforeAll(async () => {
  positionId = await addAdPosition(ctx(STAFF), { code: 'home_banner', name: '首页横幅' })
})

describe('an advert', () => {
  it('is refused for a place that is not there, an end before its beginning, a link to nothing, a code taken', async () => {
    await expect(ad({ positionId: 999_999 })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'position_id' } })
    await expect(ad({ startAt: NOON, endAt: NOON })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'end_time' } })
    await expect(ad({ linkType: 'goods' })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'link_id' } })
    const id = await ad({ code: 'spring' })
    await expect(ad({ code: 'spring' })).rejects.toMatchObject({ word: 'CONFLICT' })
    await expect(refuseTakenCode(ctx(STAFF), 'spring', 0)).rejects.toMatchObject({ word: 'CONFLICT' })
    await refuseTakenCode(ctx(STAFF), 'spring', id)
    await saveAds(ctx(STAFF), [id], { code: 'spring', name: '新茶' })
    await removeAds(ctx(STAFF), [id])
    expect(await test.db.ad.count()).toBe(0)
  })

  it('shows in its place while place and time allow it', async () => {
    const id = await ad({ code: 'now', content: '<b onclick="x()">好茶</b>' })
    expect(await running()).toEqual([id])
    expect(await adByCode(ctx(GUEST), 'now')).toMatchObject({ id, content: '<b>好茶</b>' })

    await saveAdPosition(ctx(STAFF), positionId, { isEnabled: false })
    expect(await running()).toEqual([])
    await expect(adByCode(ctx(GUEST), 'now')).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await saveAdPosition(ctx(STAFF), positionId, { isEnabled: true })
    await saveAds(ctx(STAFF), [id], { isEnabled: false })
    expect(await running()).toEqual([])
    await expect(saveAds(ctx(STAFF), [id], { endAt: daysBefore(2) })).rejects.toMatchObject({ word: 'PARAM_INVALID' })
    await expect(saveAds(ctx(STAFF), [id, 999_999], { isEnabled: true })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect(await running()).toEqual([])
    await expect(removeAdPosition(ctx(STAFF), positionId)).rejects.toMatchObject({ word: 'CONFLICT', params: { ads: 1 } })
    await removeAds(ctx(STAFF), [id])
  })

  it('is counted by its state on the desk', async () => {
    const now = await ad()
    const planned = await ad({ startAt: after(1) })
    const over = await ad({ startAt: daysBefore(2), endAt: NOON })
    const off = await ad({ isEnabled: false })
    const found = (filter: Partial<AdFilter> = {}) => findAds(ctx(STAFF), { state: 'all', positionId: 0, code: '', name: '', order: 'id', isDescending: false, ...filter }, { pageNo: 1, pageSize: 20 })
    const ids = async (filter: Partial<AdFilter>) => (await found(filter)).items.map((one) => one.id)

    expect((await found()).counts).toEqual({ all: 4, running: 1, planned: 1, over: 1, off: 1 })
    expect([await ids({ state: 'running' }), await ids({ state: 'planned' }), await ids({ state: 'over' }), await ids({ state: 'off' })]).toEqual([[now], [planned], [over], [off]])
    expect(await ids({ until: daysBefore(2) })).toEqual([over])
    expect(await ids({ from: NOON, isDescending: true })).toEqual([off, planned, now])
  })

  it('is the platform\'s alone', async () => {
    const seller = ctx({ ...STAFF, sellerId: 3 })
    await expect(removeAds(seller, [1])).rejects.toMatchObject({ word: 'FORBIDDEN' })
    await expect(addContact(seller, { groupName: 'x', name: 'x', code: 'x' })).rejects.toMatchObject({ word: 'FORBIDDEN' })
  })
})

describe('contacts', () => {
  it('are shown in the shop\'s order while they are on, reached as their group says', async () => {
    const phone = await addContact(ctx(STAFF), { groupName: '客服热线', name: '总机', code: '400-000-0571', sortOrder: 2 })
    const wechat = await addContact(ctx(STAFF), { groupName: '微信客服', name: '小茶', code: 'xiaocha', sortOrder: 1 })
    const off = await addContact(ctx(STAFF), { groupName: 'QQ 群', name: '茶友', code: '123456', isEnabled: false })

    expect(await shownContacts(ctx(GUEST))).toEqual([
      { contactId: wechat, kind: 'wechat', groupName: '微信客服', name: '小茶', code: 'xiaocha' },
      { contactId: phone, kind: 'phone', groupName: '客服热线', name: '总机', code: '400-000-0571' },
    ])
    expect((await getContact(ctx(STAFF), off)).kind).toBe('qq')
    await saveContacts(ctx(STAFF), [wechat, off], { isEnabled: false })
    expect((await shownContacts(ctx(GUEST))).map((one) => one.contactId)).toEqual([phone])
    await expect(saveContacts(ctx(STAFF), [wechat, 999_999], { isEnabled: true })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect((await shownContacts(ctx(GUEST))).map((one) => one.contactId)).toEqual([phone])
  })
})
