import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { emit, hearEvents, oneByOne } from './index.ts'

const test = testDatabase()
const NOON = new Date('2026-03-01T04:00:00.000Z')
const told = (orderId: number) => inTransaction(test.ctx(undefined, NOON), (tx) => emit(tx, 'order.paid', { orderId }))

/** Hears with one consumer; answers the orders in the order they were heard. */
async function heardBy(consumer: 'surveys' | 'webhooks' | 'notices', stop: (orderId: number) => boolean = () => false): Promise<number[]> {
  const heard: number[] = []
  await hearEvents<{ orderId: number }>(test.ctx(undefined, NOON), {
    consumer,
    failed: () => undefined,
    hear: oneByOne(async (_tx, { payload: { orderId } }) => {
      if (stop(orderId)) throw new Error('the process died')
      heard.push(orderId)
    }),
  })
  return heard
}

beforeAll(async () => {
  const app = await test.db.app.create({ data: { key: '10000001', name: '同步', secretCipher: '' } })
  await test.db.webhookEndpoint.create({ data: { appId: app.id, url: 'https://sync.example', secretCipher: '', events: [], createdAt: NOON } })
})

beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "OutboxEvent" CASCADE`
})

describe('an event with two consumers', () => {
  it('is heard once by each of them, and by nobody who did not ask for it', async () => {
    await told(1)
    await told(2)

    expect([await heardBy('surveys'), await heardBy('webhooks'), await heardBy('notices')]).toEqual([[1, 2], [1, 2], []])
    expect([await heardBy('surveys'), await heardBy('webhooks')]).toEqual([[], []])
    expect([await test.db.outboxTask.count(), await test.db.outboxEvent.count()]).toEqual([0, 2])
  })

  it('is heard by the other one when the first fails over it, and by the first the next time', async () => {
    await told(1)
    await told(2)

    expect([await heardBy('surveys', (orderId) => orderId === 1), await heardBy('webhooks')]).toEqual([[2], [1, 2]])
    expect(await heardBy('surveys')).toEqual([1])
  })

  it('is heard with others in one transaction, and alone when one of them fails', async () => {
    for (let orderId = 1; orderId <= 5; orderId++) await told(orderId)
    const tried: number[][] = []
    const failures: unknown[] = []
    await hearEvents<{ orderId: number }>(test.ctx(undefined, NOON), {
      consumer: 'surveys',
      failed: (error) => failures.push(error),
      hear: oneByOne(async (tx, { payload: { orderId } }) => {
        const row = await tx.sql.row<{ id: string }>('', 'SELECT pg_current_xact_id()::text AS "id"')
        const transaction = Number(row?.id)
        if (tried.at(-1)?.[0] === transaction) tried.at(-1)?.push(orderId)
        else tried.push([transaction, orderId])
        if (orderId === 3) throw new Error('not this one')
      }),
    })
    expect(tried.map(([, ...orders]) => orders)).toEqual([[1, 2, 3], [1], [2], [3], [4], [5]])
    expect(failures).toHaveLength(1)
    expect(await test.db.outboxTask.count({ where: { consumer: 'surveys' } })).toBe(1)
  })

  it('is given up after five failures, and its task stays to be seen', async () => {
    await told(1)
    for (let tried = 0; tried < 7; tried++) await heardBy('surveys', () => true)
    expect(await test.db.outboxTask.findMany({ where: { consumer: 'surveys' }, select: { attempts: true } })).toEqual([{ attempts: 5 }])
    expect(await heardBy('surveys')).toEqual([])
  })

  it('is heard though it was committed after later ones with higher numbers', async () => {
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => { letGo = resolve })
    let written = (): void => undefined
    const isWritten = new Promise<void>((resolve) => { written = resolve })
    const late = inTransaction(test.ctx(undefined, NOON), async (tx) => {
      await emit(tx, 'order.paid', { orderId: 1 })
      written()
      await held
    })
    await isWritten
    await told(2)
    expect(await heardBy('webhooks')).toEqual([2])

    letGo()
    await late

    expect(await heardBy('webhooks')).toEqual([1])
  })

  it('is heard once by several processes at a time', async () => {
    for (let orderId = 1; orderId <= 12; orderId++) await told(orderId)
    const heard = (await Promise.all([heardBy('webhooks'), heardBy('webhooks'), heardBy('webhooks')])).flat()
    expect(heard.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })
})
