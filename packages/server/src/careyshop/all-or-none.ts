import { asOneWrite, structureChanged } from '@xiaopu/shared/catalogue'
import type { CareyCtx } from './method.ts'

/** Does something to each of several records: to all of them or, when one is refused, to none. */
export function allOrNone(ctx: CareyCtx, ids: readonly number[], work: (ctx: CareyCtx, id: number) => Promise<unknown>): Promise<void> {
  return asOneWrite(ctx, async (inner) => {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) await work({ ...ctx, ...inner }, id)
  })
}

/** The same with categories or brands, which are held in memory: what is held is forgotten once the change is there. */
export async function structureOfMany(ctx: CareyCtx, ids: readonly number[], work: (ctx: CareyCtx, id: number) => Promise<unknown>): Promise<void> {
  await allOrNone(ctx, ids, work)
  structureChanged()
}
