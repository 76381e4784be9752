import { int, text } from '@xiaopu/shared/contract'
import { initTRPC } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { storeRouter } from '../store/index.ts'
import { buildRegistry } from './registry.ts'
import { fakeRouter } from './testing/fake-shop.ts'

const t = initTRPC.meta<Record<string, unknown>>().create()
const meta = { method: 'ectouch.x.y', title: 'x', write: false, auth: 'none' }
const empty = z.strictObject({})
const answer = z.object({ id: int })

function registryOf(extra: Record<string, unknown>, input = empty as z.ZodObject, output: z.ZodType = answer) {
  return buildRegistry(t.router({ x: t.procedure.meta({ ...meta, ...extra }).input(input).output(output).query(() => ({ id: 1 })) }))
}

describe('the registry', () => {
  it('holds every public method of the shop', () => {
    const registry = buildRegistry(storeRouter)
    const add = registry.get('ectouch.cart.add')
    expect(add).toMatchObject({ title: '添加一个商品到购物车', write: true, auth: 'optional', scope: null, isCredential: false, defaultAction: '' })
    expect(add?.actions.get('')).toMatchObject({ procedurePath: 'cart.add', errors: expect.arrayContaining(['OUT_OF_STOCK']) })
    expect(registry.get('ectouch.user.signin')?.isCredential).toBe(true)
    const code = registry.get('ectouch.pay.qrcode')
    expect(code).toMatchObject({ title: '生成支付二维码', write: true, defaultAction: 'create' })
    expect([...code?.actions.keys() ?? []]).toEqual(['create', 'query', 'close'])
  })

  it('gives a method the weakest auth and the strongest write of its actions', () => {
    const registry = buildRegistry(fakeRouter)
    expect(registry.get('ectouch.tool.region')).toMatchObject({ auth: 'none', write: true, defaultAction: 'list' })
    expect(registry.get('ectouch.item.add')).toMatchObject({ scope: 'merchant' })
    expect([...registry.values()].some(({ actions }) => [...actions.values()].some(({ procedurePath }) => procedurePath === 'inside'))).toBe(false)
  })

  it.each([
    ['without auth', { auth: undefined }],
    ['with an auth nobody knows', { auth: 'maybe' }],
    ['without a title', { title: undefined }],
  ])('stops the server for a method %s', (_name, extra) => {
    expect(() => registryOf(extra)).toThrow(TypeError)
  })

  it('stops the server for shapes the wire cannot carry', () => {
    expect(() => registryOf({}, z.strictObject({ session: text }))).toThrow('session is a name of the gateway')
    expect(() => registryOf({}, empty, z.object({ id: int, code: text.default('') }))).toThrow('no field code')
    expect(() => registryOf({}, empty, z.array(int))).toThrow('answers an object')
    expect(() => registryOf({}, z.strictObject({ at: z.date() }))).toThrow('no word for date')
    expect(() => registryOf({}, empty, z.object({ id: z.map(text, text) }))).toThrow('no word for map')
  })

  it('stops the server when two procedures claim one name', () => {
    const one = () => t.procedure.meta(meta).input(empty).output(answer).query(() => ({ id: 1 }))
    expect(() => buildRegistry(t.router({ a: one(), b: one() }))).toThrow('there already')
    const named = (action: string) => t.procedure.meta({ ...meta, action, isDefaultAction: true }).input(empty).output(answer).query(() => ({ id: 1 }))
    expect(() => buildRegistry(t.router({ a: named('a'), b: named('b') }))).toThrow('has a default action')
  })
})
