import type { FormChange } from '../../composables/useSaveForm.ts'
import type { Inputs, Outputs } from '../../api.ts'
import { moneyText } from '../../composables/money-text.ts'
import { identityOf, inMatrixOrder, labelOf } from './matrix.ts'

export type GoodsView = Outputs['goods']['get']
export type GoodsForm = GoodsView['form']
export type GoodsChoices = Outputs['goods']['choices']
export type RelatedGoods = GoodsView['related'][number]
type Change = Inputs['goods']['update']['change']

export const MOST_PICTURES = 10
/** The kind of a product whose units are cards. */
export const CARDS = 'virtual_card'

export function emptyForm(): GoodsForm {
  return {
    name: '', sn: '', categoryId: 0, categoryIds: [], brandId: 0, goodsTypeId: 0, brief: '', keywords: '', description: '',
    shopPriceFen: 0, marketPriceFen: 0, costPriceFen: 0, promotePriceFen: 0, promoteStartAt: '', promoteEndAt: '',
    stock: 0, warnStock: 1, weightGrams: 0, videoUrl: '', isReal: true, extensionCode: '', isOnSale: true, onSaleAt: '', offSaleAt: '', isAloneSale: true, isShippingFree: false,
    isBest: false, isNew: false, isHot: false, pointsLimitYuan: 0, givePoints: -1, giveRankPoints: -1, bonusTypeId: 0, sortOrder: 100, sellerNote: '',
    gallery: [], properties: [], specs: [], skus: [], rankPrices: [], volumePrices: [], fittings: [], linkedGoodsIds: [],
  }
}

export type GoodsKind = 'real' | 'card' | 'code' | 'other'

/** What the product is sold as: its two fields in one word. */
export function kindOf({ isReal, extensionCode }: Pick<GoodsForm, 'isReal' | 'extensionCode'>): GoodsKind {
  if (isReal) return 'real'
  return extensionCode === CARDS ? 'card' : extensionCode === 'virtual_code' ? 'code' : 'other'
}

/** As it came, its SKUs in the order of the matrix. */
export function toForm({ form }: Pick<GoodsView, 'form'>): GoodsForm {
  return { ...form, skus: inMatrixOrder(form.specs, form.skus) }
}

/** The same product once more: nothing of it has an id or a number yet, nor is it on sale. Cards are not copied. */
export function copyOfGoods(form: GoodsForm, name: string): GoodsForm {
  const isOfCards = form.extensionCode === CARDS
  return {
    ...form,
    name,
    sn: '',
    isOnSale: false,
    onSaleAt: '',
    offSaleAt: '',
    stock: isOfCards ? 0 : form.stock,
    gallery: form.gallery.map((one) => ({ ...one, id: 0 })),
    specs: form.specs.map((spec) => ({ ...spec, values: spec.values.map((value) => ({ ...value, id: 0 })) })),
    skus: form.skus.map((sku) => ({ ...sku, skuId: 0, sn: '', stock: isOfCards ? 0 : sku.stock })),
  }
}

/** What is sent of a form: the fields that changed, and with them what belongs together. */
export function changeOf(form: GoodsForm, changed: Partial<GoodsForm>): Change {
  const { gallery, specs, skus, stock, sn, marketPriceFen, ...plain } = changed
  const isMatrixChanged = specs !== undefined || skus !== undefined
  const [main] = form.gallery
  return {
    ...plain,
    ...sn ? { sn } : {},
    // Left empty on a new product, the server takes the shop's usual rate.
    ...marketPriceFen === undefined ? {} : { marketPriceFen },
    ...gallery ? { gallery: form.gallery, image: { url: main?.url ?? '', thumbUrl: main?.thumbUrl ?? '' } } : {},
    ...isMatrixChanged
      ? {
          specs: form.specs.map(({ attributeId, ...spec }) => ({ ...spec, ...attributeId > 0 ? { attributeId } : {} })),
          skus: form.skus.map(({ options, sn: skuSn, stock: left, priceFen, isOnSale }) => ({ options, stock: left, priceFen, isOnSale, ...skuSn ? { sn: skuSn } : {} })),
        }
      : {},
    ...form.skus.length === 0 && (stock !== undefined || isMatrixChanged) ? { stock: form.stock } : {},
  }
}

/** Words for what a diff shows. */
export interface ChangeWords {
  t: (key: string, params?: Record<string, string | number>) => string
  rankName: (rankId: number) => string
  goodsName: (goodsId: number) => string
  categoryName: (categoryId: number) => string
  brandName: (brandId: number) => string
  goodsTypeName: (goodsTypeId: number) => string
  bonusTypeName: (bonusTypeId: number) => string
}

type Sku = GoodsForm['skus'][number]
const SKU_FIELDS = ['stock', 'priceFen', 'sn', 'isOnSale'] as const

