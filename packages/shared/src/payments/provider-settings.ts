import { z } from 'zod'
import { inTransaction, type Sql, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { decrypt, encrypt, secretKey } from '../secrets/index.ts'
import { offersChanged, versionedCache } from '../shop/index.ts'
import type { ProviderDirectory } from './ports.ts'
import { type PaymentProvider, type ProviderDescription, sandboxDescription, sandboxProvider, sandboxSettings } from './providers/index.ts'

/** Never sent to a screen; sent back unchanged it means "as it was". */
export const HIDDEN_SECRET = '••••••••'

const Stored = z.record(z.string(), z.unknown())
type StoredSettings = z.output<typeof Stored>

interface ProviderKind {
  description: ProviderDescription
  open: (settings: StoredSettings, notifyUrl: string) => PaymentProvider
}

/** One line a provider. The address of its notifications is ours to say, not the merchant's. */
const KINDS: Readonly<Record<string, ProviderKind>> = {
  sandbox: {
    description: sandboxDescription,
    open: (settings, notifyUrl) => sandboxProvider(sandboxSettings.parse({ ...settings, notifyUrl })),
  },
}

const kindOf = (code: string): ProviderKind | null => (Object.hasOwn(KINDS, code) ? KINDS[code] ?? null : null)

export const notifyUrlOf = (baseUrl: string, code: string): string => `${baseUrl}/notify/${code}`

function unsealed(cipher: string): StoredSettings {
  return cipher === '' ? {} : Stored.parse(JSON.parse(decrypt(secretKey(), cipher)))
}

const settingsCache = versionedCache<ReadonlyMap<string, string>>({
  name: 'payment_providers',
  tables: ['PaymentMethod'],
  async load(sql) {
    const rows = await sql.rows<{ code: string, settingsCipher: string }>('payment_ciphers', 'SELECT "code", "settingsCipher" FROM "PaymentMethod" WHERE "settingsCipher" <> \'\'')
    return new Map(rows.map((row) => [row.code, row.settingsCipher]))
  },
})

async function storedSettings(ctx: Pick<TxCtx, 'sql'>, code: string): Promise<StoredSettings> {
  const row = await ctx.sql.row<{ settingsCipher: string }>('payment_settings', 'SELECT "settingsCipher" FROM "PaymentMethod" WHERE "code" = $1', [code])
  if (!row) throw new ShopError('NOT_FOUND')
  return unsealed(row.settingsCipher)
}

/** What a merchant's screen may see: secrets only say that they are set. */
export async function providerSettings(ctx: Pick<TxCtx, 'sql'>, code: string): Promise<StoredSettings> {
  const secrets = new Set(kindOf(code)?.description.secretFields)
  const settings = await storedSettings(ctx, code)
  return Object.fromEntries(Object.entries(settings).map(([field, value]) => [field, secrets.has(field) ? HIDDEN_SECRET : value]))
}

/** Stores a provider's settings encrypted, checked by its own schema. A secret that was not changed stays. */
export async function saveProviderSettings(ctx: TxCtx, code: string, sent: Record<string, unknown>, baseUrl: string): Promise<void> {
  const kind = kindOf(code)
  if (!kind) throw new ShopError('PAYMENT_UNAVAILABLE')
  await inTransaction(ctx, async (tx) => {
    const before = await storedSettings(tx, code)
    const settings = Object.fromEntries(Object.entries(sent).map(([field, value]) => [field, value === HIDDEN_SECRET ? before[field] : value]))
    const checked = kind.description.settings.safeParse({ ...settings, notifyUrl: notifyUrlOf(baseUrl, code) })
    if (!checked.success) throw new ShopError('PARAM_INVALID', { field: checked.error.issues[0]?.path.join('.') || 'settings' })
    await tx.sql.run('payment_settings_put', 'UPDATE "PaymentMethod" SET "settingsCipher" = $2 WHERE "code" = $1', [code, encrypt(secretKey(), JSON.stringify(settings))])
  })
  offersChanged()
  settingsCache.changed()
}

/** Providers as the stored settings describe them; changed settings are followed within a second, by every process. */
export function storedProviders(sql: Sql, { baseUrl, allowsSandbox }: { baseUrl: string, allowsSandbox: boolean }): ProviderDirectory {
  const opened = new Map<string, { cipher: string, provider: PaymentProvider }>()
  return {
    async get(code) {
      const kind = kindOf(code)
      if (!kind || (code === 'sandbox' && !allowsSandbox)) return undefined
      const cipher = (await settingsCache.get({ sql })).get(code)
      if (cipher === undefined) return undefined
      const known = opened.get(code)
      if (known?.cipher === cipher) return known.provider
      const provider = kind.open(unsealed(cipher), notifyUrlOf(baseUrl, code))
      opened.set(code, { cipher, provider })
      return provider
    },
  }
}
