import { expect, it } from 'vitest'
import { workbox } from '../pwa.config.ts'
import { routes } from './router.ts'

const [pages] = workbox?.runtimeCaching ?? []

function isKept(pathname: string): boolean {
  if (typeof pages?.urlPattern !== 'function') throw new Error('pages are found by their address')
  const url = new URL(pathname, 'https://shop.example')
  return Boolean(pages.urlPattern({ request: { mode: 'navigate' } as Request, url, sameOrigin: true, event: {} as never })) // only these two are read
}

const addresses = routes.map(({ path }) => path.replaceAll(/:\w+(?:\(\\d\+\))?\??/g, '1')).filter((path) => !path.includes('*'))

it.each(addresses)('%s without a line shows its last copy or the offline page, not the browser\'s', (address) => {
  expect(isKept(address)).toBe(true)
})

it.each(['/admin', '/router/rest', '/apidoc', '/api/entry', '/media/teapot.jpg'])('%s is not ours to answer', (address) => {
  expect(isKept(address)).toBe(false)
})
