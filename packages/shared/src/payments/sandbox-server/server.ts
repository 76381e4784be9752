import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SandboxSettings } from '../providers/index.ts'
import type { Sandbox } from './sandbox.ts'
import { once } from 'node:events'
import { createServer } from 'node:http'
import process from 'node:process'
import { faultQueue } from './faults.ts'
import { keysIn } from './keys.ts'
import { notifier } from './notifier.ts'
import { handle } from './handle.ts'
import { loadState } from './state.ts'

export interface SandboxServerOptions {
  /** 0 takes any free port. */
  port: number
  /** Keys and memory live here; made when it is not there. */
  dataDir: string
  host?: string
  /** Where payers' browsers find the server when that is not `host` and `port`. */
  publicUrl?: string
  /** Pauses before a notification is sent again. */
  repeatDelaysMs?: readonly number[]
  now?: () => Date
  onError?: (error: unknown) => void
}

export interface SandboxServer {
  url: string
  /** What the shop has to know; only its own notifyUrl is missing. */
  settings: Omit<SandboxSettings, 'notifyUrl'>
  close: () => Promise<void>
}

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
/** WeChat's schedule in little. */
const REPEAT_DELAYS_MS = [
  SECOND_MS,
  5 * SECOND_MS,
  15 * SECOND_MS,
  MINUTE_MS,
  3 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  60 * MINUTE_MS,
]

/** Plays a payment provider on a port of its own; never part of a shop that takes real money. */
export async function startSandboxServer(options: SandboxServerOptions): Promise<SandboxServer> {
  const { host = '127.0.0.1', now = () => new Date(), onError = warn, repeatDelaysMs = REPEAT_DELAYS_MS } = options
  const keys = await keysIn(options.dataDir, now())
  const state = await loadState(options.dataDir, onError)
  const faults = faultQueue()
  const sandbox: Sandbox = {
    keys,
    state,
    faults,
    notifier: notifier({ keys, state, faults, now, repeatDelaysMs }),
    now,
    publicUrl: '',
  }
  const closing = new AbortController()
  const server = createServer((request, response) => {
    void handle(sandbox, { request, response, closing: closing.signal, onError })
  })
  const url = await listen(server, options.port, host)
  sandbox.publicUrl = (options.publicUrl ?? url).replace(/\/+$/, '')
  sandbox.notifier.resume()

  return {
    url,
    settings: {
      baseUrl: url,
      mchId: keys.mchId,
      appId: keys.appId,
      privateKeyPem: keys.shop.privateKeyPem,
      serial: keys.shop.serial,
      apiKey: keys.apiKey,
    },
    async close() {
      closing.abort()
      await sandbox.notifier.close()
      await stop(server)
      await state.close()
    },
  }
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  server.requestTimeout = 30 * SECOND_MS
  server.listen(port, host)
  await once(server, 'listening')
  const { port: taken } = server.address() as AddressInfo // a server on a port has no other kind of address
  const everywhere = new Set(['0.0.0.0', '::'])
  const name = everywhere.has(host) ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${taken}`
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : new Error(String(error)))
}
