import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { appByKey, createApp, deleteApp, listApps, resetAppSecret, setAppEnabled, touchApps, updateApp } from './index.ts'

const test = testDatabase()
const ports = { secretsKey: randomBytes(32) }
const NOW = new Date('2026-03-18T08:00:00Z')
const staff = (sellerId = 0): Actor => ({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions: ['*'], ip: '' })
const ctx = (sellerId = 0) => test.ctx(staff(sellerId), NOW)
const FORM = { name: '门店收银同步', needsCaptcha: false, scopes: ['merchant'], ipList: ['203.0.113.24', ' 10.0.0.0/8 '], rates: {} }

beforeEach(() => test.db.$executeRaw`TRUNCATE "App", "AuditEntry" CASCADE`)

describe('an app', () => {
  it('has a key of eight digits 1 to 9 and a secret of 32 hex digits that is only kept encrypted', async () => {
    const { app, secret } = await createApp(ctx(), FORM, ports)

    expect(app.key).toMatch(/^[1-9]{8}$/)
    expect(secret).toMatch(/^[0-9a-f]{32}$/)
    expect(app).toMatchObject({ name: '门店收银同步', ipList: ['203.0.113.24', '10.0.0.0/8'], isEnabled: true, createdAt: '2026-03-18T08:00:00.000Z', lastUsedAt: '' })
    expect(JSON.stringify(await test.db.app.findMany())).not.toContain(secret)
    expect(JSON.stringify(await test.db.auditEntry.findMany())).not.toContain(secret)
    expect(await appByKey(ctx(), app.key, ports)).toMatchObject({ id: app.id, key: app.key, secret, isEnabled: true, isDeleted: false, scopes: ['merchant'], rates: {}, sellerId: 0 })
  })

  it('is unknown for a key nobody has or that is none', async () => {
    expect(await appByKey(ctx(), '99999999', ports)).toBeNull()
    expect(await appByKey(ctx(), '1234', ports)).toBeNull()
    expect(await appByKey(ctx(), '\'; --', ports)).toBeNull()
  })

  it('a change counts with the next call', async () => {
    const { app, secret } = await createApp(ctx(), FORM, ports)
    await appByKey(ctx(), app.key, ports)

    await setAppEnabled(ctx(), app.id, false)
    expect(await appByKey(ctx(), app.key, ports)).toMatchObject({ isEnabled: false })
    const { secret: fresh } = await resetAppSecret(ctx(), app.id, ports)
    expect(fresh).not.toBe(secret)
    expect(await appByKey(ctx(), app.key, ports)).toMatchObject({ secret: fresh })
    await updateApp(ctx(), app.id, { ...FORM, rates: { write: { perSecond: 0, burst: 0 } } })
    expect(await appByKey(ctx(), app.key, ports)).toMatchObject({ rates: { write: { perSecond: 0, burst: 0 } } })
    await deleteApp(ctx(), app.id)
    expect(await appByKey(ctx(), app.key, ports)).toMatchObject({ isDeleted: true, isEnabled: false })
    expect(await listApps(ctx())).toEqual([])
    expect((await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => row.action)).toEqual(['app.create', 'app.disable', 'app.resetSecret', 'app.update', 'app.delete'])
  })

  it('that another server changed is read again after a second', async () => {
    const { app } = await createApp(ctx(), FORM, ports)
    await appByKey(ctx(), app.key, ports)
    await test.db.app.update({ where: { id: app.id }, data: { isEnabled: false } })

    expect(await appByKey(ctx(), app.key, ports)).toMatchObject({ isEnabled: true })
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(await appByKey(ctx(), app.key, ports)).toMatchObject({ isEnabled: false })
  })

  it.each([
    ['an address that is none', { ipList: ['203.0.113.256'] }, 'ipList'],
    ['a network too wide', { ipList: ['10.0.0.0/33'] }, 'ipList'],
    ['a scope nobody knows', { scopes: ['root'] }, 'scopes'],
  ])('is not made with %s', async (_case, change, field) => {
    await expect(createApp(ctx(), { ...FORM, ...change }, ports)).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field } })
  })

  it('belongs to its seller', async () => {
    const { app } = await createApp(ctx(7), FORM, ports)

    expect(app.sellerId).toBe(7)
    expect(await listApps(ctx(8))).toEqual([])
    expect(await listApps(ctx())).toHaveLength(1)
    await expect(resetAppSecret(ctx(8), app.id, ports)).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('remembers its latest use', async () => {
    const { app } = await createApp(ctx(), FORM, ports)
    await touchApps(test.sql, new Map([[app.id, { present: NOW }]]))
    await touchApps(test.sql, new Map([[app.id, { none: new Date('2026-03-18T07:00:00Z') }]]))

    expect((await listApps(ctx()))[0]).toMatchObject({ lastUsedAt: '2026-03-18T08:00:00.000Z', secretUsedAt: '2026-03-18T08:00:00.000Z' })
  })

  it('has two secrets for as long as is asked for, and remembers when each was used', async () => {
    const { app, secret } = await createApp(ctx(), FORM, ports)
    await touchApps(test.sql, new Map([[app.id, { present: NOW }]]))

    const { secret: fresh, app: changed } = await resetAppSecret(ctx(), app.id, ports, 48)
    const until = new Date('2026-03-20T08:00:00Z')
    expect(changed).toMatchObject({ secretUsedAt: '', oldSecretUntil: until.toISOString(), oldSecretUsedAt: NOW.toISOString() })
    expect(await appByKey(ctx(), app.key, ports)).toMatchObject({ secret: fresh, oldSecret: secret, oldSecretUntil: until })

    const later = new Date('2026-03-19T08:00:00Z')
    await touchApps(test.sql, new Map([[app.id, { present: NOW, old: later }]]))
    expect((await listApps(ctx()))[0]).toMatchObject({ lastUsedAt: later.toISOString(), secretUsedAt: NOW.toISOString(), oldSecretUsedAt: later.toISOString() })
    expect((await listApps(test.ctx(staff(), until)))[0]).toMatchObject({ oldSecretUntil: '', oldSecretUsedAt: '' })

    await resetAppSecret(ctx(), app.id, ports)
    expect(await appByKey(ctx(), app.key, ports)).toMatchObject({ oldSecret: '', oldSecretUntil: null })
    await expect(resetAppSecret(ctx(), app.id, ports, 721)).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'overlapHours' } })
  })
})
