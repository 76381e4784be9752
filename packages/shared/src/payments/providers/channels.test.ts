import { expect, it } from 'vitest'
import { channelsFor, qrChannelOf } from './channels.ts'

it.each([
  ['wechat', ['jsapi']],
  ['mini', ['jsapi']],
  ['h5', ['h5']],
  ['pc', ['native', 'page']],
  ['app', []],
] as const)('the sandbox takes money in %s by %j', (client, channels) => {
  expect(channelsFor('sandbox', client)).toEqual(channels)
})

it('an unknown provider takes none, whatever it is called', () => {
  expect(channelsFor('gold', 'pc')).toEqual([])
  expect(channelsFor('constructor', 'pc')).toEqual([])
  expect(qrChannelOf('toString')).toBeNull()
})

it('the QR code of the sandbox is native', () => {
  expect(qrChannelOf('sandbox')).toBe('native')
})
