import { createHash, createHmac } from 'node:crypto'

type Params = Record<string, string>

/** One way a client may have made its sign. */
export interface SignGuess {
  /** `encoded`, `tail_missing` …: the mistake, or `right` when it is none. */
  mistake: string
  text: string
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex')
}

/** Every parameter but the sign, sorted by name in byte order, name and value joined with nothing between. */
export function canonicalText(params: Params, write: (value: string, name: string) => string = (value) => value): string {
  const names = Object.keys(params).filter((name) => name !== 'sign').sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return names.map((name) => name + write(params[name] ?? '', name)).join('')
}

function without(params: Params, drop: (name: string, value: string) => boolean): Params {
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => !drop(name, value)))
}

/** The sign of a text the way the call says it was made. */
export function signOf(text: string, secret: string, method: string): string {
  if (method === 'hmac') return createHmac('md5', secret).update(text, 'utf8').digest('hex')
  if (method === 'hmac-sha256') return createHmac('sha256', secret).update(text, 'utf8').digest('hex')
  return md5(secret + text + secret)
}

const phpEncoded = (value: string): string => encodeURIComponent(value).replaceAll('%20', '+')
const withPlus = (value: string): string => value.replaceAll(' ', '+')

/** Some clients spoil every value, some only their own and leave the public time as it is. */
function spoiled(params: Params, mistake: string, write: (value: string) => string): SignGuess[] {
  return [
    { mistake, text: canonicalText(params, write) },
    { mistake, text: canonicalText(params, (value, name) => (name === 'timestamp' ? value : write(value))) },
  ]
}

/** Texts a client may have signed instead of the right one, the likeliest first. */
function wrongTexts(params: Params): SignGuess[] {
  return [
    ...spoiled(params, 'encoded', encodeURIComponent),
    ...spoiled(params, 'encoded', phpEncoded),
    ...spoiled(params, 'plus', withPlus),
    { mistake: 'trimmed', text: canonicalText(params, (value) => value.trim()) },
    { mistake: 'without_sign_method', text: canonicalText(without(params, (name) => name === 'sign_method')) },
    { mistake: 'without_session', text: canonicalText(without(params, (name) => name === 'session')) },
    { mistake: 'joined', text: Object.keys(params).filter((name) => name !== 'sign').sort().map((name) => `${name}=${params[name] ?? ''}`).join('&') },
    { mistake: 'lower_case', text: canonicalText(params).toLowerCase() },
  ]
}

/** Which known mistake gives just the sign that came, null when none does. */
export function guessMistake(params: Params, secret: string): SignGuess | null {
  const received = (params.sign ?? '').toLowerCase()
  const method = params.sign_method ?? 'md5'
  const right = canonicalText(params)
  const found = wrongTexts(params).find(({ text }) => text !== right && signOf(text, secret, method) === received)
  if (found) return found
  const odd: [string, string][] = [
    ['tail_missing', md5(secret + right)],
    ['head_missing', md5(right + secret)],
    ['secret_missing', md5(right)],
    ['other_method', signOf(right, secret, method === 'md5' ? 'hmac' : 'md5')],
    ['other_method', signOf(right, secret, 'hmac-sha256')],
  ]
  const oddOne = odd.find(([, sign]) => sign === received)
  return oddOne ? { mistake: oddOne[0], text: right } : null
}
