import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '@xiaopu/shared/platform'
import { type Credentials, type Params, signedParams } from '../testing/gateway-client.ts'
import { openWorld } from '../testing/world.ts'

const ROOT = path.resolve(import.meta.dirname, '../../../..')
const SERVE = path.resolve(import.meta.dirname, 'testing/serve.ts')
const UNLIMITED = { perSecond: 0, burst: 0 }

const world = openWorld()
const servers: ChildProcess[] = []
let bases: string[] = []

function serve(): Promise<string> {
  const { databaseUrl, dataDir, secretsKey } = world.shop.config
  const env = { NODE_ENV: 'test', DATABASE_URL: databaseUrl ?? '', DATA_DIR: dataDir, SECRETS_KEY: secretsKey ?? '', LOG_LEVEL: 'error', DATABASE_POOL: '5' }
  const child = spawn(process.execPath, ['--import', 'tsx', SERVE], { env, cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  servers.push(child)
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /^at (\S+)$/m.exec(said)?.[1]
      if (address) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
}

beforeAll(async () => {
  bases = await Promise.all([serve(), serve()])
}, 120_000)

afterAll(async () => {
  await Promise.all(servers.map((child) => new Promise((resolve) => {
    if (child.exitCode !== null) return resolve(child.exitCode)
    child.once('exit', resolve)
    child.kill('SIGTERM')
  })))
})

interface Answer {
  code: number
  isReplay: boolean
  retryAfter: number
  body: string
}

async function send(base: string, params: Params): Promise<Answer> {
  const reply = await fetch(`${base}/router/rest`, { method: 'POST', body: new URLSearchParams(params) })
  const body = await reply.text()
  const code = Number(/"code":\s*"?(-?\d+)/.exec(body)?.[1] ?? 0)
  return { code, isReplay: reply.headers.get('x-idempotent-replay') === 'true', retryAfter: Number(reply.headers.get('retry-after') ?? 0), body }
}

const atBoth = (of: (base: string, index: number) => Promise<Answer>, times: number): Promise<Answer[]> => Promise.all(Array.from({ length: times }, (_, index) => of(bases[index % bases.length] ?? '', index)))

async function app(rates: Parameters<typeof createApp>[1]['rates']): Promise<Credentials> {
  const ctx = { ...world.shop.systemCtx(), actor: { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' } as const }
  const made = await createApp(ctx, { name: `app ${Math.random()}`, needsCaptcha: false, scopes: [], ipList: [], rates }, world.shop)
  return { key: made.app.key, secret: made.secret }
}

const RATE_LIMITED = 50_007

describe('two server processes on one database', () => {
  it('run an equal signed write once, whichever of them gets it', async () => {
    const { session } = await world.person()
    const params = signedParams(world.programs.full, 'ectouch.cart.add', { session, goods_id: String(world.goodsId), nonce: 'one' })

    const answers = await atBoth((base) => send(base, params), 12)

    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(answers.filter(({ isReplay }) => !isReplay)).toHaveLength(1)
    const { body } = await send(bases[0] ?? '', signedParams(world.programs.full, 'ectouch.cart.get', { session }))
    expect(JSON.parse(body)).toMatchObject({ response: { cart: { number: 1 } } })
  })

  it('let through together what the app may call, and say how long to wait', async () => {
    const limit = { perSecond: 5, burst: 40 }
    const program = await app({ all: limit, method: UNLIMITED, write: UNLIMITED, credential: UNLIMITED })
    const began = performance.now()

    const answers = await atBoth((base, index) => send(base, signedParams(program, 'ectouch.shop.config', { nonce: String(index) })), 120)

    const flowed = Math.ceil((performance.now() - began) / 1000 * limit.perSecond)
    const through = answers.filter(({ code }) => code === 0).length
    expect(through).toBeGreaterThanOrEqual(limit.burst)
    expect(through).toBeLessThanOrEqual(limit.burst + flowed)
    const refused = answers.filter(({ code }) => code !== 0)
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set([RATE_LIMITED]))
    expect(refused.every(({ retryAfter }) => retryAfter >= 1)).toBe(true)
  })

  it('count the failures of an address together, and both shut it out', async () => {
    const stranger = { key: '00000000', secret: 'none' }
    const failures = await atBoth((base, index) => send(base, signedParams(stranger, 'ectouch.shop.config', { nonce: String(index) })), 130)
    expect(failures.filter(({ code }) => code === RATE_LIMITED)).toHaveLength(10)

    // The other process hears of it within a second.
    await new Promise((resolve) => setTimeout(resolve, 1200))
    const good = () => atBoth((base) => send(base, signedParams(world.programs.full, 'ectouch.shop.config', { nonce: String(Math.random()) })), 2)
    await good()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await good()).map(({ code }) => code)).toEqual([RATE_LIMITED, RATE_LIMITED])
  })
})
