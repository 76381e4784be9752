import { randomBytes } from 'node:crypto'
import { access, chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Ctx, connect, type Database, migrateUrl, startEmbedded } from '@xiaopu/shared/database'
import { type MediaStorage, mediaStorage } from '@xiaopu/shared/media'
import { installSecretKey } from '@xiaopu/shared/secrets'
import type { Config } from './config.ts'

const SECRETS_KEY_BYTES = 32
const SYSTEM = { kind: 'system' } as const

/** Everything the server holds while it runs. Handed down, never reached for. */
export interface Shop {
  config: Config
  database: Database
  /** Encrypts app secrets, provider keys and queued messages at rest. */
  secretsKey: Buffer
  media: MediaStorage
  /** Where browsers reach the shop: from the configuration, never from a request. */
  baseUrl: string
  /** A ctx for work that nobody asked for: jobs, timers, start-up. */
  systemCtx: () => Ctx
  close: () => Promise<void>
}

async function readSecretsKey(config: Config): Promise<Buffer> {
  if (config.secretsKey) return Buffer.from(config.secretsKey, 'hex')
  const file = path.join(config.dataDir, 'secrets.key')
  const isThere = await access(file).then(() => true, () => false)
  if (!isThere) {
    await mkdir(config.dataDir, { recursive: true })
    await writeFile(file, randomBytes(SECRETS_KEY_BYTES).toString('hex'), { mode: 0o600, flag: 'wx' })
    await chmod(file, 0o600)
  }
  return Buffer.from((await readFile(file, 'utf8')).trim(), 'hex')
}

function mediaConfig({ s3, dataDir }: Config): Parameters<typeof mediaStorage>[0] {
  if (!s3) return { kind: 'folder', folder: path.join(dataDir, 'media') }
  return { kind: 's3', endpoint: s3.endpoint, bucket: s3.bucket, region: s3.region, accessKeyId: s3.accessKey, secretAccessKey: s3.secretKey }
}

const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|password authentication failed|does not exist/

/** One line with the remedy for whoever wrote the address. */
function unreachable(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error)
  if (!UNREACHABLE.test(reason)) return error instanceof Error ? error : new Error(reason)
  return new Error(`The PostgreSQL of DATABASE_URL cannot be used (${reason}): start it, or correct the address.`)
}

/** Brings up the database (embedded unless the configuration names one), migrates it and opens the pool. */
export async function openShop(config: Config, migrations: string, baseUrl: string): Promise<Shop> {
  const secretsKey = await readSecretsKey(config)
  installSecretKey(secretsKey)
  const embedded = config.databaseUrl ? null : await startEmbedded({ folder: path.join(config.dataDir, 'postgres') })
  const url = config.databaseUrl ?? embedded?.url ?? ''
  try {
    await migrateUrl(url, migrations)
  } catch (error) {
    await embedded?.stop()
    throw config.databaseUrl ? unreachable(error) : error
  }
  const database = connect(url, { poolSize: config.databasePool })
  return {
    config,
    database,
    secretsKey,
    media: mediaStorage(mediaConfig(config)),
    baseUrl,
    systemCtx: () => ({ db: database.db, sql: database.sql, actor: SYSTEM, now: new Date() }),
    async close() {
      await database.close()
      await embedded?.stop()
    },
  }
}
