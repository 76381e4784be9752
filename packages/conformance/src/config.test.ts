import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readOptions } from './config.ts'

const URL = 'http://localhost:3000'
let folder = ''
let demo = ''

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'conformance-'))
  demo = path.join(folder, 'demo.json')
  writeFileSync(demo, '{"app":{"key":"11111111","secret":"s"},"wjxKey":"wjx_d"}')
})
afterAll(() => { rmSync(folder, { recursive: true }) })

it('keys come from options, then the environment, then the demo\'s file', () => {
  const environment = { CONFORMANCE_KEY: '22222222', CONFORMANCE_SECRET: 't', CONFORMANCE_WJX_KEY: 'wjx_e' }
  expect(readOptions([URL, '--demo', demo], {})).toEqual({ url: URL, key: '11111111', secret: 's', wjxKey: 'wjx_d' })
  expect(readOptions([URL, '--demo', demo], environment)).toEqual({ url: URL, key: '22222222', secret: 't', wjxKey: 'wjx_e' })
  expect(readOptions([URL, '--key', '33333333', '--secret', 'u', '--wjx-key', 'wjx_f'], environment)).toEqual({ url: URL, key: '33333333', secret: 'u', wjxKey: 'wjx_f' })
  expect(readOptions([URL, '--key', '33333333', '--secret', 'u'], {})).toMatchObject({ wjxKey: '' })
})

it('says what is missing', () => {
  expect(() => readOptions(['--demo', demo], {})).toThrow('An address is needed.')
  expect(() => readOptions(['no address', '--demo', demo], {})).toThrow('An address is needed.')
  expect(() => readOptions([URL], {})).toThrow('An app key and its secret are needed.')
})
