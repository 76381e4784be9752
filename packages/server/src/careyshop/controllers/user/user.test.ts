import { describe, expect, it } from 'vitest'
import { PASSWORD, PUDONG, SHANGHAI, SHANGHAI_CITY } from '../../../testing/world.ts'
import { issueCode } from '@xiaopu/shared/accounts'
import { forgetCaches } from '@xiaopu/shared/shop'
import type { CareyAnswer } from '../../testing/carey-client.ts'
import { FORBIDDEN, NOT_ALLOWED, NOT_THERE, ok, openCareyWorld, refused, rowsIn } from '../../testing/carey-world.ts'

const carey = openCareyWorld()
const db = () => carey.world.shop.database.db
const NEW = 'a brand new teapot'
let numbers = 0
const aNumber = (): string => `137${String(++numbers).padStart(8, '0')}`

/** As if it had just been sent by this convention's own method. */
const codeFor = (target: string): Promise<string> => issueCode(carey.world.shop.systemCtx(), { target, purpose: 'program' }, carey.world.shop)
const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const enter = (username: string, password: string): Promise<CareyAnswer> => carey.call('user', 'login.user.user', { username, password, platform: 'web' })

describe('codes', () => {
  it('are sent to a number or an address, while the shop sends them, and not twice in a minute', async () => {
    const mobile = aNumber()
    const send = () => carey.guest('verification', 'send.verification.sms', { mobile })
    expect(await send()).toMatchObject(refused(500, '该功能未开启'))
    await db().setting.upsert({ where: { key: 'smsEnabled' }, create: { key: 'smsEnabled', value: true }, update: { value: true } })
    forgetCaches()
    expect(await send()).toMatchObject(ok(true))
    expect((await send()).message).toMatch(/^获取验证码过于频繁/)
    expect(await carey.guest('verification', 'send.verification.email', { email: 'new@shop.example' })).toMatchObject(ok(true))
    expect(await db().outboundMessage.findMany({ where: { recipient: { in: [mobile, 'new@shop.example'] } }, select: { channel: true, template: true }, orderBy: { id: 'asc' } })).toEqual([{ channel: 'sms', template: 'contact_code' }, { channel: 'mail', template: 'contact_code' }])
    expect(await carey.guest('verification', 'send.verification.sms', { mobile: '12345678' })).toMatchObject(refused(500, '手机号码格式不正确'))
  })
})

