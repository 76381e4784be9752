import { type CareyMethod, type CareyMethods, controllerKey, type MethodUse } from '../gateway/index.ts'
import { adminMethods } from './controllers/admin.ts'
import { appInstallMethods } from './controllers/app-install.ts'
import { appMethods } from './controllers/app.ts'
import { indexMethods } from './controllers/index.ts'
import { regionMethods } from './controllers/region.ts'
import { userAddressMethods } from './controllers/user-address.ts'
import { userMethods } from './controllers/user.ts'
import type { CareyCtx, Definition } from './method.ts'

/** Every controller clients know; one whose methods are not there refuses them all. */
const CONTROLLERS = [
  'admin', 'ads', 'ads_position', 'app', 'app_install', 'article', 'article_cat', 'brand', 'cart', 'collect', 'coupon', 'coupon_give', 'delivery', 'delivery_dist',
  'delivery_item', 'discount', 'goods', 'goods_category', 'goods_comment', 'index', 'message', 'navigation', 'order', 'payment', 'promotion', 'region', 'setting',
  'stats', 'support', 'upload', 'user', 'user_address', 'user_level', 'user_money', 'verification',
]

const DEFINITIONS: readonly Definition[] = [...appMethods, ...appInstallMethods, ...indexMethods, ...adminMethods, ...userMethods, ...userAddressMethods, ...regionMethods]

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
