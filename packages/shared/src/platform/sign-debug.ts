import type { Ctx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { decrypt } from '../secrets/index.ts'
import { audit } from '../staff/index.ts'
import type { PlatformPorts } from './app-lookup.ts'
import { ownApps } from './apps.ts'
import { clockFinding, isCutParam } from './call-finding.ts'
import { getCall } from './calls.ts'
import { type PastedParameter, readPasted } from './pasted-request.ts'
import { canonicalText, guessMistake, SIGN_METHODS, signOf } from './sign-guess.ts'

/** A request as it was pasted, or a call of the log. */
export interface SignQuestion {
  request: string
  body: string
  /** What the client says it signed, '' when it cannot tell. */
  signedText: string
  /** 0 for a pasted request. */
  callId: number
}

/** One thing that is wrong or worth knowing. The screen has a sentence for each `cause`. */
export interface SignHint {
  cause: string
  details: Record<string, string>
  isFault: boolean
}

export interface SignReport {
  appKey: string
  appName: string
  /** '' when the sign is right by no secret, else which one. */
  rightBy: '' | 'present' | 'old'
  signMethod: string
  canonical: string
  receivedSign: string
  expectedSign: string
  /** What the client signed, by its own word or as far as it could be guessed; '' unknown. */
  signedText: string
  /** Where both texts part: the character, from 0; -1 when nothing is known or they are the same. */
  differsAt: number
  parameters: { name: string, value: string, from: string }[]
  hints: SignHint[]
}

const fault = (cause: string, details: Record<string, string> = {}): SignHint => ({ cause, details, isFault: true })
const remark = (cause: string, details: Record<string, string> = {}): SignHint => ({ cause, details, isFault: false })

/** The first character at which two texts part, -1 when they do not. */
export function firstDifference(left: string, right: string): number {
  const length = Math.max(left.length, right.length)
  for (let at = 0; at < length; at++) {
    if (left[at] !== right[at]) return at
  }
  return -1
}

interface Asked { parameters: readonly PastedParameter[], isJsonBody: boolean, at: Date }

async function askedOf(ctx: Ctx, question: SignQuestion): Promise<Asked> {
  if (question.callId === 0) return { ...readPasted(question), at: ctx.now }
  const call = await getCall(ctx, question.callId)
  if (!call || call.dialect !== 'ectouch') throw new ShopError('NOT_FOUND')
  return { parameters: Object.entries(call.params).map(([name, value]) => ({ name, value, from: 'query', isForeign: false })), isJsonBody: false, at: new Date(call.at) }
}

function formHints({ parameters, isJsonBody }: Asked, params: Record<string, string>): SignHint[] {
  const hints: SignHint[] = []
  const twice = parameters.filter((one, at) => parameters.some((other, before) => before < at && other.name === one.name))
  for (const { name, value } of twice) hints.push(params[name] === value ? remark('repeated', { name }) : fault('duplicate', { name }))
  if (parameters.some((one) => one.isForeign)) hints.push(fault('sign_charset'))
  if (isJsonBody) hints.push(fault('json_body'))
  if (!params.app_key && !params.app_id) hints.push(fault('app_key_missing'))
  if (!params.sign) hints.push(fault('sign_absent'))
  else if (!/^(?:[0-9a-f]{2})+$/i.test(params.sign)) hints.push(fault('sign_not_hex'))
  const method = params.sign_method || 'md5'
  if (!SIGN_METHODS.includes(method)) hints.push(fault('sign_method_unknown', { method }))
  else if (params.sign && params.sign.length !== (method === 'hmac-sha256' ? 64 : 32)) hints.push(fault('sign_length', { method, length: String(params.sign.length) }))
  if (!params.method) hints.push(fault('method_missing'))
  if (!params.format) hints.push(remark('format_missing'))
  return hints
}

function clockHints(params: Record<string, string>, at: Date): SignHint[] {
  if (!params.timestamp) return [fault('timestamp_missing')]
  const { cause, details } = clockFinding(params.timestamp, at)
  const seconds = Math.abs(Number(details.seconds ?? '0'))
  if (cause === 'timestamp_off' && seconds <= 600) return [remark('timestamp_ok', details)]
  return [fault(cause, details)]
}

interface Judged { rightBy: SignReport['rightBy'], signedText: string, hints: SignHint[] }

/** Of the secrets the one that gives the sign, else the mistake that does. */
function judge(params: Record<string, string>, { parameters }: Asked, secrets: { present: string, old: string, isOldGood: boolean }): Judged {
  const canonical = canonicalText(params)
  const filled = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''))
  const received = (params.sign ?? '').toLowerCase()
  const method = params.sign_method || 'md5'
  const gives = (secret: string): boolean => secret !== '' && [canonical, canonicalText(filled)].some((text) => signOf(text, secret, method) === received)
  if (gives(secrets.present)) return { rightBy: 'present', signedText: canonical, hints: [remark('sign_right')] }
  if (gives(secrets.old)) return { rightBy: secrets.isOldGood ? 'old' : '', signedText: canonical, hints: [secrets.isOldGood ? remark('sign_right_old') : fault('sign_old_secret')] }
  if (received === '') return { rightBy: '', signedText: '', hints: [] }
  const sent = { order: parameters.map((one) => one.name), inBody: new Set(parameters.filter((one) => one.from === 'body').map((one) => one.name)) }
  const guess = guessMistake(params, secrets.present, sent)
  if (guess) return { rightBy: '', signedText: guess.text, hints: [fault(`sign_${guess.mistake}`, guess.name === undefined ? {} : { name: guess.name })] }
  return { rightBy: '', signedText: '', hints: [fault(Object.values(params).some(isCutParam) ? 'sign_cut' : 'sign_secret')] }
}

