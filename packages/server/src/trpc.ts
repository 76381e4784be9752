import { type ErrorWord, ERRORS, errorText, ShopError } from '@xiaopu/shared/errors'
import type { TRPCError } from '@trpc/server'
import { initTRPC } from '@trpc/server'
import { ZodError } from 'zod'
import type { RequestCtx, ShopperActor, StaffActor } from './context.ts'
import type { Permission } from './permissions.ts'

/** What a procedure says about itself. `method` puts it on the public gateway. */
export interface ProcedureMeta {
  method?: string
  /** One of several operations under one public method. */
  action?: string
  isDefaultAction?: boolean
  title?: string
  write?: boolean
  errors?: ErrorWord[]
  /** Set by the base procedures. */
  auth?: 'none' | 'optional' | 'required'
  scope?: 'merchant' | 'survey'
  permission?: Permission
  /** Answers while the shop is closed. */
  worksWhenClosed?: boolean
  /** Answers a session: never recorded for replay. */
  isCredential?: boolean
}

/** What a client sees of a refusal, beside tRPC's own fields. */
export interface ErrorData {
  word: ErrorWord
  code: number
  params: Record<string, string | number>
  httpStatus: number
}

/** The refusal behind anything a procedure threw. What is not a refusal is our fault: SYSTEM_ERROR. */
export function refusalOf(error: TRPCError): ShopError {
  if (error.cause instanceof ShopError) return error.cause
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ZodError) {
    const issue = error.cause.issues[0]
    const field = issue?.path.join('.') || (issue && 'keys' in issue ? String(issue.keys) : 'input')
    const isMissing = issue?.code === 'invalid_type' && issue.input === undefined
    return new ShopError(isMissing ? 'PARAM_MISSING' : 'PARAM_INVALID', { field })
  }
  if (error.code === 'NOT_FOUND') return new ShopError('NOT_FOUND')
  if (error.code === 'METHOD_NOT_SUPPORTED') return new ShopError('PARAM_INVALID', { field: 'method' })
  if (error.code === 'UNSUPPORTED_MEDIA_TYPE') return new ShopError('PARAM_INVALID', { field: 'content-type' })
  if (error.code === 'PARSE_ERROR' || error.code === 'BAD_REQUEST') return new ShopError('PARAM_INVALID', { field: 'input' })
  return new ShopError('SYSTEM_ERROR')
}

const t = initTRPC.context<RequestCtx>().meta<ProcedureMeta>().create({
  isDev: false,
  errorFormatter({ shape, error }) {
    const { word, params } = refusalOf(error)
    const row = ERRORS[word]
    const data: ErrorData = { word, code: row.code, params, httpStatus: row.http }
    return { ...shape, message: errorText(word, params, 'en'), data: { ...data, path: shape.data.path } }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** No session is read. */
export const publicProcedure = t.procedure.meta({ auth: 'none' })

/** A guest or a shopper; a session that is sent must be good. */
export const visitorProcedure = t.procedure.meta({ auth: 'optional' }).use(({ ctx, next }) => {
  if (ctx.isSessionInvalid) throw new ShopError('SESSION_INVALID')
  return next()
})

/** A signed-in shopper; `ctx.actor` is one. */
export const shopperProcedure = t.procedure.meta({ auth: 'required' }).use(({ ctx, next }) => {
  if (ctx.isSessionInvalid) throw new ShopError('SESSION_INVALID')
  const { actor } = ctx
  if (actor.kind !== 'shopper') throw new ShopError('SESSION_REQUIRED')
  return next({ ctx: { ...ctx, actor: actor satisfies ShopperActor } })
})

/** A merchant's program: the gateway makes an app with the scope the actor. Nobody comes here over the storefront. */
export const merchantProcedure = t.procedure.meta({ auth: 'optional', scope: 'merchant' }).use(({ ctx, next }) => {
  if (ctx.isSessionInvalid) throw new ShopError('SESSION_INVALID')
  const { actor } = ctx
  if (actor.kind !== 'app') throw new ShopError('FORBIDDEN')
  return next({ ctx: { ...ctx, actor } })
})

/** A signed-in member of staff with the named right. The server asks on every call; menus only follow. */
export function staffProcedure(permission: Permission | null) {
  return t.procedure.meta({ auth: 'required', ...(permission ? { permission } : {}) }).use(({ ctx, next }) => {
    if (ctx.isSessionInvalid) throw new ShopError('SESSION_INVALID')
    const { actor } = ctx
    if (actor.kind !== 'staff') throw new ShopError('SESSION_REQUIRED')
    if (permission && !actor.permissions.includes('*') && !actor.permissions.includes(permission)) throw new ShopError('FORBIDDEN')
    return next({ ctx: { ...ctx, actor: actor satisfies StaffActor } })
  })
}
