import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failureLine, requestLine, scoreOf, summary } from './report.ts'
import { CASES, type CaseResult, runKit } from './run.ts'

const KEYS = { key: '12345678', secret: 'a secret nobody may read', wjxKey: 'wjx_key nobody may read' }
const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'x-request-id': '0123456789abcdef', 'cache-control': 'no-store', 'access-control-allow-origin': '*' }

type Answers = Record<'ectouch' | 'careyshop' | 'wjx', unknown>

const YES: Answers = { ectouch: { response: {} }, careyshop: { status: 200, message: 'success', data: null }, wjx: { result: true, data: {} } }
const NO: Answers = { ectouch: { error_response: { code: 40001, msg: 'no', params: {} } }, careyshop: { status: 403, message: 'no', data: null }, wjx: { result: false, errormsg: 'no', errorcode: 40001 } }

/** Gives every call of a convention the same answer; with none it has lost its mind. */
function serverOf(answers: Answers | null): http.Server {
  return http.createServer((request, reply) => {
    request.resume().once('end', () => {
      const path = request.url ?? ''
      const dialect = path.startsWith('/openapi') ? 'wjx' : /^(?:\/index\.php)?\/api(?!\/entry)/.test(path) ? 'careyshop' : 'ectouch'
      if (answers) reply.writeHead(200, { ...HEADERS, 'access-control-expose-headers': dialect === 'careyshop' ? '*' : 'X-Request-Id' }).end(JSON.stringify(answers[dialect]))
      else reply.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Error at /srv/app.js:1:1</h1>')
    })
  })
}

const results = new Map<string, CaseResult[]>()
const servers = { yes: serverOf(YES), no: serverOf(NO), broken: serverOf(null) }

beforeAll(async () => {
  for (const [name, server] of Object.entries(servers)) {
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const { port } = server.address() as AddressInfo // it listens on a port
    results.set(name, await runKit({ url: `http://127.0.0.1:${port}`, ...KEYS }))
  }
})
afterAll(() => { for (const server of Object.values(servers)) server.close() })

const met = (name: string): string[] => (results.get(name) ?? []).filter(({ complaint }) => complaint === '').map(({ subject }) => subject.id)

describe('cases can fail', () => {
  it('every one does, with a server that says yes to all or with one that says no', () => {
    const yes = new Set(met('yes'))
    expect(met('no').filter((id) => yes.has(id) && !id.endsWith('-codes'))).toEqual([])
    expect(yes.size).toBeGreaterThan(20)
  })

  it('none is met by a server that answers pages of errors', () => {
    expect(met('broken')).toEqual([])
  })

  it('ids are told apart', () => {
    expect(new Set(CASES.map(({ id }) => id)).size).toBe(CASES.length)
  })
})

describe('the report', () => {
  it('tells what was sent and what was wanted, and keeps the secrets', () => {
    const failure = results.get('yes')?.find(({ subject }) => subject.id === 'E-order 2-3')
    if (!failure) throw new Error('no such case')
    const line = failureLine(failure, { url: '', ...KEYS })
    expect(line).toMatch(/^FAIL E-order 2-3 · an unknown app and no timestamp · rule: the app before the time · code: expected 40002, got 0 · sent: POST \/router\/rest /)
    expect(requestLine({ method: 'POST', path: '/', headers: { authorization: `Bearer ${KEYS.wjxKey}` }, body: `a=${KEYS.secret}` }, KEYS)).toBe('POST / {"authorization":"Bearer ***"} a=***')
  })

  it('counts by convention, and one failure is never 100 %', () => {
    const all = results.get('broken') ?? []
    expect(scoreOf(all)).toEqual({ passed: 0, failed: CASES.length, skipped: 0 })
    expect(summary(all)).toContain(`score: 0 of ${CASES.length} (0 %)`)
    const nearly = all.map((result, at) => ({ ...result, complaint: at === 0 ? 'wrong' : '' }))
    expect(summary(nearly)).toContain(`score: ${CASES.length - 1} of ${CASES.length} (99 %)`)
  })
})
