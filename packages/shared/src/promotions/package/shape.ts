import type { Package, PackageItem } from '../../contract/index.ts'
import type { Rank } from '../../pricing/index.ts'
import { statusAt } from '../status.ts'
import { contentPriceFen, marketPriceOfPackage, type PackageFacts, packageStock } from './facts.ts'

const UNLIMITED = 9999

/** What is in a package, each thing with what it costs alone. */
export function packageItems({ contents }: PackageFacts, rank: Rank | null, now: Date): PackageItem[] {
  return contents.map((content) => {
    const { goodsId, skuId, name, thumbUrl, optionsText, quantity } = content
    return { goodsId, skuId, goodsName: name, goodsThumb: thumbUrl, optionsText, quantity, priceFen: contentPriceFen(content, rank, now) }
  })
}

export interface PackageViewer {
  rank: Rank | null
  now: Date
  useStorage: boolean
}

/** The public shape of a package. */
export function toPackage(facts: PackageFacts, { rank, now, useStorage }: PackageViewer): Package {
  const goodsList = packageItems(facts, rank, now)
  const subtotalFen = goodsList.reduce((sum, item) => sum + item.priceFen * item.quantity, 0)
  const status = statusAt(facts, now)
  return {
    activityId: facts.packageId,
    packageName: facts.name,
    activityDesc: facts.description,
    startTime: facts.startAt.toISOString(),
    endTime: facts.endAt.toISOString(),
    status: status === 'draft' ? 'pre_start' : status,
    packagePriceFen: facts.priceFen,
    marketPackageFen: marketPriceOfPackage(facts),
    subtotalFen,
    savingFen: Math.max(0, subtotalFen - facts.priceFen),
    goodsList,
    stock: useStorage || !facts.contents.every((content) => content.isSold) ? packageStock(facts) : UNLIMITED,
  }
}
