import type { TxCtx } from '../database/index.ts'
import type { Channel, Language } from './templates.ts'
import { z } from 'zod'
import { ShopError } from '../errors/index.ts'
import { decrypt, encrypt } from '../secrets/index.ts'

const MAX_PORT = 65_535
const SMTPS_PORT = 465
const line = z.string().trim().max(255)

const Smtp = z.object({
  host: line.default(''),
  port: z.int().min(1).max(MAX_PORT).default(SMTPS_PORT),
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  isSecure: z.boolean().default(true),
  user: line.default(''),
  password: line.default(''),
  from: line.default(''),
})

const Aliyun = z.object({
  endpoint: line.default('https://dysmsapi.aliyuncs.com'),
  accessKeyId: line.default(''),
  accessKeySecret: line.default(''),
  signName: line.default(''),
})

const Settings = z.object({ smtp: Smtp.prefault({}), aliyun: Aliyun.prefault({}) })

export type SmtpSettings = z.output<typeof Smtp>
export type AliyunSettings = z.output<typeof Aliyun>

export const PROVIDERS = { mail: ['log', 'smtp'], sms: ['log', 'aliyun'] } as const satisfies Record<Channel, readonly string[]>
export type Provider = typeof PROVIDERS[Channel][number]

export interface ChannelSettings extends z.output<typeof Settings> {
  provider: Provider
  language: Language
}

export interface SecretsPort { secretsKey: Uint8Array }

interface Row extends Record<string, unknown> { provider: Provider, language: Language, settingsCipher: string }

const READ = 'SELECT "provider", "language", "settingsCipher" FROM "MessageChannel" WHERE "channel" = $1'

/** How a channel sends. Without a row of its own it only writes to the log. */
export async function channelSettings(ctx: Pick<TxCtx, 'sql'>, channel: Channel, { secretsKey }: SecretsPort): Promise<ChannelSettings> {
  const row = await ctx.sql.row<Row>('channel_read', READ, [channel])
  const stored: unknown = row?.settingsCipher ? JSON.parse(decrypt(secretsKey, row.settingsCipher)) : {}
  return { ...Settings.parse(stored), provider: row?.provider ?? 'log', language: row?.language ?? 'zh-CN' }
}

/** What a merchant sees: the secrets are stored, what they are is not told. */
export interface ChannelView {
  channel: Channel
  provider: Provider
  language: Language
  smtp: Omit<SmtpSettings, 'password'> & { hasPassword: boolean }
  aliyun: Omit<AliyunSettings, 'accessKeySecret'> & { hasAccessKeySecret: boolean }
}

export async function channelForStaff(ctx: Pick<TxCtx, 'sql'>, channel: Channel, port: SecretsPort): Promise<ChannelView> {
  const { provider, language, smtp: { password, ...smtp }, aliyun: { accessKeySecret, ...aliyun } } = await channelSettings(ctx, channel, port)
  return { channel, provider, language, smtp: { ...smtp, hasPassword: password !== '' }, aliyun: { ...aliyun, hasAccessKeySecret: accessKeySecret !== '' } }
}

/** A secret left empty stays as it is. */
export interface ChannelForm {
  channel: Channel
  provider: Provider
  language: Language
  smtp: SmtpSettings
  aliyun: AliyunSettings
}

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** A provider that is chosen has everything it needs to send. */
function refuseIncomplete({ provider, smtp, aliyun }: ChannelSettings): void {
  const needed: [field: string, isThere: boolean][] = provider === 'smtp'
    ? [['smtp.host', smtp.host !== ''], ['smtp.from', smtp.from.includes('@')]]
    : provider === 'aliyun'
      ? [['aliyun.endpoint', isWebAddress(aliyun.endpoint)], ['aliyun.accessKeyId', aliyun.accessKeyId !== ''], ['aliyun.accessKeySecret', aliyun.accessKeySecret !== ''], ['aliyun.signName', aliyun.signName !== '']]
      : []
  const missing = needed.find(([, isThere]) => !isThere)
  if (missing) throw new ShopError('PARAM_INVALID', { field: missing[0] })
}

const SAVE = `
INSERT INTO "MessageChannel" ("channel", "provider", "language", "settingsCipher", "updatedAt") VALUES ($1, $2, $3, $4, $5)
ON CONFLICT ("channel") DO UPDATE SET "provider" = excluded."provider", "language" = excluded."language", "settingsCipher" = excluded."settingsCipher", "updatedAt" = excluded."updatedAt"`

export async function saveChannel(tx: TxCtx, { channel, provider, language, smtp, aliyun }: ChannelForm, port: SecretsPort): Promise<{ before: ChannelView, after: ChannelView }> {
  const allowed: readonly string[] = PROVIDERS[channel]
  if (!allowed.includes(provider)) throw new ShopError('PARAM_INVALID', { field: 'provider' })
  const [before, kept] = [await channelForStaff(tx, channel, port), await channelSettings(tx, channel, port)]
  const next: ChannelSettings = {
    provider,
    language,
    smtp: { ...Smtp.parse(smtp), password: smtp.password || kept.smtp.password },
    aliyun: { ...Aliyun.parse(aliyun), accessKeySecret: aliyun.accessKeySecret || kept.aliyun.accessKeySecret },
  }
  refuseIncomplete(next)
  const cipher = encrypt(port.secretsKey, JSON.stringify({ smtp: next.smtp, aliyun: next.aliyun }))
  await tx.sql.run('channel_save', SAVE, [channel, provider, language, cipher, tx.now])
  return { before, after: await channelForStaff(tx, channel, port) }
}
