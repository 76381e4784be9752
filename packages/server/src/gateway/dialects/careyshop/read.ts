import { createHash } from 'node:crypto'
import { bodyLimit, MAX_FORM_BYTES, readBody, readQuery } from '../../body.ts'
import type { Call, IncomingCall } from '../../call.ts'
import { headerParameter, isUtf8Name, mediaType, utf8Text } from '../../encoding.ts'
import { type JsonValue, readJsonObject } from '../../json-source.ts'
import { type FilePart, UnreadableRequest } from '../../received.ts'
import { type Address, parseAddress } from './address.ts'
import { PhpParameters } from './php-parameters.ts'

/** How the sign was looked at, for `is_debug`. */
export interface SignNote {
  names: readonly string[]
  leftOut: readonly string[]
  /** '' when none matched. */
  reading: string
}

export interface CareyCall extends Call {
  /** What was sent, as it was written; path, body and query merged. */
  readonly values: ReadonlyMap<string, JsonValue>
  readonly address: Address | null
  readonly startedAt: number
  /** How far the checks came. */
  step: number
  signNote: SignNote | null
}

/** What a request holds beside what every dialect gets. */
export interface CareyTransport {
  /** As it stood in the request line, without the query. */
  path: string
  isTls: boolean
  userAgent: string
}

const MAX_PARAMETERS = 200
const MAX_NAME = 64
const NOT_PARAMETERS = ['version', 'controller']

/** The admin app sends JSON as plain text, to save a preflight. */
function isJson(contentType: string): boolean {
  const type = mediaType(contentType)
  return type.includes('json') || type === 'text/plain'
}

export function careyLimit(contentType: string): number {
  return isJson(contentType) ? MAX_FORM_BYTES : bodyLimit(contentType)
}

export function read(request: IncomingCall, { path }: CareyTransport): CareyCall {
  const files: FilePart[] = []
  let [values, address]: [Map<string, JsonValue>, Address | null] = [new Map(), null]
  let { unreadable } = request
  try {
    if (!unreadable) {
      address = parseAddress(path)
      values = merged(request, address, files)
    }
  } catch (error) {
    if (!(error instanceof UnreadableRequest)) throw error
    unreadable = error
  }
  return {
    requestId: request.requestId,
    ip: request.ip,
    now: request.now,
    params: new Map([...values].filter(([, { kind }]) => kind !== 'null').map(([name, { text }]) => [name, text])),
    files,
    unreadable,
    values,
    address,
    startedAt: performance.now(),
    step: 0,
    signNote: null,
    app: null,
    method: null,
    isRepeat: false,
  }
}

/** The path wins over the body, the body over the query. */
function merged(request: IncomingCall, address: Address | null, files: FilePart[]): Map<string, JsonValue> {
  const query = new PhpParameters()
  readQuery(request.query, query)
  const path = address?.kind === 'call' ? [...address.params].map(([name, text]): [string, JsonValue] => [name, { kind: 'string', text }]) : []
  const values = new Map([...query.values(), ...bodyValues(request, files), ...path])
  for (const name of NOT_PARAMETERS) values.delete(name)
  return values
}

function bodyValues({ httpMethod, contentType, body }: IncomingCall, files: FilePart[]): Map<string, JsonValue> {
  if (httpMethod !== 'POST' || !body || body.length === 0) return new Map()
  if (isJson(contentType)) return jsonValues(contentType, body)
  const form = new PhpParameters()
  readBody(contentType, body, form)
  files.push(...form.files)
  return form.values()
}

function jsonValues(contentType: string, body: Buffer): Map<string, JsonValue> {
  const charset = headerParameter(contentType, 'charset')
  if (charset !== null && !isUtf8Name(charset)) throw new UnreadableRequest('charset')
  const values = readJsonObject(utf8Text(body, 'body'))
  if (values.size > MAX_PARAMETERS || [...values.keys()].some((name) => name.length > MAX_NAME)) throw new UnreadableRequest('body', 413)
  return values
}

const MASK = '***'
const SECRET_NAMES = new Set(['refresh', 'batch', 'sign'])

/** Values within lists and objects may be anything, a batch's passwords too. */
export function logged({ values }: CareyCall): ReadonlyMap<string, string> {
  return new Map([...values].map(([name, { kind, text }]) => [name, SECRET_NAMES.has(name) || (kind === 'list or object' && text.includes('{')) ? MASK : text]))
}

/** The whole decoded request: lists, files and the address are not signed. */
export function requestDigest(call: CareyCall): string {
  const digest = createHash('sha256')
  const { address, files } = call
  digest.update(JSON.stringify(address?.kind === 'call' ? [address.version, address.controller] : []))
  const said = [...call.values].filter(([name]) => name !== 'sign').sort(([a], [b]) => (a < b ? -1 : 1))
  digest.update(JSON.stringify(said))
  for (const { name, fileName, bytes } of files) digest.update(JSON.stringify([name, fileName, bytes.length])).update(bytes)
  return digest.digest('hex')
}
