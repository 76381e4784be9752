import type { PackageItem } from '../contract/index.ts'
import { packageItems, type PackageFacts, shippingOfPackage } from '../promotions/index.ts'
import type { CartShop, LineFacts } from './line-facts.ts'

const PACKAGE_CODE = 'package_buy'

/** What a line of a cart, a checkout or an order says about the thing it sells. */
export interface LineGoods {
  sellerId: number
  /** A package's own id stands for it. */
  goodsId: number
  skuId: number
  goodsSn: string
  goodsName: string
  goodsThumb: string
  optionsText: string
  isReal: boolean
  isShippingFree: boolean
  extensionCode: string
  packageGoods: PackageItem[]
}

/** "颜色:红 尺码:L", in the order of the options. */
export function optionsText({ values }: LineFacts): string {
  return (values ?? []).map(({ name, value }) => `${name}:${value}`).join(' ')
}

function packageGoods(facts: PackageFacts, { rank, now }: Pick<CartShop, 'rank' | 'now'>): LineGoods {
  const { isReal, isShippingFree } = shippingOfPackage(facts)
  return {
    sellerId: facts.sellerId,
    goodsId: facts.packageId,
    skuId: 0,
    goodsSn: '',
    goodsName: facts.name,
    goodsThumb: facts.contents[0]?.thumbUrl ?? '',
    optionsText: '',
    isReal,
    isShippingFree,
    extensionCode: PACKAGE_CODE,
    packageGoods: packageItems(facts, rank, now),
  }
}

export function lineGoods(line: LineFacts, shop: Pick<CartShop, 'rank' | 'now'>): LineGoods {
  const { goods, sku, packageFacts } = line
  if (packageFacts) return packageGoods(packageFacts, shop)
  return {
    sellerId: goods?.sellerId ?? 0,
    goodsId: line.packageId > 0 ? line.packageId : line.goodsId,
    skuId: line.skuId,
    goodsSn: sku?.sn ?? goods?.sn ?? '',
    goodsName: goods?.name ?? '',
    goodsThumb: goods?.thumbUrl ?? '',
    optionsText: optionsText(line),
    isReal: goods?.isReal ?? true,
    isShippingFree: goods?.isShippingFree ?? false,
    extensionCode: line.packageId > 0 ? PACKAGE_CODE : goods?.extensionCode ?? '',
    packageGoods: [],
  }
}
