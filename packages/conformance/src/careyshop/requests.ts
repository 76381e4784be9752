import { Buffer } from 'node:buffer'
import type { Case } from '../kit.ts'
import { meets } from '../kit.ts'
import { get, json, one } from './client.ts'

const VERSION = 'get.system.version'
const INDEX = '/api/v1/index'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const FORMS = 'compatible, PATH_INFO, .html and index.php are one address'
const SPELLING = 'a controller is compared without _ and - and without its case'
const NO_ADDRESS = { code: 404, message: '请求地址不存在' }
const BAD_BODY = { code: 400, message: '请求数据格式错误' }
const MERGED = 'path over body over query, within one the last'
const XML = { type: 'xml' } as const

export const careyRequestCases: readonly Case[] = [
  ...[`${INDEX}?method=${VERSION}`, `${INDEX}.html?method=${VERSION}`, `${INDEX}/method/${VERSION}`, `${INDEX}/method/${VERSION}/`, `${INDEX}/method/${VERSION}.html`, `/index.php${INDEX}?method=${VERSION}`, `/index.php${INDEX}/method/${VERSION}.html`].map((path) =>
    one(`C-address ${path}`, `a GET of ${path}`, FORMS, get(path))),
  ...['app_install', 'AppInstall', 'appInstall', 'app-install', 'APPINSTALL'].map((name) => one(`C-controller ${name}`, `the controller ${name}`, SPELLING, get(`/api/v1/${name}?method=query.app.install.updated&user_agent=nobody&ver=1`))),
  one('C-address version', 'the version v2', 'versions but v1 are not there', get(`/api/v2/index?method=${VERSION}`), NO_ADDRESS),
  one('C-address controller', 'a controller nobody has', 'an unknown controller is told in words of its own', get(`/api/v1/moon?method=${VERSION}`), NO_ADDRESS),
  one('C-address short', '/api/v1 alone', '/api and /api/v1 alone are no addresses', get('/api/v1'), NO_ADDRESS),
  one('C-address shorter', '/api alone', '/api and /api/v1 alone are no addresses', get('/api'), NO_ADDRESS),
  one('C-address pairs', 'a path with a last name that has no value', 'it is ignored', get(`${INDEX}/method/${VERSION}/odd`)),
  one('C-address plus', 'a plus sign in the path', 'a plus sign in the path stays one, %2F is part of a value', get(`${INDEX}/method/${VERSION}/note/a+b%2Fc`)),
  one('C-address escape', 'a percent escape in the path that is none', 'what cannot be decoded is refused', get(`${INDEX}/method/%zz`), BAD_BODY),
  one('C-body json', 'JSON', 'JSON, forms and multipart are read', () => json(INDEX, `{"method":"${VERSION}"}`)),
  one('C-body text', 'JSON under text/plain', 'JSON may come as text/plain, to save a preflight', () => json(INDEX, `{"method":"${VERSION}"}`, 'text/plain')),
  one('C-body form', 'a form', 'JSON, forms and multipart are read', () => ({ method: 'POST', path: INDEX, headers: FORM, body: `method=${VERSION}` })),
  one('C-body multipart', 'multipart', 'JSON, forms and multipart are read', () => ({ method: 'POST', path: INDEX, headers: { 'content-type': 'multipart/form-data; boundary=kit' }, body: `--kit\r\nContent-Disposition: form-data; name="method"\r\n\r\n${VERSION}\r\n--kit--\r\n` })),
  one('C-body malformed', 'JSON that is cut off', 'JSON that is none is refused', () => json(INDEX, `{"method":"${VERSION}"`), BAD_BODY),
  one('C-body list', 'JSON that is a list', 'JSON has to be an object', () => json(INDEX, `["${VERSION}"]`), BAD_BODY),
  one('C-body repeated', 'a key twice in JSON', 'a repeated key is refused', () => json(INDEX, `{"method":"${VERSION}","method":"${VERSION}"}`), BAD_BODY),
  one('C-body bytes', 'GBK bytes in JSON', 'UTF-8 only', () => ({ ...json(INDEX, ''), body: Buffer.concat([Buffer.from(`{"method":"${VERSION}","note":"`), Buffer.from([0xBA, 0xF8]), Buffer.from('"}')]) }), BAD_BODY),
  one('C-body xml', 'a body under application/xml', 'other types are refused', () => json(INDEX, '<a/>', 'application/xml'), BAD_BODY),
  one('C-body large', 'JSON of more than 1 MiB', 'sizes have limits', () => json(INDEX, `{"method":"${VERSION}","note":"${'x'.repeat(1024 * 1024)}"}`), { code: 413 }),
  one('C-http put', 'a PUT', 'GET and POST alone', () => ({ ...json(INDEX, '{}'), method: 'PUT' }), { code: 500, message: '不支持的请求方式' }),
  one('C-merge path', 'a format in path and query', MERGED, get(`${INDEX}/method/${VERSION}/format/xml?format=json`), XML),
  one('C-merge body', 'a format in body and query', MERGED, () => json(`${INDEX}?format=json`, `{"method":"${VERSION}","format":"xml"}`), XML),
  one('C-merge last', 'a format twice in the query', MERGED, get(`${INDEX}?method=${VERSION}&format=json&format=xml`), XML),
  one('C-list php', 'a list in PHP\'s style', 'id[]=1&id[]=2 and JSON text are lists', get('/api/v1/region?method=get.region.name&region_id[]=2147483646&region_id[]=2147483647'), { data: '' }),
  one('C-list json', 'a list as JSON text', 'id[]=1&id[]=2 and JSON text are lists', get(`/api/v1/region?method=get.region.name&region_id=${encodeURIComponent('[2147483646]')}`), { data: '' }),
  one('C-dropped', 'version and controller as parameters', 'version and controller are dropped before anything else', get(`${INDEX}?method=${VERSION}&version=v9&controller=moon`)),
  {
    id: 'C-http options',
    dialect: 'CareyShop',
    says: 'the preflight of a browser',
    rule: 'OPTIONS answers 204 with the CORS headers',
    async run(kit) {
      const { status, headers } = await kit.send(() => ({ method: 'OPTIONS', path: INDEX, headers: { 'origin': 'https://pages.example', 'access-control-request-method': 'POST' } }))
      meets('HTTP status', status, 204)
      meets('headers', [headers['access-control-allow-origin'], headers['access-control-max-age'], headers['access-control-expose-headers']], ['*', '86400', '*'])
    },
  },
]
