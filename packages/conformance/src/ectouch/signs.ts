import { type Case, meets } from '../kit.ts'
import { expectCall, gmt8 } from './client.ts'
import { one } from './requests.ts'

const [APP_KEY_INVALID, TIMESTAMP_INVALID, SIGN_MISSING, SIGN_INVALID] = [40002, 40003, 40004, 40005]
const CASE = 'the case of the hex digits does not matter'
const METHODS = 'md5, hmac and hmac-sha256, in lower case'
const EMPTY = 'an empty value may be signed by its name or left out'
const WINDOW = '600 seconds either way'
const FORM = 'yyyy-MM-dd HH:mm:ss in GMT+8, a date that exists, and nothing else'

export const signCases: readonly Case[] = [
  one('E-sign upper', 'the sign in capitals', CASE, { isUpper: true }),
  ...['md5', 'hmac', 'hmac-sha256'].map((method) => one(`E-sign ${method}`, `a sign by ${method}`, METHODS, { params: { sign_method: method } })),
  one('E-sign default', 'no sign_method', 'md5 unless said, and then it is no part of the text', { params: { sign_method: undefined } }),
  ...['sha1', 'MD5', 'HMAC'].map((method) => one(`E-sign unknown ${method}`, `the sign_method ${method}`, METHODS, { params: { sign_method: method } }, { code: SIGN_INVALID })),
  one('E-sign short', 'a sign that is too short', 'a sign of the wrong length is 40005', { after: { sign: 'ABCD' } }, { code: SIGN_INVALID }),
  one('E-sign letters', 'a sign of other letters', 'a sign with other characters is 40005', { after: { sign: 'z'.repeat(32) } }, { code: SIGN_INVALID }),
  one('E-sign unsigned', 'a parameter the sign does not cover', 'everything but sign and files is signed', { after: { note: 'x' } }, { code: SIGN_INVALID }),
  one('E-sign changed', 'a value changed after the signing', 'everything but sign and files is signed', { params: { note: 'x' }, after: { note: 'y' } }, { code: SIGN_INVALID }),
  one('E-empty kept', 'an empty value signed by its name', EMPTY, { params: { note: '' } }),
  one('E-empty left out', 'an empty value the sign leaves out', EMPTY, { params: { note: '' }, empty: 'left out' }),
  one('E-order of names', 'names whose byte order is not their alphabetical one', 'names are sorted in byte order', { params: { Zed: '1', a_b: '2', ab: '3', a1: '4', A: '5', _x: '6' } }),
  {
    id: 'E-app_id kdt',
    dialect: 'ECTouch',
    says: 'a KDT client: app_id',
    rule: 'app_id is read when there is no app_key, and signed under its own name',
    run: async (kit) => { await expectCall(kit, { params: { app_key: undefined, app_id: kit.key } }) },
  },
  {
    id: 'E-app_id differs',
    dialect: 'ECTouch',
    says: 'app_key and another app_id',
    rule: 'both and different is refused before anything else',
    run: async (kit) => { await expectCall(kit, { params: { app_id: '11111111' } }, { code: 50002 }) },
  },
  one('E-time late', 'a clock 598 s behind', WINDOW, { late: 598 }),
  one('E-time early', 'a clock 598 s ahead', WINDOW, { late: -598 }),
  one('E-time too late', 'a clock 603 s behind, rightly signed', WINDOW, { late: 603 }, { code: TIMESTAMP_INVALID }),
  one('E-time too early', 'a clock 603 s ahead, rightly signed', WINDOW, { late: -603 }, { code: TIMESTAMP_INVALID }),
  {
    id: 'E-time unix',
    dialect: 'ECTouch',
    says: 'Unix seconds for a timestamp',
    rule: FORM,
    run: async (kit) => { await expectCall(kit, { params: { timestamp: String(Math.floor(kit.now() / 1000)) } }, { code: TIMESTAMP_INVALID }) },
  },
  {
    id: 'E-time zone',
    dialect: 'ECTouch',
    says: 'the time of another zone',
    rule: FORM,
    run: async (kit) => { await expectCall(kit, { params: { timestamp: gmt8(kit.now() - 8 * 3600 * 1000) } }, { code: TIMESTAMP_INVALID }) },
  },
  one('E-time no date', 'the 30th of February', FORM, { params: { timestamp: '2016-02-30 12:00:00' } }, { code: TIMESTAMP_INVALID }),
]

