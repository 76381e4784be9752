import { beforeAll, describe, expect, it } from 'vitest'
import { hashPassword, setUserDisabled } from '@xiaopu/shared/accounts'
import { inTransaction } from '@xiaopu/shared/database'
import { CHINA, openWorld, PASSWORD, PUDONG, SHANGHAI, SHANGHAI_CITY } from '../testing/world.ts'
import { type CareyAnswer, type CareyClient, careyClient } from './testing/carey-client.ts'

const world = openWorld()
let call: CareyClient
let admin = ''

interface Pair { token: string, token_expires: number, refresh: string, refresh_expires: number, group_id: number }

/** The pair a sign-in or a refresh hands out. */
function pairIn({ data, message }: CareyAnswer): Pair {
  if (typeof data !== 'object' || data === null || !('token' in data)) throw new Error(message)
  return data.token as Pair // the tests look at its fields
}

const ok = (data: unknown): object => ({ status: 200, message: 'success', data })
const refused = (status: number, message: string): object => ({ status, message, data: null })

async function aMember(name: string, permissions: string[]): Promise<string> {
  const { db } = world.shop.database
  const role = await db.role.create({ data: { name: `role of ${name}`, permissions } })
  await db.staff.create({ data: { name, nameKey: name, displayName: name, passwordHash: await hashPassword(PASSWORD), roleId: role.id } })
  return name
}

const signIn = (controller: 'admin' | 'user', username: string, platform = 'web', password = PASSWORD): Promise<CareyAnswer> =>
  call(controller, `login.${controller}.user`, { username, password, platform })

beforeAll(async () => {
  call = careyClient(world.app, world.programs.plain)
  admin = pairIn(await signIn('admin', await aMember('shopkeeper', ['*']))).token
})

describe('signing in', () => {
  it('needs an app key and no sign; whoever it is learns nothing of what was wrong', async () => {
    const { name } = await world.person()
    await aMember('disabled', [])
    await world.shop.database.db.staff.update({ where: { nameKey: 'disabled' }, data: { isDisabled: true } })

    expect(await signIn('user', name, 'web', 'not the password')).toMatchObject(refused(500, '账号或密码错误'))
    expect(await signIn('user', 'nobody here')).toMatchObject(refused(500, '账号或密码错误'))
    expect(await signIn('admin', 'disabled')).toMatchObject(refused(500, '账号或密码错误'))
    expect(await call('user', 'login.user.user', { username: name, password: PASSWORD, platform: 'web' }, { app: null })).toMatchObject(refused(500, 'appkey已禁用或不存在'))
    expect(await call('user', 'login.user.user', { username: name, password: PASSWORD })).toMatchObject(refused(500, '缺少参数 platform'))
  })

  it('hands out a token of thirty days and what renews it, kept as digests', async () => {
    const { name, userId } = await world.person()
    const answer = await signIn('user', name)
    const pair = pairIn(answer)

    expect(pair).toMatchObject({ token: expect.stringMatching(/^[0-9a-f]{32}$/), refresh: expect.stringMatching(/^[0-9a-f]{32}$/), group_id: 3 })
    expect(pair.refresh_expires - pair.token_expires).toBe(86_400)
    expect(Math.round((pair.token_expires - Date.now() / 1000) / 86_400)).toBe(30)
    expect(answer.data).toMatchObject({ user: { user_id: userId, username: name, status: 1 } })
    const { db } = world.shop.database
    expect(JSON.stringify([await db.callToken.findMany(), await db.idempotencyRecord.findMany()])).not.toMatch(new RegExp(`${pair.token}|${pair.refresh}`))
  })

  it('once more on a platform ends the older token, those of other platforms stay', async () => {
    const { name, userId } = await world.person()
    const [first, phone, second] = [pairIn(await signIn('user', name)), pairIn(await signIn('user', name, 'phone')), pairIn(await signIn('user', name))]
    const version = (token: string): Promise<CareyAnswer> => call('index', 'get.system.version', {}, { token })

    expect(await version(first.token)).toMatchObject(refused(401, 'token错误'))
    expect(await version(phone.token)).toMatchObject({ status: 200 })
    expect(await version(second.token)).toMatchObject({ status: 200 })

    await inTransaction(world.shop.systemCtx(), (tx) => setUserDisabled(tx, { userId, isDisabled: true }))
    expect(await version(second.token)).toMatchObject(refused(401, 'token错误'))
  })

  it('a refresh gives a new pair and ends the old one; it works once, with its own token alone', async () => {
    const [one, other] = [pairIn(await signIn('user', (await world.person()).name)), pairIn(await signIn('user', (await world.person()).name))]
    const refresh = (token: string, refresh: string): Promise<CareyAnswer> => call('user', 'refresh.user.token', { refresh }, { token })

    expect(await refresh(one.token, other.refresh)).toMatchObject({ status: 401 })
    const fresh = pairIn(await refresh(one.token, one.refresh))
    expect(await refresh(one.token, one.refresh)).toMatchObject(refused(401, 'token错误'))
    expect(await call('user', 'logout.user.user', { client_id: 1 }, { token: fresh.token })).toMatchObject(ok(true))
    expect(await call('user', 'logout.user.user', { client_id: 1 }, { token: fresh.token })).toMatchObject(refused(401, 'token错误'))
  })

  it('staff: the same, with its rights as they are now', async () => {
    const pair = pairIn(await signIn('admin', await aMember('clerk', ['apps.manage'])))
    expect(await call('app', 'get.app.list', {}, { token: pair.token })).toMatchObject({ status: 200 })
    await world.shop.database.db.role.update({ where: { name: 'role of clerk' }, data: { permissions: [] } })
    expect(await call('app', 'get.app.list', {}, { token: pair.token })).toMatchObject(refused(403, '权限不足'))
    const fresh = pairIn(await call('admin', 'refresh.admin.token', { refresh: pair.refresh }, { token: pair.token }))
    expect(await call('admin', 'logout.admin.user', {}, { token: fresh.token })).toMatchObject(ok(true))
    expect(await call('admin', 'logout.admin.user', {}, { token: fresh.token })).toMatchObject(refused(401, 'token错误'))
  })
})

