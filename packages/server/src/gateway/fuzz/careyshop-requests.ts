import { canonical, digest } from '../dialects/careyshop/sign.ts'
import { formatGmt8 } from '../gmt8.ts'
import type { JsonValue } from '../json-source.ts'
import { jsonBody, jsonValueOf } from './json-source.ts'
import { oddValue } from './odd-values.ts'
import { parametersFor } from './parameters.ts'
import type { Random } from './random.ts'
import { type FuzzKind, type FuzzRequest, maybeBroken, multipart, urlencoded } from './request.ts'
import type { FuzzApp, FuzzMethod, FuzzTarget } from './target.ts'

type Values = [name: string, value: JsonValue][]

const FORMATS = ['json', 'jsonp', 'xml']
const CALLBACKS = ['shop.cb', 'cb', '$', '_a.b.c.d.e']
const STALE_SECONDS = 700
const text = (value: string): JsonValue => ({ kind: 'string', text: value })
const seconds = (): number => Math.floor(Date.now() / 1000)

/** An open method that writes may write for everybody, and everybody may know the names of the sign-ins. */
function mayWrite({ isOpen, write, name }: FuzzMethod): boolean {
  return isOpen && write && !name.startsWith('login.')
}

function publicValues(random: Random, { app, tokens }: FuzzTarget): Values {
  const maybe = (name: string, good: readonly string[], share: number): Values => random.chance(share) ? [[name, jsonValueOf(random, random.chance(0.92) ? random.pick(good) : oddValue(random))]] : []
  return [
    ...maybe('appkey', [app.key], 0.95),
    ...maybe('timestamp', [String(seconds()), formatGmt8(Date.now())], 0.95),
    ...maybe('token', tokens, 0.75),
    ...maybe('format', FORMATS, 0.5),
    ...maybe('callback', CALLBACKS, 0.2),
    ...maybe('is_debug', ['1', '0'], 0.1),
  ]
}

/** The last of equal names counts, so that is what is signed. */
function signOf(values: Values, { secret }: FuzzApp): string {
  return digest(canonical(new Map(values)), secret).toString('hex')
}

const without = (values: Values, name: string): Values => values.filter(([known]) => known !== name)

const WRONG: readonly ((random: Random, values: Values, target: FuzzTarget) => Values)[] = [
  (_random, values) => values,
  (random, values) => [...values, ['sign', text(random.bytes(16).toString('hex'))]],
  (random, values) => [...values, ['sign', jsonValueOf(random, oddValue(random))]],
  (_random, values) => without(values, 'appkey'),
  (random, values) => [...without(values, 'appkey'), ['appkey', jsonValueOf(random, oddValue(random))]],
  (_random, values, { disabled }) => {
    const changed: Values = [...without(values, 'appkey'), ['appkey', text(disabled.key)]]
    return [...changed, ['sign', text(signOf(changed, disabled))]]
  },
  (_random, values, { disabled }) => [...values, ['sign', text(signOf(values, disabled))]],
  (random, values, { app }) => {
    const changed: Values = [...without(values, 'timestamp'), ['timestamp', text(random.chance(0.5) ? String(seconds() + random.pick([-STALE_SECONDS, STALE_SECONDS])) : '2016-02-30')]]
    return [...changed, ['sign', text(signOf(changed, app))]]
  },
  (_random, values, { app }) => [...values, ['sign', text(signOf([...values, ['signed', text('but not sent')]], app))]],
]

const CONTROLLER_FORMS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => name.replaceAll('_', '-'),
  (name) => name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase()),
]

function addressOf(random: Random, controller: string): string {
  const prefix = random.chance(0.15) ? '/index.php/api' : '/api'
  const version = random.chance(0.97) ? 'v1' : encodeURIComponent(oddValue(random).slice(0, 40))
  return `${prefix}/${version}/${random.chance(0.97) ? random.pick(CONTROLLER_FORMS)(controller) : encodeURIComponent(oddValue(random).slice(0, 40))}`
}

/** Path, query, form, multipart or JSON. */
function sent(random: Random, address: string, values: Values): Pick<FuzzRequest, 'httpMethod' | 'url' | 'headers' | 'body'> {
  const pairs = values.map(([name, value]): [string, string] => [name, value.text])
  const html = random.chance(0.2) ? '.html' : ''
  switch (random.below(6)) {
    case 0: return { httpMethod: random.pick(['GET', 'POST']), url: `${address}/${pairs.map(([name, value]) => `${encodeURIComponent(name)}/${encodeURIComponent(value)}`).join('/')}${html}`, headers: {}, body: null }
    case 1: return { httpMethod: 'GET', url: `${address}${html}?${urlencoded(pairs)}`, headers: {}, body: null }
    case 2: return { httpMethod: 'POST', url: address + html, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: Buffer.from(urlencoded(pairs)) }
    case 3: {
      const files = random.chance(0.3) ? [{ name: random.pick(['file', 'file[]', 'head_pic']), fileName: oddValue(random).slice(0, 100), bytes: random.bytes(random.below(300)) }] : []
      const { contentType, body } = multipart(pairs, files)
      return { httpMethod: 'POST', url: address + html, headers: { 'content-type': contentType }, body }
    }
    default: return { httpMethod: 'POST', url: address + html, headers: { 'content-type': random.pick(['application/json', 'application/json; charset=utf-8', 'text/plain']) }, body: Buffer.from(jsonBody(random, values)) }
  }
}

/** Several calls in one. */
function batchOf(random: Random, methods: readonly FuzzMethod[]): string {
  const entries = Array.from({ length: random.chance(0.03) ? 51 : random.below(5) }, () => {
    const method = random.pick(methods)
    const own = parametersFor(random, method).map(([name, value]): [string, JsonValue] => [name, jsonValueOf(random, value)])
    return jsonBody(random, [['version', text('v1')], ['controller', text(method.controller)], ['method', text(method.name)], ...own])
  })
  const whole = random.chance(0.7) ? `[${entries.join()}]` : `{${entries.map((entry, at) => `${JSON.stringify(random.chance(0.8) ? `k${at}` : random.pick(['__proto__', 'constructor', '0', '']))}:${entry}`).join()}}`
  return random.chance(0.05) ? oddValue(random) : whole
}

export function careyshopRequest(random: Random, target: FuzzTarget, kind: FuzzKind): FuzzRequest {
  const callable = target.careyMethods.filter((method) => kind === 'read' ? !method.write : !mayWrite(method))
  const method = random.pick(callable)
  const isBatch = random.chance(0.15)
  const own: Values = isBatch
    ? [['batch', jsonValueOf(random, batchOf(random, callable))]]
    : [['method', text(random.chance(0.97) ? method.name : oddValue(random))], ...parametersFor(random, method).map(([name, value]): [string, JsonValue] => [name, jsonValueOf(random, value)])]
  const values: Values = [...publicValues(random, target), ...own]
  const line: Values = kind === 'read' ? [...values, ['sign', text(signOf(values, target.app))]] : random.pick(WRONG)(random, values, target)
  const address = isBatch ? `${random.chance(0.15) ? '/index.php' : ''}/api/batch` : addressOf(random, method.controller)
  return maybeBroken(random, { dialect: 'careyshop', kind, ...sent(random, address, line) })
}
