import { Buffer } from 'node:buffer'
import type { HttpRequest } from '../http.ts'
import { type Case, matches, meets } from '../kit.ts'
import { BOUNDARY, call, type EctouchCall, type Expected, expectCall, form, FORM } from './client.ts'

const PARAM_INVALID = 50002
const JSON_TYPE = 'application/json'

/** A case that is one call and what it comes to. */
export function one(id: string, says: string, rule: string, asked: EctouchCall, expected: Expected = {}): Case {
  return { id, dialect: 'ECTouch', says, rule, run: async (kit) => { await expectCall(kit, asked, expected) } }
}

const ADDRESSES = ['/', '/router/rest', '/api/entry']
const SAME = 'the three addresses behave alike, for GET and POST'
const FORMS = 'forms, multipart and queries are read and merged'
const DUPLICATES = 'a name may come twice with one value, never with two'
const UTF8 = 'UTF-8 only, never a silent replacement'
const SIZES = 'sizes have limits: 413, of the address 414'

const replaced = (type: string) => (request: HttpRequest): HttpRequest => ({ ...request, headers: { 'content-type': type } })
const added = (more: string) => (request: HttpRequest): HttpRequest => ({ ...request, body: `${String(request.body)}${more}` })
const queried = (more: string) => (request: HttpRequest): HttpRequest => ({ ...request, path: `${request.path}?${more}` })

