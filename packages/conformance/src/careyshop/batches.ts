import { type Case, type Kit, meets } from '../kit.ts'
import { ask, type CareyAnswer, type Expected, json, one, seconds, signed, type Signing } from './client.ts'

const CALL = '{"version":"v1","controller":"index","method":"get.system.version"}'
const BATCH = `"batch":[${CALL}]`
const TEXT = 'strings as they are, numbers as written or as JavaScript prints them, true 1, false 0 or nothing'
const UNSIGNED = 'lists, objects and null are not signed'
const ORDER = 'app key, time, sign, then the batch; always, also when all calls are open'
const refused = (message: string): Expected => ({ code: 500, message })

const batch = (id: string, says: string, rule: string, members: string, expected: Expected = {}, signing: Signing = {}): Case => one(id, says, rule, (kit) => json('/api/batch', signed(kit, members, signing)), expected)
const raw = (id: string, says: string, body: (kit: Kit) => string, expected: Expected): Case => one(id, says, ORDER, (kit) => json('/api/batch', body(kit)), expected)

async function answersOf(kit: Kit, members: string): Promise<CareyAnswer> {
  const answer = await ask(kit, () => json('/api/batch', signed(kit, members)))
  meets('status', answer.code, 200)
  return answer
}

const failed = (message: string, version = 'v1', controller = 'index', method = 'get.system.version'): object => ({ status: 500, message, version, controller, method, data: false })

