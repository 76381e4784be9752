// `pnpm fuzz [COUNT] [SEED]`: random requests to the signed gateway. The seed of a failure repeats it: `pnpm fuzz 1 SEED`.
import path from 'node:path'
import { buildStale, ROOT, run } from './build-steps.mjs'

const USAGE = 'usage: pnpm fuzz [COUNT] [SEED]'
const DEFAULT_COUNT = 100_000

const given = process.argv.slice(2)
const [count = DEFAULT_COUNT, seed = Date.now() % 2 ** 31] = given.map(Number)
if (given.length > 2 || ![count, seed].every((number) => Number.isSafeInteger(number) && number > 0)) {
  console.error(USAGE)
  process.exit(2)
}
await buildStale(['database client'])
const env = { ...process.env, FUZZ_COUNT: String(count), FUZZ_SEED: String(seed) }
await run(path.join(ROOT, 'node_modules/.bin/vitest'), ['run', '--project', 'server', 'packages/server/src/gateway/fuzz/fuzz.test.ts', '--reporter=dot'], { env }).catch(() => process.exit(1))
