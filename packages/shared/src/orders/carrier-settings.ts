import { z } from 'zod'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { decrypt, encrypt, secretKey } from '../secrets/index.ts'
import { type Carrier, simulatedCarrier } from './carriers.ts'
import { kuaidi100Carrier } from './kuaidi100.ts'

const SETTING = 'express.carrier'

export const CARRIER_KINDS = ['none', 'simulator', 'kuaidi100'] as const
export type CarrierKind = (typeof CARRIER_KINDS)[number]

const Stored = z.object({ kind: z.enum(CARRIER_KINDS), customer: z.string().default(''), keyCipher: z.string().default('') })
type Stored = z.output<typeof Stored>

/** What a merchant's screen may see: the key only says that it is set. */
export interface CarrierSettings {
  kind: CarrierKind
  customer: string
  hasKey: boolean
}

const NOBODY: Carrier = { trace: () => Promise.reject(new Error('nobody knows where parcels are')) }

async function stored(ctx: Pick<TxCtx, 'sql'>): Promise<Stored> {
  const row = await ctx.sql.row<{ value: unknown }>('carrier_settings', 'SELECT "value" FROM "Setting" WHERE "key" = $1', [SETTING])
  return row ? Stored.parse(row.value) : { kind: 'none', customer: '', keyCipher: '' }
}

export async function carrierSettings(ctx: Pick<TxCtx, 'sql'>): Promise<CarrierSettings> {
  const { kind, customer, keyCipher } = await stored(ctx)
  return { kind, customer, hasKey: keyCipher !== '' }
}

/** A key that is not sent stays. */
export async function saveCarrierSettings(tx: TxCtx, { kind, customer, key }: { kind: CarrierKind, customer: string, key: string }): Promise<void> {
  const before = await stored(tx)
  const keyCipher = key === '' ? before.keyCipher : encrypt(secretKey(), key)
  if (kind === 'kuaidi100' && customer === '') throw new ShopError('PARAM_MISSING', { field: 'customer' })
  if (kind === 'kuaidi100' && keyCipher === '') throw new ShopError('PARAM_MISSING', { field: 'key' })
  await tx.sql.run('carrier_settings_put', 'INSERT INTO "Setting" ("key", "value") VALUES ($1, $2) ON CONFLICT ("key") DO UPDATE SET "value" = $2', [SETTING, JSON.stringify({ kind, customer, keyCipher })])
}

/** Whoever the shop asks where its parcels are. */
export async function carrierOf(ctx: Pick<TxCtx, 'sql'>): Promise<Carrier> {
  const { kind, customer, keyCipher } = await stored(ctx)
  if (kind === 'simulator') return simulatedCarrier
  return kind === 'kuaidi100' ? kuaidi100Carrier({ customer, key: decrypt(secretKey(), keyCipher) }) : NOBODY
}
