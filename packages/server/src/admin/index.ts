import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { router } from '../trpc.ts'
import { appsRouter } from './apps.ts'
import { auditRouter } from './audit.ts'
import { brandsRouter } from './brands.ts'
import { categoriesRouter } from './categories.ts'
import { goodsTypesRouter } from './goods-types.ts'
import { goodsRouter } from './goods.ts'
import { ordersRouter } from './orders.ts'
import { searchRouter } from './search.ts'
import { sessionRouter } from './session.ts'
import { settingsRouter } from './settings.ts'
import { staffRouter } from './staff.ts'

export type { Permission } from '../permissions.ts'

/** Everything a merchant's screen may call. */
export const adminRouter = router({
  apps: appsRouter,
  audit: auditRouter,
  brands: brandsRouter,
  categories: categoriesRouter,
  goods: goodsRouter,
  goodsTypes: goodsTypesRouter,
  orders: ordersRouter,
  search: searchRouter,
  session: sessionRouter,
  settings: settingsRouter,
  staff: staffRouter,
})

export type AdminRouter = typeof adminRouter
export type AdminInputs = inferRouterInputs<AdminRouter>
export type AdminOutputs = inferRouterOutputs<AdminRouter>
