import { describe, expect, it } from 'vitest'
import { LEDGER, post } from '../accounts/index.ts'
import { after, NOON, PASSWORD } from '../accounts/testing/world.ts'
import { inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { anOrder } from '../orders/testing/fixture.ts'
import { listDetail, withdraw } from './index.ts'
import { walletWorld } from './testing/fixture.ts'

const test = testDatabase()
const world = walletWorld(test)
type Input = Parameters<typeof listDetail>[1]
const detail = (userId: number, input: Partial<Input> = {}) => listDetail(world.as(userId), { accountType: 'user_money', direction: 'all', pageNo: 1, pageSize: 20, ...input })

describe('the detail of a purse', () => {
  it('shows the rows of one figure, which add up to it over all pages', async () => {
    const userId = await world.rich(8000)
    const order = await anOrder(test)
    await inTransaction(test.ctx(undefined, after(120)), (tx) => post(tx, { userId, type: LEDGER.POINTS_GIVEN, points: 88, rankPoints: 5, referenceKind: 'order', referenceId: order.id }))
    await withdraw(world.as(userId, after(180)), { amountFen: 3000, payeeChannel: 'alipay', payeeName: '李雷', payeeAccount: 'li@example.com', password: PASSWORD })

    const pages = [await detail(userId, { pageSize: 1 }), await detail(userId, { pageSize: 1, pageNo: 2 })]
    expect(pages.flatMap(({ items }) => items.map(({ balanceFen }) => balanceFen))).toEqual([-3000, 8000])
    expect(pages[0]).toMatchObject({ balanceFen: 5000, frozenMoneyFen: 3000, points: 88, rankPoints: 5, totalResults: 2 })
    expect((await detail(userId, { accountType: 'frozen_money' })).items).toMatchObject([{ changeType: 1, frozenMoneyFen: 3000, balanceAfterFen: 5000, changeDesc: '申请提现' }])
    expect((await detail(userId, { accountType: 'pay_points' })).items).toMatchObject([{ points: 88, pointsAfter: 88, changeTime: after(120).toISOString(), orderSn: '' }])
    expect((await detail(userId, { direction: 'in' })).items.map(({ balanceFen }) => balanceFen)).toEqual([8000])
    expect((await detail(userId, { direction: 'out' })).items.map(({ balanceFen }) => balanceFen)).toEqual([-3000])
    expect((await detail(userId, { startTime: NOON.toISOString(), endTime: after(180).toISOString() })).items.map(({ balanceFen }) => balanceFen)).toEqual([8000])
  })

  it('names the order of its own buyer', async () => {
    const order = await anOrder(test, { user: { balanceFen: 0 } })
    await inTransaction(test.ctx(undefined, NOON), (tx) => post(tx, { userId: order.userId, type: LEDGER.REFUND, balanceFen: 1250, referenceKind: 'order', referenceId: order.id, text: order.sn }))

    expect((await detail(order.userId)).items).toMatchObject([{ orderSn: order.sn, balanceFen: 1250 }])
  })
})
