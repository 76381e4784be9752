import { fault, guessMistake, type PastedHttp, remark, secondsHint, type SignedRequest, type SignGuess, type SignHint } from '@xiaopu/shared/platform'
import { SIGN_LIFE_SECONDS } from '../dialects/careyshop/public-params.ts'
import { type CareyCall, read } from '../dialects/careyshop/read.ts'
import { canonical, digest, isSigned, PLAIN, READINGS, textOf } from '../dialects/careyshop/sign.ts'
import { parseGmt8 } from '../gmt8.ts'
import type { JsonValue } from '../json-source.ts'
import { byName, compactJson, incomingOf } from './received.ts'

const ANY_ADDRESS = '/api/v1/app'
const SIGN_DIGITS = 32
const OTHER_NAMES = ['app_key', 'app_id', 'appid']
// The document's own convention has more digests than one.
const OTHER_DIGESTS = new Set(['other_method', 'hmac_wrapped'])
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The text a client signs that treats the values of JSON in a way of its own; `write` answers null for what it leaves out. */
function written(call: CareyCall, write: (value: JsonValue, name: string) => string | null): string {
  return byName(call.values).filter(([name]) => name !== 'sign').map(([name, value]) => {
    const text = write(value, name)
    return text === null ? '' : name + text
  }).join('')
}

/** What PHP, Python and JavaScript make of a list where a text is asked for. */
function listTexts(value: JsonValue): string[] {
  const compact = compactJson(value)
  const parsed: unknown = compact.startsWith('[') ? JSON.parse(compact) : null
  return [value.text, compact, 'Array', ...Array.isArray(parsed) ? [parsed.join(',')] : []]
}

/** Mistakes made with JSON values; the document's own PHP example makes the second. */
function jsonMistakes(call: CareyCall, secret: string): SignGuess[] {
  const plain = (value: JsonValue): string | null => (value.kind === 'list or object' || value.kind === 'null' ? null : textOf(value, PLAIN))
  const names = new Set([...call.values].filter(([, { kind }]) => kind === 'list or object').map(([name]) => name))
  const listWays = Math.max(0, ...[...call.values.values()].filter(({ kind }) => kind === 'list or object').map((value) => listTexts(value).length))
  const guesses: SignGuess[] = Array.from({ length: listWays }, (_, way) => ({ mistake: 'lists', name: [...names].join(', '), text: written(call, (value) => (value.kind === 'list or object' ? listTexts(value)[way] ?? value.text : plain(value))) }))
  return [
    ...guesses,
    { mistake: 'strings_only', text: written(call, (value) => (value.kind === 'string' && value.text !== '' && !value.text.startsWith('@') ? value.text : null)) },
    { mistake: 'numbers_left_out', text: written(call, (value) => (value.kind === 'number' ? null : plain(value))) },
    { mistake: 'booleans', text: written(call, (value) => (value.kind === 'boolean' ? value.text : plain(value))) },
    { mistake: 'empty_left_out', text: written(call, (value) => (value.text === '' ? null : plain(value))) },
    { mistake: 'nulls', text: written(call, (value) => (value.kind === 'null' ? '' : plain(value))) },
    { mistake: 'nulls', text: written(call, (value) => (value.kind === 'null' ? 'null' : plain(value))) },
    ...addressMistakes(call),
    { mistake: 'secret_as_parameter', text: canonical(new Map([...call.values, ['app_secret', { kind: 'string', text: secret }]])) },
  ]
}

function addressMistakes({ values, address }: CareyCall): SignGuess[] {
  if (address?.kind !== 'call') return []
  const named: [string, JsonValue][] = [['version', { kind: 'string', text: address.version }], ['controller', { kind: 'string', text: address.controller }]]
  const flat = byName([...values].filter(([name, value]) => isSigned(name, value)).concat(named))
  return [
    { mistake: 'address', text: flat.map(([name, value]) => name + textOf(value, PLAIN)).join('') },
    { mistake: 'path_unsigned', text: canonical(new Map([...values].filter(([name]) => !address.params.has(name)))) },
  ]
}

function clockHint(sent: string, at: Date): SignHint {
  const ms = sent.includes('-') ? parseGmt8(DAY.test(sent) ? `${sent} 00:00:00` : sent) : null
  return secondsHint('timestamp', ms === null ? sent : String(Math.floor(ms / 1000)), { at, within: SIGN_LIFE_SECONDS })
}

function formHints({ params, unreadable, values }: CareyCall, at: Date): SignHint[] {
  const [key, sign] = [params.get('appkey') ?? '', params.get('sign') ?? '']
  const other = OTHER_NAMES.find((name) => params.has(name))
  const lists = [...values].filter(([, { kind }]) => kind === 'list or object').map(([name]) => name)
  return [
    ...unreadable ? [fault('unreadable', { field: unreadable.field })] : [],
    ...key === '' ? [other === undefined ? fault('key_missing', { name: 'appkey' }) : fault('key_name', { name: 'appkey', sent: other })] : [],
    ...sign === '' ? [fault('sign_absent')] : [],
    ...sign !== '' && (sign.length !== SIGN_DIGITS || !/^[0-9a-f]+$/i.test(sign)) ? [fault('sign_length', { method: 'md5', length: String(sign.length) })] : [],
    ...params.get('method') ? [] : [fault('method_missing')],
    ...params.get('token') ? [] : [remark('token_missing')],
    ...lists.length > 0 ? [remark('lists_unsigned', { names: lists.join(', ') })] : [],
    clockHint(params.get('timestamp') ?? '', at),
  ]
}

/** A request of CareyShop's convention, read the way the gateway reads it. */
export function careyshopRequest(pasted: PastedHttp, at: Date): SignedRequest {
  const call = read(incomingOf(pasted, at), { path: pasted.path || ANY_ADDRESS, isTls: true, userAgent: '' })
  const { values, params } = call
  const flat = Object.fromEntries([...values].filter(([name, value]) => name === 'sign' || isSigned(name, value)).map(([name, value]) => [name, textOf(value, PLAIN)]))
  const inQuery = new Set(new URLSearchParams(pasted.query).keys())
  const inBody = new Set([...values.keys()].filter((name) => !inQuery.has(name)))
  const signOf = (text: string, secret: string): string => digest(text, secret).toString('hex')
  const right = canonical(values)
  return {
    key: params.get('appkey') ?? '',
    sign: params.get('sign') ?? '',
    digest: 'md5',
    canonical: right,
    accepted: READINGS.map((reading) => canonical(values, reading)),
    parameters: [...values].map(([name, { text }]) => ({ name, value: text, from: inBody.has(name) ? 'body' : 'query' })),
    signOf,
    guess(secret) {
      const received = (params.get('sign') ?? '').toLowerCase()
      const found = jsonMistakes(call, secret).find(({ text }) => text !== right && signOf(text, secret) === received) ?? guessMistake(flat, secret, { order: [...values.keys()], inBody })
      return found && OTHER_DIGESTS.has(found.mistake) ? { ...found, mistake: 'md5_only' } : found
    },
    hints: formHints(call, at),
  }
}
