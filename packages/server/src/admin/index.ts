import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { router } from '../trpc.ts'
import { appsRouter } from './apps.ts'
import { auditRouter } from './audit.ts'
import { bonusesRouter } from './bonuses.ts'
import { brandsRouter } from './brands.ts'
import { categoriesRouter } from './categories.ts'
import { dashboardRouter } from './dashboard.ts'
import { goodsTypesRouter } from './goods-types.ts'
import { goodsRouter } from './goods.ts'
import { ordersRouter } from './orders.ts'
import { paymentsRouter } from './payments.ts'
import { searchRouter } from './search.ts'
import { sessionRouter } from './session.ts'
import { settingsRouter } from './settings.ts'
import { shippingRouter } from './shipping.ts'
import { staffRouter } from './staff.ts'
import { usersRouter } from './users.ts'
import { walletRouter } from './wallet.ts'

export type { Permission } from '../permissions.ts'

/** Everything a merchant's screen may call. */
export const adminRouter = router({
  apps: appsRouter,
  audit: auditRouter,
  bonuses: bonusesRouter,
  brands: brandsRouter,
  categories: categoriesRouter,
  dashboard: dashboardRouter,
  goods: goodsRouter,
  goodsTypes: goodsTypesRouter,
  orders: ordersRouter,
  payments: paymentsRouter,
  search: searchRouter,
  session: sessionRouter,
  settings: settingsRouter,
  shipping: shippingRouter,
  staff: staffRouter,
  users: usersRouter,
  wallet: walletRouter,
})

export type AdminRouter = typeof adminRouter
export type AdminInputs = inferRouterInputs<AdminRouter>
export type AdminOutputs = inferRouterOutputs<AdminRouter>
