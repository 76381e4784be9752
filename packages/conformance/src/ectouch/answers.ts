import type { HttpRequest } from '../http.ts'
import { type Case, type Kit, matches, meets, Unmet } from '../kit.ts'
import { textAt } from '../xml.ts'
import { call, type EctouchAnswer, expectCall } from './client.ts'
import { one } from './requests.ts'

const FORMATS = 'xml unless said, xml or json in any case'
const ENVELOPES = 'v=1.0: response or error_response; v=2.0: the method\'s own key and request_id'
const ONCE = 'a write is executed once per sign; its repeat gets the first answer, byte for byte, and says so'

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined
}

function hasRoot(answer: EctouchAnswer, root: string): void {
  meets('key', answer.root, root)
}

export const answerCases: readonly Case[] = [
  one('E-format none', 'no format', FORMATS, { params: { format: undefined } }, { format: 'xml' }),
  one('E-format xml', 'the format XML in capitals', FORMATS, { params: { format: 'XML' } }, { format: 'xml' }),
  one('E-format json', 'the format JSON in capitals', FORMATS, { params: { format: 'JSON' } }),
  one('E-format jsonp', 'the format jsonp', 'there is no jsonp in this convention', { params: { format: 'jsonp' } }, { code: 50002 }),
  one('E-v none', 'no version', 'v is 1.0 unless said', { params: { v: undefined } }),
  {
    id: 'E-envelope 1.0',
    dialect: 'ECTouch',
    says: 'a success and a failure under v=1.0',
    rule: ENVELOPES,
    async run(kit) {
      hasRoot(await expectCall(kit, {}), 'response')
      const { value } = await expectCall(kit, { method: 'ectouch.no.such' }, { code: 40007 })
      meets('keys', Object.keys(value), ['code', 'msg', 'params'])
    },
  },
  {
    id: 'E-envelope 2.0',
    dialect: 'ECTouch',
    says: 'a success and failures under v=2.0',
    rule: `${ENVELOPES}; business errors have sub_code and sub_msg`,
    async run(kit) {
      const params = { v: '2.0' }
      const good = await expectCall(kit, { params })
      hasRoot(good, 'ectouch_shop_config_response')
      meets('request_id', good.value.request_id, good.headers['x-request-id'])
      const business = await expectCall(kit, { method: 'ectouch.user.get', params }, { code: 50003 })
      meets('sub_code', business.value.sub_code, 'SESSION_REQUIRED')
      meets('sub_msg', business.value.sub_msg, '请先登录')
      const other = await expectCall(kit, { method: 'ectouch.no.such', params }, { code: 40007 })
      meets('keys', Object.keys(other.value).includes('sub_code'), false)
      meets('request_id', other.value.request_id, other.headers['x-request-id'])
    },
  },
  {
    id: 'E-xml',
    dialect: 'ECTouch',
    says: 'a failure in XML',
    rule: 'the root is named like the key of JSON, an element for every name, & < > escaped',
    async run(kit) {
      const { xml } = await expectCall(kit, { method: 'ectouch.no.such', params: { format: 'xml', note: 'a<b>&"c"' } }, { code: 40007, format: 'xml' })
      if (!xml) throw new Unmet('no XML')
      meets('code', textAt(xml, 'code'), '40007')
      meets('params/note', textAt(xml, 'params', 'note'), 'a<b>&"c"')
    },
  },
  {
    id: 'E-xml lists',
    dialect: 'ECTouch',
    says: 'a list in XML and in JSON',
    rule: 'a list is an element with list="true" and one item per entry',
    async run(kit) {
      const asked = { method: 'ectouch.items.get', params: { page_size: '2' } }
      const { value } = await expectCall(kit, asked)
      const items = fieldOf(value, 'items')
      const { xml } = await expectCall(kit, { ...asked, params: { ...asked.params, format: 'xml' } }, { format: 'xml' })
      const list = xml?.children.find(({ name }) => name === 'items')
      meets('list', list?.attributes.list, 'true')
      meets('items', list?.children.map(({ name }) => name), Array.isArray(items) ? items.map(() => 'item') : null)
      meets('keys', xml?.children.map(({ name }) => name), Object.keys(value))
    },
  },
  {
    id: 'E-params',
    dialect: 'ECTouch',
    says: 'a failure of a call with secrets and a long value',
    rule: 'params are what was received, cut to 200 characters, secrets masked',
    async run(kit) {
      const { value } = await expectCall(kit, { method: 'ectouch.no.such', params: { session: 'abc', my_password: 'abc', access_token: 'abc', sms_code: 'abc', long: '好'.repeat(300), note: '热卖' } }, { code: 40007 })
      const shown = ['session', 'my_password', 'access_token', 'sms_code', 'note', 'app_key'].map((name) => fieldOf(value.params, name))
      meets('params', shown, ['***', '***', '***', '***', '热卖', kit.key])
      meets('long', fieldOf(value.params, 'long'), '好'.repeat(200))
    },
  },
  {
    id: 'E-text',
    dialect: 'ECTouch',
    says: 'Chinese text in a failure',
    rule: 'text is written as UTF-8, not as escapes, and 40002 says invalid app',
    async run(kit) {
      const { body, value } = await expectCall(kit, { params: { app_key: '11111111', note: '热卖' } }, { code: 40002 })
      meets('热卖 as it is', body.includes('热卖'), true)
      meets('msg', value.msg, 'invalid app')
    },
  },
  {
    id: 'E-retry',
    dialect: 'ECTouch',
    says: 'many sign-ins of a name nobody has, at once',
    rule: 'above the rate: RATE_LIMITED and Retry-After in whole seconds, at least 1',
    writes: 'failed sign-ins of a name nobody has',
    async run(kit) {
      const asked = { method: 'ectouch.user.signin', params: { user_name: `nobody-${Date.now()}`, password: 'not a password' }, mayBeLimited: true }
      const answers = await Promise.all(Array.from({ length: 24 }, () => call(kit, asked)))
      const limited = answers.filter(({ code }) => code === 50007)
      if (limited.length === 0) throw new Unmet('24 sign-ins at once were all let through')
      for (const { headers, status } of limited) {
        matches('Retry-After', headers['retry-after'], /^[1-9]\d*$/)
        meets('HTTP status', status, 200)
      }
    },
  },
]

