import { createHash, createHmac } from 'node:crypto'
import { gbkBytes } from './gbk.ts'

type Params = Record<string, string>

/** How a client may have come by its sign, found by trying. */
export interface SignGuess {
  /** `encoded`, `tail_missing` …: the mistake. */
  mistake: string
  text: string
  /** The name the mistake is about, where there is one. */
  name?: string
}

/** What is known of a request beside its parameters. */
export interface SentAs {
  /** The names in the order they were sent. */
  order?: readonly string[]
  /** Those that came in the body; the rest in the address. */
  inBody?: ReadonlySet<string>
}

/** Every parameter but the sign, sorted by name in byte order, name and value joined with nothing between. */
export function canonicalText(params: Params, write: (value: string, name: string) => string = (value) => value): string {
  return joined(params, sortedNames(params), write)
}

function joined(params: Params, names: readonly string[], write: (value: string, name: string) => string = (value) => value): string {
  return names.map((name) => name + write(params[name] ?? '', name)).join('')
}

function sortedNames(params: Params): string[] {
  return Object.keys(params).filter((name) => name !== 'sign').sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

function without(params: Params, drop: (name: string, value: string) => boolean): Params {
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => !drop(name, value)))
}

export const SIGN_METHODS: readonly string[] = ['md5', 'hmac', 'hmac-sha256']

/** The sign of a text the way the call says it was made. */
export function signOf(text: string | Buffer, secret: string, method: string): string {
  if (method === 'hmac') return createHmac('md5', secret).update(text).digest('hex')
  if (method === 'hmac-sha256') return createHmac('sha256', secret).update(text).digest('hex')
  return createHash('md5').update(secret).update(text).update(secret).digest('hex')
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const phpEncoded = (value: string): string => encodeURIComponent(value).replaceAll('%20', '+')
const withPlus = (value: string): string => value.replaceAll(' ', '+')

/** Some clients spoil every value, some only their own and leave the public time as it is. */
function spoiled(params: Params, mistake: string, write: (value: string) => string): SignGuess[] {
  return [
    { mistake, text: canonicalText(params, write) },
    { mistake, text: canonicalText(params, (value, name) => (name === 'timestamp' ? value : write(value))) },
  ]
}

const OPTIONAL = ['session', 'nonce', 'sign_method', 'format', 'v', 'action', 'version']

function wrongOrders(params: Params, { order = [] }: SentAs): SignGuess[] {
  const names = sortedNames(params)
  const byText = (key: (name: string) => string): string[] => names.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  const orders = [order.filter((name) => name !== 'sign' && name in params), names.toReversed(), byText((name) => name.toLowerCase().replaceAll('_', '')), byText((name) => params[name] ?? '')]
  return orders.map((one) => ({ mistake: 'order', text: joined(params, one) }))
}

function leftOut(params: Params, { inBody = new Set() }: SentAs): SignGuess[] {
  const names = sortedNames(params)
  const parts: SignGuess[] = [
    { mistake: 'without_sign_method', text: canonicalText(without(params, (name) => name === 'sign_method')) },
    { mistake: 'without_session', text: canonicalText(without(params, (name) => name === 'session')) },
  ]
  if (inBody.size > 0) {
    parts.push({ mistake: 'body_unsigned', text: canonicalText(without(params, (name) => inBody.has(name))) })
    parts.push({ mistake: 'query_unsigned', text: canonicalText(without(params, (name) => !inBody.has(name))) })
  }
  return [...parts, ...names.map((name) => ({ mistake: 'left_out', name, text: canonicalText(without(params, (one) => one === name)) }))]
}

/** Texts a client may have signed instead of the right one, the likeliest first. */
function wrongTexts(params: Params, sent: SentAs): SignGuess[] {
  const right = canonicalText(params)
  const sign = params.sign ?? ''
  return [
    ...spoiled(params, 'encoded', encodeURIComponent),
    ...spoiled(params, 'encoded', phpEncoded),
    ...spoiled(params, 'plus', withPlus),
    { mistake: 'trimmed', text: canonicalText(params, (value) => value.trim()) },
    { mistake: 'joined', text: sortedNames(params).map((name) => `${name}=${params[name] ?? ''}`).join('&') },
    { mistake: 'joined', text: sortedNames(params).map((name) => `${name}=${params[name] ?? ''}`).join('') },
    ...wrongOrders(params, sent),
    ...leftOut(params, sent),
    { mistake: 'sign_included', text: joined({ ...params, sign: '' }, [...sortedNames(params), 'sign'].sort()) },
    { mistake: 'sign_included', text: joined({ ...params, sign }, [...sortedNames(params), 'sign'].sort()) },
    ...OPTIONAL.filter((name) => !(name in params)).map((name) => ({ mistake: 'empty_signed', name, text: canonicalText({ ...params, [name]: '' }) })),
    { mistake: 'values_only', text: sortedNames(params).map((name) => params[name] ?? '').join('') },
    { mistake: 'lower_case', text: right.toLowerCase() },
    { mistake: 'upper_case', text: right.toUpperCase() },
  ]
}

/** A text as clients send it that do not write UTF-8. */
export function spoiltCharsets(text: string): Buffer[] {
  return [gbkBytes(text), Buffer.from(text, 'latin1')]
}

/** The right text, made into a sign in another way. */
function wrongDigests(right: string, secret: string, method: string): [mistake: string, sign: string][] {
  return [
    ['tail_missing', md5(secret + right)],
    ['head_missing', md5(right + secret)],
    ['secret_missing', md5(right)],
    ...SIGN_METHODS.filter((one) => one !== method).map((one): [string, string] => ['other_method', signOf(right, secret, one)]),
    ['hmac_wrapped', signOf(secret + right + secret, secret, method)],
    ...spoiltCharsets(right).map((bytes): [string, string] => ['charset', signOf(bytes, secret, method)]),
    ['secret_spaces', signOf(right, `${secret}\n`, method)],
    ['secret_spaces', signOf(right, `${secret} `, method)],
    ['secret_case', signOf(right, secret.toUpperCase(), method)],
  ]
}

/** Which known mistake gives just the sign that came, null when none does. */
export function guessMistake(params: Params, secret: string, sent: SentAs = {}): SignGuess | null {
  const received = (params.sign ?? '').toLowerCase()
  const method = params.sign_method || 'md5'
  const right = canonicalText(params)
  const found = wrongTexts(params, sent).find(({ text }) => text !== right && signOf(text, secret, method) === received)
  if (found) return found
  const odd = wrongDigests(right, secret, method).find(([, sign]) => sign === received)
  return odd ? { mistake: odd[0], text: right } : null
}