export const requestCases: readonly Case[] = [
  ...ADDRESSES.flatMap((address) => (['form', 'query', 'multipart', 'split'] as const).map((how) => one(`E-address ${address} ${how}`, `a signed call to ${address} as ${how}`, how === 'form' || how === 'query' ? SAME : FORMS, { address, how }))),
  one('E-address bare', 'a GET of / with nothing but a sign is a call', 'GET / is a call when the query holds method, app_key, app_id or sign', { change: () => ({ method: 'GET', path: '/?sign=x' }) }, { code: 40001, format: 'xml' }),
  one('E-body none', 'a POST without body, all parameters in the query', FORMS, { change: ({ body }) => ({ method: 'POST', path: `/router/rest?${String(body)}` }) }),
  one('E-body json', 'the parameters as JSON', 'JSON and every other type of body is refused', { change: (request) => ({ ...request, headers: { 'content-type': JSON_TYPE }, body: '{"method":"ectouch.shop.config","format":"json"}' }) }, { code: PARAM_INVALID, format: 'xml' }),
  one('E-body text', 'a form under text/plain', 'JSON and every other type of body is refused', { change: replaced('text/plain') }, { code: PARAM_INVALID, format: 'xml' }),
  one('E-charset gbk', 'a form that says it is GBK', UTF8, { change: replaced(`${FORM}; charset=GBK`) }, { code: PARAM_INVALID, format: 'xml' }),
  one('E-charset utf-8', 'a form that says it is UTF-8', UTF8, { change: replaced(`${FORM}; charset=UTF-8`) }),
  one('E-charset bytes', 'GBK bytes in a form', UTF8, { change: (request) => ({ ...request, body: Buffer.concat([Buffer.from(`${String(request.body)}&note=`), Buffer.from([0xBA, 0xF8])]) }) }, { code: PARAM_INVALID, format: 'xml' }),
  one('E-charset escape', 'GBK bytes as percent escapes', UTF8, { change: added('&note=%BA%F8') }, { code: PARAM_INVALID }),
  one('E-escape broken', 'a percent escape that is none', UTF8, { change: added('&note=%zz') }, { code: PARAM_INVALID }),
  one('E-value special', '& = + % and an emoji in a value', 'values are signed decoded', { params: { note: 'a=1&b=2+3% 你好😀' } }),
  one('E-value plus', 'a plus sign for a blank', 'a plus sign is a blank in queries and forms', { params: { note: 'a b' }, change: (request) => ({ ...request, body: String(request.body).replace('a%20b', 'a+b') }) }),
  one('E-duplicate equal', 'a name twice with one value', DUPLICATES, { params: { note: 'x' }, change: added('&note=x') }),
  one('E-duplicate both', 'a name in query and body with one value', DUPLICATES, { params: { note: 'x' }, change: queried('note=x') }),
  {
    id: 'E-duplicate differs',
    dialect: 'ECTouch',
    says: 'a name twice with two values',
    rule: `${DUPLICATES}; the message names it`,
    async run(kit) {
      const { value } = await expectCall(kit, { params: { note: 'x' }, change: added('&note=y') }, { code: PARAM_INVALID })
      matches('msg', value.msg, /note/)
    },
  },
  one('E-duplicate split', 'a name in query and body with two values', DUPLICATES, { params: { note: 'x' }, change: queried('note=y') }, { code: PARAM_INVALID }),
  one('E-name blank', 'a name with a blank', 'names are letters, digits and _ . : -', { change: added('&a%20b=1') }, { code: PARAM_INVALID }),
  one('E-name chinese', 'a name of Chinese letters', 'names are letters, digits and _ . : -', { params: { 壶: '1' } }, { code: PARAM_INVALID }),
  one('E-name list', 'a name that ends in []', 'names may end in []', { params: { 'marks[]': '1' } }),
  one('E-name long', 'a name of 65 characters', SIZES, { params: { ['x'.repeat(65)]: '1' } }, { code: PARAM_INVALID, status: 413 }),
  one('E-many', '201 parameters', SIZES, { change: added(`&${form(Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`p${at}`, ''])))}`) }, { code: PARAM_INVALID, status: 413 }),
  one('E-body large', 'a form of more than 1 MiB', SIZES, { params: { format: 'xml' }, change: added(`&big=${'x'.repeat(1024 * 1024)}`) }, { code: PARAM_INVALID, status: 413, format: 'xml' }),
  one('E-url long', 'an address of more than 8,192 bytes', SIZES, { change: queried(`big=${'x'.repeat(8300)}`) }, { code: PARAM_INVALID, status: 414, format: 'xml' }),
  one('E-multipart tolerant', 'header lines that end in blanks, a closing boundary without line end, names of headers in lower case', 'multipart is read as TOP\'s and KDT\'s clients send it', {
    how: 'multipart',
    change: (request) => ({ ...request, body: String(request.body).replaceAll('Content-Disposition', 'content-disposition').replaceAll('"\r\n\r\n', '" \r\n\r\n').replace(/\r\n$/, '') }),
  }),
  one('E-multipart cut', 'a multipart body that ends in the middle', 'a body that cannot be read is refused', { how: 'multipart', change: (request) => ({ ...request, body: String(request.body).slice(0, -(BOUNDARY.length + 8)) }) }, { code: PARAM_INVALID }),
  one('E-file as text', 'a file for a parameter that is none', 'a file sent for a text parameter is refused: files are not signed', {
    method: 'ectouch.items.get',
    how: 'multipart',
    change: (request) => ({ ...request, body: String(request.body).replace(/--part-of-the-kit--\r\n$/, `--${BOUNDARY}\r\nContent-Disposition: form-data; name="keywords"; filename="a.txt"\r\n\r\nx\r\n--${BOUNDARY}--\r\n`) }),
  }, { code: PARAM_INVALID }),
  {
    id: 'E-http put',
    dialect: 'ECTouch',
    says: 'a PUT',
    rule: 'other HTTP methods get 405, Allow and PARAM_INVALID',
    async run(kit) {
      const { headers } = await expectCall(kit, { change: (request) => ({ ...request, method: 'PUT' }) }, { code: PARAM_INVALID, status: 405, format: 'xml' })
      meets('Allow', headers.allow, 'GET, POST, OPTIONS')
    },
  },
  {
    id: 'E-http options',
    dialect: 'ECTouch',
    says: 'the preflight of a browser',
    rule: 'OPTIONS answers 204 with the CORS headers',
    async run(kit) {
      for (const path of ['/router/rest', '/api/entry', '/']) {
        const { status, headers, body } = await kit.send(() => ({ method: 'OPTIONS', path, headers: { 'origin': 'https://pages.example', 'access-control-request-method': 'POST' } }))
        meets('HTTP status', status, 204)
        meets('body', body, '')
        meets('Access-Control-Allow-Origin', headers['access-control-allow-origin'], '*')
        meets('Access-Control-Allow-Credentials', headers['access-control-allow-credentials'] ?? null, null)
        meets('Access-Control-Expose-Headers', headers['access-control-expose-headers'], 'X-Request-Id, Retry-After')
      }
    },
  },
  {
    id: 'E-gzip',
    dialect: 'ECTouch',
    says: 'a call that asks for gzip',
    rule: 'answers are gzipped when asked for, and only then',
    async run(kit) {
      const asked = await call(kit, { change: (request) => ({ ...request, headers: { ...request.headers, 'accept-encoding': 'gzip' } }) })
      meets('Content-Encoding', asked.headers['content-encoding'] ?? '', 'gzip')
      meets('Content-Encoding', (await call(kit)).headers['content-encoding'] ?? '', '')
    },
  },
]
