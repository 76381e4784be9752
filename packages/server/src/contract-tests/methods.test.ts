import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ERRORS, type ErrorWord } from '@xiaopu/shared/errors'
import { buildRegistry, type GatewayOperation } from '../gateway/index.ts'
import { fieldsOf, type NamedField } from '../gateway/wire-field.ts'
import { storeRouter } from '../store/index.ts'
import { type CallOptions, gmt8, type Params } from '../testing/gateway-client.ts'
import type { RowDigest } from '../testing/row-digest.ts'
import { openWorld } from '../testing/world.ts'
import { GOOD_PARAMETERS } from './good-parameters.ts'

const world = openWorld()

interface Case { key: string, method: string, action: string, operation: GatewayOperation, fields: NamedField[] }

const CASES: Case[] = [...buildRegistry(storeRouter).values()].flatMap(({ name, actions }) => [...actions].map(([action, operation]) => (
  { key: action === '' ? name : `${name}#${action}`, method: name, action, operation, fields: fieldsOf(operation.input) }
)))

/** One method under test: its good parameters and the rows before it is tried. */
interface Trial extends Case { params: Params, before: RowDigest }

async function goodParams({ key, action, operation }: Case): Promise<Params> {
  const make = GOOD_PARAMETERS[key]
  if (!make) throw new Error(`good-parameters.ts has no entry for ${key}`)
  const session: Params = operation.auth === 'none' ? {} : { session: world.user.session }
  return { ...session, ...(action === '' ? {} : { action }), ...await make(world) }
}

async function trial(one: Case): Promise<Trial> {
  const params = await goodParams(one)
  return { ...one, params, before: await world.rows() }
}

const without = (params: Params, ...names: string[]): Params => Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)))

/** Calls and expects this refusal. */
async function refuses({ method }: Trial, params: Params, word: ErrorWord, options: CallOptions & { field?: string } = {}): Promise<void> {
  const { field, ...call } = options
  const answer = await world.call(method, params, call)
  const text = ERRORS[word].en.replace('{field}', field ?? '{field}')
  const asked = JSON.stringify({ ...without(params, 'session'), ...call.before, ...call.after })
  expect({ asked, httpStatus: answer.httpStatus, code: answer.code, ...(field ? { msg: answer.msg } : {}) }).toEqual({ asked, httpStatus: 200, code: ERRORS[word].code, ...(field ? { msg: text } : {}) })
}

/** The rows are what they were before the refusals of this test. */
async function changedNothing({ before }: Trial): Promise<void> {
  expect(await world.rows()).toEqual(before)
}

/** Text that no reader of this field's kind takes. */
function malformed({ schema, wire }: NamedField): string {
  if (wire === 'json') return '{"a":'
  if (schema instanceof z.ZodArray) return '["'
  if (wire === 'money') return '1.234'
  if (wire === 'datetime' || wire === 'date') return '2026-02-30'
  if (schema instanceof z.ZodNumber) return '1x'
  if (schema instanceof z.ZodBoolean) return 'maybe'
  if (schema instanceof z.ZodEnum) return 'no such word'
  return 'a\0b'
}

/** Parameters that name one thing in several ways; only one of each row is sent. */
const NAMES_OF_ONE_THING = [['order_id', 'order_sn', 'account_id', 'agent_sn'], ['payment_sn', 'qr_id'], ['address_id', 'region_id'], ['bonus_id', 'bonus_sn']]
const OWNED = ['address_id', 'order_id', 'order_sn', 'rec_id', 'rec_ids', 'checkout_token', 'payment_sn', 'qr_id', 'bonus_id', 'comment_id', 'msg_id', 'account_id', 'id'] as const
type Owned = (typeof OWNED)[number]

/** The stranger's own of that name. */
async function strangersOwn(name: Owned, method: string): Promise<string> {
  const { stranger, goodsId, call } = world
  switch (name) {
    case 'address_id': return String(stranger.addressId)
    case 'order_id': return String((await world.order(stranger.userId)).id)
    case 'order_sn': return (await world.order(stranger.userId)).sn
    case 'rec_id':
      if (method === 'ectouch.comment.add') return String((await world.shop.database.db.orderLine.findFirstOrThrow({ where: { orderId: (await world.order(stranger.userId)).id } })).id)
      if (method.startsWith('ectouch.cart.')) return world.cartLine(stranger.session)
      if (method.startsWith('ectouch.user.booking.')) return String((await world.shop.database.db.booking.create({ data: { userId: stranger.userId, goodsId, quantity: 1, isDisposed: true, bookedAt: new Date() } })).id)
      return String((await call('ectouch.user.collect.add', { session: stranger.session, goods_id: String(goodsId) })).response.rec_id)
    case 'rec_ids': return world.cartLine(stranger.session)
    case 'checkout_token': return world.checkout(stranger.session)
    case 'payment_sn':
    case 'qr_id': {
      const { sn } = await world.order(stranger.userId, { method: 'sandbox' })
      const { body } = await call('ectouch.pay.qrcode', { session: stranger.session, order_sn: sn, image: 'none' })
      const paymentSn = /"payment_sn":"(\w+)"/.exec(body)?.[1] ?? ''
      // The app that made a code may ask for it whoever the shopper is; this one was made at the storefront.
      await world.shop.database.db.payment.update({ where: { sn: paymentSn }, data: { appId: 0 } })
      return paymentSn
    }
    case 'comment_id': return world.comment(stranger.userId)
    case 'msg_id': return world.message(stranger.userId)
    case 'account_id':
    case 'id': return String(await world.request(stranger.userId, 'deposit'))
    case 'bonus_id': return String(await world.bonus(stranger.userId))
  }
}

