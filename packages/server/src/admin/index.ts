import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { router } from '../trpc.ts'
import { adPositionsRouter } from './ad-positions.ts'
import { adsRouter } from './ads.ts'
import { aftersalesRouter } from './aftersales.ts'
import { announcementsRouter } from './announcements.ts'
import { appsRouter } from './apps.ts'
import { articleCategoriesRouter } from './article-categories.ts'
import { articlesRouter } from './articles.ts'
import { auditRouter } from './audit.ts'
import { bonusesRouter } from './bonuses.ts'
import { bookingsRouter } from './bookings.ts'
import { brandsRouter } from './brands.ts'
import { categoriesRouter } from './categories.ts'
import { commentsRouter } from './comments.ts'
import { contactsRouter } from './contacts.ts'
import { dashboardRouter } from './dashboard.ts'
import { deskRouter } from './desk.ts'
import { favourablesRouter } from './favourables.ts'
import { goodsTypesRouter } from './goods-types.ts'
import { goodsRouter } from './goods.ts'
import { ledgerRouter } from './ledger.ts'
import { messagesRouter } from './messages.ts'
import { ordersRouter } from './orders.ts'
import { outboxRouter } from './outbox.ts'
import { packagesRouter } from './packages.ts'
import { paymentsRouter } from './payments.ts'
import { ranksRouter } from './ranks.ts'
import { refundsRouter } from './refunds.ts'
import { searchRouter } from './search.ts'
import { sessionRouter } from './session.ts'
import { settingsRouter } from './settings.ts'
import { shippingRouter } from './shipping.ts'
import { staffRouter } from './staff.ts'
import { surveysRouter } from './surveys.ts'
import { usersRouter } from './users.ts'
import { virtualCardsRouter } from './virtual-cards.ts'
import { walletRouter } from './wallet.ts'
import { webhooksRouter } from './webhooks.ts'
import { wrappingsRouter } from './wrappings.ts'

export type { Permission } from '../permissions.ts'

/** Everything a merchant's screen may call. */
export const adminRouter = router({
  adPositions: adPositionsRouter,
  ads: adsRouter,
  aftersales: aftersalesRouter,
  announcements: announcementsRouter,
  apps: appsRouter,
  articleCategories: articleCategoriesRouter,
  articles: articlesRouter,
  audit: auditRouter,
  bonuses: bonusesRouter,
  bookings: bookingsRouter,
  brands: brandsRouter,
  categories: categoriesRouter,
  comments: commentsRouter,
  contacts: contactsRouter,
  dashboard: dashboardRouter,
  desk: deskRouter,
  favourables: favourablesRouter,
  goods: goodsRouter,
  goodsTypes: goodsTypesRouter,
  ledger: ledgerRouter,
  messages: messagesRouter,
  orders: ordersRouter,
  outbox: outboxRouter,
  packages: packagesRouter,
  payments: paymentsRouter,
  ranks: ranksRouter,
  refunds: refundsRouter,
  search: searchRouter,
  session: sessionRouter,
  settings: settingsRouter,
  shipping: shippingRouter,
  staff: staffRouter,
  surveys: surveysRouter,
  users: usersRouter,
  virtualCards: virtualCardsRouter,
  wallet: walletRouter,
  webhooks: webhooksRouter,
  wrappings: wrappingsRouter,
})

export type AdminRouter = typeof adminRouter
export type AdminInputs = inferRouterInputs<AdminRouter>
export type AdminOutputs = inferRouterOutputs<AdminRouter>
