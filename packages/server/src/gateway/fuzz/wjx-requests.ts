import { canonical, digest } from '../dialects/wjx/sign.ts'
import type { JsonValue } from '../json-source.ts'
import { jsonBody, jsonValueOf } from './json-source.ts'
import { oddValue } from './odd-values.ts'
import { parametersFor } from './parameters.ts'
import type { Random } from './random.ts'
import { type FuzzKind, type FuzzRequest, maybeBroken } from './request.ts'
import type { FuzzTarget } from './target.ts'

type Values = [name: string, value: JsonValue][]

const ADDRESS = '/openapi/default.aspx'
const OTHERS = ['usersystem', 'subuser', 'contacts', 'shortlink'].map((name) => `/openapi/${name}.aspx`)
const ENCODES = ['sha1', 'sha256', 'sha384', 'sha512', 'sm3', 'SHA1', 'SM3', '']
const STALE_SECONDS = 60
const text = (value: string): JsonValue => ({ kind: 'string', text: value })
const seconds = (): number => Math.floor(Date.now() / 1000)

function signOf(values: Values, traceId: string, secret: string): string {
  const named = new Map(values)
  const encode = named.get('encode')?.text.toLowerCase() ?? ''
  return digest(canonical({ values: named, traceId }), secret, ENCODES.includes(encode) && encode !== '' ? encode : 'sha1').toString('hex')
}

const without = (values: Values, name: string): Values => values.filter(([known]) => known !== name)

interface Sent { values: Values, authorization?: string }

const WRONG: readonly ((random: Random, values: Values, target: FuzzTarget, traceId: string) => Sent)[] = [
  (_random, values) => ({ values }),
  (random, values) => ({ values: [...values, ['sign', text(random.bytes(20).toString('hex'))]] }),
  (random, values) => ({ values: [...values, ['sign', jsonValueOf(random, oddValue(random))]] }),
  (_random, values) => ({ values: without(values, 'appid') }),
  (random, values) => ({ values: [...without(values, 'appid'), ['appid', jsonValueOf(random, oddValue(random))]] }),
  (_random, values, { disabled }, traceId) => {
    const changed: Values = [...without(values, 'appid'), ['appid', text(disabled.key)]]
    return { values: [...changed, ['sign', text(signOf(changed, traceId, disabled.secret))]] }
  },
  (_random, values, { disabled }, traceId) => ({ values: [...values, ['sign', text(signOf(values, traceId, disabled.secret))]] }),
  (random, values, { surveyApp }, traceId) => {
    const changed: Values = [...without(values, 'ts'), ['ts', random.chance(0.5) ? text(String(seconds() + random.pick([-STALE_SECONDS, STALE_SECONDS]))) : jsonValueOf(random, `${oddValue(random)}x`)]]
    return { values: [...changed, ['sign', text(signOf(changed, traceId, surveyApp.secret))]] }
  },
  (_random, values, { surveyApp }, traceId) => ({ values: [...values, ['sign', text(signOf([...values, ['signed', text('but not sent')]], traceId, surveyApp.secret))]] }),
  (_random, values, { surveyKey }) => ({ values: without(without(values, 'ts'), 'appid'), authorization: `Bearer ${surveyKey.slice(0, -1)}` }),
]

export function wjxRequest(random: Random, target: FuzzTarget, kind: FuzzKind): FuzzRequest {
  const method = random.pick(kind === 'read' ? target.actions.filter(({ write }) => !write) : target.actions)
  const maybe = (name: string, good: readonly string[], share: number): Values => random.chance(share) ? [[name, jsonValueOf(random, random.chance(0.93) ? random.pick(good) : oddValue(random))]] : []
  const named: Values = [
    ['action', jsonValueOf(random, random.chance(0.97) ? method.name : oddValue(random))],
    ...maybe('encode', ENCODES, 0.4).map(([name, { text: encode }]): [string, JsonValue] => [name, text(encode)]),
    ...maybe('nocache', ['1', '0', 'true', 'false'], 0.3),
    ...parametersFor(random, method).map(([name, value]): [string, JsonValue] => [name, jsonValueOf(random, value)]),
  ]
  const values: Values = [['appid', jsonValueOf(random, target.surveyApp.key)], ['ts', jsonValueOf(random, String(seconds()))], ...named]
  const traceId = random.chance(0.3) ? random.bytes(16).toString('hex') : ''
  const query = [...(traceId ? [`traceid=${traceId}`] : []), ...(random.chance(0.2) ? [`action=${encodeURIComponent(oddValue(random).slice(0, 200))}`] : []), ...(random.chance(0.05) ? ['traceid=%zz', 'a=%FF'] : [])].join('&')
  const isBearer = kind === 'read' && random.chance(0.3)
  const right = (): Sent => isBearer ? { values: named, authorization: `Bearer ${target.surveyKey}` } : { values: [...values, ['sign', text(signOf(values, traceId, target.surveyApp.secret))]] }
  const { values: line, authorization = '' } = kind === 'unsigned' ? random.pick(WRONG)(random, values, target, traceId) : right()
  return maybeBroken(random, {
    dialect: 'wjx',
    kind,
    httpMethod: 'POST',
    url: `${random.chance(0.95) ? ADDRESS : random.pick(OTHERS)}${query ? `?${query}` : ''}`,
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: Buffer.from(jsonBody(random, line)),
  })
}
