import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERROR_WORDS } from '@xiaopu/shared/errors'
import { buildRegistry } from '../gateway/index.ts'
import { storeRouter } from '../store/index.ts'
import { openWorld, PASSWORD } from '../testing/world.ts'
import { SAMPLE_LANGUAGES } from './samples/languages.ts'

const run = promisify(execFile)
const METHODS = [...buildRegistry(storeRouter).keys()]
const world = openWorld()
let folder = ''
let address = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xiaopu-samples-'))
  address = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function page(query: string, headers: Record<string, string> = {}) {
  return world.app.inject({ method: 'GET', url: `/apidoc${query}`, headers })
}

describe('every page stands at the original document\'s address', () => {
  it.each(METHODS)('%s in both languages and in Markdown', async (method) => {
    for (const language of ['', '&lang=en']) {
      const { statusCode, body, headers } = await page(`?detail=${method}.md${language}`)
      expect(statusCode).toBe(200)
      expect(headers['content-type']).toBe('text/html; charset=utf-8')
      expect(body).toContain(`<code class="method-name">${method}</code>`)
      expect(body).not.toMatch(/undefined|\[object |<script(?! src)| style="/)
    }
    const markdown = await page(`?detail=${method}.md`, { accept: 'text/markdown' })
    expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8')
    expect(markdown.body).toContain(`# ${method} `)
    expect((await page(`?detail=${method}.md&format=md`)).body).toBe(markdown.body)
  })

  it('the introduction, the list and the errors with an anchor for each word', async () => {
    expect((await page('')).body).toContain('D1F578E6E6EE4E7B85D3B94970328EEC')
    const list = (await page('?detail=methods.md')).body
    expect(METHODS.filter((method) => !list.includes(`>${method}</code>`))).toEqual([])
    const errors = (await page('?detail=errors.md')).body
    expect(ERROR_WORDS.filter((word) => !errors.includes(`id="${word}"`))).toEqual([])
  })

  it('what does not exist is said to be missing, and text from the address is never read as HTML', async () => {
    expect((await page('?detail=ectouch.nothing.get.md')).statusCode).toBe(404)
    const { body } = await page(`?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`)
    expect(body).not.toContain('<img')
    expect(body).toContain('&lt;img src=x')
  })

  it('a page that has not changed is not sent again', async () => {
    const first = await page('?detail=ectouch.item.get.md')
    const again = await page('?detail=ectouch.item.get.md', { 'if-none-match': String(first.headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })
})

it.each([['cart.add', 'ectouch.cart.add'], ['OUT_OF_STOCK', 'OUT_OF_STOCK 50301'], ['购物车 清空', 'ectouch.cart.clear'], ['checkout_token', 'checkout_token · flow.check']])('searching %s finds %s first', async (query, name) => {
  const { body } = await page(`?q=${encodeURIComponent(query)}`)
  expect(/<ul class="method-list"><li><a href="[^"]+"><code>([^<]+)</.exec(body)?.[1]).toBe(name)
})

const PROGRAMS: Readonly<Record<string, string>> = { curl: 'bash', javascript: process.execPath, php: 'php', python: 'python3', java: 'java' }
const ALWAYS = new Set(['curl', 'javascript'])

async function isInstalled(program: string): Promise<boolean> {
  return run(program, [program === 'java' ? '-version' : '--version']).then(() => true, () => false)
}

/** Texts that quoting could spoil are among the parameters. */
function calls(): { method: string, params: Record<string, string>, holds: string }[] {
  const { session, name } = world.user
  return [
    { method: 'ectouch.item.get', params: { goods_id: String(world.goodsId) }, holds: 'goods_name' },
    { method: 'ectouch.items.get', params: { keywords: '西施 \'壶\' "$x" \\n', page_size: '5' }, holds: 'total_results' },
    { method: 'ectouch.user.signin', params: { user_name: name, password: PASSWORD }, holds: 'expires_at' },
    { method: 'ectouch.cart.add', params: { goods_id: String(world.goodsId), number: '2', session }, holds: 'rec_id' },
    { method: 'ectouch.shop.ad', params: { action: 'list', position_code: 'home' }, holds: 'ads' },
    { method: 'ectouch.user.tag.add', params: { goods_id: String(world.goodsId), tag: '送礼，老料', session }, holds: 'tag_words' },
  ]
}

describe.each(SAMPLE_LANGUAGES)('the samples in $title', ({ id, fileName, write }) => {
  it('sign so that the gateway answers', async ({ skip }) => {
    const program = PROGRAMS[id] ?? id
    if (!ALWAYS.has(id) && !await isInstalled(program)) return skip()
    const { key, secret } = world.programs.full
    for (const { method, params, holds } of calls()) {
      const file = path.join(folder, fileName)
      await writeFile(file, write({ address: `${address}/router/rest`, key, secret, method, params }))
      const { stdout } = await run(program, [file])
      expect({ method, answer: stdout }).toMatchObject({ method, answer: expect.stringMatching(/^\s*\{\s*"response"/) })
      expect(stdout).toContain(`"${holds}"`)
    }
  })
})
