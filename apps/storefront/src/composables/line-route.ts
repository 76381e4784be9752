import type { RouteLocationRaw } from 'vue-router'

const PACKAGE = 'package_buy'

/** The page of what a line sells: a product's, or a package's, which stands in the line under its own id. */
export function lineRoute({ extensionCode, goodsId }: { extensionCode: string, goodsId: number }): RouteLocationRaw {
  return { name: extensionCode === PACKAGE ? 'package' : 'goods', params: { id: goodsId } }
}
