import type { RouteLocationNormalized, RouteRecordRaw, Router, RouterScrollBehavior } from 'vue-router'
import { createRouter, createWebHistory } from 'vue-router'
import { i18n, loadTradeTexts } from './i18n/index.ts'
import HomePage from './pages/home/HomePage.vue'
import { showToast } from './composables/useToast.ts'
import { keepReferral } from './composables/referral.ts'
import { useSession } from './stores/session.ts'

/** Home comes with the first file: most visits begin there, and it saves them a round trip. */
export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: HomePage, meta: { tab: 'home' } },
  { path: '/categories', name: 'categories', component: () => import('./pages/categories/CategoriesPage.vue'), meta: { tab: 'categories', title: 'common.tabs.categories' } },
  { path: '/search', name: 'search', component: () => import('./pages/search/SearchPage.vue'), meta: { title: 'common.search' } },
  { path: '/list', name: 'list', component: () => import('./pages/list/ListPage.vue'), meta: { title: 'common.goodsList' } },
  { path: '/goods/:id(\\d+)', name: 'goods', component: () => import('./pages/goods/GoodsPage.vue'), meta: { title: 'common.goods' } },
  { path: '/goods/:id(\\d+)/reviews', name: 'reviews', component: () => import('./pages/goods/ReviewsPage.vue'), meta: { title: 'goods.reviews.title' } },

  { path: '/packages', name: 'packages', component: () => import('./pages/packages/PackagesPage.vue'), meta: { title: 'packages.title' } },
  { path: '/packages/:id(\\d+)', name: 'package', component: () => import('./pages/packages/PackagePage.vue'), meta: { title: 'packages.title' } },

  { path: '/articles', name: 'articles', component: () => import('./pages/articles/ArticlesPage.vue'), meta: { title: 'articles.title' } },
  { path: '/articles/:id(\\d+)', name: 'article', component: () => import('./pages/articles/ArticlePage.vue'), meta: { title: 'articles.title' } },
  { path: '/help', name: 'help', component: () => import('./pages/articles/HelpPage.vue'), meta: { title: 'articles.help.title' } },

  { path: '/cart', name: 'cart', component: () => import('./pages/cart/CartPage.vue'), meta: { tab: 'cart', title: 'common.tabs.cart' } },
  { path: '/checkout/:token?', name: 'checkout', component: () => import('./pages/checkout/CheckoutPage.vue'), meta: { auth: true, title: 'checkout.title' } },
  { path: '/cashier/:orderSn', name: 'cashier', component: () => import('./pages/checkout/CashierPage.vue'), meta: { auth: true, title: 'checkout.cashier.title' } },
  { path: '/result/:orderSn', name: 'result', component: () => import('./pages/checkout/ResultPage.vue'), meta: { auth: true, title: 'checkout.result.title' } },
  { path: '/orders', name: 'orders', component: () => import('./pages/orders/OrdersPage.vue'), meta: { auth: true, title: 'orders.title' } },
  { path: '/orders/:sn/aftersale', name: 'aftersale-ask', component: () => import('./pages/aftersales/AskPage.vue'), meta: { auth: true, title: 'aftersales.ask' } },
  { path: '/aftersales', name: 'aftersales', component: () => import('./pages/aftersales/CasesPage.vue'), meta: { auth: true, title: 'aftersales.title' } },
  { path: '/aftersales/:id(\\d+)', name: 'aftersale', component: () => import('./pages/aftersales/CasePage.vue'), meta: { auth: true, title: 'aftersales.title' } },
  { path: '/orders/:sn', name: 'order', component: () => import('./pages/orders/OrderPage.vue'), meta: { auth: true, title: 'orders.detail.title' } },

  { path: '/orders/:sn/review', name: 'review', component: () => import('./pages/feedback/ReviewPage.vue'), meta: { auth: true, title: 'feedback.review.title' } },
  { path: '/me/reviews', name: 'my-reviews', component: () => import('./pages/feedback/MyReviewsPage.vue'), meta: { auth: true, title: 'feedback.review.mine' } },
  { path: '/me/messages', name: 'messages', component: () => import('./pages/feedback/MessagesPage.vue'), meta: { auth: true, title: 'feedback.messages.title' } },

  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/account/SignInPage.vue'), meta: { title: 'account.signIn.title' } },
  { path: '/sign-up', name: 'sign-up', component: () => import('./pages/account/SignUpPage.vue'), meta: { title: 'account.signUp.title' } },
  { path: '/forgot', name: 'forgot', component: () => import('./pages/account/ForgotPage.vue'), meta: { title: 'account.forgot.title' } },
  { path: '/me', name: 'me', component: () => import('./pages/account/MePage.vue'), meta: { tab: 'me', title: 'common.tabs.me' } },
  { path: '/me/profile', name: 'profile', component: () => import('./pages/account/ProfilePage.vue'), meta: { auth: true, title: 'account.profile.title' } },
  { path: '/me/profile/mobile', name: 'bind-mobile', component: () => import('./pages/account/ContactPage.vue'), props: { kind: 'mobile' }, meta: { auth: true, title: 'account.contact.mobileTitle' } },
  { path: '/me/profile/email', name: 'bind-email', component: () => import('./pages/account/ContactPage.vue'), props: { kind: 'email' }, meta: { auth: true, title: 'account.contact.emailTitle' } },
  { path: '/me/addresses', name: 'addresses', component: () => import('./pages/account/AddressesPage.vue'), meta: { auth: true, title: 'account.addresses.title' } },
  { path: '/me/addresses/:id', name: 'address', component: () => import('./pages/account/AddressPage.vue'), meta: { auth: true, title: 'account.addresses.edit' } },
  { path: '/me/favourites', name: 'favourites', component: () => import('./pages/account/FavouritesPage.vue'), meta: { auth: true, title: 'account.favourites.title' } },
  { path: '/me/bookings', name: 'bookings', component: () => import('./pages/account/BookingsPage.vue'), meta: { auth: true, title: 'account.bookings.title' } },
  { path: '/me/history', name: 'history', component: () => import('./pages/account/HistoryPage.vue'), meta: { auth: true, title: 'account.history.title' } },
  { path: '/me/notices', name: 'notices', component: () => import('./pages/account/NoticesPage.vue'), meta: { auth: true, title: 'account.notices.title' } },
  { path: '/me/announcements/:id(\\d+)', name: 'announcement', component: () => import('./pages/account/AnnouncementPage.vue'), meta: { auth: true, title: 'account.announcements.title' } },
  { path: '/me/account', name: 'leaving', component: () => import('./pages/account/LeavingPage.vue'), meta: { auth: true, title: 'account.leaving.title' } },
  // The addresses in mails.
  { path: '/confirm-email', name: 'confirm-email', component: () => import('./pages/account/ConfirmEmailPage.vue'), meta: { title: 'account.confirmEmail.title' } },
  { path: '/reset-password', redirect: ({ query }) => ({ name: 'forgot', query: { code: query.token } }) },

  { path: '/me/wallet', name: 'wallet', component: () => import('./pages/wallet/WalletPage.vue'), meta: { auth: true, title: 'wallet.title' } },
  { path: '/me/deposit', name: 'deposit', component: () => import('./pages/wallet/DepositPage.vue'), meta: { auth: true, title: 'wallet.deposit.title' } },
  { path: '/me/deposits/:id(\\d+)', name: 'deposit-result', component: () => import('./pages/wallet/DepositResultPage.vue'), meta: { auth: true, title: 'wallet.result.title' } },
  { path: '/me/withdraw', name: 'withdraw', component: () => import('./pages/wallet/WithdrawPage.vue'), meta: { auth: true, title: 'wallet.withdraw.title' } },
  { path: '/me/requests', name: 'requests', component: () => import('./pages/wallet/RequestsPage.vue'), meta: { auth: true, title: 'wallet.requests.title' } },
  { path: '/me/bonuses', name: 'bonuses', component: () => import('./pages/wallet/BonusesPage.vue'), meta: { auth: true, title: 'wallet.bonuses.title' } },
  { path: '/coupons', name: 'coupons', component: () => import('./pages/wallet/CouponsPage.vue'), meta: { title: 'wallet.coupons.title' } },
  { path: '/me/share', name: 'share', component: () => import('./pages/wallet/SharePage.vue'), meta: { auth: true, title: 'wallet.share.title' } },

  { path: '/survey/:sid', name: 'survey', component: () => import('./pages/surveys/SurveyPage.vue'), meta: { title: 'surveys.title' } },

  { path: '/:rest(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue'), meta: { title: 'common.notFound.title' } },
]

