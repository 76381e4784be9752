import { expect, it } from 'vitest'
import { wantsPage } from './pages.ts'

const asks = (url: string, accept?: string): boolean => wantsPage({ url, headers: accept === undefined ? {} : { accept } })

it.each([
  ['a browser anywhere', '/goods/1', 'text/html,application/xhtml+xml', true],
  ['curl at the admin', '/admin', '*/*', true],
  ['curl at a page of the admin', '/admin/orders?state=all', '*/*', true],
  ['something without a wish at the admin', '/admin/', undefined, true],
  ['a program elsewhere', '/nothing', '*/*', false],
  ['a program that wants JSON at the admin', '/admin/x', 'application/json', false],
  ['a script of the admin that is gone', '/admin/assets/app.1234.js', '*/*', false],
  ['an address that only begins like the admin\'s', '/administrator', '*/*', false],
])('%s is answered with a page or not', (_who, url, accept, isPage) => {
  expect(asks(url, accept)).toBe(isPage)
})
