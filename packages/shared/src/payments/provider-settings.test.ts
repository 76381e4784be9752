import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { installSecretKey } from '../secrets/index.ts'
import { HIDDEN_SECRET, providerSettings, saveProviderSettings, storedProviders } from './provider-settings.ts'
import { type SandboxWorld, sandboxWorld } from './sandbox-server/testing.ts'

const test = testDatabase()
const BASE_URL = 'https://shop.example'
let world: SandboxWorld

beforeAll(async () => {
  installSecretKey(Buffer.alloc(32, 7))
  world = await sandboxWorld()
  await test.db.paymentMethod.create({ data: { code: 'sandbox', name: '沙箱支付' } })
})
afterAll(() => world.close())

const save = (settings: Record<string, unknown>) => saveProviderSettings(test.ctx(), 'sandbox', settings, BASE_URL)

describe('a provider\'s settings', () => {
  it('are stored encrypted, shown without their secrets, and kept when sent back as shown', async () => {
    const { settings } = world.sandbox
    await save(settings)
    const { settingsCipher } = await test.db.paymentMethod.findUniqueOrThrow({ where: { code: 'sandbox' } })
    expect(settingsCipher).toMatch(/^v1\.[\w-]+$/)

    const shown = await providerSettings(test.ctx(), 'sandbox')
    expect(shown).toEqual({ ...settings, privateKeyPem: HIDDEN_SECRET, apiKey: HIDDEN_SECRET })
    await save(shown)

    const provider = await storedProviders(test.sql, { baseUrl: BASE_URL, allowsSandbox: true }).get('sandbox')
    expect(provider?.account).toBe(settings.mchId)
    expect((await provider?.query('P0000000000000000000000001'))?.state).toBe('open')
  })

  it('that will not do are refused by the name of the field', async () => {
    await expect(save({ ...world.sandbox.settings, apiKey: 'short' })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'apiKey' } })
    await expect(saveProviderSettings(test.ctx(), 'cod', {}, BASE_URL)).rejects.toMatchObject({ word: 'PAYMENT_UNAVAILABLE' })
  })

  it('of the sandbox open nothing where it is not allowed', async () => {
    expect(await storedProviders(test.sql, { baseUrl: BASE_URL, allowsSandbox: false }).get('sandbox')).toBeUndefined()
    expect(await storedProviders(test.sql, { baseUrl: BASE_URL, allowsSandbox: true }).get('constructor')).toBeUndefined()
  })
})
