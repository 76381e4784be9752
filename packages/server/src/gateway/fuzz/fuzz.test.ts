import process from 'node:process'
import { beforeAll, expect, it } from 'vitest'
import { surveyWorld } from '../../surveys/testing/survey-world.ts'
import { type RowDigest, rowDigester } from '../../testing/row-digest.ts'
import { openWorld } from '../../testing/world.ts'
import { fuzzConfig } from './config.ts'
import { runFuzz } from './run-fuzz.ts'
import type { FuzzTarget } from './target.ts'
import { shopTarget } from './testing/shop-target.ts'

const PIECE = 2000
const MS_PER_REQUEST = 100
const SHOWN = 20
const LEAST_PART = 200
const LOG_WAIT_MS = 1500

/** A run in which no read comes to its method tries nothing. */
const SUCCESSES = ['ectouch read ok', 'careyshop read 200', 'wjx read ok']

const world = openWorld()
const surveys = surveyWorld(world)
/** Open methods count how often goods, articles and packages were looked at. */
const COUNTERS = { Goods: 'clickCount', Article: 'viewCount', AppPackage: 'count' }

const { count, seed, isShown } = fuzzConfig()
let target: FuzzTarget
let allRows: () => Promise<RowDigest>

beforeAll(async () => {
  target = await shopTarget(world, surveys)
  allRows = rowDigester(world.shop.database, COUNTERS)
})

/** Captchas are drawn for everybody who asks and lead nowhere; a refused sign-in of the staff is noted, as it has to be. */
async function rows(): Promise<RowDigest> {
  const { Captcha: _drawn, AuditEntry: _withRefusals, ...kept } = await allRows()
  const [audited] = await world.shop.database.sql.rows<{ entries: number }>('fuzz_audit', 'SELECT count(*)::int AS entries FROM "AuditEntry" WHERE "action" <> \'session.refused\'', [])
  return { ...kept, AuditEntry: String(audited?.entries) }
}

it(`answers ${count} requests from seed ${seed} on, whatever they say, and not one of them writes`, { timeout: 60_000 + count * MS_PER_REQUEST }, async () => {
  const outcomes = new Map<string, number>()
  const failures: string[] = []
  const before = await rows()
  const started = performance.now()
  for (let done = 0; done < count; done += PIECE) {
    const size = Math.min(PIECE, count - done)
    for (const kind of ['unsigned', 'read'] as const) {
      const report = await runFuzz({ app: world.app, target, seed: seed + done, count: size, kind })
      for (const [key, times] of report.outcomes) outcomes.set(key, (outcomes.get(key) ?? 0) + times)
      failures.push(...report.failures.map((failure) => `seed ${failure.seed}: ${failure.complaints.join('; ')}\n    ${failure.request}`))
      const after = await rows()
      // What a shopper searched is the one thing a read writes down.
      expect(kind === 'read' ? { ...after, SearchHistory: before.SearchHistory } : after, `a row changed between seeds ${seed + done} and ${seed + done + size}, ${kind}`).toEqual(before)
      before.SearchHistory = after.SearchHistory ?? ''
    }
  }
  const seconds = Math.round((performance.now() - started) / 1000)
  const table = [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, times]) => `  ${key.padEnd(32)} ${times}`)
  if (isShown) process.stdout.write(`${count} requests from seed ${seed} in ${seconds} s, ${failures.length} failures\n${table.join('\n')}\n`)
  if (count >= PIECE) {
    for (const success of SUCCESSES) expect(outcomes.get(success), `too few of ${success}`).toBeGreaterThan(count / LEAST_PART)
  }
  expect(failures.slice(0, SHOWN).join('\n'), `${failures.length} failures`).toBe('')
})

it('still answers good calls of all three conventions', async () => {
  expect(await world.call('ectouch.shop.config')).toMatchObject({ code: 0 })
  expect(await surveys.call('1000002', {})).toMatchObject({ result: true })
  expect((await world.app.inject('/api/v1/region?method=get.region.list')).json()).toMatchObject({ status: 200 })
})

it('kept its call log through all of it', async () => {
  await new Promise((resolve) => setTimeout(resolve, LOG_WAIT_MS))
  const [kept] = await world.shop.database.sql.rows<{ calls: number }>('fuzz_calls', 'SELECT count(*)::int AS calls FROM "GatewayCall" WHERE "ip" LIKE \'10.%\'', [])
  expect(kept?.calls ?? 0).toBeGreaterThan(count / 2)
})
