import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { router } from '../trpc.ts'
import { searchRouter } from './search.ts'
import { sessionRouter } from './session.ts'

export type { Permission } from '../permissions.ts'

/** Everything a merchant's screen may call. */
export const adminRouter = router({
  search: searchRouter,
  session: sessionRouter,
})

export type AdminRouter = typeof adminRouter
export type AdminInputs = inferRouterInputs<AdminRouter>
export type AdminOutputs = inferRouterOutputs<AdminRouter>