/** A checkout and a bonus have refusals of their own for what is not the caller's. */
const notOwnWord = (name: Owned): ErrorWord => name === 'checkout_token' ? 'CHECKOUT_EXPIRED' : name === 'bonus_id' ? 'BONUS_UNAVAILABLE' : 'NOT_FOUND'

it('the table of good parameters names methods that exist', () => {
  const keys = CASES.map(({ key }) => key)
  expect(Object.keys(GOOD_PARAMETERS).filter((key) => !keys.includes(key))).toEqual([])
})

it('a limited app is told to wait, and nothing happens', async () => {
  const options = { app: world.programs.limited }
  const before = await world.rows()
  const answers = await Promise.all(Array.from({ length: 4 }, () => world.call('ectouch.user.signup.fields', {}, options)))
  expect(answers.map(({ code }) => code).sort((a, b) => a - b)).toEqual([0, 50007, 50007, 50007])
  expect(await world.rows()).toEqual(before)
})

describe.each(CASES)('$key', (one) => {
  const { operation, fields, method } = one

  it('is closed to whoever cannot say who it is', async () => {
    const subject = await trial(one)
    const { params } = subject
    const STALE = [gmt8(Date.now() - 660_000), gmt8(Date.now() + 660_000), '', '2026-02-30 12:00:00']
    await refuses(subject, params, 'APP_KEY_MISSING', { before: { app_key: undefined } })
    await refuses(subject, params, 'APP_KEY_INVALID', { before: { app_key: '99999999' } })
    await refuses(subject, params, 'APP_KEY_INVALID', { app: world.programs.disabled })
    await refuses(subject, params, 'APP_KEY_INVALID', { app: world.programs.disabled, format: 'xml' })
    for (const timestamp of STALE) await refuses(subject, params, 'TIMESTAMP_INVALID', { before: { timestamp } })
    await refuses(subject, params, 'SIGN_MISSING', { after: { sign: undefined } })
    await refuses(subject, params, 'SIGN_INVALID', { after: { sign: '0'.repeat(32) } })
    await refuses(subject, params, 'SIGN_INVALID', { app: { ...world.programs.full, secret: world.programs.plain.secret } })
    await refuses(subject, params, 'SIGN_INVALID', { after: { unsigned: '1' } })
    await changedNothing(subject)
  })

  it('takes the session its rule asks for', async () => {
    const subject = await trial(one)
    const asGuest = without(subject.params, 'session')
    const dead = { ...asGuest, session: world.deadSession }
    if (operation.auth === 'none') {
      expect((await world.call(method, dead)).code).toBe(0)
      return
    }
    if (operation.auth === 'required') await refuses(subject, asGuest, 'SESSION_REQUIRED')
    for (const session of [world.deadSession, 'x', world.user.webSession]) await refuses(subject, { ...asGuest, session }, 'SESSION_INVALID')
    await refuses(subject, { ...asGuest, session: world.user.session }, 'SESSION_INVALID', { app: world.programs.plain })
    await changedNothing(subject)
  })

  const required = fields.filter(({ isRequired }) => isRequired)
  if (required.length > 0) {
    it(`names what is missing: ${required.map(({ wireName }) => wireName).join(', ')}`, async () => {
      const subject = await trial(one)
      for (const { wireName: field } of required) {
        await refuses(subject, without(subject.params, field), 'PARAM_MISSING', { field })
        await refuses(subject, { ...subject.params, [field]: '' }, 'PARAM_MISSING', { field })
      }
      await changedNothing(subject)
    })
  }

  if (fields.length > 0) {
    it(`names what is malformed: ${fields.map(({ wireName }) => wireName).join(', ')}`, async () => {
      const subject = await trial(one)
      for (const field of fields) await refuses(subject, { ...subject.params, [field.wireName]: malformed(field) }, 'PARAM_INVALID', { field: field.wireName })
      await changedNothing(subject)
    })
  }

  const owned = OWNED.filter((name) => fields.some(({ wireName }) => wireName === name))
  if (owned.length > 0) {
    it(`knows no stranger's ${owned.join(', ')}`, async () => {
      for (const name of owned) {
        const value = await strangersOwn(name, method)
        const subject = await trial(one)
        const siblings = NAMES_OF_ONE_THING.find((names) => names.includes(name)) ?? []
        const params = { ...without(subject.params, ...siblings), [name]: value }
        await refuses(subject, params, notOwnWord(name))
        await changedNothing(subject)
      }
    })
  }

  it('answers good parameters, in JSON and in XML alike', async () => {
    const json = await world.call(method, await goodParams(one))
    expect(json).toMatchObject({ httpStatus: 200, code: 0, msg: '' })
    expect(JSON.parse(json.body)).toHaveProperty('response')
    expect(json.response).not.toHaveProperty('code')
    const xml = await world.call(method, await goodParams(one), { format: 'xml' })
    expect(xml).toMatchObject({ httpStatus: 200, code: 0, msg: '' })
    expect(xml.body).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?><response>/)
    expect(Object.keys(xml.response)).toEqual(Object.keys(json.response))
    expect(Object.keys(json.response).sort()).toEqual(fieldsOf(operation.output).map(({ wireName }) => wireName).sort())
  })
})
