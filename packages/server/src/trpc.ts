import type { ErrorWord, ShopError } from '@xiaopu/shared/errors'
import type { Ctx } from '@xiaopu/shared/database'
import { initTRPC } from '@trpc/server'

/** What a procedure says about itself. `method` puts it on the public gateway. */
export interface ProcedureMeta {
  method?: string
  action?: string
  isDefaultAction?: boolean
  title?: string
  write?: boolean
  errors?: ErrorWord[]
}

const t = initTRPC.context<Ctx>().meta<ProcedureMeta>().create()

export const router = t.router
export const publicProcedure = t.procedure
export const visitorProcedure = t.procedure
export const shopperProcedure = t.procedure

export function notBuilt(): never {
  throw new Error('not built yet')
}
