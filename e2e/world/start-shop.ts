import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'

const ROOT = path.resolve(import.meta.dirname, '../..')
const START_LIMIT_MS = 180_000
const POLL_MS = 200

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the shop ended with ${server.exitCode} before it was ready`)
    const isReady = await fetch(`${url}/health/ready`).then((reply) => reply.ok, () => false)
    if (isReady) return
    if (Date.now() > limit) throw new Error('the shop did not come up')
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

async function databaseUrlOf(dataDir: string): Promise<string> {
  const { port, password } = JSON.parse(await readFile(path.join(dataDir, 'postgres/postgres.json'), 'utf8')) as { port: number, password: string }
  return `postgresql://postgres:${password}@127.0.0.1:${port}/xiaopu`
}

/**
 * The built shop with its demo data, in a folder of its own, for all stories of this run. With STORY_BASE_URL and
 * STORY_DATA_DIR the stories run against a shop that is already up, with TRUSTED_PROXIES and WEBHOOKS_ALLOW_LOCAL as here.
 */
export default async function startShop(): Promise<(() => Promise<void>) | undefined> {
  const { STORY_BASE_URL: runningUrl, STORY_DATA_DIR: runningDir } = process.env
  if (runningUrl) {
    if (!runningDir) throw new Error('STORY_BASE_URL needs STORY_DATA_DIR beside it')
    process.env.STORY_DATABASE_URL ??= await databaseUrlOf(runningDir)
    return undefined
  }
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'xiaopu-e2e-'))
  await chmod(dataDir, 0o755)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = spawn(process.execPath, ['--enable-source-maps', path.join(ROOT, 'packages/server/dist/run.js')], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, TRUSTED_PROXIES: '127.0.0.1', WEBHOOKS_ALLOW_LOCAL: '1', LOG_LEVEL: 'error', NODE_ENV: 'development' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  await untilReady(url, server)
  process.env.STORY_BASE_URL = url
  process.env.STORY_DATA_DIR = dataDir
  process.env.STORY_DATABASE_URL = await databaseUrlOf(dataDir)
  return async () => {
    server.kill('SIGTERM')
    await ended
    await rm(dataDir, { recursive: true, force: true })
  }
}
