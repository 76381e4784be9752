import { createClient } from '@redis/client'
import { FAILURE_WINDOW_MS, FAILURES_PER_WINDOW, type Lease, type RateStore } from './rate-store.ts'

/** KEYS: the buckets. ARGV: now in ms, then perSecond, burst, want of each. Answers granted and left of each, as texts: Redis cuts numbers. */
const LEASE = `
local now = tonumber(ARGV[1])
local out = {}
for i, key in ipairs(KEYS) do
  local rate, burst, want = tonumber(ARGV[i * 3 - 1]), tonumber(ARGV[i * 3]), tonumber(ARGV[i * 3 + 1])
  local known = redis.call('HMGET', key, 'tokens', 'at')
  local tokens, at = burst, now
  if known[1] then
    at = tonumber(known[2])
    tokens = math.min(burst, tonumber(known[1]) + math.max(0, now - at) / 1000 * rate)
    at = math.max(at, now)
  end
  local granted = math.max(0, math.min(want, math.floor(tokens + 1e-9)))
  redis.call('HSET', key, 'tokens', string.format('%.17g', tokens - granted), 'at', string.format('%.17g', at))
  redis.call('PEXPIRE', key, math.ceil(burst / rate * 1000) + 1000)
  out[#out + 1] = string.format('%.17g', granted)
  out[#out + 1] = string.format('%.17g', tokens - granted)
end
return out`

/** KEYS: the window of an address, the addresses shut out. ARGV: address, now, the window in ms, how many are allowed. Answers count and begin. */
const COUNT = `
local now, window = tonumber(ARGV[2]), tonumber(ARGV[3])
local count = redis.call('HINCRBY', KEYS[1], 'count', 1)
if count == 1 then
  redis.call('HSET', KEYS[1], 'since', now)
  redis.call('PEXPIRE', KEYS[1], window)
end
local since = tonumber(redis.call('HGET', KEYS[1], 'since'))
if count > tonumber(ARGV[4]) then
  redis.call('ZADD', KEYS[2], since, ARGV[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - window)
end
return {count, since}`

const BUCKETS = 'xiaopu:rate:'
const FAILURES = 'xiaopu:failures:'
const SHUT_OUT = 'xiaopu:shut-out'
const LONGEST_PAUSE_MS = 3000

function numbers(reply: unknown): number[] {
  if (!Array.isArray(reply)) throw new TypeError('Redis answered no list')
  return reply.map(Number)
}

/** On Redis, for shops with many servers. Connects before it answers; a lost connection is made anew. */
export async function redisRateStore(url: string, failed: (error: unknown) => void): Promise<RateStore> {
  let wasThere = false
  const client = createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: (tried, cause) => (wasThere ? Math.min(tried * 100, LONGEST_PAUSE_MS) : cause) } })
  client.on('error', (error) => { if (wasThere) failed(error) })
  await client.connect().catch((cause: Error) => {
    throw new Error(`The Redis of REDIS_URL cannot be used (${cause.message}): start it, correct the address, or leave it out.`, { cause })
  })
  wasThere = true
  return {
    async lease(asks, now) {
      const reply = numbers(await client.eval(LEASE, {
        keys: asks.map(({ key }) => BUCKETS + key),
        arguments: [String(now.getTime()), ...asks.flatMap(({ perSecond, burst, want }) => [perSecond, burst, want].map(String))],
      }))
      return asks.map((_, index): Lease => ({ granted: reply[index * 2] ?? 0, left: reply[index * 2 + 1] ?? 0 }))
    },
    async countFailure(address, now) {
      const [count = 1, since = now.getTime()] = numbers(await client.eval(COUNT, {
        keys: [FAILURES + address, SHUT_OUT],
        arguments: [address, ...[now.getTime(), FAILURE_WINDOW_MS, FAILURES_PER_WINDOW].map(String)],
      }))
      return { count, since: new Date(since) }
    },
    async shutOut(now) {
      const entries = await client.zRangeByScoreWithScores(SHUT_OUT, `(${now.getTime() - FAILURE_WINDOW_MS}`, '+inf')
      return entries.map(({ value, score }) => ({ address: value, since: new Date(score) }))
    },
    async close() { await client.close() },
  }
}
