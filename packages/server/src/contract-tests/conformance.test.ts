import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { createApiKey, createApp } from '@xiaopu/shared/platform'
import { CASES, failureLine, type KitOptions, runKit } from '../../../conformance/src/index.ts'
import { openWorld } from '../testing/world.ts'

const MINUTES = 60_000
const MERCHANT: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }

const world = openWorld()
let options: KitOptions

/** A program as the shop gives them out: with the rates every one has. */
beforeAll(async () => {
  const url = await world.app.listen({ port: 0, host: '127.0.0.1' })
  const ctx = { ...world.shop.systemCtx(), actor: MERCHANT }
  const { app, secret } = await createApp(ctx, { name: '规约检查', needsCaptcha: false, scopes: ['survey'], ipList: [], rates: {} }, world.shop)
  const { key: wjxKey } = await createApiKey(ctx, { appId: app.id, name: '规约检查', scopes: ['survey'], expiresAt: '' })
  options = { url, key: app.key, secret, wjxKey }
})

it('the shop meets every case of the conformance kit', { timeout: 5 * MINUTES }, async () => {
  const results = await runKit(options)
  expect(results.filter(({ complaint }) => complaint !== '').map((result) => failureLine(result, options))).toEqual([])
  expect(results.filter(({ isSkipped }) => isSkipped)).toEqual([])
  expect(results).toHaveLength(CASES.length)
})
