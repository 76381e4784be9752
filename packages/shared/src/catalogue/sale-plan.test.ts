import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { createGoods, deleteGoods, restoreGoods, runSalePlans, saveGoods, updateGoods } from './index.ts'
import { aCategory, NOW, someGoods } from './testing/fixtures.ts'

const test = testDatabase({ poolSize: 12 })
const STAFF: Actor = { kind: 'staff', staffId: 1, name: '小王', sellerId: 0, permissions: ['*'], ip: '' }
const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000)
const run = (now: Date) => runSalePlans(test.ctx(undefined, now))
const planOf = (id: number) => test.db.goods.findUniqueOrThrow({ where: { id }, select: { isOnSale: true, onSaleAt: true, offSaleAt: true } })
const audits = async (id: number) => (await test.db.auditEntry.findMany({ where: { targetKind: 'goods', targetId: String(id), action: { in: ['goods.onSale', 'goods.offSale'] } }, orderBy: { id: 'asc' } })).map((row) => [row.staffName, row.action, row.before, row.after])
let categoryId = 0
beforeAll(async () => { categoryId = await aCategory(test) })

describe('a planned sale', () => {
  it('begins and ends at its times, once each, with a line in the history', async () => {
    const id = await someGoods(test, { isOnSale: false, onSaleAt: at(10), offSaleAt: at(20) })

    expect(await run(new Date(at(10).getTime() - 1))).toEqual({ changed: 0 })
    expect(await run(at(10))).toEqual({ changed: 1 })
    expect(await planOf(id)).toEqual({ isOnSale: true, onSaleAt: null, offSaleAt: at(20) })
    expect(await run(at(11))).toEqual({ changed: 0 })
    expect(await run(at(25))).toEqual({ changed: 1 })

    expect(await planOf(id)).toEqual({ isOnSale: false, onSaleAt: null, offSaleAt: null })
    expect(await audits(id)).toEqual([['system', 'goods.onSale', { isOnSale: false }, { isOnSale: true }], ['system', 'goods.offSale', { isOnSale: true }, { isOnSale: false }]])
    const placed = await test.db.categoryPlacement.findFirst({ where: { goodsId: id } })
    expect(placed?.isListed).toBe(false)
  })

  it.each([
    ['the later of two that were missed wins', { isOnSale: false, onSaleAt: at(1), offSaleAt: at(2) }, false, 0],
    ['off first, on again', { isOnSale: false, onSaleAt: at(2), offSaleAt: at(1) }, true, 1],
    ['what is so already stays', { isOnSale: true, onSaleAt: at(1) }, true, 0],
  ])('%s', async (_name, plan, isOnSale, changed) => {
    const id = await someGoods(test, plan)

    expect(await run(at(5))).toEqual({ changed })

    expect(await planOf(id)).toEqual({ isOnSale, onSaleAt: null, offSaleAt: null })
    expect(await audits(id)).toHaveLength(changed)
  })

  it('run by ten processes at once is done once', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => someGoods(test, { isOnSale: false, onSaleAt: at(1) })))

    const changed = await Promise.all(Array.from({ length: 10 }, () => run(at(1))))
    const left = await run(at(1))

    expect([...changed, left].reduce((sum, one) => sum + one.changed, 0)).toBe(30)
    expect(await test.db.auditEntry.count({ where: { targetKind: 'goods', targetId: { in: ids.map(String) } } })).toBe(30)
  })

  it('is forgotten in the recycle bin', async () => {
    const id = await someGoods(test, { isOnSale: false, onSaleAt: at(1) })
    await deleteGoods(test.ctx(STAFF), { goodsId: id })
    await restoreGoods(test.ctx(STAFF), { goodsId: id })

    await run(at(2))

    expect(await planOf(id)).toEqual({ isOnSale: false, onSaleAt: null, offSaleAt: null })
  })

  it('is set for times to come that differ, and kept by other changes', async () => {
    const make = (plan: { onSaleAt?: Date, offSaleAt?: Date }) => createGoods(test.ctx(STAFF, NOW), { name: '壶', categoryId, shopPriceFen: 100, ...plan })
    await expect(make({ onSaleAt: NOW })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'onSaleAt' } })
    await expect(make({ offSaleAt: at(-1) })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'offSaleAt' } })
    await expect(make({ onSaleAt: at(1), offSaleAt: at(1) })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'offSaleAt' } })
    const { goodsId } = await make({ onSaleAt: at(1), offSaleAt: at(9) })

    await updateGoods(test.ctx(STAFF, at(3)), goodsId, { name: '大壶', onSaleAt: at(1) })
    const { updatedAt } = await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })
    const saved = await saveGoods(test.ctx(STAFF, at(3)), goodsId, { offSaleAt: null }, updatedAt)

    expect(saved.form).toMatchObject({ name: '大壶', onSaleAt: at(1).toISOString(), offSaleAt: '' })
    const [entry] = await test.db.auditEntry.findMany({ where: { targetId: String(goodsId), action: 'goods.update' } })
    expect([entry?.before, entry?.after]).toEqual([{ offSaleAt: at(9).toISOString() }, { offSaleAt: '' }])
  })
})