describe('apps', () => {
  const asAdmin = (method: string, params: Record<string, unknown> = {}, more = {}): Promise<CareyAnswer> => call('app', method, params, { token: admin, ...more })

  it('the secret is shown when it is made and masked ever after; a new one ends the old at once', async () => {
    const { data } = await asAdmin('add.app.item', { app_name: '小程序', captcha: 1 })
    expect(data).toEqual({ app_id: expect.any(Number), app_name: '小程序', app_key: expect.any(Number), app_secret: expect.stringMatching(/^[0-9a-f]{32}$/), status: 1, captcha: 1 })
    const made = data as { app_id: number, app_key: number, app_secret: string } // looked at just now
    const known = { key: String(made.app_key), secret: made.app_secret }

    const mask = `${made.app_secret.slice(0, 4)}${'*'.repeat(24)}${made.app_secret.slice(-4)}`
    expect((await asAdmin('get.app.item', { app_id: made.app_id })).data).toMatchObject({ app_secret: mask })
    expect((await asAdmin('get.app.list', { app_name: '小程序' })).data).toEqual([expect.objectContaining({ app_secret: mask })])
    expect(await asAdmin('get.app.list', {}, { app: known })).toMatchObject({ status: 200 })
    const replaced = await asAdmin('replace.app.secret', { app_id: made.app_id }, { app: known })
    expect(await asAdmin('get.app.list', {}, { app: known })).toMatchObject(refused(500, 'sign错误'))
    const { app_secret: secret } = replaced.data as { app_secret: string }
    expect(await asAdmin('get.app.list', {}, { app: { ...known, secret } })).toMatchObject({ status: 200 })

    expect(await asAdmin('set.app.status', { app_id: [made.app_id], status: 0 }, { app: { ...known, secret } })).toMatchObject({ status: 403 })
    expect(await asAdmin('del.app.list', { app_id: [made.app_id] }, { app: { ...known, secret } })).toMatchObject({ status: 403 })
    expect(await asAdmin('del.app.list', { app_id: [made.app_id] })).toMatchObject(ok(true))
    expect(await asAdmin('get.app.list', {}, { app: { ...known, secret } })).toMatchObject(refused(500, 'appkey已禁用或不存在'))
    expect(await asAdmin('get.app.item', { app_id: made.app_id })).toMatchObject(ok(null))
    const told = await world.shop.database.db.auditEntry.findMany({ where: { targetId: String(made.app_id) }, orderBy: { id: 'asc' } })
    expect(told.map(({ action, staffName }) => `${staffName} ${action}`)).toEqual(['shopkeeper app.create', 'shopkeeper app.resetSecret', 'shopkeeper app.delete'])
  })

  it('names stand once; several are changed together or not at all', async () => {
    const id = async (name: string): Promise<number> => (((await asAdmin('add.app.item', { app_name: name })).data) as { app_id: number }).app_id
    const [a, b] = [await id('甲'), await id('乙')]
    expect(await asAdmin('add.app.item', { app_name: '甲' })).toMatchObject(refused(500, '应用名称已存在'))
    expect(await asAdmin('unique.app.name', { app_name: '甲' })).toMatchObject(refused(500, '应用名称已存在'))
    expect(await asAdmin('unique.app.name', { app_name: '甲', exclude_id: a })).toMatchObject(ok(true))
    expect(await asAdmin('set.app.item', { app_id: b, app_name: '甲' })).toMatchObject(refused(500, '应用名称已存在'))
    expect(await asAdmin('set.app.item', { app_id: b, status: 0, app_name: '丙' })).toMatchObject(ok({ app_id: b, app_name: '丙', status: 0, captcha: 0, app_key: expect.any(Number), app_secret: expect.any(String) }))

    expect(await asAdmin('set.app.captcha', { app_id: [a, 999_999], captcha: 1 })).toMatchObject(refused(500, '记录不存在'))
    expect((await asAdmin('get.app.item', { app_id: a })).data).toMatchObject({ captcha: 0 })
    expect(await asAdmin('set.app.captcha', { app_id: [a, b], captcha: 1 })).toMatchObject(ok(true))
    expect((await asAdmin('get.app.item', { app_id: a })).data).toMatchObject({ captcha: 1 })
    expect(await asAdmin('set.app.status', { app_id: `[${a},${b}]`, status: '1' })).toMatchObject(ok(true))
    expect((await asAdmin('get.app.list', { status: 0 })).data).not.toContainEqual(expect.objectContaining({ app_id: b }))
  })
})

