import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { md5 } from './md5.ts'

it('is what node:crypto says, for every length around a block and for anything else', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = new Uint8Array(length).map((_, at) => (at * 7 + length) % 256)
    expect(md5(bytes)).toBe(createHash('md5').update(bytes).digest('hex'))
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => md5(bytes) === createHash('md5').update(bytes).digest('hex')))
})
