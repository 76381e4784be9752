import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sandboxProvider } from '../providers/index.ts'
import { startSandboxServer } from './index.ts'
import { listeningShop, paymentOf, sandboxWorld } from './testing.ts'

let dataDir: string
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'xiaopu-sandbox-')) })
afterEach(() => rm(dataDir, { recursive: true, force: true }))

it('keys and payments outlive a restart, in files only their owner reads', async () => {
  const first = await startSandboxServer({ port: 0, dataDir })
  const request = paymentOf()
  const notifyUrl = 'http://127.0.0.1:1/notify/sandbox'
  await sandboxProvider({ ...first.settings, notifyUrl }).create(request)
  await first.close()

  const second = await startSandboxServer({ port: 0, dataDir })

  expect({ ...second.settings, baseUrl: '' }).toEqual({ ...first.settings, baseUrl: '' })
  expect(await sandboxProvider({ ...second.settings, notifyUrl }).query(request.paymentSn)).toMatchObject({ state: 'open', amountFen: 1250 })
  const modes = await Promise.all((await readdir(dataDir)).sort().map(async (name) => [name, (await stat(join(dataDir, name))).mode & 0o777]))
  expect(modes).toEqual([['keys.json', 0o600], ['state.json', 0o600]])
  await second.close()
})

it('what the shop has not acknowledged is told after a restart', async () => {
  const shop = await listeningShop()
  shop.answers.status = 503
  const first = await startSandboxServer({ port: 0, dataDir, repeatDelaysMs: [60_000] })
  const request = paymentOf()
  await sandboxProvider({ ...first.settings, notifyUrl: shop.notifyUrl }).create(request)
  await fetch(`${first.url}/control/pay/${request.paymentSn}`, { method: 'POST' })
  await shop.hears(1)
  await first.close()

  const second = await startSandboxServer({ port: 0, dataDir })
  const provider = sandboxProvider({ ...second.settings, notifyUrl: shop.notifyUrl })
  const events = await Promise.all((await shop.hears(2)).map(({ body, headers }) => provider.parse(body, headers)))

  expect(events[1]).toEqual(events[0])
  await second.close()
  await shop.close()
})

it('close does not wait for calls that hang or notifications that nobody takes', async () => {
  const world = await sandboxWorld({ dataDir })
  await world.control('faults', { calls: [{ kind: 'timeout' }, { kind: 'slow', seconds: 60 }] })
  const hanging = [world.provider.create(paymentOf()), world.provider.create(paymentOf())]
  const outcomes = Promise.allSettled(hanging)
  await new Promise((resolve) => setTimeout(resolve, 100))

  await world.close()

  expect((await outcomes).map((one) => one.status === 'rejected' && one.reason.kind)).toEqual(['unknown_outcome', 'unknown_outcome'])
})

it('an expired payment is closed', async () => {
  const clock = { now: new Date() }
  const world = await sandboxWorld({ dataDir, now: () => clock.now })
  const request = paymentOf({ expireAt: new Date(clock.now.getTime() + 60_000) })
  await world.provider.create(request)

  clock.now = new Date(clock.now.getTime() + 61_000)

  expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'closed' })
  await expect(world.control(`pay/${request.paymentSn}`)).rejects.toThrow('NOT_PAYABLE')
  await world.close()
})

it.each([
  ['no signature', '/v1/pay/P1234567', { method: 'GET' }, 401],
  ['a body over 64 KiB', '/control/faults', { method: 'POST', body: ' '.repeat(64 * 1024 + 1) }, 413],
  ['no JSON', '/control/faults', { method: 'POST', body: '{' }, 400],
  ['an unknown fault', '/control/faults', { method: 'POST', body: '{"calls":[{"kind":"magic"}]}' }, 400],
  ['a page of another site', '/control/reset', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }, 403],
  ['a broken path', '/control/pay/%E0%A4%A', { method: 'POST' }, 400],
  ['nowhere', '/', { method: 'GET' }, 404],
])('%s: refused', async (_name, path, init, status) => {
  const sandbox = await startSandboxServer({ port: 0, dataDir })

  expect((await fetch(`${sandbox.url}${path}`, init)).status).toBe(status)
  await sandbox.close()
})
