import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { answersIn } from './first-answers.ts'
import HomePage from './pages/home/HomePage.vue'
import { mountPage } from './testing/mount-page.ts'

const asked = vi.hoisted((): [string, unknown][] => [])

vi.mock(import('./api.ts'), async (original) => {
  const { goods } = await import('./testing/goods.ts')
  const answers: Record<string, unknown> = {
    'items.get': { items: [goods()], totalResults: 1, pageNo: 1, pageSize: 20 },
    'shop.ad.list': { ads: [] },
    'shop.config': { config: { shopName: '小铺' }, serverTime: '' },
    'promotion.article.list': { items: [], totalResults: 0 },
    'search.keywords.hot': { keywords: [], defaultKeyword: '' },
  }
  const at = (name: string): unknown => new Proxy({}, {
    get: (_target, next: string) => next === 'query'
      ? async (input: unknown) => {
        asked.push([name, input])
        return answers[name]
      }
      : at(name ? `${name}.${next}` : next),
  })
  return { ...await original(), api: at('') as never }
})

describe('what the home page asks first', () => {
  beforeEach(() => { asked.length = 0 })

  it('stands in the page for the server to answer, question by question', async () => {
    const html = await readFile(path.join(import.meta.dirname, '../index.html'), 'utf8')
    const { calls } = JSON.parse(/id="first-answers">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as { calls: [string, unknown][] } // the block of the page
    await mountPage(HomePage)
    expect(calls.map((call) => JSON.stringify(call)).sort()).toEqual(asked.map((call) => JSON.stringify(call)).sort())
  })
})

describe('the answers that came along with the page', () => {
  const block = JSON.stringify({ at: 1_000_000, calls: [['shop.config', {}, { config: 1 }], ['items.get', { intro: 'best' }]] })

  it('are there for a guest who has just come', () => {
    expect([...answersIn(block, 1_002_000, false)]).toEqual([['shop.config{}', { config: 1 }]])
  })

  it('are not for somebody signed in, nor for a page kept by the browser, nor there where the server wrote none', () => {
    expect(answersIn(block, 1_002_000, true).size).toBe(0)
    expect(answersIn(block, 1_000_000 + 60_000, false).size).toBe(0)
    expect(answersIn('{"calls":[["shop.config",{}]]}', 1_002_000, false).size).toBe(0)
  })
})
