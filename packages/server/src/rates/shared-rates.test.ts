import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '@xiaopu/shared/testing'
import { postgresRateStore } from './postgres-store.ts'
import type { RateStore } from './rate-store.ts'
import { redisRateStore } from './redis-store.ts'
import { sharedRates } from './shared-rates.ts'

const REDIS_SERVER = '/usr/bin/redis-server'
const test = testDatabase()
const NOW = Date.now()
const at = (ms: number): Date => new Date(NOW + ms)
let keys = 0
const bucketOf = (perSecond: number, burst: number) => ({ key: `bucket ${++keys}`, perSecond, burst })
const fail = (error: unknown): never => { throw error }

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

let redis: ChildProcess | null = null
let redisUrl = ''

beforeAll(async () => {
  if (!existsSync(REDIS_SERVER)) return
  const port = await freePort()
  redis = spawn(REDIS_SERVER, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--daemonize', 'no'])
  redisUrl = `redis://127.0.0.1:${port}`
  await new Promise<void>((resolve) => redis?.stdout?.on('data', (chunk: Buffer) => { if (chunk.includes('Ready to accept')) resolve() }))
})

afterAll(() => { redis?.kill() })

const STORES: [name: string, isThere: boolean, open: () => Promise<RateStore>][] = [
  ['the database', true, () => Promise.resolve(postgresRateStore(test.sql))],
  ['Redis', existsSync(REDIS_SERVER), () => redisRateStore(redisUrl, fail)],
]

for (const [name, isThere, open] of STORES) {
  describe.skipIf(!isThere)(`limits in ${name}`, () => {
    const opened: RateStore[] = []
    afterEach(async () => { for (const store of opened.splice(0)) await store.close() })

    /** A server process of its own. */
    async function process() {
      const store = await open()
      opened.push(store)
      return sharedRates(store, fail)
    }

    it('lets a burst through, then as many as flow in', async () => {
      const [rates, bucket] = [await process(), bucketOf(5, 10)]
      for (let n = 0; n < 10; n++) expect(await rates.take([bucket], at(0))).toBe(0)
      expect(await rates.take([bucket], at(0))).toBe(1)
      expect(await rates.take([bucket], at(199))).toBe(1)
      expect(await rates.take([bucket], at(200))).toBe(0)
      expect(await rates.take([bucket], at(200))).toBe(1)
      for (let n = 0; n < 10; n++) expect(await rates.take([bucket], at(60_000))).toBe(0)
      expect(await rates.take([bucket], at(60_000))).toBe(1)
    })

    it('lets no more through for two processes than for one, whatever each holds', async () => {
      const [one, other, bucket] = [await process(), await process(), bucketOf(100, 200)]
      let through = 0
      for (let n = 0; n < 300; n++) {
        if (await (n % 3 === 0 ? one : other).take([bucket], at(0)) === 0) through++
      }
      expect(through).toBe(200)
    })

    it('together with many calls at once', async () => {
      const [one, other, bucket] = [await process(), await process(), bucketOf(20, 40)]
      const waits = await Promise.all(Array.from({ length: 200 }, (_, n) => (n % 2 ? one : other).take([bucket], at(0))))
      expect(waits.filter((wait) => wait === 0)).toHaveLength(40)
      expect(Math.max(...waits)).toBe(1)
    })

    it('what was leased and not used within a second does not come on top of a full bucket', async () => {
      const [one, other, bucket] = [await process(), await process(), bucketOf(100, 200)]
      await one.take([bucket], at(0))
      let through = 0
      for (let n = 0; n < 300; n++) {
        if (await (n % 2 ? one : other).take([bucket], at(10_000)) === 0) through++
      }
      expect(through).toBe(200)
    })

    it('takes of all buckets or of none, and what costs more at once', async () => {
      const [rates, wide, narrow] = [await process(), bucketOf(5, 10), bucketOf(0.5, 1)]
      expect(await rates.take([wide, narrow], at(0))).toBe(0)
      for (let n = 0; n < 20; n++) expect(await rates.take([wide, narrow], at(0))).toBe(2)
      expect(await rates.take([{ ...wide, cost: 9 }], at(0))).toBe(0)
      expect(await rates.take([wide], at(0))).toBe(1)
    })

    it('asks the store for a tenth of the calls of a wide bucket', async () => {
      const store = await open()
      opened.push(store)
      let asked = 0
      const lease: RateStore['lease'] = (asks, now) => {
        asked++
        return store.lease(asks, now)
      }
      const rates = sharedRates({ ...store, lease }, fail)
      const bucket = bucketOf(100, 200)
      for (let n = 0; n < 100; n++) await rates.take([bucket], at(n))
      expect(asked).toBe(10)
    })

    it('more than 120 failures in a minute shut an address out everywhere for the rest of it', async () => {
      const [one, other, address] = [await process(), await process(), `10.0.0.${++keys}`]
      for (let n = 0; n < 120; n++) expect(await (n % 2 ? one : other).countFailure(address, at(n))).toBe(0)
      expect(await one.countFailure(address, at(30_000))).toBe(30)
      expect(await one.blockedFor(address, at(59_500))).toBe(1)
      await other.blockedFor(address, at(30_000))
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(await other.blockedFor(address, at(59_500))).toBe(1)
      expect(await one.blockedFor('10.9.9.9', at(59_500))).toBe(0)
      expect(await one.blockedFor(address, at(60_000))).toBe(0)
    })
  })
}

describe('while the store cannot be asked', () => {
  it('each process limits by itself, and somebody hears of it', async () => {
    const faults: unknown[] = []
    const broken = (): Promise<never> => Promise.reject(new Error('gone'))
    const rates = sharedRates({ lease: broken, countFailure: broken, shutOut: broken, close: () => Promise.resolve() }, (error) => faults.push(error))
    const bucket = bucketOf(1, 2)
    expect([await rates.take([bucket], at(0)), await rates.take([bucket], at(0)), await rates.take([bucket], at(0))]).toEqual([0, 0, 1])
    expect(await rates.countFailure('10.1.1.1', at(0))).toBe(0)
    expect(faults).toHaveLength(4)
  })
})

it('a Redis that is not there is named with the remedy', async () => {
  await expect(redisRateStore(`redis://127.0.0.1:${await freePort()}`, fail)).rejects.toThrow(/REDIS_URL cannot be used/)
})
