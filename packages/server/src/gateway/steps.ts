import { BlockList, isIP, isIPv6 } from 'node:net'
import type { Actor } from '@xiaopu/shared/database'
import { ShopError } from '@xiaopu/shared/errors'
import type { Call, Outcome } from './call.ts'
import { rateLimited } from './pipeline.ts'
import type { Gateway } from './dialect.ts'
import type { App } from './ports.ts'
import { appBucket, methodBuckets } from './rates.ts'
import type { GatewayMethod, GatewayOperation } from './registry.ts'
import { toInput, toWire, wireFieldName } from './wire.ts'

const MAX_APP_KEY = 64

/** One answer for all reasons: unknown, deleted, disabled, not from here. */
export async function findApp(call: Call, gateway: Gateway, key: string): Promise<App> {
  if (key === '') throw new ShopError('APP_KEY_MISSING')
  return admit(call, key.length <= MAX_APP_KEY ? await gateway.ports.apps.byKey(key) : null)
}

/** The app when it may call from where it calls; else APP_KEY_INVALID. */
export function admit(call: Call, app: App | null): App {
  call.app = app
  if (!app || app.isDeleted || !app.isEnabled || !isListed(app.ipList, call.ip)) throw new ShopError('APP_KEY_INVALID')
  return app
}

const lists = new WeakMap<readonly string[], BlockList>()

function isListed(ipList: readonly string[], ip: string): boolean {
  if (ipList.length === 0) return true
  let list = lists.get(ipList)
  if (!list) lists.set(ipList, list = compileList(ipList))
  const plain = ip.startsWith('::ffff:') && ip.includes('.') ? ip.slice(7) : ip
  return isIP(plain) !== 0 && list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}

function compileList(ipList: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of ipList) {
    const [address = '', bits] = entry.trim().split('/')
    if (isIP(address) === 0) continue
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** The present secret signs, and the one before it as long as it lives on. */
export function verifyWith(call: Call, gateway: Gateway, app: App, verify: (secret: string) => void): void {
  const { touch } = gateway.ports.apps
  try {
    verify(app.secret)
  } catch (error) {
    const isOldGood = app.oldSecretUntil !== null && app.oldSecretUntil > call.now
    if (!isOldGood || !(error instanceof ShopError) || error.word !== 'SIGN_INVALID') throw error
    verify(app.oldSecret)
    touch(app.id, call.now, 'old')
    return
  }
  touch(app.id, call.now, 'present')
}

export async function limitApp(call: Call, gateway: Gateway, app: App): Promise<void> {
  const wait = await gateway.ports.rates.take([appBucket(app)], call.now)
  if (wait > 0) throw rateLimited(wait)
}

export function findMethod(call: Call, gateway: Gateway, name: string): GatewayMethod {
  if (name === '') throw new ShopError('METHOD_MISSING')
  const method = gateway.registry.get(name)
  if (!method) throw new ShopError('METHOD_INVALID')
  call.method = method
  return method
}

/** Null when the caller names an action the method does not have; that is told with the other parameters. */
export function findOperation(call: Call, method: GatewayMethod): GatewayOperation | null {
  const action = method.actions.has('') ? '' : call.params.get('action') || method.defaultAction
  return action === null ? null : method.actions.get(action) ?? null
}

export async function limitMethod(call: Call, gateway: Gateway, use: { app: App, method: GatewayMethod, write: boolean }): Promise<void> {
  const wait = await gateway.ports.rates.take(methodBuckets(use.app, use.method.name, use.write), call.now)
  if (wait > 0) throw rateLimited(wait)
}

/** Who acts, by the session text of the call. */
export async function findActor(call: Call, gateway: Gateway, use: { app: App, auth: GatewayOperation['auth'], session: string }): Promise<Actor> {
  const { app, auth, session } = use
  if (session === '') {
    if (auth === 'required') throw new ShopError('SESSION_REQUIRED')
    return { kind: 'guest', appId: app.id, ip: call.ip }
  }
  const actor = await gateway.ports.sessions.resolve(session, { appId: app.id, ip: call.ip, now: call.now })
  if (!actor) throw new ShopError('SESSION_INVALID')
  return actor
}

/** A method with a scope is for an app that has it, or for a member who has the right. */
export async function withScope(call: Call, gateway: Gateway, use: { app: App, scope: string | null, actor: Actor }): Promise<Actor> {
  const { app, scope, actor } = use
  if (scope === null) return actor
  if (app.scopes.includes(scope)) return { kind: 'app', appId: app.id, sellerId: app.sellerId, ip: call.ip }
  const member = actor.kind === 'guest' ? null : await gateway.ports.members.withScope(scope, actor, app)
  if (!member) throw new ShopError('FORBIDDEN')
  return member
}

export async function requireOpenShop(gateway: Gateway, method: GatewayMethod): Promise<void> {
  if (!method.worksWhenClosed && await gateway.ports.shopClosed()) throw new ShopError('SHOP_CLOSED')
}

/** Parameters in, procedure, answer out. */
export async function execute(call: Call, gateway: Gateway, use: { operation: GatewayOperation | null, actor: Actor, session: string }): Promise<Outcome> {
  const { operation, actor, session } = use
  if (!operation) throw new ShopError(call.params.get('action') ? 'PARAM_INVALID' : 'PARAM_MISSING', { field: 'action' })
  const input = toInput(operation.input, call.params, call.files)
  try {
    const output = await gateway.ports.call(operation.procedurePath, actor, input, { requestId: call.requestId, now: call.now, ip: call.ip, session })
    return { kind: 'answer', value: toWire(operation.output, output, gateway.ports.baseUrl) }
  } catch (error) {
    throw inWireNames(error, operation)
  }
}

/** A procedure that finds a parameter wrong names it as its own code does. */
function inWireNames(error: unknown, operation: GatewayOperation): unknown {
  const inner = error instanceof ShopError ? error : error instanceof Error ? error.cause : null
  if (!(inner instanceof ShopError) || (inner.word !== 'PARAM_INVALID' && inner.word !== 'PARAM_MISSING')) return error
  return new ShopError(inner.word, { ...inner.params, field: wireFieldName(operation.input, String(inner.params.field ?? '')) }, { cause: inner })
}