/** Pages whose texts come with the first file. */
const BROWSING = new Set<unknown>(['home', 'categories', 'search', 'list', 'goods', 'reviews', 'packages', 'package', 'not-found'])

const PATIENCE_MS = 600

/** Back lands where the shopper was, once the page (drawn from the query cache) is tall enough again. */
const scrollBehavior: RouterScrollBehavior = async (to, from, saved) => {
  if (!saved) return to.path === from.path ? undefined : { top: 0 }
  const giveUp = performance.now() + PATIENCE_MS
  while (document.documentElement.scrollHeight < saved.top + window.innerHeight && performance.now() < giveUp) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return saved
}

export function showTitle(to: Pick<RouteLocationNormalized, 'meta'>): void {
  const { t } = i18n.global
  document.title = to.meta.title ? `${t(to.meta.title)} · ${t('common.shopName')}` : t('common.shopName')
}

export function createShopRouter(): Router {
  const router = createRouter({ history: createWebHistory(), routes, scrollBehavior })
  router.beforeEach((to) => {
    keepReferral(to.query.u)
    if (to.meta.auth && !useSession().signedIn) return { name: 'sign-in', query: { next: to.fullPath }, replace: true }
  })
  router.beforeResolve(async (to) => {
    if (!BROWSING.has(to.name)) await loadTradeTexts()
  })
  // A page never opened before needs the line; what is on the screen stays.
  router.onError(() => { if (!navigator.onLine) showToast(i18n.global.t('common.error.offline')) })
  router.afterEach(showTitle)
  return router
}
