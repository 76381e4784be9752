import { ShopError } from '@xiaopu/shared/errors'
import { auditNotesOf, withAuditTrail } from '@xiaopu/shared/staff'
import type { z } from 'zod'
import type { RequestCtx } from '../context.ts'
import type { CareyMethod, FilePart, MethodUse } from '../gateway/index.ts'
import type { Permission } from '../permissions.ts'
import { readParams } from './read-params.ts'

/** What a method works with: a request as everywhere, and what only this convention has. */
export interface CareyCtx extends RequestCtx, Pick<MethodUse, 'app' | 'tokenId' | 'userAgent'> {}

interface Traits extends Pick<CareyMethod, 'name' | 'controller' | 'title' | 'auth' | 'write'>, Partial<Pick<CareyMethod, 'who' | 'isFile' | 'needsAppKey' | 'isCostly' | 'answerHolds'>> {
  /** What a member of staff must be allowed. */
  permission?: Permission
  /** A write by its contract that changes nothing, or tells itself what it changed. */
  isUntold?: boolean
}

export interface MethodForm<Params extends z.ZodObject> extends Traits {
  params: Params
  run: (call: { ctx: CareyCtx, input: z.output<Params>, files: readonly FilePart[] }) => Promise<unknown>
}

/** What can be said of a method before there is a shop: who may call it and what it takes. */
export interface MethodFacts extends Pick<CareyMethod, 'name' | 'controller' | 'title' | 'auth' | 'write' | 'who' | 'permission' | 'isFile' | 'needsAppKey'> {
  params: z.ZodObject
}

/** A method that waits for its shop, and what it takes. */
export interface Definition {
  (contextOf: (use: MethodUse) => CareyCtx): CareyMethod
  facts: MethodFacts
}

/** Declares a method: who may call it, what it takes, what it does. */
export function method<Params extends z.ZodObject>({ params, run, ...traits }: MethodForm<Params>): Definition {
  const { permission = null, isUntold = false, who = [], isFile = false, needsAppKey = false, isCostly = false, answerHolds = 'nothing secret' } = traits
  const known = { ...traits, permission, who, isFile, needsAppKey }
  const define = (contextOf: (use: MethodUse) => CareyCtx): CareyMethod => ({
    ...known,
    isCostly,
    answerHolds,
    async run(use) {
      const input = readParams(params, use.values)
      const ctx: CareyCtx = contextOf(use)
      const { files } = use
      if (ctx.actor.kind !== 'staff' || traits.auth !== 'required' || !traits.write) return run({ ctx, input, files })
      const told = { ...ctx, actor: withAuditTrail(ctx.actor, use.requestId) }
      return isUntold ? run({ ctx: told, input, files }) : audited(told, traits.name, (inner) => run({ ctx: inner, input, files }))
    },
  })
  return Object.assign(define, { facts: { ...known, params } })
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
