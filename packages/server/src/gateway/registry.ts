import type { AnyRouter } from '@trpc/server'
import { isErrorWord } from '@xiaopu/shared/errors'
import type { ErrorWord } from '@xiaopu/shared/errors'
import { z } from 'zod'
import { fieldsOf } from './wire-field.ts'
import { readerOf } from './wire-text.ts'
import { toWire } from './wire.ts'

export type Auth = 'none' | 'optional' | 'required'

/** One procedure behind a method. */
export interface GatewayOperation {
  procedurePath: string
  title: string
  auth: Auth
  scope: string | null
  write: boolean
  input: z.ZodObject
  output: z.ZodObject
  errors: readonly ErrorWord[]
}

/** A public method. Its own `auth` is the weakest and its `write` the strongest of its actions. */
export interface GatewayMethod {
  name: string
  title: string
  auth: Auth
  scope: string | null
  write: boolean
  /** Hands out a session: its answers are kept nowhere. */
  isCredential: boolean
  worksWhenClosed: boolean
  /** By the word of the parameter `action`; a method without actions has one under `''`. */
  actions: Map<string, GatewayOperation>
  defaultAction: string | null
}

export type GatewayRegistry = ReadonlyMap<string, GatewayMethod>

/** What the gateway reads of a procedure's metadata. */
const PublicMeta = z.object({
  method: z.string(),
  action: z.string().default(''),
  isDefaultAction: z.boolean().default(false),
  title: z.string(),
  write: z.boolean(),
  auth: z.enum(['none', 'optional', 'required']),
  scope: z.string().nullable().default(null),
  isCredential: z.boolean().default(false),
  worksWhenClosed: z.boolean().default(false),
  errors: z.array(z.string()).default([]),
})
type Meta = z.output<typeof PublicMeta>

const CREDENTIAL_METHODS = new Set(['signin', 'signup', 'bind', 'forget', 'password.update'].map((name) => `ectouch.user.${name}`)).add('ectouch.wechat.oauth')
const PUBLIC_NAMES = new Set(['app_key', 'app_id', 'method', 'timestamp', 'sign', 'sign_method', 'v', 'format', 'session', 'nonce'])
const AUTH_STRENGTH: Record<Auth, number> = { none: 0, optional: 1, required: 2 }

interface ProcedureDef {
  meta?: unknown
  inputs: readonly unknown[]
  output?: unknown
}

/** Every procedure of the router that has a public name. Mistakes in metadata or shapes stop the server at its start. */
export function buildRegistry(router: AnyRouter): GatewayRegistry {
  const methods = new Map<string, GatewayMethod>()
  const procedures: Record<string, { _def: ProcedureDef }> = router._def.procedures // tRPC types it as any
  for (const [procedurePath, { _def: def }] of Object.entries(procedures)) {
    if (!isPublic(def.meta)) continue
    const meta = parseMeta(procedurePath, def.meta)
    const operation = operationOf(procedurePath, meta, def)
    const known = methods.get(meta.method)
    if (known) addAction(known, meta, operation)
    else methods.set(meta.method, methodOf(meta, operation))
  }
  return methods
}

function isPublic(meta: unknown): boolean {
  return typeof meta === 'object' && meta !== null && 'method' in meta && meta.method !== undefined
}

function parseMeta(procedurePath: string, meta: unknown): Meta {
  const parsed = PublicMeta.safeParse(meta)
  if (!parsed.success) throw new TypeError(`${procedurePath}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

function operationOf(procedurePath: string, meta: Meta, def: ProcedureDef): GatewayOperation {
  const input = inputOf(procedurePath, def.inputs)
  if (!(def.output instanceof z.ZodObject)) throw new TypeError(`${procedurePath}: a public method answers an object`)
  compileShapes(procedurePath, input, def.output)
  const { title, auth, scope, write } = meta
  return { procedurePath, title, auth, scope, write, input, output: def.output, errors: meta.errors.filter(isErrorWord) }
}

function inputOf(procedurePath: string, inputs: readonly unknown[]): z.ZodObject {
  let shape: z.ZodRawShape = {}
  for (const input of inputs) {
    if (!(input instanceof z.ZodObject)) throw new TypeError(`${procedurePath}: a public method takes an object`)
    if (inputs.length === 1) return input
    shape = { ...shape, ...input.shape }
  }
  return z.strictObject(shape)
}

function compileShapes(procedurePath: string, input: z.ZodObject, output: z.ZodObject): void {
  for (const { name, wireName } of fieldsOf(input)) {
    if (PUBLIC_NAMES.has(wireName)) throw new TypeError(`${procedurePath}: ${wireName} is a name of the gateway's own`)
    readerOf(input.shape[name] ?? input)
  }
  // TOP's SDKs open the one top-level key and take `code` in it for an error.
  if (fieldsOf(output).some(({ wireName }) => wireName === 'code')) throw new TypeError(`${procedurePath}: an answer has no field code`)
  toWire(output, {}, '')
}

function methodOf(meta: Meta, operation: GatewayOperation): GatewayMethod {
  return {
    name: meta.method,
    title: operation.title,
    auth: operation.auth,
    scope: operation.scope,
    write: operation.write,
    isCredential: meta.isCredential || CREDENTIAL_METHODS.has(meta.method),
    worksWhenClosed: meta.worksWhenClosed,
    actions: new Map([[meta.action, operation]]),
    defaultAction: meta.isDefaultAction || meta.action === '' ? meta.action : null,
  }
}

function addAction(method: GatewayMethod, meta: Meta, operation: GatewayOperation): void {
  if (method.actions.has(meta.action) || meta.action === '' || method.actions.has('')) {
    throw new TypeError(`${operation.procedurePath}: ${meta.method} ${meta.action} is there already`)
  }
  if (meta.isDefaultAction && method.defaultAction !== null) throw new TypeError(`${operation.procedurePath}: ${meta.method} has a default action`)
  method.actions.set(meta.action, operation)
  if (AUTH_STRENGTH[operation.auth] < AUTH_STRENGTH[method.auth]) method.auth = operation.auth
  method.write ||= operation.write
  method.isCredential ||= meta.isCredential
  method.worksWhenClosed &&= meta.worksWhenClosed
  if (operation.scope === null) method.scope = null
  if (meta.isDefaultAction) [method.defaultAction, method.title] = [meta.action, operation.title]
}
