import { seededRandom } from '../pictures/index.ts'
import { categories } from './categories.ts'
import { catalogue } from './goods/index.ts'
import type { SeedGoods } from './types.ts'

/** A goods of the large catalogue. It shows the pictures of `picturesOf`, so nothing has to be drawn. */
export interface BulkGoods extends SeedGoods {
  picturesOf: string
}

const MOODS = ['春日', '夏夜', '山居', '旧时', '清晨', '午后', '白露', '小满', '初雪', '云上', '溪边', '竹下', '窗前', '灯下', '南风', '晴岚']
const MAKES = ['精选', '经典', '家用', '礼赠', '新款', '日常', '双人', '单人', '当季', '自留']
const TAILS = ['常备款', '返场', '朴素包装', '第二代', '老客回购', '产地直发', '新到', '编号款']

/** Figures with their measure, which would be wrong in a varied name: `220 ml`, `5 斤装`, `A5`. */
const MEASURE = /[A-Z]?[\d.]+\s*[a-z%]*\s*[键色斤袋枚双只件根颗包杯片排块张支条团克年页号]?装?/gi

/**
 * `count` goods a person might believe, for measuring and for lists that must be long: the same ones every time.
 * Each is a variation of a goods of the real catalogue and keeps its category, brand, type and pictures.
 */
export function* largeCatalogue(count: number): Generator<BulkGoods> {
  const random = seededRandom(20260312)
  const pick = <Item>(from: readonly Item[]): Item => {
    const item = from[Math.floor(random() * from.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
  const withSkus = catalogue.filter((one) => !one.isCard && one.skus.length > 0)
  const plain = catalogue.filter((one) => !one.isCard && one.skus.length === 0)
  const unitOf = new Map(categories.map((one) => [one.code, one.unit]))

  for (let number = 1; number <= count; number++) {
    const model = random() < 0.3 ? pick(withSkus) : pick(plain)
    const shopPriceFen = niceFen(model.shopPriceFen * (0.55 + random() * 1.1))
    const core = (model.name.split('，')[0] ?? model.name).replace(MEASURE, '').replace(/\s/g, '').slice(0, 16)
    const name = `${pick(MOODS)}${pick(MAKES)}${core}，${model.properties.产地 ?? ''}${pick(TAILS)} ${number} 号`
    const unit = unitOf.get(model.category) ?? '件'
    yield {
      ...model,
      sn: `LC-${String(number).padStart(6, '0')}`,
      name,
      brief: `${model.brief.slice(0, 40)}，每${unit}单独装`,
      seller: '',
      keywords: model.keywords,
      shopPriceFen,
      marketPriceFen: niceFen(shopPriceFen * 1.2),
      costPriceFen: Math.floor(shopPriceFen * 0.5),
      stock: model.skus.length > 0 || random() < 0.04 ? 0 : whole(1, 600),
      onSale: random() >= 0.03,
      flags: flagsFrom(random),
      options: model.options.map((option) => ({ ...option, values: option.values.map((value) => ({ ...value })) })),
      skus: model.skus.map((sku) => ({ combination: sku.combination, stock: random() < 0.08 ? 0 : whole(1, 120) })),
      promotion: undefined,
      volumePrices: [],
      rankPricesFen: {},
      pointsYuan: Math.floor(shopPriceFen / 2000),
      fittings: [],
      linked: [],
      pastSales: Math.floor(random() ** 3 * 4000),
      shopNote: '',
      picturesOf: model.sn,
    }
  }
}

/** A price as shops write it: whole yuan, the last digit 0, 5, 8 or 9. */
function niceFen(fen: number): number {
  const yuan = Math.max(5, Math.round(fen / 100))
  const last = [0, 5, 8, 9].findLast((digit) => digit <= yuan % 10) ?? 0
  return (yuan - yuan % 10 + last) * 100
}

function flagsFrom(random: () => number): SeedGoods['flags'] {
  const flags: SeedGoods['flags'] = []
  if (random() < 0.08) flags.push('best')
  if (random() < 0.1) flags.push('new')
  if (random() < 0.1) flags.push('hot')
  if (random() < 0.12) flags.push('freeShipping')
  return flags
}