describe('captchas', () => {
  it('an app may ask for one: each picture is good for one look', async () => {
    const { db } = world.shop.database
    const { name } = await world.person()
    await db.app.update({ where: { id: world.programs.limited.id }, data: { needsCaptcha: true, rates: {} } })
    const app = world.programs.limited
    const enter = (params: object): Promise<CareyAnswer> => call('user', 'login.user.user', { username: name, password: PASSWORD, platform: 'web', ...params }, { app })

    const asked = await call('app', 'get.app.captcha', { appkey: app.key }, { app: null })
    expect(asked.data).toEqual({ captcha: true, session_id: expect.stringMatching(/^[0-9a-f]{32}$/) })
    const mark = (asked.data as { session_id: string }).session_id
    const picture = await call('app', 'image.app.captcha', { session_id: mark }, { app: null })
    expect(picture.headers['content-type']).toBe('image/png')
    const answerOf = async (): Promise<string> => (await db.captcha.findUniqueOrThrow({ where: { mark } })).answer
    const first = await answerOf()
    expect(await enter({})).toMatchObject(refused(500, '请先完成图形验证'))
    expect(await enter({ session_id: mark, login_code: '????' })).toMatchObject(refused(500, '图形验证码错误'))
    expect(await enter({ session_id: mark, login_code: first })).toMatchObject(refused(500, '图形验证码错误'))
    expect((await call('app', 'image.app.captcha', { session_id: mark, generate: 'base64' }, { app: null })).data).toEqual({ content_type: 'image/png', base64: expect.stringMatching(/^iVBOR/) })
    expect(await enter({ session_id: mark, login_code: (await answerOf()).toLowerCase() })).toMatchObject({ status: 200 })

    expect((await call('app', 'get.app.captcha', {}, { app: null })).data).toMatchObject({ captcha: true })
    expect((await call('app', 'get.app.captcha', { appkey: world.programs.plain.key }, { app: null })).data).toEqual({ captcha: false, session_id: '' })
    expect((await call('app', 'get.app.captcha.callurl', {}, { app: null })).data).toEqual({ call_url: 'http://shop.example/api/v1/app.html?method=image.app.captcha' })
  })
})

