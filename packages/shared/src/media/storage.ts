import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AwsClient } from 'aws4fetch'

/** Where pictures lie. Keys are content-addressed, so a key is written once and never changes. */
export interface MediaStorage {
  has: (key: string) => Promise<boolean>
  put: (key: string, bytes: Buffer, contentType: string) => Promise<void>
  /** null when there is none. */
  get: (key: string) => Promise<Buffer | null>
  /** One that is not there is gone already. */
  remove: (key: string) => Promise<void>
}

export type MediaConfig
  = | { kind: 'folder', folder: string }
    | { kind: 's3', endpoint: string, bucket: string, region: string, accessKeyId: string, secretAccessKey: string }

const isMissing = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT'

async function readOrNull(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function folderStorage(folder: string): MediaStorage {
  const fileOf = (key: string): string => path.join(folder, key)
  let running = 0
  return {
    has: async (key) => await readOrNull(fileOf(key)) !== null,
    get: (key) => readOrNull(fileOf(key)),
    remove: (key) => rm(fileOf(key), { force: true }),
    async put(key, bytes) {
      const file = fileOf(key)
      const unfinished = `${file}.${process.pid}.${++running}`
      await mkdir(path.dirname(file), { recursive: true })
      try {
        // Whole or not at all, also when two requests bring the same picture.
        await writeFile(unfinished, bytes)
        await rename(unfinished, file)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
  }
}

const S3_TIMEOUT_MS = 10_000

function s3Storage({ endpoint, bucket, region, accessKeyId, secretAccessKey }: Extract<MediaConfig, { kind: 's3' }>): MediaStorage {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 1 })
  const call = async (key: string, init: RequestInit): Promise<Response> => {
    const answer = await client.fetch(`${endpoint.replace(/\/$/, '')}/${bucket}/${key}`, { ...init, signal: AbortSignal.timeout(S3_TIMEOUT_MS) })
    if (!answer.ok && answer.status !== 404) throw new Error(`storage answered ${answer.status}`)
    return answer
  }
  return {
    has: async (key) => (await call(key, { method: 'HEAD' })).ok,
    async get(key) {
      const answer = await call(key, { method: 'GET' })
      return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null
    },
    async remove(key) {
      await call(key, { method: 'DELETE' })
    },
    async put(key, bytes, contentType) {
      const answer = await call(key, { method: 'PUT', body: new Uint8Array(bytes), headers: { 'content-type': contentType } })
      if (!answer.ok) throw new Error(`storage answered ${answer.status}`)
    },
  }
}

export function mediaStorage(config: MediaConfig): MediaStorage {
  return config.kind === 'folder' ? folderStorage(config.folder) : s3Storage(config)
}
