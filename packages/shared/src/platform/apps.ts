import { randomBytes, randomInt } from 'node:crypto'
import { isIP } from 'node:net'
import { type Actor, type Ctx, inPrismaTransaction, type PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { encrypt, overlapEnd } from '../secrets/index.ts'
import { audit } from '../staff/index.ts'
import { iso } from '../time/index.ts'
import { forgetApps, type PlatformPorts } from './app-lookup.ts'
import { type AppRates, ratesOf } from './app-rates.ts'

const KEY_DIGITS = 8
const KEY_TRIES = 10
const SECRET_BYTES = 16

/** What an app may be allowed beyond the public methods: a merchant's own, and the form dialect's. */
export const APP_SCOPES = ['merchant', 'survey'] as const

export interface AppForm {
  name: string
  needsCaptcha: boolean
  scopes: string[]
  ipList: string[]
  rates: AppRates
}

/** What a save may also say of an app. */
export interface AppInput extends AppForm {
  isEnabled?: boolean
}

/** An app as screens show it. That there is a secret is all they learn of it. */
export interface AppView extends AppForm {
  id: number
  key: string
  sellerId: number
  isEnabled: boolean
  createdAt: string
  lastUsedAt: string
  /** When a call was last signed with the present secret. */
  secretUsedAt: string
  /** Until when the secret before it is good as well, '' when it is not; and when it was last used. */
  oldSecretUntil: string
  oldSecretUsedAt: string
}

interface AppRow extends Omit<AppView, 'rates' | 'createdAt' | 'lastUsedAt' | 'secretUsedAt' | 'oldSecretUntil' | 'oldSecretUsedAt'> {
  rates: unknown
  createdAt: Date
  lastUsedAt: Date | null
  secretCipher: string
  secretUsedAt: Date | null
  oldSecretUntil: Date | null
  oldSecretUsedAt: Date | null
}

export function appView(row: AppRow, now: Date): AppView {
  const { id, key, name, sellerId, isEnabled, needsCaptcha, scopes, ipList } = row
  const isOldGood = row.oldSecretUntil !== null && row.oldSecretUntil > now
  return {
    id, key, name, sellerId, isEnabled, needsCaptcha, scopes, ipList,
    rates: ratesOf(row.rates),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: iso(row.lastUsedAt),
    secretUsedAt: iso(row.secretUsedAt),
    oldSecretUntil: isOldGood ? iso(row.oldSecretUntil) : '',
    oldSecretUsedAt: isOldGood ? iso(row.oldSecretUsedAt) : '',
  }
}

/** A seller's member sees the seller's apps, one of the platform (seller 0) sees all. */
export function ownApps(actor: Actor): { isDeleted: false, sellerId?: number } {
  const sellerId = actor.kind === 'staff' ? actor.sellerId : 0
  return sellerId === 0 ? { isDeleted: false } : { isDeleted: false, sellerId }
}

function newAppKey(): string {
  return Array.from({ length: KEY_DIGITS }, () => String(randomInt(1, 10))).join('')
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('hex')
}

/** `203.0.113.24`, `2001:db8::1`, or a network such as `10.0.0.0/8`. */
function isAddress(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

function checked(form: AppInput): AppInput {
  const name = form.name.trim()
  if (name === '') throw new ShopError('FIELD_REQUIRED', { field: 'name' })
  const ipList = [...new Set(form.ipList.map((entry) => entry.trim()).filter(Boolean))]
  if (!ipList.every(isAddress)) throw new ShopError('PARAM_INVALID', { field: 'ipList' })
  const known: readonly string[] = APP_SCOPES
  if (!form.scopes.every((scope) => known.includes(scope))) throw new ShopError('PARAM_INVALID', { field: 'scopes' })
  return { ...form, name, ipList, scopes: [...new Set(form.scopes)] }
}

export interface IssuedApp {
  app: AppView
  /** Shown this once. */
  secret: string
}

async function freeKey(tx: PrismaTxCtx): Promise<string> {
  for (let tried = 0; tried < KEY_TRIES; tried++) {
    const key = newAppKey()
    if (!await tx.db.app.findUnique({ where: { key }, select: { id: true } })) return key
  }
  throw new Error('no free app key')
}

/** A new app with its key and secret; `sellerId` is the acting member's. */
export async function createApp(ctx: Ctx, form: AppInput, ports: PlatformPorts): Promise<IssuedApp> {
  const data = checked(form)
  const secret = newSecret()
  const sellerId = ctx.actor.kind === 'staff' ? ctx.actor.sellerId : 0
  const row = await inPrismaTransaction(ctx, async (tx) => {
    const key = await freeKey(tx)
    const created = await tx.db.app.create({ data: { ...data, key, sellerId, secretCipher: encrypt(ports.secretsKey, secret), createdAt: tx.now } })
    await audit(tx, { action: 'app.create', targetKind: 'app', targetId: created.id, targetName: data.name, after: { ...data, key } })
    return created
  })
  forgetApps()
  return { app: appView(row, ctx.now), secret }
}

async function ownApp(tx: PrismaTxCtx, id: number): Promise<AppRow> {
  await tx.sql.rows('platform_lock_app', 'SELECT "id" FROM "App" WHERE "id" = $1 FOR UPDATE', [id])
  const row = await tx.db.app.findFirst({ where: { id, ...ownApps(tx.actor) } })
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

function formOf(row: AppRow): AppForm {
  return { name: row.name, needsCaptcha: row.needsCaptcha, scopes: row.scopes, ipList: row.ipList, rates: ratesOf(row.rates) }
}

export async function updateApp(ctx: Ctx, id: number, form: AppInput): Promise<AppView> {
  const data = checked(form)
  const row = await inPrismaTransaction(ctx, async (tx) => {
    const before = await ownApp(tx, id)
    const after = await tx.db.app.update({ where: { id }, data })
    await audit(tx, { action: 'app.update', targetKind: 'app', targetId: id, targetName: data.name, before: { ...formOf(before), isEnabled: before.isEnabled }, after: { ...formOf(after), isEnabled: after.isEnabled } })
    return after
  })
  forgetApps()
  return appView(row, ctx.now)
}

async function changeEnabled(tx: PrismaTxCtx, id: number, isEnabled: boolean): Promise<AppRow> {
  const before = await ownApp(tx, id)
  const after = await tx.db.app.update({ where: { id }, data: { isEnabled } })
  await audit(tx, { action: isEnabled ? 'app.enable' : 'app.disable', targetKind: 'app', targetId: id, targetName: before.name, before: { isEnabled: before.isEnabled }, after: { isEnabled } })
  return after
}

export async function setAppEnabled(ctx: Ctx, id: number, isEnabled: boolean): Promise<AppView> {
  const row = await inPrismaTransaction(ctx, (tx) => changeEnabled(tx, id, isEnabled))
  forgetApps()
  return appView(row, ctx.now)
}

/** What several apps are changed to at once. */
export type AppsChange = { kind: 'enable' | 'disable' | 'delete' } | { kind: 'captcha', needsCaptcha: boolean }

async function changeCaptcha(tx: PrismaTxCtx, id: number, needsCaptcha: boolean): Promise<void> {
  const before = await ownApp(tx, id)
  const after = await tx.db.app.update({ where: { id }, data: { needsCaptcha } })
  await audit(tx, { action: 'app.update', targetKind: 'app', targetId: id, targetName: before.name, before: formOf(before), after: formOf(after) })
}

/** All of them, or none when one is not the caller's. */
export async function changeApps(ctx: Ctx, ids: readonly number[], change: AppsChange): Promise<void> {
  const inOrder = [...new Set(ids)].sort((a, b) => a - b) // so that two such changes do not wait for each other
  await inPrismaTransaction(ctx, async (tx) => {
    for (const id of inOrder) {
      if (change.kind === 'captcha') await changeCaptcha(tx, id, change.needsCaptcha)
      else if (change.kind === 'delete') await markDeleted(tx, id)
      else await changeEnabled(tx, id, change.kind === 'enable')
    }
  })
  forgetApps()
}

/** A new secret takes the place of the old one, which lives on beside it for so many hours: 0 ends it at once, as it ends one before it. */
export async function resetAppSecret(ctx: Ctx, id: number, ports: PlatformPorts, overlapHours = 0): Promise<IssuedApp> {
  const secret = newSecret()
  const until = overlapEnd(ctx.now, overlapHours)
  const row = await inPrismaTransaction(ctx, async (tx) => {
    const before = await ownApp(tx, id)
    const after = await tx.db.app.update({
      where: { id },
      data: { secretCipher: encrypt(ports.secretsKey, secret), secretUsedAt: null, oldSecretCipher: until ? before.secretCipher : '', oldSecretUntil: until, oldSecretUsedAt: until ? before.secretUsedAt : null },
    })
    await audit(tx, { action: 'app.resetSecret', targetKind: 'app', targetId: id, targetName: before.name, ...until ? { after: { oldUntil: iso(until) } } : {} })
    return after
  })
  forgetApps()
  return { app: appView(row, ctx.now), secret }
}

async function markDeleted(tx: PrismaTxCtx, id: number): Promise<void> {
  const before = await ownApp(tx, id)
  await tx.db.app.update({ where: { id }, data: { isDeleted: true, isEnabled: false } })
  await audit(tx, { action: 'app.delete', targetKind: 'app', targetId: id, targetName: before.name, before: { ...formOf(before), key: before.key } })
}

/** Its key is never given out again, its calls stay in the log. */
export async function deleteApp(ctx: Ctx, id: number): Promise<void> {
  await inPrismaTransaction(ctx, (tx) => markDeleted(tx, id))
  forgetApps()
}

/** Whether another app that is not deleted has the name. */
export async function isAppNameTaken({ db }: Ctx, name: string, exceptId: number): Promise<boolean> {
  return await db.app.count({ where: { name: name.trim(), isDeleted: false, id: { not: exceptId } } }) > 0
}

export async function getApp(ctx: Ctx, id: number): Promise<AppView> {
  const row = await ctx.db.app.findFirst({ where: { id, ...ownApps(ctx.actor) } })
  if (!row) throw new ShopError('NOT_FOUND')
  return appView(row, ctx.now)
}

export async function listApps(ctx: Ctx): Promise<AppView[]> {
  const rows = await ctx.db.app.findMany({ where: ownApps(ctx.actor), orderBy: { id: 'desc' } })
  return rows.map((row) => appView(row, ctx.now))
}
