import { ShopError } from '@xiaopu/shared/errors'
import { auditNotesOf, withAuditTrail } from '@xiaopu/shared/staff'
import type { z } from 'zod'
import type { RequestCtx } from '../context.ts'
import type { CareyMethod, MethodUse } from '../gateway/index.ts'
import type { Permission } from '../permissions.ts'
import { readParams } from './read-params.ts'

/** What a method works with: a request as everywhere, and what only this convention has. */
export interface CareyCtx extends RequestCtx, Pick<MethodUse, 'app' | 'tokenId' | 'userAgent'> {}

interface Traits extends Pick<CareyMethod, 'name' | 'controller' | 'title' | 'auth' | 'write'>, Partial<Pick<CareyMethod, 'who' | 'isFile' | 'needsAppKey' | 'isCostly' | 'answerHolds'>> {
  /** What a member of staff must be allowed. */
  permission?: Permission
}

export interface MethodForm<Params extends z.ZodObject> extends Traits {
  params: Params
  run: (call: { ctx: CareyCtx, input: z.output<Params> }) => Promise<unknown>
}

/** A method that waits for its shop, and what it takes. */
export interface Definition {
  (contextOf: (use: MethodUse) => CareyCtx): CareyMethod
  params: z.ZodObject
}

/** Declares a method: who may call it, what it takes, what it does. */
export function method<Params extends z.ZodObject>({ params, run, ...traits }: MethodForm<Params>): Definition {
  const { permission = null, who = [], isFile = false, needsAppKey = false, isCostly = false, answerHolds = 'nothing secret' } = traits
  const define = (contextOf: (use: MethodUse) => CareyCtx): CareyMethod => ({
    ...traits,
    permission,
    who,
    isFile,
    needsAppKey,
    isCostly,
    answerHolds,
    async run(use) {
      const input = readParams(params, use.values)
      const ctx = contextOf(use)
      return ctx.actor.kind === 'staff' && traits.auth === 'required' && traits.write ? audited({ ...ctx, actor: withAuditTrail(ctx.actor, use.requestId) }, traits.name, (inner) => run({ ctx: inner, input })) : run({ ctx, input })
    },
  })
  return Object.assign(define, { params })
}

/** Every write of a member of staff tells what it did; refreshing a token changes nothing of the shop. */
async function audited(ctx: CareyCtx, name: string, work: (ctx: CareyCtx) => Promise<unknown>): Promise<unknown> {
  const answer = await work(ctx)
  if (auditNotesOf(ctx.actor) === 0 && !name.startsWith('refresh.')) throw new Error(`${name} wrote no audit entry`)
  return answer
}

/** An item that is not there is null, not a failure. */
export async function orNull<Item>(work: Promise<Item>): Promise<Item | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ShopError && error.word === 'NOT_FOUND') return null
    throw error
  }
}

/** A command that went well. */
export async function done(work: Promise<unknown>): Promise<true> {
  await work
  return true
}

export function pageOf<Item>(items: readonly Item[], total: number): { items: readonly Item[], total_result: number } {
  return { items, total_result: total }
}