describe('an account', () => {
  const form = (username: string, mobile: string, more: object = {}) => ({ username, password: NEW, password_confirm: NEW, mobile, nickname: '小明', sex: 1, birthday: '1990-05-01', ...more })

  it('is made by a guest with a right code, once', async () => {
    const mobile = aNumber()
    const code = await codeFor(`+86${mobile}`)
    const join = (more: object) => carey.guest('user', 'add.user.item', form('newcomer', mobile, more))
    expect(await join({})).toMatchObject(refused(500, '缺少参数 code'))
    expect(await join({ code: other(code) })).toMatchObject(refused(500, '验证码错误'))
    expect(await join({ code, password_confirm: 'something else' })).toMatchObject(refused(500, '参数 password_confirm 不合法'))
    expect(await carey.guest('user', 'check.user.username', { username: 'newcomer' })).toMatchObject(ok(true))
    expect(await join({ code })).toMatchObject(ok(true))
    expect(await db().user.findUniqueOrThrow({ where: { nameKey: 'newcomer' } })).toMatchObject({ mobile, isMobileValid: true, nickName: '小明', sex: 1 })
    expect(await carey.guest('user', 'check.user.username', { username: 'Newcomer' })).toMatchObject(refused(500, '用户名已存在'))
    expect(await carey.guest('user', 'check.user.mobile', { mobile })).toMatchObject(refused(500, '手机号码已被使用'))
    expect(await enter('newcomer', NEW)).toMatchObject({ status: 200 })
  })

  it('is made by staff without one, where it may', async () => {
    const clerk = await carey.member(['users.view'])
    expect(await clerk('user', 'add.user.item', form('by_clerk', aNumber()))).toMatchObject(NOT_ALLOWED)
    expect(await carey.admin('user', 'add.user.item', form('by_admin', aNumber(), { group_id: 2 }))).toMatchObject({ status: 500 })
    expect(await carey.admin('user', 'add.user.item', form('by_admin', aNumber(), { group_id: 3 }))).toMatchObject(ok(true))
    expect(await db().auditEntry.count({ where: { action: 'user.create', targetName: 'by_admin' } })).toBe(1)
  })

  it('has a forgotten password set by name, number and code; whatever is wrong sounds the same', async () => {
    const { userId, name } = await carey.world.person()
    const mobile = aNumber()
    await db().user.update({ where: { id: userId }, data: { mobile, mobileKey: `+86${mobile}` } })
    const code = await codeFor(`+86${mobile}`)
    const find = (more: object) => carey.guest('user', 'find.user.password', { code, username: name, mobile, password: NEW, password_confirm: NEW, ...more })
    const wrong = refused(500, '链接或验证码无效或已过期')
    expect([await find({ code: other(code) }), await find({ username: 'nobody_here' }), await find({ mobile: aNumber() })]).toMatchObject([wrong, wrong, wrong])
    expect(await find({})).toMatchObject(ok(true))
    expect(await find({})).toMatchObject(wrong)
    expect([await enter(name, PASSWORD), await enter(name, NEW)]).toMatchObject([{ status: 500 }, { status: 200 }])
  })

  it('binds a number or an address with its code', async () => {
    const person = await carey.world.person()
    const own = await carey.shopper(person)
    const mobile = aNumber()
    const code = await codeFor(`+86${mobile}`)
    expect(await own('user', 'set.user.bind', { mobile, code: other(code) })).toMatchObject(refused(500, '验证码错误'))
    expect(await own('user', 'set.user.bind', { code })).toMatchObject(refused(500, '缺少参数 mobile'))
    expect(await own('user', 'set.user.bind', { mobile, code })).toMatchObject(ok(true))
    expect(await own('user', 'set.user.bind', { email: 'bound@shop.example', code: await codeFor('bound@shop.example') })).toMatchObject(ok(true))
    expect((await own('user', 'get.user.info')).data).toMatchObject({ user_id: person.userId, mobile, is_mobile: 1, email: 'bound@shop.example', is_email: 1, get_user_money: { balance: 100_000, points: 100_000 } })
    const taken = await carey.world.person()
    expect(await (await carey.shopper(taken))('user', 'set.user.bind', { mobile, code: await codeFor(`+86${mobile}`) })).toMatchObject(refused(500, '手机号码已被使用'))
  })
})

