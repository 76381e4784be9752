import type { Case } from '../kit.ts'
import { ask, type Expected, get, json, one } from './client.ts'
import { matches, meets, Unmet } from '../kit.ts'

const INDEX = '/api/v1/index'
const OPEN = 'method=get.system.version'
const ORDER = 'the public parameters are looked at in their order'
const DENIED = { code: 403, message: '权限不足' }
const RIGHT = 'unknown methods, methods of another controller, empty ones and what one may not do look the same'
const refused = (message: string): Expected => ({ code: 500, message })
const query = (id: string, says: string, rule: string, params: string, expected: Expected = {}): Case => one(id, says, rule, get(`${INDEX}?${OPEN}&${params}`), expected)

export const careyCheckCases: readonly Case[] = [
  query('C-order appkey', 'a bad app key, token and time', ORDER, `appkey=x&token=${'x'.repeat(101)}&timestamp=x`, refused('appkey必须是整数')),
  query('C-order appkey length', 'an app key of seven digits and a long token', ORDER, `appkey=1234567&token=${'x'.repeat(101)}`, refused('appkey长度不符合要求 8')),
  query('C-order token length', 'a long token and a short sign', ORDER, `token=${'x'.repeat(101)}&sign=x`, refused('token长度不能超过 100')),
  query('C-order sign length', 'a short sign and a bad time', ORDER, 'sign=x&timestamp=x', refused('sign长度不能小于 32')),
  query('C-order time', 'a bad time and an unknown format', ORDER, 'timestamp=2016-02-30&format=html', refused('无效的日期格式')),
  query('C-order time stale', 'a stale time and an unknown format', ORDER, 'timestamp=1523553249&format=html', refused('timestamp已过期')),
  query('C-order format', 'an unknown format and a bad callback', ORDER, 'format=html&callback=1', refused('format必须在 json,jsonp,xml 范围内')),
  one('C-order method length', 'a long method and a bad callback', ORDER, get(`${INDEX}?method=${'x'.repeat(101)}&callback=1`), refused('method长度不能超过 100')),
  query('C-order callback', 'a bad callback and an unknown token', ORDER, 'format=jsonp&callback=a-b&token=x', refused('callback格式错误')),
  query('C-open unsigned', 'an open method with a sign that is wrong', 'open methods need no sign, and one that is there is not looked at', `sign=${'0'.repeat(32)}`),
  query('C-open empty', 'an open method with empty public parameters', 'empty public parameters count as not sent', 'appkey=&token=&sign=&timestamp=&format='),
  query('C-order token', 'an unknown token on an open method', 'a bad token is 401 even on an open method', `token=${'0'.repeat(32)}`, { code: 401, message: '未授权或授权已过期' }),
  one('C-order 4-5', 'an unknown token and an unknown method', 'the token before the right', get(`${INDEX}?method=no.such&token=${'0'.repeat(32)}`), { code: 401, message: '未授权或授权已过期' }),
  one('C-order 5-6', 'a guest on a protected method with an unknown app key and a wrong sign', 'the right before app key and sign', get(`/api/v1/app?method=get.app.list&appkey=11111111&sign=${'0'.repeat(32)}`), DENIED),
  one('C-right unknown', 'an unknown method', RIGHT, get(`${INDEX}?method=no.such.method`), DENIED),
  one('C-right elsewhere', 'a method of another controller', RIGHT, get(`/api/v1/region?${OPEN}`), DENIED),
  one('C-right empty', 'no method', RIGHT, get(INDEX), DENIED),
  one('C-order 1-3', 'an unknown address with a bad app key', 'the address before the public parameters', get(`/api/v1/moon?${OPEN}&appkey=x`), { code: 404, message: '请求地址不存在' }),
  one('C-order 0-1', 'a body that is no JSON at an unknown address', 'the body before the address', () => json('/api/v1/moon', '{'), { code: 400, message: '请求数据格式错误' }),
  one('C-signin appkey', 'a sign-in without an app key', 'signing in needs an app key, no sign', () => json('/api/v1/user', '{"method":"login.user.user","username":"nobody","password":"123456","platform":"kit"}'), refused('appkey已禁用或不存在')),
  one('C-missing', 'an open method without a parameter it needs', 'the message names it', get('/api/v1/region?method=get.region.item'), refused('缺少参数 region_id')),
  one('C-null', 'an item nobody has', 'an item that is not found is null, not an error', get('/api/v1/region?method=get.region.item&region_id=2147483647'), { data: null }),
  query('C-format json', 'the format json', 'json is the default', 'format=json'),
  query('C-format xml', 'the format xml', 'json, jsonp or xml', 'format=xml', { type: 'xml' }),
  query('C-format jsonp', 'the format jsonp', 'json, jsonp or xml', 'format=jsonp', { type: 'jsonp' }),
  {
    id: 'C-jsonp names',
    dialect: 'CareyShop',
    says: 'jsonp with a callback and without one',
    rule: 'CALLBACK({…}); with jsonpReturn where none is named, and nothing in it can close a script',
    async run(kit) {
      matches('body', (await ask(kit, get(`${INDEX}?${OPEN}&format=jsonp&callback=shop.cb`))).body, /^shop\.cb\(\{"status":200.*\}\);$/)
      const { body, headers } = await ask(kit, get(`${INDEX}?${OPEN}&format=jsonp`))
      matches('body', body, /^jsonpReturn\(\{[^<>&\u2028\u2029]*\}\);$/)
      meets('X-Content-Type-Options', headers['x-content-type-options'], 'nosniff')
    },
  },
  {
    id: 'C-xml lists',
    dialect: 'CareyShop',
    says: 'a list in XML',
    rule: 'entries of a list are <item id="0">, <item id="1"> …',
    async run(kit) {
      const { data } = await ask(kit, get('/api/v1/region?method=get.region.list&region_id=0'))
      const { xml } = await ask(kit, get('/api/v1/region?method=get.region.list&region_id=0&format=xml'))
      const items = xml?.children.find(({ name }) => name === 'data')?.children.map(({ name, attributes }) => `${name} ${attributes.id}`)
      meets('items', items, Array.isArray(data) ? data.map((_entry, at) => `item ${at}`) : null)
    },
  },
  {
    id: 'C-retry',
    dialect: 'CareyShop',
    says: 'many captchas at once',
    rule: 'above the rate: status 429 and Retry-After in whole seconds',
    writes: 'captchas nobody will solve',
    async run(kit) {
      const answers = await Promise.all(Array.from({ length: 24 }, () => kit.send(get('/api/v1/app?method=image.app.captcha&generate=base64'), true)))
      const limited = answers.filter(({ body }) => body.startsWith('{"status":429,'))
      if (limited.length === 0) throw new Unmet('24 captchas at once were all drawn')
      for (const { headers } of limited) matches('Retry-After', headers['retry-after'], /^[1-9]\d*$/)
    },
  },
]