/** The first value counts where a name came twice, as on the gateway's own way. */
function paramsOf(parameters: readonly PastedParameter[]): Record<string, string> {
  return Object.fromEntries(parameters.toReversed().map(({ name, value }) => [name, value]))
}

/**
 * What a call should have signed, beside what it did. For the app's owner only: it names the right sign. That somebody looked is
 * in the log of the staff; the secret never leaves this function.
 */
export async function debugSign(ctx: Ctx, question: SignQuestion, { secretsKey }: PlatformPorts): Promise<SignReport> {
  const asked = await askedOf(ctx, question)
  const params = paramsOf(asked.parameters)
  const key = params.app_key ?? params.app_id ?? ''
  const app = await ctx.db.app.findFirst({ where: { key, ...ownApps(ctx.actor) } })
  await inTransaction(ctx, (tx) => audit(tx, { action: 'app.debugSign', targetKind: 'app', targetId: app?.id ?? 0, targetName: app?.name ?? key }))
  const canonical = canonicalText(params)
  const known = app && {
    present: decrypt(secretsKey, app.secretCipher),
    old: app.oldSecretCipher && decrypt(secretsKey, app.oldSecretCipher),
    isOldGood: app.oldSecretUntil !== null && app.oldSecretUntil > ctx.now,
  }
  const judged: Judged = known ? judge(params, asked, known) : { rightBy: '', signedText: '', hints: key ? [fault('app_unknown', { key })] : [] }
  const signedText = question.signedText || judged.signedText
  const stated = question.signedText && question.signedText !== canonical ? [fault('text_differs')] : []
  return {
    appKey: key,
    appName: app?.name ?? '',
    rightBy: judged.rightBy,
    signMethod: params.sign_method || 'md5',
    canonical,
    receivedSign: params.sign ?? '',
    expectedSign: known ? signOf(canonical, known.present, params.sign_method || 'md5').toUpperCase() : '',
    signedText,
    differsAt: signedText === '' ? -1 : firstDifference(signedText, canonical),
    parameters: asked.parameters.map(({ name, value, from }) => ({ name, value, from })),
    hints: [...judged.hints, ...stated, ...formHints(asked, params), ...clockHints(params, asked.at)],
  }
}
