import type { PlatformKey } from './platform-keys.ts'
import { generateKeyPairSync } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { platformKeys } from './platform-keys.ts'

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

function world(serials: string[]) {
  const clock = { now: new Date('2026-01-01T00:00:00Z') }
  const load = vi.fn(async (): Promise<PlatformKey[]> => serials.map((serial) => ({
    serial,
    key: publicKey,
    from: new Date('2025-12-01T00:00:00Z'),
    until: new Date('2026-06-01T00:00:00Z'),
  })))
  const { keyOf } = platformKeys({ load, now: () => clock.now })
  const pass = (ms: number) => { clock.now = new Date(clock.now.getTime() + ms) }
  return { keyOf, load, pass, serials }
}

it('loads once for many who ask at the same time', async () => {
  const { keyOf, load } = world(['A'])

  const found = await Promise.all([keyOf('A'), keyOf('A'), keyOf('B')])

  expect(found).toEqual([publicKey, publicKey, null])
  expect(load).toHaveBeenCalledTimes(1)
})

it('an unknown serial loads again, at most once a minute', async () => {
  const { keyOf, load, pass, serials } = world(['A'])
  await keyOf('A')
  serials.push('B')

  pass(59_999)
  expect(await keyOf('B')).toBeNull()
  pass(1)
  expect(await keyOf('B')).toBe(publicKey)
  expect(load).toHaveBeenCalledTimes(2)
})

it('a failed first load is tried again at once', async () => {
  const { keyOf, load } = world(['A'])
  load.mockRejectedValueOnce(new Error('down'))

  await expect(keyOf('A')).rejects.toThrow('down')
  expect(await keyOf('A')).toBe(publicKey)
})

it('keys are loaded again after 12 hours; while that fails the old ones hold', async () => {
  const { keyOf, load, pass } = world(['A'])
  await keyOf('A')
  pass(12 * 60 * 60 * 1000)
  load.mockRejectedValueOnce(new Error('down'))

  expect(await keyOf('A')).toBe(publicKey)
  expect(load).toHaveBeenCalledTimes(2)
})

it('a key proves nothing after its time', async () => {
  const { keyOf, pass } = world(['A'])
  pass(200 * 24 * 60 * 60 * 1000)

  expect(await keyOf('A')).toBeNull()
})
