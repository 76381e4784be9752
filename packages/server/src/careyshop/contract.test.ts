import { hash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { openCareyWorld, refused } from './testing/carey-world.ts'
import { DEFINITIONS } from './index.ts'

/** What holds for every method there is, taken from the methods themselves. */
const carey = openCareyWorld()
const METHODS = DEFINITIONS.map(({ facts }) => facts)
const SIGNED = METHODS.filter(({ auth }) => auth === 'required')
const OPEN = METHODS.filter(({ auth }) => auth !== 'required')
const EXPIRED_SECONDS = 601
/** Whose calls a method takes. */
const tokens: Record<'admin' | 'user', string> = { admin: '', user: '' }

async function tokenOf(controller: 'admin' | 'user', name: string): Promise<string> {
  const { data, message } = await carey.call(controller, `login.${controller}.user`, { username: name, password: 'teapot of yixing', platform: 'contract' })
  const pair: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'token') : null
  if (typeof pair !== 'object' || pair === null) throw new Error(message)
  return String(Reflect.get(pair, 'token'))
}

const tokenFor = ({ who }: typeof METHODS[number]): string => tokens[who[0] ?? 'user']
/** The parameters a method refuses to be called without. */
const neededOf = ({ params }: typeof METHODS[number]): string[] => Object.entries(params.shape).filter(([, kind]) => !kind.safeParse(undefined).success).map(([name]) => name)

let callers = 0

/** Sends a call whose public parameters are not as they should be, each from somewhere else: guessing from one place is stopped. */
async function sendRaw(controller: string, params: Record<string, unknown>): Promise<{ status: number, message: string }> {
  const reply = await carey.world.app.inject({ method: 'POST', url: `/api/v1/${controller}`, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(params), remoteAddress: `10.8.${++callers >> 8 & 255}.${callers & 255}` })
  const { status, message } = JSON.parse(reply.body)
  return { status, message }
}

function signed(params: Record<string, string | number>): Record<string, unknown> {
  const { secret } = carey.world.programs.plain
  const text = Object.keys(params).sort().map((name) => name + String(params[name])).join('')
  return { ...params, sign: hash('md5', secret + text + secret) }
}

beforeAll(async () => {
  await carey.member(['*'])
  tokens.admin = await tokenOf('admin', 'carey-1')
  tokens.user = await tokenOf('user', carey.world.user.name)
})

describe('the methods', () => {
  it('are each there once, and each says who may call it', () => {
    const names = METHODS.map(({ controller, name }) => `${controller} ${name}`)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, auth, who } of METHODS) expect([name, auth === 'required' ? who.length > 0 : true]).toEqual([name, true])
    // Whoever writes for the staff needs a right; what a member does to himself needs none, and signing up asks for it where a member does it.
    const free = METHODS.filter(({ who, write, permission, controller }) => write && who.includes('admin') && permission === null && controller !== 'admin' && controller !== 'upload').map(({ name }) => name)
    expect(free.filter((name) => !name.includes('.message.user.'))).toEqual(['add.user.item'])
  })

  it.each(SIGNED.map((facts) => [facts.name, facts] as const))('%s is signed: nobody, a wrong sign and an old time are refused', async (_name, facts) => {
    const before = await carey.world.rows()
    const { key } = carey.world.programs.plain
    const call = { appkey: key, method: facts.name, token: tokenFor(facts), timestamp: Math.floor(Date.now() / 1000) }
    expect(await carey.guest(facts.controller, facts.name)).toMatchObject(refused(403, '权限不足'))
    expect(await sendRaw(facts.controller, { ...call, token: 'f'.repeat(32), sign: 'f'.repeat(32) })).toEqual({ status: 401, message: '未授权或授权已过期' })
    expect(await sendRaw(facts.controller, { ...call, sign: 'f'.repeat(32) })).toEqual({ status: 500, message: 'sign错误' })
    expect(await sendRaw(facts.controller, call)).toEqual({ status: 500, message: 'sign不存在' })
    expect(await sendRaw(facts.controller, signed({ ...call, timestamp: call.timestamp - EXPIRED_SECONDS }))).toEqual({ status: 500, message: 'timestamp已过期' })
    for (const kind of ['admin', 'user'] as const) {
      if (!facts.who.includes(kind)) expect(await carey.call(facts.controller, facts.name, {}, { token: tokens[kind] })).toMatchObject(refused(403, '权限不足'))
    }
    expect(await carey.world.rows()).toEqual(before)
  })

  it.each(METHODS.filter((facts) => neededOf(facts).length > 0).map((facts) => [facts.name, facts] as const))('%s names what is missing, and changes nothing', async (_name, facts) => {
    const before = await carey.world.rows()
    const needsToken = facts.auth === 'required'
    const answer = await carey.call(facts.controller, facts.name, {}, needsToken ? { token: tokenFor(facts) } : {})
    expect(answer).toMatchObject({ status: 500, message: `缺少参数 ${neededOf(facts)[0] ?? ''}`, data: null })
    expect(await carey.world.rows()).toEqual(before)
  })

  it.each(OPEN.map((facts) => [facts.name, facts] as const))('%s is open: no sign is asked, a dead token is told', async (_name, facts) => {
    const answer = await carey.guest(facts.controller, facts.name)
    expect([200, 500]).toContain(facts.isFile && answer.status === 0 ? answer.httpStatus : answer.status)
    expect(answer.message).not.toMatch(/^sign|权限|未知异常/)
    expect(await sendRaw(facts.controller, { method: facts.name, token: 'f'.repeat(32) })).toEqual({ status: 401, message: '未授权或授权已过期' })
  })
})
