import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, PASSWORD, type Person } from '../../server/src/testing/world.ts'

const run = promisify(execFile)
const ROOT = path.resolve(import.meta.dirname, '../../..')
const DIST = path.join(ROOT, 'packages/sdk/dist')
const BUILD_MS = 300_000
const world = openWorld()
let folder = ''
let address = ''

/** Packed as it would be published and unpacked, as an install does it, in a folder that knows nothing of this one. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xiaopu-sdk-'))
  await run(process.execPath, ['-e', `import('${path.join(ROOT, 'scripts/build-steps.mjs')}').then((steps) => steps.buildStale(['sdk types', 'sdk']))`])
  await run('npm', ['pack', DIST, '--pack-destination', folder], { cwd: folder })
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  await writeFile(path.join(folder, 'package.json'), '{ "name": "fresh", "private": true }')
  const installed = path.join(folder, 'node_modules/@xiaopu/sdk')
  await mkdir(installed, { recursive: true })
  await run('tar', ['-xzf', path.join(folder, tarball), '-C', installed, '--strip-components=1'])
  address = await world.app.listen({ port: 0, host: '127.0.0.1' })
}, BUILD_MS)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function program(name: string, source: string): Promise<string> {
  await writeFile(path.join(folder, name), source)
  return path.join(folder, name)
}

/** The same shopper's tour in both kinds of module, and as TypeScript below. */
function tour(signMethod: string, who: Person): string {
  const { key, secret } = world.programs.full
  return `
const shop = createClient({ baseUrl: '${address}', appKey: '${key}', secret: '${secret}', signMethod: '${signMethod}' })
const { item } = await shop.call('ectouch.item.get', { goods_id: ${world.goodsId} })
const { session } = await shop.user.signin({ user_name: '${who.name}', password: '${PASSWORD}' })
const { cart } = await shop.withSession(session).cart.add({ goods_id: ${world.goodsId}, number: 3 })
const { ads } = await shop.shop.ad({ action: 'list', position_code: 'home' })
const png = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='), (character) => character.charCodeAt(0))
const { message } = await shop.withSession(session).message.add({ msg_title: '请问', msg_content: '有货吗？😀', message_img: { name: 'a.png', data: png } })
let word = ''
try {
  await shop.item.get({ goods_id: 999999 })
} catch (error) {
  word = isRefusal(error, 'NOT_FOUND') ? error.word : 'other'
}
console.log(JSON.stringify({ name: item.goods_name, units: cart.lines[0]?.goods_number, ads: ads.length, word, title: message.msg_title, hasPicture: message.message_img !== '' }))
`
}

const seen = { name: '紫砂西施壶', units: 3, ads: 1, word: 'NOT_FOUND', title: '请问', hasPicture: true }

it('holds nothing but what a user needs, and depends on nothing', async () => {
  const installed = path.join(folder, 'node_modules/@xiaopu/sdk')
  expect((await readdir(installed)).sort()).toEqual(['README.md', 'cjs', 'esm', 'package.json'])
  const manifest: unknown = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8'))
  expect(manifest).not.toHaveProperty('dependencies')
  expect(manifest).not.toHaveProperty('private')
})

it('works as an ES module against a running shop', async () => {
  const { stdout } = await run(process.execPath, [await program('tour.mjs', `import { createClient, isRefusal } from '@xiaopu/sdk'\n${tour('hmac-sha256', world.user)}`)], { cwd: folder })
  expect(JSON.parse(stdout)).toEqual(seen)
})

it('works as CommonJS, signed by MD5', async () => {
  const { stdout } = await run(process.execPath, [await program('tour.cjs', `const { createClient, isRefusal } = require('@xiaopu/sdk')\n;(async () => {${tour('md5', world.stranger)}})()`)], { cwd: folder })
  expect(JSON.parse(stdout)).toEqual(seen)
})

it.each([['Node\'s ES modules and CommonJS', 'NodeNext', ['typed.mts', 'typed.cts']], ['a bundler', 'bundler', ['typed.ts']]])('has types for %s that catch what is wrong', async (_name, resolution, files) => {
  const source = `import { createClient, isRefusal, type ResultOf } from '@xiaopu/sdk'
const shop = createClient({ baseUrl: '', appKey: '', secret: '' })
export const price = async (): Promise<string> => (await shop.item.get({ goods_id: 1 })).item.final_price
export const found: ResultOf<'ectouch.items.get'>['items'] = []
export async function wrong(): Promise<void> {
  // @ts-expect-error a required parameter is missing
  await shop.item.get({})
  // @ts-expect-error a word that is none of the choices
  await shop.items.get({ sort: 'colour' })
  // @ts-expect-error a parameter that does not exist
  await shop.call('ectouch.item.get', { goods_id: 1, colour: 'red' })
  // @ts-expect-error another action's parameter
  await shop.shop.ad({ action: 'click', position_code: 'home' })
  // @ts-expect-error no such method
  await shop.call('ectouch.item.nothing', {})
  // @ts-expect-error no such error
  isRefusal(null, 'NOT_THERE')
}
`
  const directory = path.join(folder, resolution)
  await mkdir(directory)
  for (const file of files) await writeFile(path.join(directory, file), source)
  const options = { strict: true, noEmit: true, skipLibCheck: false, target: 'ES2022', lib: ['ES2023', 'DOM'], types: [], module: resolution === 'bundler' ? 'ESNext' : 'NodeNext', moduleResolution: resolution }
  await writeFile(path.join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files }))
  const result = await run(path.join(ROOT, 'node_modules/.bin/tsc'), ['-p', directory]).catch((error: { stdout: string }) => error)
  expect(result.stdout).toBe('')
})
