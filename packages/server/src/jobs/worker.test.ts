import pino from 'pino'
import { expect, it } from 'vitest'
import { orderSubject } from '@xiaopu/shared/orders'
import { depositSubject } from '@xiaopu/shared/wallet'
import type { PaymentPorts } from '@xiaopu/shared/payments'
import { testDatabase } from '@xiaopu/shared/testing'
import type { Shop } from '../shop.ts'
import { startJobs } from './index.ts'

const test = testDatabase()

it('the worker runs on the shop\'s own database, expires what is due, and stops', async () => {
  const ports: PaymentPorts = { providers: new Map(), subjects: { order: orderSubject, deposit: depositSubject }, baseUrl: 'https://shop.example', log: () => undefined }
  const user = await test.db.user.create({ data: { name: 'buyer', nameKey: 'buyer' } })
  const at = new Date('2026-01-01T00:00:00.000Z')
  const order = await test.db.order.create({ data: { sn: '2026010100000001', userId: user.id, addedAt: at, payDeadline: at } })
  const shop = { database: test, systemCtx: () => test.ctx(), config: { webhooksAllowLocal: true } } as unknown as Shop // the jobs ask the shop for nothing else

  const jobs = await startJobs(shop, { ports, log: pino({ level: 'silent' }) })
  await test.pool.query('SELECT graphile_worker.add_job(\'orders\', \'{}\')')
  await expect.poll(async () => (await test.db.order.findUniqueOrThrow({ where: { id: order.id } })).orderStatus, { timeout: 15_000 }).toBe(2)
  await test.pool.query('SELECT graphile_worker.add_job(\'payments\', \'{}\')')
  await expect.poll(async () => (await test.pool.query('SELECT 1 FROM graphile_worker.jobs WHERE key = \'payments-again\'')).rowCount, { timeout: 15_000 }).toBe(1)
  await jobs.stop()
})
