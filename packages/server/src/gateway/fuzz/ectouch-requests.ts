import { canonical, digest } from '../dialects/ectouch/sign.ts'
import { formatGmt8 } from '../gmt8.ts'
import { oddValue } from './odd-values.ts'
import { parametersFor } from './parameters.ts'
import type { Random } from './random.ts'
import { type FuzzKind, type FuzzRequest, maybeBroken, multipart, type Pairs, urlencoded } from './request.ts'
import type { FuzzApp, FuzzTarget } from './target.ts'

const ADDRESSES = ['/', '/router/rest', '/api/entry']
const SIGN_METHODS = ['md5', 'hmac', 'hmac-sha256']
const STALE_MS = 700_000

type Change = (params: Map<string, string>) => void

/** A sign the secret of the app makes right. */
function signedBy({ secret }: FuzzApp, params: Map<string, string>): void {
  params.delete('sign')
  const method = params.get('sign_method') || 'md5'
  params.set('sign', (digest(canonical(params), secret, method) ?? Buffer.from('none')).toString('hex'))
}

const WRONG: readonly ((random: Random, target: FuzzTarget) => Change)[] = [
  () => (params) => { params.delete('sign') },
  (random) => (params) => { params.set('sign', random.bytes(16).toString('hex')) },
  (random) => (params) => { params.set('sign', oddValue(random)) },
  () => (params) => { params.delete('app_key') },
  (random) => (params) => { params.set('app_key', oddValue(random)) },
  (_random, { disabled }) => (params) => {
    params.set('app_key', disabled.key)
    signedBy(disabled, params)
  },
  (_random, { app, disabled }) => (params) => signedBy({ ...app, secret: disabled.secret }, params),
  (random, { app }) => (params) => {
    params.set('timestamp', random.chance(0.5) ? formatGmt8(Date.now() + random.pick([-STALE_MS, STALE_MS])) : oddValue(random))
    signedBy(app, params)
  },
  (_random, { app }) => (params) => {
    params.set('signed', 'but not sent')
    signedBy(app, params)
    params.delete('signed')
  },
]

function publicParams(random: Random, { app, sessions }: FuzzTarget): [string, string][] {
  const maybe = (name: string, good: readonly string[], share: number): [string, string][] => random.chance(share) ? [[name, random.chance(0.93) ? random.pick(good) : oddValue(random)]] : []
  return [
    [random.chance(0.9) ? 'app_key' : 'app_id', app.key],
    ['timestamp', formatGmt8(Date.now())],
    ...maybe('format', ['json', 'xml', 'JSON', 'XML', ''], 0.8),
    ...maybe('v', ['1.0', '2.0', ''], 0.7),
    ...maybe('sign_method', [...SIGN_METHODS, ''], 0.5),
    ...maybe('session', sessions, 0.7),
    ...maybe('nonce', ['a', '1'], 0.1),
  ]
}

/** Query, form, multipart, or both halves at once, as TOP's clients send them. */
function sent(random: Random, pairs: Pairs): Pick<FuzzRequest, 'httpMethod' | 'url' | 'headers' | 'body'> {
  const address = random.pick(ADDRESSES)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  switch (random.below(5)) {
    case 0: return { httpMethod: 'GET', url: `${address}?${urlencoded(pairs)}`, headers: {}, body: null }
    case 1: {
      const files = random.chance(0.3) ? [{ name: random.chance(0.5) ? 'avatar' : random.pick(pairs)[0], fileName: oddValue(random).slice(0, 100), bytes: random.bytes(random.below(300)) }] : []
      const { contentType, body } = multipart(pairs, files)
      return { httpMethod: 'POST', url: address, headers: { 'content-type': contentType }, body }
    }
    case 2: {
      const middle = random.below(pairs.length + 1)
      return { httpMethod: 'POST', url: `${address}?${urlencoded(pairs.slice(0, middle))}`, headers: form, body: Buffer.from(urlencoded(pairs.slice(middle))) }
    }
    default: return { httpMethod: 'POST', url: address, headers: form, body: Buffer.from(urlencoded(pairs)) }
  }
}

export function ectouchRequest(random: Random, target: FuzzTarget, kind: FuzzKind): FuzzRequest {
  const method = random.pick(kind === 'read' ? target.methods.filter(({ write }) => !write) : target.methods)
  const pairs = [...publicParams(random, target), ['method', random.chance(0.96) ? method.name : oddValue(random)], ...parametersFor(random, method)] as const
  const params = new Map(pairs.map(([name, value]) => [name, value]))
  if (kind === 'read') signedBy(target.app, params)
  else random.pick(WRONG)(random, target)(params)
  // Names that stood twice stand twice on the line; what the sign changed stands once.
  const line = [...pairs.filter(([name, value]) => params.get(name) === value), ...[...params].filter(([name, value]) => !pairs.some((pair) => pair[0] === name && pair[1] === value))]
  return maybeBroken(random, { dialect: 'ectouch', kind, ...sent(random, line) })
}