describe('installs', () => {
  const asAdmin = (method: string, params: Record<string, unknown> = {}): Promise<CareyAnswer> => call('AppInstall', method, params, { token: admin })
  const made = async (ver: string, userAgent = 'iPhone'): Promise<number> => ((await asAdmin('add.app.install.item', { user_agent: userAgent, name: '小铺', ver, url: `https://shop.example/${ver}` })).data as { app_install_id: number }).app_install_id

  it('are told apart by device, their versions compared number by number', async () => {
    const [old, newest] = [await made('1.9.0'), await made('1.10.0')]
    const update = (ver: string): Promise<CareyAnswer> => call('app_install', 'query.app.install.updated', { user_agent: 'IPHONE', ver }, { app: null })
    expect(await update('1.9')).toMatchObject(ok({ is_updated: true, name: '小铺', ver: '1.10.0', url: 'https://shop.example/1.10.0' }))
    expect(await update('1.10')).toMatchObject(ok({ is_updated: false }))
    const headers = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU)' }
    expect(await call('app_install', 'request.app.install.item', {}, { app: null, headers })).toMatchObject(ok({ app_install_id: newest, user_agent: 'iphone', ver: '1.10.0', url: 'https://shop.example/1.10.0' }))
    expect(await call('app_install', 'request.app.install.item', {}, { app: null })).toMatchObject(ok(null))
    expect((await asAdmin('get.app.install.item', { app_install_id: newest })).data).toMatchObject({ count: 1, user_agent: 'iphone', create_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) })

    expect((await asAdmin('set.app.install.item', { app_install_id: old, ver: '2.0' })).data).toMatchObject({ ver: '2.0', name: '小铺' })
    expect(await asAdmin('set.app.install.item', { app_install_id: old, ver: '2.x' })).toMatchObject(refused(500, '参数 ver 不合法'))
    expect((await asAdmin('get.app.install.list', { page_size: 1 })).data).toMatchObject({ items: [{ app_install_id: newest }], total_result: 2 })
    expect((await asAdmin('get.app.install.list', { order_field: 'count', order_type: 'asc', name: '铺' })).data).toMatchObject({ items: [{ app_install_id: old }, { app_install_id: newest }] })
    expect(await asAdmin('del.app.install.list', { app_install_id: [old, 999_999] })).toMatchObject(refused(500, '记录不存在'))
    expect(await asAdmin('del.app.install.list', { app_install_id: [old, newest] })).toMatchObject(ok(true))
    expect(await asAdmin('get.app.install.item', { app_install_id: old })).toMatchObject(ok(null))
  })
})

describe('shoppers', () => {
  it('read and change themselves, whatever number they name; a new password ends every token', async () => {
    const { name, userId } = await world.person()
    const { token } = pairIn(await signIn('user', name))
    const own = (method: string, params: Record<string, unknown> = {}): Promise<CareyAnswer> => call('user', method, { client_id: world.user.userId, ...params }, { token })

    const known = { user_id: userId, username: name, get_user_level: { discount: 100 }, get_user_money: { balance: 100_000, lock_balance: 0, points: 100_000 } }
    expect(await own('get.user.item')).toMatchObject(ok(known))
    expect(await call('user', 'get.user.info', {}, { token })).toMatchObject(ok(known))
    expect((await own('set.user.item', { nickname: '阿明', birthday: '1990-02-29' })).message).toBe('参数 birthday 不合法')
    expect((await own('set.user.item', { nickname: '阿明', sex: 1, birthday: '1990-02-28' })).data).toMatchObject({ user_id: userId, nickname: '阿明', sex: 1, birthday: '1990-02-28' })
    expect(await call('user', 'get.user.info', {}, { token: admin })).toMatchObject(refused(500, '缺少参数 client_id'))

    const change = { password: 'kettle of longquan', password_confirm: 'kettle of longquan', password_old: PASSWORD }
    expect(await own('set.user.password', { ...change, password_confirm: 'kettle' })).toMatchObject(refused(500, '参数 password_confirm 不合法'))
    expect(await own('set.user.password', { ...change, password_old: 'not the password' })).toMatchObject(refused(500, '密码不正确'))
    expect(await own('set.user.password', change)).toMatchObject(ok(true))
    expect(await own('get.user.item')).toMatchObject(refused(401, 'token错误'))
    expect(await signIn('user', name, 'web', change.password)).toMatchObject({ status: 200 })
  })

  it('keep their addresses, and cannot touch those of others', async () => {
    const { name, addressId } = await world.person()
    const { token } = pairIn(await signIn('user', name))
    const own = (method: string, params: Record<string, unknown> = {}): Promise<CareyAnswer> => call('user_address', method, { client_id: 1, ...params }, { token })
    const form = { consignee: '阿明', region_list: [SHANGHAI, SHANGHAI_CITY, PUDONG], address: '世纪大道1号', mobile: '13812345678' }

    const added = await own('add.user.address.item', { ...form, is_default: 1 })
    expect(added.data).toEqual({ user_address_id: expect.any(Number), country: CHINA, zipcode: '', tel: '', ...form })
    const { user_address_id: id } = added.data as { user_address_id: number }
    expect((await own('get.user.address.default')).data).toMatchObject({ user_address_id: id })
    expect((await own('set.user.address.item', { user_address_id: id, consignee: '李雷' })).data).toMatchObject({ ...form, consignee: '李雷' })
    expect(await own('set.user.address.default', { user_address_id: addressId })).toMatchObject(ok(true))
    expect((await own('get.user.address.list')).data).toMatchObject([{ user_address_id: addressId }, { user_address_id: id }])
    expect(await own('is.user.address.maximum')).toMatchObject(ok(true))

    expect(await own('get.user.address.item', { user_address_id: world.user.addressId })).toMatchObject(ok(null))
    expect(await own('del.user.address.list', { user_address_id: [id, world.user.addressId] })).toMatchObject(refused(500, '记录不存在'))
    expect((await own('get.user.address.item', { user_address_id: id })).data).toMatchObject({ consignee: '李雷' })
    expect(await own('del.user.address.list', { user_address_id: [id] })).toMatchObject(ok(true))
    expect(await own('get.user.address.item', { user_address_id: id })).toMatchObject(ok(null))
  })
})