interface Guest { cartKey: string, first: EctouchAnswer, again: EctouchAnswer }

/** Calls, and gives what sends the same bytes again. */
async function repeatable(kit: Kit, method: string, params: Record<string, string>): Promise<{ first: EctouchAnswer, repeat: () => Promise<EctouchAnswer> }> {
  let kept: HttpRequest | null = null
  const first = await call(kit, { method, params, change: (request) => (kept = request) })
  return { first, repeat: () => call(kit, { change: (request) => kept ?? request }) }
}

/** Puts something into a guest's cart, twice with the same bytes, by trying the products on sale. */
async function addTwice(kit: Kit): Promise<Guest> {
  const { value } = await expectCall(kit, { method: 'ectouch.items.get', params: { page_size: '30' } })
  const items = fieldOf(value, 'items')
  for (const item of Array.isArray(items) ? items : []) {
    const { first, repeat } = await repeatable(kit, 'ectouch.cart.add', { goods_id: String(fieldOf(item, 'goods_id')) })
    if (first.code !== 0) continue
    const again = await repeat()
    return { cartKey: String(fieldOf(first.value.cart, 'cart_key')), first, again }
  }
  throw new Unmet('no product of the first thirty can be put into a cart')
}

export const replayCases: readonly Case[] = [
  {
    id: 'E-once',
    dialect: 'ECTouch',
    says: 'a product put into a guest\'s cart twice with the same bytes',
    rule: ONCE,
    writes: 'one guest\'s cart, emptied again',
    async run(kit) {
      const { cartKey, first, again } = await addTwice(kit)
      matches('cart_key', cartKey, /^[0-9a-f]{32}$/)
      meets('the second answer', again.body, first.body)
      meets('X-Idempotent-Replay', [first, again].map(({ headers }) => headers['x-idempotent-replay'] ?? ''), ['', 'true'])
      const { value } = await expectCall(kit, { method: 'ectouch.cart.get', params: { cart_key: cartKey } })
      meets('the cart', fieldOf(value.cart, 'lines'), fieldOf(first.value.cart, 'lines'))
      await expectCall(kit, { method: 'ectouch.cart.clear', params: { cart_key: cartKey } })
    },
  },
  {
    id: 'E-once refused',
    dialect: 'ECTouch',
    says: 'a refused write twice with the same bytes',
    rule: 'a refusal of the method itself is kept like a success',
    async run(kit) {
      const { first, repeat } = await repeatable(kit, 'ectouch.cart.add', { goods_id: '2147483647' })
      const again = await repeat()
      meets('codes', [first.code, again.code], [50006, 50006])
      meets('the second answer', again.body, first.body)
      meets('X-Idempotent-Replay', again.headers['x-idempotent-replay'], 'true')
    },
  },
  {
    id: 'E-reads',
    dialect: 'ECTouch',
    says: 'a read twice with the same bytes',
    rule: 'reads may be repeated freely',
    async run(kit) {
      const params = { nonce: 'same' }
      for (let turn = 0; turn < 2; turn++) meets('X-Idempotent-Replay', (await expectCall(kit, { params })).headers['x-idempotent-replay'] ?? '', '')
    },
  },
]
