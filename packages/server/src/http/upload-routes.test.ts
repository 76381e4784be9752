import fastifyCookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '@xiaopu/shared/accounts'
import { ERRORS, ShopError } from '@xiaopu/shared/errors'
import type { MediaStorage } from '@xiaopu/shared/media'
import { signIn } from '@xiaopu/shared/staff'
import { testDatabase } from '@xiaopu/shared/testing'
import type { Shop } from '../shop.ts'
import { registerUploads } from './upload-routes.ts'

const test = testDatabase()
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const kept = new Map<string, Buffer>()
const storage: MediaStorage = {
  has: async (key) => kept.has(key),
  put: async (key, bytes) => { kept.set(key, bytes) },
  get: async (key) => kept.get(key) ?? null,
  remove: async (key) => { kept.delete(key) },
}
let app: FastifyInstance
const tokens: Record<string, string> = {}

async function member(name: string, permissions: string[]): Promise<void> {
  const role = await test.db.role.create({ data: { name, permissions } })
  await test.db.staff.create({ data: { name, nameKey: name, displayName: name, passwordHash: await hashPassword('springtea-2026'), roleId: role.id } })
  tokens[name] = (await signIn(test.ctx({ kind: 'guest', appId: 0, ip: '127.0.0.1' }), { name, password: 'springtea-2026' }, { ip: '127.0.0.1', requestId: 'r' })).token
}

function upload(bytes: Buffer, headers: Record<string, string>) {
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="pot.png"\r\nContent-Type: image/png\r\n\r\n'
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')])
  return app.inject({ method: 'POST', url: '/admin/upload', payload, headers: { 'content-type': 'multipart/form-data; boundary=x', ...headers } })
}
const as = (name: string) => ({ 'cookie': `xp_staff=${tokens[name] ?? ''}`, 'x-xiaopu-csrf': '1' })

beforeAll(async () => {
  await member('editor', ['goods.edit'])
  await member('packer', ['orders.ship'])
  app = Fastify()
  app.setErrorHandler((error, _request, reply) => reply.status(error instanceof ShopError ? ERRORS[error.word].http : 500).send({ error: error instanceof ShopError ? error.word : String(error) }))
  await app.register(fastifyCookie)
  await registerUploads(app, { database: test } satisfies Pick<Shop, 'database'>, storage)
})
afterAll(() => app.close())

describe('a picture sent to the admin', () => {
  it('is encoded anew and answered with its two addresses', async () => {
    const answer = await upload(PIXEL, as('editor'))
    expect(answer.json()).toEqual({ url: expect.stringMatching(/^\/media\/goods\/[0-9a-f]{32}-1200\.webp$/), thumbUrl: expect.stringMatching(/^\/media\/goods\/[0-9a-f]{32}-400\.webp$/) })
    expect([...kept.values()].every((bytes) => bytes.subarray(8, 12).toString() === 'WEBP')).toBe(true)
  })

  it('is refused without a session, without the right, and from another site', async () => {
    expect((await upload(PIXEL, { 'x-xiaopu-csrf': '1' })).json()).toEqual({ error: 'SESSION_REQUIRED' })
    expect((await upload(PIXEL, as('packer'))).json()).toEqual({ error: 'FORBIDDEN' })
    expect((await upload(PIXEL, { cookie: as('editor').cookie })).json()).toEqual({ error: 'FORBIDDEN' })
    expect((await upload(PIXEL, { ...as('editor'), 'sec-fetch-site': 'cross-site' })).json()).toEqual({ error: 'FORBIDDEN' })
  })

  it('that is none, or too large, is refused', async () => {
    expect((await upload(Buffer.from('<svg onload="x()"/>'), as('editor'))).json()).toEqual({ error: 'FILE_INVALID' })
    expect((await upload(Buffer.alloc(6 * 1024 * 1024), as('editor'))).json()).toEqual({ error: 'FILE_INVALID' })
    expect((await app.inject({ method: 'POST', url: '/admin/upload', headers: { ...as('editor'), 'content-type': 'application/json' }, payload: {} })).statusCode).toBe(422)
  })
})
