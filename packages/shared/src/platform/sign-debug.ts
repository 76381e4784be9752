import type { Ctx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { decrypt } from '../secrets/index.ts'
import { audit } from '../staff/index.ts'
import type { PlatformPorts } from './app-lookup.ts'
import { ownApps } from './apps.ts'
import { clockFinding, isCutParam } from './call-finding.ts'
import { getCall } from './calls.ts'
import { readPastedHttp } from './pasted-http.ts'
import { type PastedParameter, readPasted } from './pasted-request.ts'
import { type Convention, conventionOf, CONVENTIONS, fault, remark, type SignedRequest, type SignHint, type SignReaders } from './sign-convention.ts'
import { canonicalText, guessMistake, SIGN_METHODS, signOf } from './sign-guess.ts'

/** A request as it was pasted, or a call of the log. */
export interface SignQuestion {
  /** '' leaves it to the request. */
  convention: Convention | ''
  request: string
  body: string
  /** What the client says it signed, '' when it cannot tell. */
  signedText: string
  /** 0 for a pasted request. */
  callId: number
}

export interface SignReport {
  convention: Convention
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

/** The first character at which two texts part, -1 when they do not. */
export function firstDifference(left: string, right: string): number {
  const length = Math.max(left.length, right.length)
  for (let at = 0; at < length; at++) {
    if (left[at] !== right[at]) return at
  }
  return -1
}

interface Asked { parameters: readonly PastedParameter[], isJsonBody: boolean, at: Date }

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

/** The first value counts where a name came twice, as on the gateway's own way. */
function paramsOf(parameters: readonly PastedParameter[]): Record<string, string> {
  return Object.fromEntries(parameters.toReversed().map(({ name, value }) => [name, value]))
}

/** The document's own convention. */
function ectouchRequest(asked: Asked): SignedRequest {
  const { parameters, at } = asked
  const params = paramsOf(parameters)
  const digest = params.sign_method || 'md5'
  const canonical = canonicalText(params)
  const filled = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''))
  const sent = { order: parameters.map((one) => one.name), inBody: new Set(parameters.filter((one) => one.from === 'body').map((one) => one.name)) }
  return {
    key: params.app_key ?? params.app_id ?? '',
    sign: params.sign ?? '',
    digest,
    canonical,
    accepted: [canonical, canonicalText(filled)],
    parameters,
    signOf: (text, secret) => signOf(text, secret, digest),
    guess: (secret) => guessMistake(params, secret, sent),
    hints: [...formHints(asked, params), ...clockHints(params, at)],
  }
}

interface Read { convention: Convention, signed: SignedRequest }

function readPastedRequest(question: SignQuestion, readers: SignReaders, now: Date): Read {
  const pasted = readPastedHttp(question)
  const convention = question.convention || conventionOf(pasted)
  return { convention, signed: convention === 'ectouch' ? ectouchRequest({ ...readPasted(question), at: now }) : readers[convention](pasted, now) }
}

/** The log keeps texts: what was a number or a list in JSON is judged by how it was written. */
async function readLogged(ctx: Ctx, callId: number, readers: SignReaders): Promise<Read> {
  const call = await getCall(ctx, callId)
  const convention = CONVENTIONS.find((one) => one === call?.dialect)
  if (!call || !convention) throw new ShopError('NOT_FOUND')
  const at = new Date(call.at)
  const entries = Object.entries(call.params)
  if (convention === 'ectouch') return { convention, signed: ectouchRequest({ parameters: entries.map(([name, value]) => ({ name, value, from: 'query', isForeign: false })), isJsonBody: false, at }) }
  const body = Object.fromEntries(entries.filter(([name]) => !name.startsWith('?')))
  const query = new URLSearchParams(entries.filter(([name]) => name.startsWith('?')).map(([name, value]): [string, string] => [name.slice(1), value])).toString()
  const signed = readers[convention]({ httpMethod: 'POST', path: '', query, contentType: 'application/json', authorization: '', body: JSON.stringify(body) }, at)
  // Of a sign that the log hides nothing can be said.
  return { convention, signed: isCutParam(signed.sign) ? { ...signed, hints: signed.hints.filter(({ cause }) => cause !== 'sign_length') } : signed }
}

interface Secrets { present: string, old: string, isOldGood: boolean }
interface Judged { rightBy: SignReport['rightBy'], signedText: string, hints: SignHint[] }

