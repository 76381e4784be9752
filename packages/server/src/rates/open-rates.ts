import type { FastifyBaseLogger } from 'fastify'
import type { RateLimiter } from '../gateway/index.ts'
import type { Shop } from '../shop.ts'
import type { RateStore } from './rate-store.ts'
import { postgresRateStore } from './postgres-store.ts'
import { sharedRates } from './shared-rates.ts'

export interface OpenRates {
  rates: RateLimiter
  close: () => Promise<void>
}

/** Its client is read only by a shop that has a Redis. */
async function redisStore(url: string, failed: (error: unknown) => void): Promise<RateStore> {
  const { redisRateStore } = await import('./redis-store.ts')
  return redisRateStore(url, failed)
}

/** The gateway's limits, counted where all servers of the shop see them: in Redis when there is one, else in the database. */
export async function openRates({ config, database }: Shop, log: FastifyBaseLogger): Promise<OpenRates> {
  const failed = (error: unknown): void => log.error({ err: error }, 'the shared rates cannot be asked')
  const store = config.redisUrl ? await redisStore(config.redisUrl, failed) : postgresRateStore(database.sql)
  return { rates: sharedRates(store, failed), close: () => store.close() }
}
