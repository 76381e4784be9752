import type { Ctx } from '../database/index.ts'
import { ERRORS, ShopError } from '../errors/index.ts'
import { decrypt } from '../secrets/index.ts'
import type { PlatformPorts } from './app-lookup.ts'
import { ownApps } from './apps.ts'
import { type Call, getCall } from './calls.ts'
import { canonicalText, guessMistake, signOf } from './sign-guess.ts'

/** Why a call failed, as far as the log can tell. The screen has a sentence for each `cause`. */
export interface CallFinding {
  cause: string
  /** Figures and names of that sentence. */
  details: Record<string, string>
  /** For a wrong sign that could be explained. */
  signedText: string
  expectedText: string
  receivedSign: string
  expectedSign: string
}

const CUT_AT = 200
const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/
const SHOP_OFFSET = '+08:00'

function plain(cause: string, details: Record<string, string> = {}): CallFinding {
  return { cause, details, signedText: '', expectedText: '', receivedSign: '', expectedSign: '' }
}

/** How far the time a client sent is from the one it arrived. */
export function clockFinding(sent: string, at: Date): CallFinding {
  if (!TIME.test(sent)) return plain('timestamp_form', { sent })
  const seconds = Math.round((Date.parse(`${sent.replace(' ', 'T')}${SHOP_OFFSET}`) - at.getTime()) / 1000)
  const isOtherZone = Math.abs(seconds) > 3000 && Math.abs(Math.abs(seconds) % 3600 - (Math.abs(seconds) % 3600 > 1800 ? 3600 : 0)) < 600
  return plain(isOtherZone ? 'timestamp_zone' : 'timestamp_off', { sent, seconds: String(seconds) })
}

/** Whether the log holds a value only in part. */
export function isCutParam(value: string): boolean {
  return value === '***' || value.length >= CUT_AT
}

function signFinding(call: Call, secret: string): CallFinding {
  const { params } = call
  const receivedSign = params.sign ?? ''
  const isCut = Object.values(params).some(isCutParam)
  if (call.dialect !== 'ectouch' || isCut) return { ...plain(isCut ? 'sign_cut' : 'sign_other'), receivedSign }
  const guess = guessMistake(params, secret)
  const expectedText = canonicalText(params)
  const expectedSign = signOf(expectedText, secret, params.sign_method ?? 'md5').toUpperCase()
  if (!guess) return { cause: 'sign_secret', details: {}, signedText: '', expectedText, receivedSign, expectedSign }
  return { cause: `sign_${guess.mistake}`, details: guess.name === undefined ? {} : { name: guess.name }, signedText: guess.text, expectedText, receivedSign, expectedSign }
}

async function appFinding(ctx: Ctx, call: Call): Promise<CallFinding> {
  const app = await ctx.db.app.findUnique({ where: { key: call.appKey } })
  if (!app) return plain('app_unknown', { key: call.appKey })
  if (app.isDeleted) return plain('app_deleted')
  if (!app.isEnabled) return plain('app_disabled')
  return plain('app_ip', { ip: call.ip })
}

/** A failed call with what went wrong: compared with the app as it is now. */
export async function findCall(ctx: Ctx, id: number, ports: PlatformPorts): Promise<{ call: Call, finding: CallFinding }> {
  const call = await getCall(ctx, id)
  if (!call) throw new ShopError('NOT_FOUND')
  const { code } = call
  if (code === 0) return { call, finding: plain('none') }
  if (code === ERRORS.APP_KEY_INVALID.code) return { call, finding: await appFinding(ctx, call) }
  if (code === ERRORS.TIMESTAMP_INVALID.code) return { call, finding: clockFinding(call.params.timestamp ?? '', new Date(call.at)) }
  if (code === ERRORS.SIGN_INVALID.code) {
    const app = await ctx.db.app.findFirst({ where: { id: call.appId, ...ownApps(ctx.actor) }, select: { secretCipher: true } })
    return { call, finding: app ? signFinding(call, decrypt(ports.secretsKey, app.secretCipher)) : plain('sign_other') }
  }
  if (code === ERRORS.METHOD_INVALID.code) return { call, finding: plain('method', { method: call.method }) }
  if (code === ERRORS.RATE_LIMITED.code) return { call, finding: plain('rate') }
  if (code === ERRORS.FORBIDDEN.code) return { call, finding: plain('scope') }
  if (code === ERRORS.SYSTEM_ERROR.code) return { call, finding: plain('fault', { requestId: call.requestId }) }
  return { call, finding: plain('word') }
}