/** Two things are wrong; the one that is looked at first must answer. */
export const orderCases: readonly Case[] = [
  one('E-order 0-1', 'a name twice with two values and no app key', 'the request before the app key', { params: { app_key: undefined, note: 'x' }, change: (request) => ({ ...request, body: `${String(request.body)}&note=y` }) }, { code: 50002 }),
  one('E-order 1-3', 'no app key and no timestamp', 'the app key before the time', { params: { app_key: undefined, timestamp: undefined } }, { code: 40001 }),
  one('E-order 1 empty', 'an empty app key', 'an empty app key is a missing one', { params: { app_key: '' } }, { code: 40001 }),
  one('E-order nothing', 'no parameters at all', 'the app key before everything', { change: (request) => ({ ...request, body: '' }) }, { code: 40001, format: 'xml' }),
  one('E-order 2-3', 'an unknown app and no timestamp', 'the app before the time', { params: { app_key: '11111111', timestamp: undefined } }, { code: APP_KEY_INVALID }),
  one('E-order 3-4', 'no timestamp and no sign', 'the time before the sign', { params: { timestamp: undefined }, after: { sign: undefined } }, { code: TIMESTAMP_INVALID }),
  one('E-order 3-5', 'a stale timestamp and a wrong sign', 'the time before the sign', { late: 700, secret: 'x' }, { code: TIMESTAMP_INVALID }),
  one('E-order 4-5', 'no sign and an unknown sign_method', 'that there is a sign before how it was made', { params: { sign_method: 'sha1' }, after: { sign: undefined } }, { code: SIGN_MISSING }),
  one('E-order 4 empty', 'an empty sign', 'an empty sign is a missing one', { after: { sign: '' } }, { code: SIGN_MISSING }),
  one('E-order 5-7', 'a wrong sign and no method', 'the sign before the method', { params: { method: undefined }, secret: 'x' }, { code: SIGN_INVALID }),
  one('E-order 5-8', 'a wrong sign and an unknown method', 'the sign before the method', { method: 'ectouch.no.such', secret: 'x' }, { code: SIGN_INVALID }),
  one('E-order 5-9', 'a wrong sign and an unknown format', 'the sign before the format', { params: { format: 'html' }, secret: 'x' }, { code: SIGN_INVALID }),
  one('E-order 7-9', 'no method and an unknown version', 'the method before the version', { params: { method: undefined, v: '9.0' } }, { code: 40006 }),
  one('E-order 7 empty', 'an empty method', 'an empty method is a missing one', { params: { method: '' } }, { code: 40006 }),
  one('E-order 8-9', 'an unknown method and an unknown format', 'the method before the format', { method: 'ectouch.no.such', params: { format: 'html' } }, { code: 40007 }),
  one('E-order 8 case', 'a method in capitals', 'methods are case-sensitive', { method: 'ECTOUCH.SHOP.CONFIG' }, { code: 40007 }),
  one('E-order 9-12', 'an unknown version on a method that needs a session', 'the version before the session', { method: 'ectouch.user.get', params: { v: '9.0' } }, { code: 50002 }),
  one('E-order 9 format', 'an unknown format', 'known formats alone; the refusal is JSON', { params: { format: 'html' } }, { code: 50002 }),
  one('E-order 12-14', 'no session and a missing parameter', 'the session before the parameters', { method: 'ectouch.user.collect.add' }, { code: 50003 }),
  one('E-order 12 empty', 'an empty session', 'an empty session is none', { method: 'ectouch.user.get', params: { session: '' } }, { code: 50003 }),
  one('E-order 12 unknown', 'an unknown session on a method where it is optional', 'an unknown session is refused also where none is needed', { method: 'ectouch.cart.get', params: { session: 'nobody' } }, { code: 50004 }),
  one('E-order 12 ignored', 'an unknown session on a method that takes none', 'it is ignored there', { params: { session: 'nobody' } }),
  {
    id: 'E-order 14',
    dialect: 'ECTouch',
    says: 'one parameter missing, another malformed',
    rule: 'all missing parameters before malformed ones; the message names it',
    async run(kit) {
      const missing = await expectCall(kit, { method: 'ectouch.cart.add', params: { number: 'x' } }, { code: 50001 })
      meets('msg', missing.value.msg, 'Parameter goods_id is missing')
      const malformed = await expectCall(kit, { method: 'ectouch.cart.add', params: { goods_id: '1x' } }, { code: 50002 })
      meets('msg', malformed.value.msg, 'Parameter goods_id is not valid')
    },
  },
]
