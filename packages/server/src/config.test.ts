import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('API_DEBUG', () => {
  it('is off unless said, and refused in production', () => {
    expect(readConfig({}).hasApiDebug).toBe(false)
    expect(readConfig({ API_DEBUG: '1' }).hasApiDebug).toBe(true)
    expect(() => readConfig({ NODE_ENV: 'production', API_DEBUG: '1' })).toThrow('API_DEBUG')
  })
})
