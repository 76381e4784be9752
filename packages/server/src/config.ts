import process from 'node:process'
import path from 'node:path'
import { z } from 'zod'

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')
const DEFAULT_PORT = 3000

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(DEFAULT_PORT),
  HOST: z.string().default('0.0.0.0'),
  /** Where shoppers reach the shop, for links in mails; made from the port when not set. */
  BASE_URL: z.url().optional(),
  /** Any PostgreSQL 15 or newer; without it an embedded one runs in DATA_DIR. */
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  DATA_DIR: z.string().default('data'),
  /** 64 hex digits; without it a key file with mode 600 is made in DATA_DIR. */
  SECRETS_KEY: z.string().regex(/^[0-9a-f]{64}$/i).optional(),
  /** Addresses of the proxies whose X-Forwarded-* headers count, comma separated. */
  TRUSTED_PROXIES: z.string().default(''),
  ALLOW_SANDBOX_PAY: flag.default(false),
  GATEWAY_ALLOW_HTTP: flag.optional(),
  /** Lets callers of the CareyShop convention ask where a call failed. Never in production. */
  API_DEBUG: flag.default(false),
  /** Lets webhooks go to this machine and its networks, and over plain HTTP: for development and tests. */
  WEBHOOKS_ALLOW_LOCAL: flag.default(false),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Where several servers count the gateway's rates together; the database without it. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
})

export interface Config {
  environment: 'development' | 'production' | 'test'
  isProduction: boolean
  port: number
  host: string
  baseUrl: string | null
  databaseUrl: string | null
  databasePool: number
  dataDir: string
  secretsKey: string | null
  trustedProxies: string[]
  hasSandboxPay: boolean
  gatewayAllowsHttp: boolean
  hasApiDebug: boolean
  redisUrl: string | null
  webhooksAllowLocal: boolean
  logLevel: string
  s3: { endpoint: string, bucket: string, region: string, accessKey: string, secretKey: string } | null
}

/** The environment, checked once. A bad value names its variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const values = parsed.data
  const isProduction = values.NODE_ENV === 'production'
  if (isProduction && values.API_DEBUG) throw new Error('API_DEBUG: not in production')
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY } = values
  return {
    environment: values.NODE_ENV,
    isProduction,
    port: values.PORT,
    host: values.HOST,
    baseUrl: values.BASE_URL?.replace(/\/$/, '') ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    databasePool: values.DATABASE_POOL,
    dataDir: path.resolve(values.DATA_DIR),
    secretsKey: values.SECRETS_KEY ?? null,
    trustedProxies: values.TRUSTED_PROXIES.split(',').map((entry) => entry.trim()).filter(Boolean),
    hasSandboxPay: !isProduction || values.ALLOW_SANDBOX_PAY,
    hasApiDebug: values.API_DEBUG,
    webhooksAllowLocal: values.WEBHOOKS_ALLOW_LOCAL,
    gatewayAllowsHttp: values.GATEWAY_ALLOW_HTTP ?? !isProduction,
    redisUrl: values.REDIS_URL ?? null,
    logLevel: values.LOG_LEVEL,
    s3: S3_ENDPOINT && S3_BUCKET && S3_ACCESS_KEY && S3_SECRET_KEY
      ? { endpoint: S3_ENDPOINT, bucket: S3_BUCKET, region: values.S3_REGION, accessKey: S3_ACCESS_KEY, secretKey: S3_SECRET_KEY }
      : null,
  }
}
