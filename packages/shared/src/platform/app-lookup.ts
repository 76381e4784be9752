import type { TxCtx } from '../database/index.ts'
import { LRUCache } from 'lru-cache'
import { decrypt } from '../secrets/index.ts'
import { type AppRates, ratesOf } from './app-rates.ts'

/** An app as the gateway needs it. The secret is in the clear and stays in memory. */
export interface KnownApp {
  id: number
  key: string
  secret: string
  /** The secret before it, good until then; '' for none. */
  oldSecret: string
  oldSecretUntil: Date | null
  isEnabled: boolean
  isDeleted: boolean
  needsCaptcha: boolean
  ipList: readonly string[]
  scopes: readonly string[]
  rates: AppRates
  sellerId: number
}

/** What the platform's operations need beside the database. */
export interface PlatformPorts {
  /** 32 bytes; encrypts app secrets at rest. */
  secretsKey: Uint8Array
}

interface AppRow extends Omit<KnownApp, 'secret' | 'oldSecret' | 'rates'> {
  secretCipher: string
  oldSecretCipher: string
  rates: unknown
}

/** A change made by another server is seen after this long at the latest. */
const HOLD_MS = 1000
const MAX_HELD = 2000
const KEY = /^[1-9]{8}$/

type Held = LRUCache<string, { app: KnownApp | null }>
const heldBySql = new WeakMap<TxCtx['sql'], Held>()
const all = new Set<WeakRef<Held>>()

function heldOn(sql: TxCtx['sql']): Held {
  let held = heldBySql.get(sql)
  if (!held) {
    held = new LRUCache({ max: MAX_HELD, ttl: HOLD_MS })
    heldBySql.set(sql, held)
    all.add(new WeakRef(held))
  }
  return held
}

/** This process changed an app: the next call reads again. */
export function forgetApps(): void {
  for (const held of all) held.deref()?.clear()
}

function knownApp(row: AppRow, ports: PlatformPorts): KnownApp {
  const { secretCipher, oldSecretCipher, rates, ...app } = row
  return { ...app, secret: decrypt(ports.secretsKey, secretCipher), oldSecret: oldSecretCipher && decrypt(ports.secretsKey, oldSecretCipher), rates: ratesOf(rates) }
}

/** The app of a key, deleted and disabled ones included, null when there is none. Asked for with every call of the gateway. */
export async function appByKey(ctx: Pick<TxCtx, 'sql'>, key: string, ports: PlatformPorts): Promise<KnownApp | null> {
  if (!KEY.test(key)) return null
  const held = heldOn(ctx.sql)
  const known = held.get(key)
  if (known) return known.app
  const row = await ctx.sql.row<AppRow & Record<string, unknown>>(
    'platform_app_by_key',
    'SELECT "id", "key", "secretCipher", "oldSecretCipher", "oldSecretUntil", "isEnabled", "isDeleted", "needsCaptcha", "ipList", "scopes", "rates", "sellerId" FROM "App" WHERE "key" = $1',
    [key],
  )
  const app = row && knownApp(row, ports)
  held.set(key, { app })
  return app
}

/** Whose word a call came with. */
export type UsedSecret = 'present' | 'old' | 'none'
export type AppUse = Partial<Record<UsedSecret, Date>>

const TOUCH = `UPDATE "App" SET "lastUsedAt" = greatest("lastUsedAt", t."present", t."old", t."none"), "secretUsedAt" = greatest("secretUsedAt", t."present"), "oldSecretUsedAt" = greatest("oldSecretUsedAt", t."old")
  FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[]) AS t("id", "present", "old", "none") WHERE "App"."id" = t."id"`

/** Notes when apps, and each of their secrets, were last heard of; called in batches, never per request. */
export async function touchApps(sql: TxCtx['sql'], uses: ReadonlyMap<number, AppUse>): Promise<void> {
  if (uses.size === 0) return
  const times = (which: UsedSecret): (Date | null)[] => [...uses.values()].map((use) => use[which] ?? null)
  await sql.run('platform_touch_apps', TOUCH, [[...uses.keys()], times('present'), times('old'), times('none')])
}
