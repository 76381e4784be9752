// `pnpm bench`: the built server with a large catalogue, beside the bare limits of this machine, in one run.
import { type ChildProcess, spawn } from 'node:child_process'
import { access, chmod, mkdir } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { startEmbedded } from '@xiaopu/shared/database'
import { limitWorks, shopWorks } from './works.ts'
import { load, type LoadResult, send } from './load.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const DATA_DIR = process.env.BENCH_DATA_DIR ?? path.join(ROOT, 'data/bench')
const GOODS = Number(process.env.BENCH_GOODS ?? 10_000)
const SHOP_PORT = 4310
const LIMITS_PORT = 4311
const READY_LIMIT_MS = 240_000

async function untilReady(url: string): Promise<number> {
  const started = performance.now()
  for (;;) {
    if (await send({ url }).then((reply) => reply.status === 200, () => false)) return performance.now() - started
    if (performance.now() - started > READY_LIMIT_MS) throw new Error(`${url} did not answer`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

function start(command: string, args: string[], env: Record<string, string>): ChildProcess {
  return spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] })
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

const tsx = path.join(ROOT, 'node_modules/.bin/tsx')
const shopEnv = { PORT: String(SHOP_PORT), HOST: '127.0.0.1', DATA_DIR, LOG_LEVEL: 'error', NODE_ENV: 'development' }
// With the memory `pnpm start` gives it.
const startShop = () => start(process.execPath, ['--max-semi-space-size=4', path.join(ROOT, 'packages/server/dist/run.js')], shopEnv)

async function prepare(): Promise<void> {
  const isThere = await access(path.join(DATA_DIR, `large-${GOODS}`)).then(() => true, () => false)
  if (isThere) return
  await mkdir(DATA_DIR, { recursive: true })
  await chmod(DATA_DIR, 0o755)
  const shop = startShop()
  await untilReady(`http://127.0.0.1:${SHOP_PORT}/health/ready`)
  await stop(shop)
  const seed = start(tsx, ['prisma/seed/main.ts', '--goods', String(GOODS)], shopEnv)
  const code = await new Promise<number | null>((resolve) => seed.once('exit', resolve))
  if (code !== 0) throw new Error('the large catalogue could not be seeded')
  await mkdir(path.join(DATA_DIR, `large-${GOODS}`))
}

async function figure(name: string): Promise<number> {
  const { body } = await send({ url: `http://127.0.0.1:${SHOP_PORT}/metrics` })
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1] ?? 0)
}

const one = (value: number) => value.toFixed(1).padStart(9)
const row = (name: string, result: LoadResult, rest: string) => `${name.padEnd(24)}${one(result.perSecond)}${one(result.p50)}${one(result.p95)}${one(result.p99)}${rest}`

await prepare()
const shop = startShop()
const startMs = await untilReady(`http://127.0.0.1:${SHOP_PORT}/trpc/items.get?input=%7B%7D`)
// The bare endpoints reach PostgreSQL by the same road as the shop.
const { url } = await startEmbedded({ folder: path.join(DATA_DIR, 'postgres') })
const limits = start(tsx, ['bench/limits.ts'], { PORT: String(LIMITS_PORT), DATABASE_URL: url })
try {
  await untilReady(`http://127.0.0.1:${LIMITS_PORT}/hello`)
  console.log(`start to first right answer: ${Math.round(startMs)} ms`)
  console.log(`${'limit'.padEnd(24)}   per s    p50 ms   p95 ms   p99 ms`)
  const limitOf = new Map<string, LoadResult>()
  for (const [name, work] of Object.entries(limitWorks(`http://127.0.0.1:${LIMITS_PORT}`))) {
    const result = await load(work)
    limitOf.set(name, result)
    console.log(row(name, result, ''))
  }
  console.log(`\n${'shop'.padEnd(24)}   per s    p50 ms   p95 ms   p99 ms   of limit                 SQL/op CPU ms/op  errors`)
  for (const { name, limit, target, beside, work } of await shopWorks(`http://127.0.0.1:${SHOP_PORT}`, DATA_DIR)) {
    const [sqlBefore, cpuBefore] = [await figure('sql_statements_total'), await figure('process_cpu_seconds_total')]
    const result = await load(work)
    const [sql, cpu] = [await figure('sql_statements_total') - sqlBefore, await figure('process_cpu_seconds_total') - cpuBefore]
    const bare = limitOf.get(limit)
    const ratio = bare ? result.perSecond / bare.perSecond : 0
    // Warm-up calls are in the server's counters too, so both are shared over all of them.
    const calls = Math.max(1, result.total)
    console.log(row(name, result, `${`${Math.round(ratio * 100)} %`.padStart(9)}${(target > 0 ? ` (goal ${target} %)` : '').padEnd(13)}${one(sql / calls)}${one(cpu * 1000 / calls)}${String(result.errors).padStart(8)}`))
    const other = limitOf.get(beside ?? '')
    if (other) console.log(`${''.padEnd(24)}${Math.round(100 * result.perSecond / other.perSecond)} % of the bare ${beside}, which is itself ${Math.round(100 * other.perSecond / (bare?.perSecond ?? 1))} % of ${limit}`)
  }
  console.log(`\nresident memory: ${Math.round(await figure('process_resident_memory_bytes') / 1_048_576)} MB`)
} finally {
  await stop(limits)
  await stop(shop)
}
