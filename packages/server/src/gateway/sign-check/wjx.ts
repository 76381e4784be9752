import { createHash, createHmac } from 'node:crypto'
import { fault, type PastedHttp, remark, secondsHint, type SignedRequest, type SignGuess, type SignHint, spoiltCharsets } from '@xiaopu/shared/platform'
import { SIGN_LIFE_SECONDS } from '../dialects/wjx/index.ts'
import { read, type WjxCall } from '../dialects/wjx/read.ts'
import { canonical, digest, ENCODES, PLAIN, READINGS, textOf } from '../dialects/wjx/sign.ts'
import type { JsonValue } from '../json-source.ts'
import { byName, compactJson, incomingOf } from './received.ts'

const OTHER_NAMES = ['app_key', 'app_id', 'appkey']
const ACTION = /^\d{7}$/

const encodeOf = ({ params }: WjxCall): string => (params.get('encode') || 'sha1').toLowerCase()

type Part = readonly [name: string, text: string]

function partsOf({ values, traceId }: WjxCall): Part[] {
  const parts = [...values].filter(([name]) => name !== 'sign').map(([name, value]): Part => [name, textOf(value, PLAIN)])
  return traceId === '' ? parts : [...parts, ['traceid', traceId]]
}

const values = (parts: readonly Part[]): string => parts.map(([, text]) => text).join('')
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1).replaceAll(/[^\0-\x7F]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Values as clients write them that sign before JSON is made, or after. */
function spoilt(call: WjxCall, write: (value: JsonValue) => string): string {
  return values(byName([...call.values].filter(([name]) => name !== 'sign').map(([name, value]): Part => [name, write(value)])))
}

function wrongTexts(call: WjxCall, query: string): SignGuess[] {
  const parts = partsOf(call)
  const [sent, sorted] = [parts.filter(([, text]) => text !== ''), byName(parts.filter(([, text]) => text !== ''))]
  const each = (write: (text: string) => string): string => sorted.map(([, text]) => write(text)).join('')
  const extra = [...new URLSearchParams(query)].filter(([name]) => name !== 'traceid')
  const sign = call.params.get('sign') ?? ''
  return [
    { mistake: 'names', text: sorted.map(([name, text]) => name + text).join('') },
    { mistake: 'names', text: byName(parts).map(([name, text]) => name + text).join('') },
    { mistake: 'joined', text: sorted.map(([name, text]) => `${name}=${text}`).join('&') },
    { mistake: 'joined', text: sorted.map(([, text]) => text).join('&') },
    { mistake: 'order', text: values(sent) },
    { mistake: 'order', text: values(sorted.toReversed()) },
    { mistake: 'order', text: values(sorted.toSorted(([a], [b]) => (a.toLowerCase().replaceAll('_', '') < b.toLowerCase().replaceAll('_', '') ? -1 : 1))) },
    { mistake: 'by_value', text: sorted.map(([, text]) => text).sort().join('') },
    { mistake: 'nulls', text: spoilt(call, (value) => (value.kind === 'null' ? 'null' : value.text)) },
    { mistake: 'nulls', text: spoilt(call, (value) => (value.kind === 'null' ? 'None' : textOf(value, PLAIN))) },
    { mistake: 'booleans', text: spoilt(call, (value) => (value.kind === 'boolean' ? String(Number(value.text === 'true')) : textOf(value, PLAIN))) },
    { mistake: 'escaped', text: spoilt(call, (value) => (value.kind === 'string' ? escaped(value.text) : textOf(value, PLAIN))) },
    { mistake: 'quoted', text: spoilt(call, (value) => (value.kind === 'string' ? JSON.stringify(value.text) : textOf(value, PLAIN))) },
    { mistake: 'compacted', text: spoilt(call, (value) => (value.kind === 'list or object' || /^\s*[[{]/.test(value.text) ? compactJson(value) : textOf(value, PLAIN))) },
    { mistake: 'encoded', text: each(encodeURIComponent) },
    { mistake: 'trimmed', text: each((text) => text.trim()) },
    { mistake: 'query_signed', text: values(byName([...sorted, ...extra])) },
    { mistake: 'sign_included', text: values(byName([...sorted, ['sign', sign]])) },
    ...sorted.map(([name]) => ({ mistake: 'left_out', name, text: values(sorted.filter(([one]) => one !== name)) })),
    { mistake: 'lower_case', text: values(sorted).toLowerCase() },
  ]
}

const hex = (method: string, text: string | Buffer): string => createHash(method).update(text).digest('hex')

function wrongDigests(text: string, secret: string, encode: string): [mistake: string, sign: string][] {
  const others = ['md5', ...ENCODES].filter((one) => one !== encode)
  return [
    ['secret_first', hex(encode, secret + text)],
    ['secret_both', hex(encode, secret + text + secret)],
    ['secret_missing_end', hex(encode, text)],
    ...others.map((one): [string, string] => ['other_encode', hex(one, text + secret)]),
    ['secret_both', hex('md5', secret + text + secret)],
    ['hmac', createHmac(encode, secret).update(text).digest('hex')],
    ...spoiltCharsets(text).map((bytes): [string, string] => ['charset', hex(encode, Buffer.concat([bytes, Buffer.from(secret)]))]),
    ['secret_spaces', hex(encode, `${text}${secret}\n`)],
    ['secret_spaces', hex(encode, `${text}${secret} `)],
    ['secret_case', hex(encode, text + secret.toUpperCase())],
  ]
}

function formHints(call: WjxCall, at: Date): SignHint[] {
  const { params, unreadable, bearerKey } = call
  const encode = encodeOf(call)
  const sign = params.get('sign') ?? ''
  const other = OTHER_NAMES.find((name) => params.has(name))
  const action = params.get('action') ?? ''
  if (bearerKey !== '' && sign === '') return [remark('bearer')]
  return [
    ...unreadable ? [fault(unreadable.field === 'content_type' ? 'json_only' : 'unreadable', { field: unreadable.field })] : [],
    ...bearerKey === '' ? [] : [remark('bearer_ignored')],
    ...params.get('appid') ? [] : [other === undefined ? fault('key_missing', { name: 'appid' }) : fault('key_name', { name: 'appid', sent: other })],
    ...ENCODES.has(encode) ? [] : [fault('encode_unknown', { encode })],
    ...sign === '' ? [fault('sign_absent')] : [],
    ...sign !== '' && ENCODES.has(encode) && sign.length !== hex(encode, '').length ? [fault('sign_length', { method: encode, length: String(sign.length) })] : [],
    ...action === '' ? [fault('action_missing')] : ACTION.test(action) ? [] : [fault('action_form', { action })],
    secondsHint('ts', params.get('ts') ?? '', { at, within: SIGN_LIFE_SECONDS }),
  ]
}

/** A request of 问卷星's convention, read the way the gateway reads it. */
export function wjxRequest(pasted: PastedHttp, at: Date): SignedRequest {
  const call = read(incomingOf(pasted, at))
  const encode = encodeOf(call)
  const right = canonical(call)
  const signOf = (text: string, secret: string): string => (ENCODES.has(encode) ? digest(text, secret, encode).toString('hex') : '')
  return {
    key: call.params.get('appid') ?? '',
    sign: call.params.get('sign') ?? '',
    digest: encode,
    canonical: right,
    accepted: READINGS.map((reading) => canonical(call, reading)),
    parameters: [...[...call.values].map(([name, { text }]) => ({ name, value: text, from: 'body' as const })), ...call.traceId === '' ? [] : [{ name: 'traceid', value: call.traceId, from: 'query' as const }]],
    signOf,
    guess(secret) {
      const received = (call.params.get('sign') ?? '').toLowerCase()
      const found = wrongTexts(call, pasted.query).find(({ text }) => text !== right && signOf(text, secret) === received)
      if (found || !ENCODES.has(encode)) return found ?? null
      const odd = wrongDigests(right, secret, encode).find(([, sign]) => sign === received)
      return odd ? { mistake: odd[0], text: right } : null
    },
    hints: formHints(call, at),
  }
}
