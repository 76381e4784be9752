import { type CareyMethod, type CareyMethods, controllerKey, type MethodUse } from '../gateway/index.ts'
import { adminMethods } from './controllers/admin/index.ts'
import { adsPositionMethods } from './controllers/ads-position.ts'
import { adsMethods } from './controllers/ads.ts'
import { appInstallMethods } from './controllers/app-install.ts'
import { appMethods } from './controllers/app.ts'
import { articleCatMethods } from './controllers/article-cat.ts'
import { articleMethods } from './controllers/article.ts'
import { brandMethods } from './controllers/brand.ts'
import { cartMethods } from './controllers/cart.ts'
import { couponGiveMethods } from './controllers/coupon-give.ts'
import { couponMethods } from './controllers/coupon.ts'
import { collectMethods } from './controllers/collect.ts'
import { deliveryTrackingMethods } from './controllers/delivery-tracking.ts'
import { deliveryMethods } from './controllers/delivery.ts'
import { discountMethods } from './controllers/discount.ts'
import { goodsCategoryMethods } from './controllers/goods-category.ts'
import { goodsCommentMethods } from './controllers/goods-comment.ts'
import { goodsMethods } from './controllers/goods/index.ts'
import { indexMethods } from './controllers/index.ts'
import { navigationMethods } from './controllers/navigation.ts'
import { messageMethods } from './controllers/message.ts'
import { orderMethods } from './controllers/order/index.ts'
import { paymentMethods } from './controllers/payment.ts'
import { promotionMethods } from './controllers/promotion.ts'
import { regionMethods } from './controllers/region.ts'
import { settingMethods } from './controllers/setting.ts'
import { statsMethods } from './controllers/stats.ts'
import { uploadMethods } from './controllers/upload.ts'
import { supportMethods } from './controllers/support.ts'
import { userAddressMethods } from './controllers/user-address.ts'
import { userLevelMethods } from './controllers/user-level.ts'
import { userMoneyMethods } from './controllers/user-money.ts'
import { userMethods } from './controllers/user/index.ts'
import { verificationMethods } from './controllers/verification.ts'
import type { CareyCtx, Definition } from './method.ts'

/** Every controller clients know; one whose methods are not there refuses them all. */
const CONTROLLERS = [
  'admin', 'ads', 'ads_position', 'app', 'app_install', 'article', 'article_cat', 'brand', 'cart', 'collect', 'coupon', 'coupon_give', 'delivery', 'delivery_dist',
  'delivery_item', 'discount', 'goods', 'goods_category', 'goods_comment', 'index', 'message', 'navigation', 'order', 'payment', 'promotion', 'region', 'setting',
  'stats', 'support', 'upload', 'user', 'user_address', 'user_level', 'user_money', 'verification',
]

/** Every method of the convention that is answered. */
export const DEFINITIONS: readonly Definition[] = [
  ...appMethods,
  ...appInstallMethods,
  ...indexMethods,
  ...adminMethods,
  ...userMethods,
  ...userAddressMethods,
  ...regionMethods,
  ...goodsMethods,
  ...goodsCategoryMethods,
  ...brandMethods,
  ...collectMethods,
  ...cartMethods,
  ...goodsCommentMethods,
  ...deliveryMethods,
  ...deliveryTrackingMethods,
  ...discountMethods,
  ...navigationMethods,
  ...settingMethods,
  ...statsMethods,
  ...uploadMethods,
  ...orderMethods,
  ...paymentMethods,
  ...couponMethods,
  ...couponGiveMethods,
  ...verificationMethods,
  ...messageMethods,
  ...promotionMethods,
  ...userLevelMethods,
  ...userMoneyMethods,
  ...articleMethods,
  ...articleCatMethods,
  ...adsMethods,
  ...adsPositionMethods,
  ...supportMethods,
]

const keyOf = (controller: string, name: string): string => `${controllerKey(controller)} ${name}`

/** The methods of the convention over this shop. */
export function careyMethods(contextOf: (use: MethodUse) => CareyCtx): CareyMethods {
  const methods = new Map<string, CareyMethod>()
  const controllers = new Set(CONTROLLERS.map(controllerKey))
  for (const define of DEFINITIONS) {
    const method = define(contextOf)
    const key = keyOf(method.controller, method.name)
    if (methods.has(key) || !controllers.has(controllerKey(method.controller))) throw new TypeError(`${key}: there already, or of no controller`)
    methods.set(key, method)
  }
  return { find: (controller, name) => methods.get(keyOf(controller, name)) ?? null, isController: (controller) => controllers.has(controller) }
}

export { DEFINITIONS as CAREY_DEFINITIONS }
