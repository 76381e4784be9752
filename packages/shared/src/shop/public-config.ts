import { createHash } from 'node:crypto'
import { ShopConfig } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from './settings.ts'
import type { ShopSettings } from './settings-schema.ts'

const VERSION_LENGTH = 16
const HUNDRED = 100
const BASIS_POINTS = 10_000

export interface PublicConfig {
  config: Partial<ShopConfig>
  version: string
  serverTime: string
}

function toConfig(settings: ShopSettings): ShopConfig {
  return ShopConfig.parse({
    ...settings,
    lang: 'zh-CN',
    timezone: '+08:00',
    currency: 'CNY',
    currencyFormat: '￥%s',
    pointsScale: HUNDRED / settings.pointsPerYuan,
    marketPriceRate: settings.marketPriceRateBasisPoints / BASIS_POINTS,
    invoiceTypes: settings.invoiceTypes.map(({ name, rateBasisPoints }) => ({ invoiceType: name, rate: rateBasisPoints / HUNDRED })),
    anonymousBuy: false,
  })
}

const known = new WeakMap<ShopSettings, { config: ShopConfig, version: string }>()

function publicPart(settings: ShopSettings): { config: ShopConfig, version: string } {
  const found = known.get(settings)
  if (found) return found
  const config = toConfig(settings)
  const version = createHash('sha256').update(JSON.stringify(config)).digest('hex').slice(0, VERSION_LENGTH)
  const made = { config, version }
  known.set(settings, made)
  return made
}

/** Outside programs name the keys as the wire does. */
const KEYS: ReadonlyMap<string, string> = new Map(Object.entries(ShopConfig.shape).flatMap(([key, field]) => {
  const wireName = field.meta()?.wireName ?? key.replace(/Fen$/, '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return [[key, key], [wireName, key]] as const
}))

/** The settings anybody may read: what ShopConfig names and nothing else. */
export async function publicConfig(ctx: TxCtx, input: { keys?: string[] | undefined, version?: string | undefined }): Promise<PublicConfig> {
  const names = input.keys?.map((key) => {
    const name = KEYS.get(key)
    if (!name) throw new ShopError('PARAM_INVALID', { field: 'keys' })
    return name
  })
  const { config, version } = publicPart(await getSettings(ctx))
  const serverTime = ctx.now.toISOString()
  if (input.version === version) return { config: {}, version, serverTime }
  if (!names || names.length === 0) return { config, version, serverTime }
  return { config: ShopConfig.partial().parse(Object.fromEntries(Object.entries(config).filter(([key]) => names.includes(key)))), version, serverTime }
}