/** Of the secrets the one that gives the sign, else the mistake that does. */
function judge({ sign, canonical, accepted, parameters, signOf: digest, guess }: SignedRequest, secrets: Secrets): Judged {
  const received = sign.toLowerCase()
  const gives = (secret: string): boolean => secret !== '' && received !== '' && accepted.some((text) => digest(text, secret) === received)
  if (gives(secrets.present)) return { rightBy: 'present', signedText: canonical, hints: [remark('sign_right')] }
  if (gives(secrets.old)) return { rightBy: secrets.isOldGood ? 'old' : '', signedText: canonical, hints: [secrets.isOldGood ? remark('sign_right_old') : fault('sign_old_secret')] }
  if (received === '') return { rightBy: '', signedText: '', hints: [] }
  const found = guess(secrets.present)
  if (found) return { rightBy: '', signedText: found.text, hints: [fault(`sign_${found.mistake}`, found.name === undefined ? {} : { name: found.name })] }
  return { rightBy: '', signedText: '', hints: [fault(parameters.some(({ value }) => isCutParam(value)) ? 'sign_cut' : 'sign_secret')] }
}

const HIDDEN = '***'

/** Clients send or paste their secret by mistake; what is shown never holds it. */
function hider(secrets: Secrets | null): (text: string) => string {
  const known = [secrets?.present ?? '', secrets?.old ?? ''].filter(Boolean)
  return (text) => known.reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text)
}

/** The text between the secrets, for those who paste it with them. */
function bareText(text: string, secrets: Secrets | null): string {
  const secret = secrets?.present ?? ''
  if (secret === '') return text
  const tail = text.endsWith(secret) ? text.slice(0, -secret.length) : text
  return tail.startsWith(secret) ? tail.slice(secret.length) : tail
}

function sentSecrets({ parameters }: SignedRequest, secrets: Secrets | null): SignHint[] {
  if (!secrets) return []
  return parameters.filter(({ value }) => value !== '' && (value === secrets.present || value === secrets.old)).map(({ name }) => fault('secret_sent', { name }))
}

const KEY = /^\d{8}$/

/**
 * What a call should have signed, beside what it did. For the app's owner only: it names the right sign. That somebody looked is
 * in the log of the staff; the secret never leaves this function.
 */
export async function debugSign(ctx: Ctx, question: SignQuestion, { secretsKey }: PlatformPorts, readers: SignReaders): Promise<SignReport> {
  const { convention, signed } = question.callId === 0 ? readPastedRequest(question, readers, ctx.now) : await readLogged(ctx, question.callId, readers)
  const { key, canonical, digest } = signed
  const app = await ctx.db.app.findFirst({ where: { key, ...ownApps(ctx.actor) } })
  await inTransaction(ctx, (tx) => audit(tx, { action: 'app.debugSign', targetKind: 'app', targetId: app?.id ?? 0, targetName: app?.name ?? (KEY.test(key) ? key : '') }))
  const secrets: Secrets | null = app && {
    present: decrypt(secretsKey, app.secretCipher),
    old: app.oldSecretCipher && decrypt(secretsKey, app.oldSecretCipher),
    isOldGood: app.oldSecretUntil !== null && app.oldSecretUntil > ctx.now,
  }
  const judged: Judged = secrets ? judge(signed, secrets) : { rightBy: '', signedText: '', hints: key ? [fault('app_unknown', { key })] : [] }
  const hide = hider(secrets)
  const stated = bareText(question.signedText, secrets)
  const signedText = hide(stated || judged.signedText)
  return {
    convention,
    appKey: key,
    appName: app?.name ?? '',
    rightBy: judged.rightBy,
    signMethod: digest,
    canonical: hide(canonical),
    receivedSign: hide(signed.sign),
    expectedSign: secrets ? signed.signOf(canonical, secrets.present).toUpperCase() : '',
    signedText,
    differsAt: signedText === '' ? -1 : firstDifference(signedText, hide(canonical)),
    parameters: signed.parameters.map(({ name, value, from }) => ({ name, value: hide(value), from })),
    hints: [...judged.hints, ...sentSecrets(signed, secrets), ...stated && stated !== canonical ? [fault('text_differs')] : [], ...signed.hints],
  }
}