export const careyBatchCases: readonly Case[] = [
  batch('C-sign', 'a signed batch', 'name and value in turn, the secret before and after, MD5', BATCH),
  batch('C-sign upper', 'the sign in capitals', 'hex in either case', BATCH, {}, { isUpper: true }),
  batch('C-sign wrong', 'a sign with another secret', 'the sign covers everything but lists and files', BATCH, refused('sign错误'), { secret: 'x' }),
  batch('C-sign changed', 'a value changed after the signing', 'the sign covers everything but lists and files', `"note":"y",${BATCH}`, refused('sign错误'), { signs: `"note":"x",${BATCH}` }),
  batch('C-sign chinese', 'Chinese text and an empty text', 'the empty string contributes its name', `"remark":"热卖 😀","note":"",${BATCH}`),
  batch('C-sign null', 'null and an object', UNSIGNED, `"brand":null,"extra":{"a":1},${BATCH}`),
  batch('C-sign number', 'numbers signed as they stand', TEXT, `"price":12.50,"is_hot":1,${BATCH}`),
  batch('C-sign js number', 'a number signed as JavaScript prints it', TEXT, `"price":12.50,${BATCH}`, {}, { signs: `"price":12.5,${BATCH}` }),
  batch('C-sign truth', 'true as 1, false as 0', TEXT, `"on":true,"off":false,${BATCH}`),
  batch('C-sign php', 'true as 1, false as nothing', TEXT, `"on":true,"off":false,${BATCH}`, {}, { no: '' }),
  batch('C-sign order', 'names whose byte order is not their alphabetical one', 'names are sorted in byte order', `"Zed":"1","a_b":"2","ab":"3","a1":"4","_x":"5",${BATCH}`),
  batch('C-sign string batch', 'the batch as JSON text', 'text is signed as it is', `"batch":${JSON.stringify(`[${CALL}]`)}`),
  batch('C-time late', 'a clock 598 s behind', '600 seconds either way', BATCH, {}, { late: 598 }),
  batch('C-time early', 'a clock 598 s ahead', '600 seconds either way', BATCH, {}, { late: -598 }),
  batch('C-time too late', 'a clock 603 s behind', '600 seconds either way', BATCH, refused('timestamp已过期'), { late: 603 }),
  batch('C-time too early', 'a clock 603 s ahead', '600 seconds either way', BATCH, refused('timestamp已过期'), { late: -603 }),
  raw('C-batch 6-7', 'no app key, no time, no sign', () => `{${BATCH}}`, refused('appkey已禁用或不存在')),
  raw('C-batch unknown', 'an unknown app key and no time', () => `{"appkey":"11111111",${BATCH}}`, refused('appkey已禁用或不存在')),
  raw('C-batch 7-8', 'no time and no sign', ({ key }) => `{"appkey":"${key}",${BATCH}}`, refused('timestamp不能为空')),
  raw('C-batch 8', 'no sign', (kit) => `{"appkey":"${kit.key}","timestamp":${seconds(kit)},${BATCH}}`, refused('sign不存在')),
  batch('C-batch 8-11', 'a wrong sign and no batch', ORDER, '"note":"x"', refused('sign错误'), { secret: 'x' }),
  batch('C-batch none', 'no batch', 'a batch is a list or an object of at most 50 calls', '"note":"x"', refused('batch参数与规则不符')),
  batch('C-batch number', 'a number for a batch', 'a batch is a list or an object of at most 50 calls', '"batch":1', refused('batch参数与规则不符')),
  batch('C-batch 51', '51 calls', 'a batch is a list or an object of at most 50 calls', `"batch":[${Array.from({ length: 51 }, () => CALL).join()}]`, refused('batch参数与规则不符')),
  batch('C-batch empty', 'an empty list', 'an empty batch has its own message', '"batch":[]', refused('请求结果为空')),
  one('C-batch form', 'a batch in PHP\'s style in a form', 'lists in forms are not signed', (kit) => {
    const body = Object.entries<string>(JSON.parse(signed(kit, '"note":"x"'))).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    const entry = ['version=v1', 'controller=index', 'method=get.system.version'].map((pair) => `batch[0][${pair.replace('=', ']=')}`)
    return { method: 'POST', path: '/api/batch.html', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: [...body, ...entry].join('&') }
  }),
  {
    id: 'C-batch list',
    dialect: 'CareyShop',
    says: 'a list of calls, good ones and bad ones',
    rule: 'one answer per call in order, names as sent, failures 500 with data false',
    async run(kit) {
      const calls = [CALL, '{"controller":"index","method":"x"}', '{"version":"v1","method":"x"}', '{"version":"v1","controller":"index"}', '{"version":"v1","controller":"index","method":"no.such"}', '{"version":"v1","controller":"app","method":"image.app.captcha"}', '{"version":"v1","controller":"index","method":"batch"}']
      const { data } = await answersOf(kit, `"batch":[${calls.join()}]`)
      const [first, ...rest] = Array.isArray(data) ? data : []
      meets('the good call', [first?.status, first?.message, first?.version, first?.controller, first?.method], [200, 'success', 'v1', 'index', 'get.system.version'])
      meets('the bad calls', rest, [failed('version不能为空', '', 'index', 'x'), failed('controller不能为空', 'v1', '', 'x'), failed('method不能为空', 'v1', 'index', ''), failed('权限不足', 'v1', 'index', 'no.such'), failed('method不支持批量调用', 'v1', 'app', 'image.app.captcha'), failed('权限不足', 'v1', 'index', 'batch')])
    },
  },
  {
    id: 'C-batch object',
    dialect: 'CareyShop',
    says: 'an object of calls',
    rule: 'an object answers an object with the same keys',
    async run(kit) {
      const { data } = await answersOf(kit, `"batch":{"b":${CALL},"a":${CALL}}`)
      meets('keys', Object.keys(data ?? {}), ['b', 'a'])
    },
  },
  {
    id: 'C-once',
    dialect: 'CareyShop',
    says: 'a batch with a sign-in of a name nobody has, twice with the same bytes, then with another name',
    rule: 'equal repeats of a write get the first answer; what the sign does not cover tells calls apart',
    writes: 'two failed sign-ins of names nobody has',
    async run(kit) {
      const nobody = `nobody${Date.now() % 1e9}`
      const body = signed(kit, `"batch":[{"version":"v1","controller":"user","method":"login.user.user","username":"${nobody}","password":"not a password","platform":"kit"}]`)
      const first = await ask(kit, () => json('/api/batch', body))
      const again = await ask(kit, () => json('/api/batch', body))
      const other = await ask(kit, () => json('/api/batch', body.replace(nobody, `${nobody}x`)))
      meets('statuses', [first.code, again.code, other.code], [200, 200, 200])
      meets('the second answer', again.body, first.body)
      meets('X-Idempotent-Replay', [first, again, other].map(({ headers }) => headers['x-idempotent-replay'] ?? ''), ['', 'true', ''])
    },
  },
]