describe('regions', () => {
  it('are read by anybody', async () => {
    const read = async (method: string, params: Record<string, unknown>): Promise<unknown> => (await call('region', method, params, { app: null })).data
    const shanghai = { region_id: SHANGHAI, parent_id: CHINA, region_name: '上海市', sort: 50 }
    const city = { region_id: SHANGHAI_CITY, parent_id: SHANGHAI, region_name: '上海市', sort: 50 }
    const pudong = { region_id: PUDONG, parent_id: SHANGHAI_CITY, region_name: '浦东新区', sort: 50 }

    expect(await read('get.region.list', { region_id: CHINA })).toEqual([shanghai])
    expect(await read('get.region.list', { region_id: 999_999 })).toEqual([])
    expect(await read('get.region.item', { region_id: PUDONG })).toEqual(pudong)
    expect(await read('get.region.item', { region_id: 999_999 })).toBeNull()
    expect(await read('get.region.son.list', { region_id: [SHANGHAI, PUDONG] })).toEqual([shanghai, city, pudong])
    expect(await read('get.region.son.list', { region_id: [CHINA] })).toContainEqual(pudong)
    expect(await read('get.region.name', { region_id: [SHANGHAI, SHANGHAI_CITY, PUDONG] })).toBe('上海市 浦东新区')
  })
})

describe('the addresses', () => {
  it('answer their clients in every form, and scripts of any origin', async () => {
    for (const url of ['/api/v1/index?method=get.system.version', '/api/v1/index/method/get.system.version', '/index.php/api/v1/Index/method/get.system.version.html']) {
      const reply = await world.app.inject({ method: 'GET', url })
      expect([url, reply.statusCode, reply.body]).toEqual([url, 200, '{"status":200,"message":"success","data":{"version":"1.3.2"}}'])
      expect(reply.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-expose-headers': '*', 'access-control-max-age': '86400', 'cache-control': 'no-store', 'x-request-id': expect.any(String) })
    }
    const preflight = await world.app.inject({ method: 'OPTIONS', url: '/api/v1/index' })
    expect([preflight.statusCode, preflight.headers['access-control-allow-origin']]).toEqual([204, '*'])
    for (const [method, url, body] of [['GET', '/api', '请求地址不存在'], ['GET', '/api/v1', '请求地址不存在'], ['PUT', '/api/v1/index', '不支持的请求方式'], ['POST', '/api/v1/index', '请求数据格式错误'], ['GET', '/api/v1/index/method/%zz', '请求数据格式错误']] as const) {
      const reply = await world.app.inject({ method, url, ...(method === 'POST' ? { headers: { 'content-type': 'application/json' }, payload: '{' } : {}) })
      expect([url, JSON.parse(reply.body).message]).toEqual([url, body])
    }
    expect((await world.app.inject({ method: 'POST', url: '/api/entry' })).body).toContain('error_response')
  })
})
