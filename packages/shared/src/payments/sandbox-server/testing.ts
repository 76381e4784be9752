import type { CreateRequest, PaymentProvider, ProviderHeaders } from '../providers/index.ts'
import type { SandboxServer, SandboxServerOptions } from './server.ts'
import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sandboxProvider, timedFetch } from '../providers/index.ts'
import { startSandboxServer } from './server.ts'

export interface Heard {
  headers: ProviderHeaders
  body: Buffer
}

/** A shop that only listens: what it heard so far, and the next thing it will hear. */
interface ListeningShop {
  notifyUrl: string
  heard: Heard[]
  /** The status of its answers. */
  answers: { status: number }
  hears: (count: number) => Promise<Heard[]>
  close: () => Promise<void>
}

export async function listeningShop(): Promise<ListeningShop> {
  const heard: Heard[] = []
  const answers = { status: 204 }
  const waiting = new Set<() => void>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    response.writeHead(answers.status).end()
    heard.push({ headers: request.headers, body: Buffer.concat(chunks) })
    for (const look of waiting) look()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0

  return {
    notifyUrl: `http://127.0.0.1:${port}/notify/sandbox`,
    heard,
    answers,
    hears: (count) => new Promise((resolve) => {
      const look = () => {
        if (heard.length < count) return
        waiting.delete(look)
        resolve(heard)
      }
      waiting.add(look)
      look()
    }),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export interface SandboxWorld {
  sandbox: SandboxServer
  shop: ListeningShop
  provider: PaymentProvider
  dataDir: string
  control: (path: string, body?: unknown) => Promise<unknown>
  close: () => Promise<void>
}

/** Making keys is slow, so the worlds of one test file share theirs. */
let madeKeys = ''

/** A running sandbox, a shop that listens to it and a provider between them. */
export async function sandboxWorld(options: Partial<SandboxServerOptions> & { callTimeoutMs?: number } = {}): Promise<SandboxWorld> {
  const dataDir = options.dataDir ?? await mkdtemp(join(tmpdir(), 'xiaopu-sandbox-'))
  const keyFile = join(dataDir, 'keys.json')
  if (madeKeys !== '') await writeFile(keyFile, madeKeys, { mode: 0o600 })
  const shop = await listeningShop()
  const sandbox = await startSandboxServer({ port: 0, repeatDelaysMs: [30, 60, 120], ...options, dataDir })
  madeKeys = await readFile(keyFile, 'utf8')
  const settings = { ...sandbox.settings, notifyUrl: shop.notifyUrl }
  return {
    sandbox,
    shop,
    dataDir,
    provider: sandboxProvider(settings, timedFetch(), { callTimeoutMs: options.callTimeoutMs ?? 5_000, now: options.now }),
    control: (path, body) => controlCall(`${sandbox.url}/control/${path}`, body),
    async close() {
      await sandbox.close()
      await shop.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function controlCall(url: string, body: unknown): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST', body: body === undefined ? '' : JSON.stringify(body) })
  const result: unknown = await answer.json()
  if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(result)}`)
  return result
}

let made = 0

export function paymentOf(change: Partial<CreateRequest> = {}): CreateRequest {
  made += 1
  return {
    paymentSn: `P20260101080000${String(made).padStart(10, '0')}`,
    amountFen: 1250,
    currency: 'CNY',
    description: '紫砂壶 × 1',
    channel: 'native',
    expireAt: new Date(Date.now() + 30 * 60 * 1000),
    clientIp: '203.0.113.7',
    openid: '',
    returnUrl: '',
    ...change,
  }
}
