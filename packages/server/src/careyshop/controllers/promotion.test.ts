import { expect, it } from 'vitest'
import { FORBIDDEN, ok, openCareyWorld, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()
const GMT8 = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/

it('activities are told in the words of this convention: drafts to staff, the running one to everybody', async () => {
  const { db } = carey.world.shop.database
  const span = { startAt: new Date(Date.now() - 1000), endAt: new Date(Date.now() + 60_000) }
  const config = { type: 2, payBasisPoints: 8850, rankIds: [0], range: 0, rangeIds: [], minAmountFen: 10_000, maxAmountFen: 0 }
  const draft = await db.promotion.create({ data: { kind: 'favourable', name: '八八五折', state: 'draft', config, ...span } })
  expect(rowsIn(await carey.admin('promotion', 'get.promotion.list', { status: 0 }))).toEqual([{ promotion_id: draft.id, name: '八八五折', begin_time: expect.stringMatching(GMT8), end_time: expect.stringMatching(GMT8), status: 0, promotion_item: [{ quota: 100, settings: [{ type: 1, value: 88.5 }] }] }])
  expect((await carey.admin('promotion', 'get.promotion.item', { promotion_id: draft.id })).data).toMatchObject({ promotion_id: draft.id })
  expect(await carey.admin('promotion', 'get.promotion.item', { promotion_id: carey.world.packageId })).toMatchObject(ok(null))
  expect((await carey.guest('promotion', 'get.promotion.active')).data).toMatchObject({ promotion_id: carey.world.giftActivityId, promotion_item: [{ quota: 0, settings: [] }] })
  expect(await (await carey.member(['goods.view']))('promotion', 'get.promotion.list')).toMatchObject(FORBIDDEN)
})
