import type { KeyObject } from 'node:crypto'
import { createHash, createPrivateKey, createPublicKey, generateKeyPair, randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { writePrivately } from './private-file.ts'

const KEY_BITS = 2048
const FILE = 'keys.json'

const keyFile = z.strictObject({
  mchId: z.string(),
  appId: z.string(),
  apiKey: z.string().length(32),
  shopPrivateKeyPem: z.string(),
  providerPrivateKeyPem: z.string(),
  madeAt: z.iso.datetime(),
})

type KeyFile = z.infer<typeof keyFile>

/** Both sides of the sandbox: it made the shop's key pair too, as a bank hands out a token. */
export interface SandboxKeys {
  mchId: string
  appId: string
  apiKey: string
  madeAt: Date
  shop: { privateKeyPem: string, publicKey: KeyObject, serial: string }
  provider: { privateKey: KeyObject, publicKeyPem: string, serial: string }
}

/** Made at the first start in this folder, the same ever after. */
export async function keysIn(dataDir: string, now: Date): Promise<SandboxKeys> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, FILE)
  const stored = await readFile(path, 'utf8').catch(absent)
  const keys = stored === null ? await makeKeys(now) : keyFile.parse(JSON.parse(stored))
  if (stored === null) await writePrivately(path, JSON.stringify(keys, null, 2))
  return unpack(keys)
}

function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}

async function makeKeys(now: Date): Promise<KeyFile> {
  return {
    mchId: '1900000109',
    appId: 'wxsandbox000000001',
    apiKey: randomBytes(16).toString('hex'),
    shopPrivateKeyPem: await newPrivateKey(),
    providerPrivateKeyPem: await newPrivateKey(),
    madeAt: now.toISOString(),
  }
}

async function newPrivateKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return privateKey
}

function unpack(file: KeyFile): SandboxKeys {
  const shopKey = createPublicKey(file.shopPrivateKeyPem)
  const providerKey = createPublicKey(file.providerPrivateKeyPem)
  return {
    mchId: file.mchId,
    appId: file.appId,
    apiKey: file.apiKey,
    madeAt: new Date(file.madeAt),
    shop: { privateKeyPem: file.shopPrivateKeyPem, publicKey: shopKey, serial: serialOf(shopKey) },
    provider: {
      privateKey: createPrivateKey(file.providerPrivateKeyPem),
      publicKeyPem: providerKey.export({ type: 'spki', format: 'pem' }).toString(),
      serial: serialOf(providerKey),
    },
  }
}

function serialOf(key: KeyObject): string {
  const der = key.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(der).digest('hex').slice(0, 40).toUpperCase()
}