function skuChanges(before: readonly Sku[], after: readonly Sku[], { t }: ChangeWords): FormChange[] {
  const was = new Map(before.map((sku) => [identityOf(sku), sku]))
  const is = new Map(after.map((sku) => [identityOf(sku), sku]))
  const shown = (field: typeof SKU_FIELDS[number], sku: Sku) => (field === 'priceFen' && sku.priceFen === 0 ? t('goods.matrix.computed') : sku[field])
  const moved = [...is].flatMap(([key, sku]) => {
    const old = was.get(key)
    const name = labelOf(sku)
    if (!old) return [{ field: `sku/${name}`, label: t('goods.matrix.skuNamed', { name }), before: '', after: t('goods.matrix.added') }]
    return SKU_FIELDS.filter((field) => old[field] !== sku[field]).map((field) => {
      // A `…Fen` field is shown as money, so one that is worked out needs another name.
      const isWords = field === 'priceFen' && (old.priceFen === 0 || sku.priceFen === 0)
      const value = (one: Sku) => (isWords && one.priceFen > 0 ? moneyText(one.priceFen) : shown(field, one))
      return { field: `sku/${name}/${isWords ? 'price' : field}`, label: `${t(`goods.matrix.${field}`)} · ${name}`, before: value(old), after: value(sku) }
    })
  })
  const gone = [...was].filter(([key]) => !is.has(key)).map(([, sku]) => ({ field: `sku/${labelOf(sku)}`, label: t('goods.matrix.skuNamed', { name: labelOf(sku) }), before: t('goods.matrix.present'), after: t('goods.matrix.removed') }))
  return [...moved, ...gone]
}

function rankChanges(before: GoodsForm['rankPrices'], after: GoodsForm['rankPrices'], { t, rankName }: ChangeWords): FormChange[] {
  const ids = new Set([...before, ...after].map((price) => price.rankId))
  const text = (prices: GoodsForm['rankPrices'], rankId: number): string => {
    const own = prices.find((price) => price.rankId === rankId)
    return own ? moneyText(own.priceFen) : t('goods.matrix.computed')
  }
  return [...ids].map((rankId) => ({ field: `rankPrice/${rankId}`, label: t('goods.rank.of', { name: rankName(rankId) }), before: text(before, rankId), after: text(after, rankId) }))
    .filter((change) => change.before !== change.after)
}

function listText(field: keyof GoodsForm, form: GoodsForm, { t, goodsName, categoryName, brandName, goodsTypeName, bonusTypeName }: ChangeWords): string | null {
  switch (field) {
    case 'specs': return form.specs.map((spec) => `${spec.name}: ${spec.values.map(({ value, priceFen }) => (priceFen === 0 ? value : `${value} ${moneyText(priceFen)}`)).join(' / ')}`).join('\n')
    case 'volumePrices': return form.volumePrices.map((tier) => `≥ ${tier.fromQuantity}: ${moneyText(tier.priceFen)}`).join('\n')
    case 'gallery': return t('goods.gallery.count', { count: form.gallery.length, names: form.gallery.map((one) => one.url.split('/').at(-1)?.slice(0, 8) ?? '').join(' ') })
    case 'properties': return form.properties.map((one) => `${one.name}: ${one.value}`).join('\n')
    case 'fittings': return form.fittings.map((one) => `${goodsName(one.goodsId)} ${moneyText(one.priceFen)}`).join('\n')
    case 'linkedGoodsIds': return form.linkedGoodsIds.map(goodsName).join('\n')
    case 'extensionCode': return t(`goods.kind.${kindOf(form)}`)
    case 'categoryId': return categoryName(form.categoryId)
    case 'categoryIds': return form.categoryIds.map(categoryName).join('\n')
    case 'brandId': return brandName(form.brandId)
    case 'goodsTypeId': return goodsTypeName(form.goodsTypeId)
    case 'bonusTypeId': return bonusTypeName(form.bonusTypeId)
    default: return null
  }
}

/** One change per thing a merchant would name: a SKU's stock, a rank's price, not "the SKUs". */
export function namedChanges(changes: readonly FormChange[], after: GoodsForm, words: ChangeWords): FormChange[] {
  const old = Object.fromEntries(changes.map((change) => [change.field, change.before])) as Partial<GoodsForm> // fields of the form
  const before: GoodsForm = { ...after, ...old }
  return changes.flatMap((change) => {
    if (change.field === 'skus') return skuChanges(before.skus, after.skus, words)
    if (change.field === 'rankPrices') return rankChanges(before.rankPrices, after.rankPrices, words)
    // Told by the kind, which moves with it.
    if (change.field === 'isReal' && changes.some((one) => one.field === 'extensionCode')) return []
    // The sum of the SKUs, not a figure of its own.
    if (change.field === 'stock' && after.skus.length > 0) return []
    const field = change.field as keyof GoodsForm // the form's own keys
    const text = listText(field, after, words)
    return [text === null ? change : { ...change, before: listText(field, before, words) ?? '', after: text }]
  })
}