describe('staff', () => {
  it('finds members, their ranks and their money', async () => {
    const { name, userId } = await carey.world.person()
    await db().user.update({ where: { id: userId }, data: { mobile: '13812345678', nickName: '阿明' } })
    const { admin } = carey
    expect(rowsIn(await admin('user', 'get.user.list', { account: name }))).toMatchObject([{ user_id: userId, mobile: '138 **** 5678', status: 1, group_id: 3, get_user_level: { discount: 100 } }])
    expect(rowsIn(await admin('user', 'get.user.list', { account: '阿明', status: 0 }))).toEqual([])
    expect((await admin('user', 'get.user.select', { client_id: [carey.world.user.userId, userId, 999_999] })).data).toMatchObject([{ user_id: carey.world.user.userId }, { user_id: userId, nickname: '阿明' }])
    expect([(await admin('user', 'get.user.item', { client_id: 999_999 })).data, (await admin('user_money', 'get.user.money.info', { client_id: userId })).data]).toEqual([null, { total_money: 100_000, balance: 100_000, lock_balance: 0, points: 100_000, lock_points: 0 }])
    const [level] = rowsIn(await admin('user_level', 'get.user.level.list'))
    expect(level).toEqual({ user_level_id: expect.any(Number), name: '注册会员', amount: 0, discount: 100, description: '' })
    expect((await admin('user_level', 'get.user.level.item', { user_level_id: level?.user_level_id })).data).toEqual(level)
    expect(await (await carey.member(['orders.view']))('user', 'get.user.list')).toMatchObject(FORBIDDEN)
    expect(await (await carey.shopper(carey.world.user))('user', 'get.user.list')).toMatchObject(FORBIDDEN)
  })

  it('edits, disables and closes: all of them or none', async () => {
    const [one, two] = [await carey.world.person(), await carey.world.person()]
    const { admin } = carey
    expect((await admin('user', 'set.user.item', { client_id: one.userId, nickname: '改名', sex: 2, status: 1 })).data).toMatchObject({ nickname: '改名', sex: 2 })
    expect(await admin('user', 'set.user.password', { client_id: one.userId, password: NEW, password_confirm: NEW })).toMatchObject(ok(true))
    expect(await enter(one.name, NEW)).toMatchObject({ status: 200 })
    expect(await admin('user', 'set.user.status', { client_id: [one.userId, 999_999], status: 0 })).toMatchObject(NOT_THERE)
    expect(await db().user.findUniqueOrThrow({ where: { id: one.userId } })).toMatchObject({ isDisabled: false })
    expect(await admin('user', 'set.user.status', { client_id: [one.userId, two.userId], status: 0 })).toMatchObject(ok(true))
    expect(await enter(one.name, NEW)).toMatchObject({ status: 500 })
    expect(await admin('user', 'del.user.list', { client_id: [one.userId] })).toMatchObject({ status: 500 })
    await db().user.updateMany({ where: { id: { in: [one.userId] } }, data: { balanceFen: 0 } })
    expect(await admin('user', 'del.user.list', { client_id: [one.userId, two.userId] })).toMatchObject({ status: 500 })
    expect(await db().user.findUniqueOrThrow({ where: { id: one.userId } })).toMatchObject({ closedAt: null })
    expect(await admin('user', 'del.user.list', { client_id: [one.userId] })).toMatchObject(ok(true))
    expect(await db().user.findUniqueOrThrow({ where: { id: one.userId } })).toMatchObject({ name: `closed-${one.userId}` })
    const told = await db().auditEntry.findMany({ where: { targetKind: 'user', targetId: String(one.userId) }, orderBy: { id: 'asc' } })
    expect(told.map(({ action }) => action)).toEqual(['user.update', 'user.setPassword', 'user.disable', 'user.close'])
    expect(JSON.stringify(told)).not.toMatch(/argon2/)
  })

  it('keeps members\' addresses for them, and tells it', async () => {
    const { userId, addressId } = await carey.world.person()
    const { admin } = carey
    const at = (method: string, params: object = {}) => admin('user_address', method, { client_id: userId, ...params })
    const made = await at('add.user.address.item', { consignee: '张三', region_list: [SHANGHAI, SHANGHAI_CITY, PUDONG], address: '世纪大道 9 号', mobile: '13712345678', is_default: 1 })
    expect(made.data).toMatchObject({ consignee: '张三', mobile: '137 **** 5678' })
    expect((await at('get.user.address.default')).data).toMatchObject({ consignee: '张三' })
    expect(await admin('user_address', 'set.user.address.default', { user_address_id: addressId })).toMatchObject(ok(true))
    expect((await at('get.user.address.default')).data).toMatchObject({ user_address_id: addressId })
    expect(await at('del.user.address.list', { user_address_id: [addressId, carey.world.user.addressId] })).toMatchObject(NOT_THERE)
    expect(rowsIn(await at('get.user.address.list'))).toHaveLength(2)
    expect(await at('get.user.address.item', { user_address_id: carey.world.user.addressId })).toMatchObject(ok(null))
    expect(await db().auditEntry.count({ where: { targetKind: 'user', targetId: String(userId), action: { in: ['user.addAddress', 'user.setAddress'] } } })).toBe(2)
    expect(await (await carey.member(['users.view']))('user_address', 'del.user.address.list', { client_id: userId, user_address_id: [addressId] })).toMatchObject(FORBIDDEN)
  })
})
