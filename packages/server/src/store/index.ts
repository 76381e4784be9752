import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { router } from '../trpc.ts'
import { aftersaleRouter } from './aftersales.ts'
import { cartRouter } from './cart.ts'
import { brandRouter, brandsRouter, categoriesRouter, categoryRouter } from './categories.ts'
import { commentRouter } from './comment.ts'
import { flowRouter } from './flow.ts'
import { itemRouter, itemsRouter } from './items.ts'
import { messageRouter } from './message.ts'
import { orderRouter, ordersRouter } from './orders.ts'
import { payRouter } from './pay.ts'
import { promotionRouter } from './promotion.ts'
import { searchRouter } from './search.ts'
import { shopRouter } from './shop.ts'
import { surveyRouter } from './survey.ts'
import { toolRouter } from './tool.ts'
import { userRouter } from './user.ts'

/** Everything a shopper's program may call: the storefront over tRPC, outside programs through the gateway. */
export const storeRouter = router({
  aftersale: aftersaleRouter,
  brand: brandRouter,
  brands: brandsRouter,
  cart: cartRouter,
  categories: categoriesRouter,
  category: categoryRouter,
  comment: commentRouter,
  flow: flowRouter,
  item: itemRouter,
  items: itemsRouter,
  message: messageRouter,
  order: orderRouter,
  orders: ordersRouter,
  pay: payRouter,
  promotion: promotionRouter,
  search: searchRouter,
  shop: shopRouter,
  survey: surveyRouter,
  tool: toolRouter,
  user: userRouter,
})

export type StoreRouter = typeof storeRouter
export type StoreInputs = inferRouterInputs<StoreRouter>
export type StoreOutputs = inferRouterOutputs<StoreRouter>
