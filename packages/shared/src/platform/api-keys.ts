import { randomInt } from 'node:crypto'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { tokenHash } from '../secrets/index.ts'
import { audit } from '../staff/index.ts'
import { iso } from '../time/index.ts'
import { getApp } from './apps.ts'

const PREFIX = 'wjx_'
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const RANDOM_LENGTH = 40
const ENDING_LENGTH = 4
const MAX_KEYS = 20

/** What a key may be allowed: never more than its app. */
export const API_KEY_SCOPES = ['survey'] as const

export interface ApiKeyForm {
  appId: number
  name: string
  scopes: string[]
  /** ISO time, '' for a key that stays good. */
  expiresAt: string
}

/** A key as screens show it: enough to tell it from others. */
export interface ApiKeyView {
  id: number
  name: string
  ending: string
  scopes: string[]
  expiresAt: string
  revokedAt: string
  lastUsedAt: string
  createdAt: string
}

interface Row extends Omit<ApiKeyView, 'expiresAt' | 'revokedAt' | 'lastUsedAt' | 'createdAt'>, Record<string, unknown> {
  expiresAt: Date | null
  revokedAt: Date | null
  lastUsedAt: Date | null
  createdAt: Date
}

function view({ id, name, ending, scopes, expiresAt, revokedAt, lastUsedAt, createdAt }: Row): ApiKeyView {
  return { id, name, ending, scopes, expiresAt: iso(expiresAt), revokedAt: iso(revokedAt), lastUsedAt: iso(lastUsedAt), createdAt: iso(createdAt) }
}

function newKey(): string {
  return PREFIX + Array.from({ length: RANDOM_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

const COLUMNS = '"id", "name", "ending", "scopes", "expiresAt", "revokedAt", "lastUsedAt", "createdAt"'
const LIST = `SELECT ${COLUMNS} FROM "AppApiKey" WHERE "appId" = $1 ORDER BY "id" DESC`
const PUT = `
INSERT INTO "AppApiKey" ("appId", "name", "keyHash", "ending", "scopes", "expiresAt", "createdAt")
SELECT $1, $2, $3, $4, $5, $6, $7 WHERE (SELECT count(*) FROM "AppApiKey" WHERE "appId" = $1 AND "revokedAt" IS NULL) < ${MAX_KEYS} RETURNING ${COLUMNS}`
const REVOKE = `UPDATE "AppApiKey" SET "revokedAt" = $3 WHERE "id" = $1 AND "appId" = $2 AND "revokedAt" IS NULL RETURNING ${COLUMNS}`

export async function listApiKeys(ctx: Ctx, appId: number): Promise<ApiKeyView[]> {
  await getApp(ctx, appId)
  return (await ctx.sql.rows<Row>('api_keys', LIST, [appId])).map(view)
}

export interface IssuedApiKey {
  apiKey: ApiKeyView
  /** Shown this once: only its digest is kept. */
  key: string
}

function checkForm(ctx: TxCtx, { name, scopes, expiresAt }: ApiKeyForm): void {
  if (name.trim() === '') throw new ShopError('FIELD_REQUIRED', { field: 'name' })
  const known: readonly string[] = API_KEY_SCOPES
  if (scopes.length === 0 || !scopes.every((scope) => known.includes(scope))) throw new ShopError('PARAM_INVALID', { field: 'scopes' })
  if (expiresAt !== '' && new Date(expiresAt) <= ctx.now) throw new ShopError('PARAM_INVALID', { field: 'expiresAt' })
}

/** A new key of an app of the caller's. */
export async function createApiKey(ctx: Ctx, form: ApiKeyForm): Promise<IssuedApiKey> {
  checkForm(ctx, form)
  const app = await getApp(ctx, form.appId)
  const key = newKey()
  const row = await inTransaction(ctx, async (tx) => {
    const values = [app.id, form.name.trim(), tokenHash(key), key.slice(-ENDING_LENGTH), [...new Set(form.scopes)], form.expiresAt === '' ? null : new Date(form.expiresAt), tx.now]
    const put = await tx.sql.row<Row>('api_key_put', PUT, values)
    if (!put) throw new ShopError('LIMIT_REACHED', { limit: MAX_KEYS })
    await audit(tx, { action: 'app.addKey', targetKind: 'app', targetId: app.id, targetName: app.name, after: { name: put.name, ending: put.ending, scopes: put.scopes, expiresAt: iso(put.expiresAt) } })
    return put
  })
  return { apiKey: view(row), key }
}

/** Ends a key at once and for good. */
export async function revokeApiKey(ctx: Ctx, { appId, id }: { appId: number, id: number }): Promise<void> {
  const app = await getApp(ctx, appId)
  await inTransaction(ctx, async (tx) => {
    const row = await tx.sql.row<Row>('api_key_revoke', REVOKE, [id, app.id, tx.now])
    if (!row) throw new ShopError('NOT_FOUND')
    await audit(tx, { action: 'app.revokeKey', targetKind: 'app', targetId: app.id, targetName: app.name, before: { name: row.name, ending: row.ending } })
  })
}

const FORM = new RegExp(`^${PREFIX}[A-Za-z0-9]{${RANDOM_LENGTH}}$`)
const FIND = `SELECT k."id", k."scopes", a."key" AS "appKey" FROM "AppApiKey" k JOIN "App" a ON a."id" = k."appId"
  WHERE k."keyHash" = $1 AND k."revokedAt" IS NULL AND (k."expiresAt" IS NULL OR k."expiresAt" > $2)`

export interface KnownApiKey { id: number, appKey: string, scopes: string[] }

/** The app a key that is good now belongs to; null for every other text. */
export async function findApiKey({ sql, now }: Pick<TxCtx, 'sql' | 'now'>, key: string): Promise<KnownApiKey | null> {
  if (!FORM.test(key)) return null
  return sql.row<KnownApiKey & Record<string, unknown>>('api_key_find', FIND, [tokenHash(key), now])
}

const TOUCH = `UPDATE "AppApiKey" SET "lastUsedAt" = t."at" FROM unnest($1::int[], $2::timestamptz[]) AS t("id", "at")
  WHERE "AppApiKey"."id" = t."id" AND ("lastUsedAt" IS NULL OR "lastUsedAt" < t."at")`

/** Notes when keys were last used; called in batches. */
export async function touchApiKeys(sql: TxCtx['sql'], uses: ReadonlyMap<number, Date>): Promise<void> {
  if (uses.size > 0) await sql.run('api_keys_touch', TOUCH, [[...uses.keys()], [...uses.values()]])
}
