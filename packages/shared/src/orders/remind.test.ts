import { expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { merchantOrders, remindShop } from './index.ts'
import { getOwnOrder } from './own.ts'
import { anOrder, buyerCtx, DAY_MS, payNow, portsOf, STAFF, wordOf } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 25 })
const ports = portsOf()
const remind = (order: { id: number, userId: number }, now?: Date) => remindShop(buyerCtx(test, order, now), ports, { orderId: order.id })

it('a shop is reminded once in 24 hours, to the millisecond', async () => {
  const order = await anOrder(test)
  await payNow(test, order)
  const at = new Date('2026-03-01T04:00:00.000Z')

  const first = await remind(order, at)

  expect(first).toEqual({ reminded: true, nextTime: '2026-03-02T04:00:00.000Z' })
  await expect(remind(order, new Date(at.getTime() + DAY_MS - 1))).rejects.toMatchObject({ word: 'REMINDER_TOO_SOON', params: { next_time: '2026-03-02 12:00:00' } })
  expect((await getOwnOrder(buyerCtx(test, order, at), ports, { orderId: order.id })).operations).not.toContain('remind')
  expect(await wordOf(remind(order, new Date(at.getTime() + DAY_MS)))).toBe('done')
  expect(await test.db.outboxEvent.count({ where: { topic: 'order.reminded' } })).toBe(2)
})

it('twenty times at once is one notice', async () => {
  const order = await anOrder(test)
  await payNow(test, order)

  const words = await Promise.all(Array.from({ length: 20 }, () => wordOf(remind(order))))

  expect(words.toSorted()).toEqual([...Array.from({ length: 19 }, () => 'REMINDER_TOO_SOON'), 'done'])
})

it('an order that does not wait for shipping reminds nobody', async () => {
  const [unpaid, prepared, stranger] = [await anOrder(test), await anOrder(test), await anOrder(test)]
  await payNow(test, prepared)
  await merchantOrders.prepare(test.ctx(STAFF), ports, { orderId: prepared.id })

  expect(await wordOf(remind(unpaid))).toBe('ORDER_STATE_INVALID')
  expect(await wordOf(remind(prepared))).toBe('done')
  expect(await wordOf(remindShop(buyerCtx(test, stranger), ports, { orderId: prepared.id }))).toBe('NOT_FOUND')
})
