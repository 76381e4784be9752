import { describe, expect, it } from 'vitest'
import { withFirstAnswers } from './first-answers.ts'

const page = (calls: unknown) => `<body><script type="application/json" id="first-answers">${JSON.stringify({ calls })}</script></body>`
const NOW = new Date('2026-03-01T04:00:00.000Z')

describe('the home page for a guest', () => {
  it('brings the answers to what it asks first', async () => {
    const html = await withFirstAnswers(page([['shop.config', {}], ['items.get', { intro: 'best' }]]), async (path, input) => ({ path, input }), NOW)
    expect(html).toBe(`<body><script type="application/json" id="first-answers">${JSON.stringify({
      at: NOW.getTime(),
      calls: [['shop.config', {}, { path: 'shop.config', input: {} }], ['items.get', { intro: 'best' }, { path: 'items.get', input: { intro: 'best' } }]],
    })}</script></body>`)
  })

  it('asks again itself what was refused, and nothing else', async () => {
    const html = await withFirstAnswers(page([['a', {}], ['b', {}]]), async (path) => {
      if (path === 'a') throw new Error('not now')
      return 1
    }, NOW)
    expect(html).toContain('[["a",{}],["b",{},1]]')
  })

  it('is not ended by a word of the shop', async () => {
    const html = await withFirstAnswers(page([['a', {}]]), async () => '</script><script>alert(1)</script> $1 $&', NOW)
    expect(html.match(/<\/script>/g)).toHaveLength(1)
    expect(JSON.parse(/id="first-answers">(.*?)<\/script>/s.exec(html)?.[1] ?? '')).toEqual({ at: NOW.getTime(), calls: [['a', {}, '</script><script>alert(1)</script> $1 $&']] })
  })

  it('stays as it is without such a list', async () => {
    expect(await withFirstAnswers('<body></body>', async () => 1, NOW)).toBe('<body></body>')
  })
})
