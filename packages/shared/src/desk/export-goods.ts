import { type AdminGoodsFilter, goodsIdsForStaff } from '../catalogue/index.ts'
import type { Ctx } from '../database/index.ts'
import { formatYuan } from '../money/index.ts'
import { pairsText } from './cell-pairs.ts'
import { GOODS_COLUMNS } from './goods-columns.ts'
import type { LIST_KEYS } from './goods-lists.ts'
import { listTexts } from './goods-lists.ts'
import { goodsByIds, type KnownGoods, type KnownSku } from './known-goods.ts'
import { flagWord, SHEET_MARK, type SheetColumn, type SheetLanguage, sheetText } from './sheet.ts'

const BATCH = 200
type GoodsKey = typeof GOODS_COLUMNS[number]['key']
interface Names { category: (id: number) => string, brand: (id: number) => string, goodsType: (id: number) => string }

async function namesOf({ db }: Ctx): Promise<Names> {
  const [rows, brands, types] = await Promise.all([
    db.category.findMany({ select: { id: true, parentId: true, name: true } }), db.brand.findMany({ select: { id: true, name: true } }), db.goodsType.findMany({ select: { id: true, name: true } }),
  ])
  const categories = new Map(rows.map((row) => [row.id, row]))
  const brandOf = new Map(brands.map(({ id, name }) => [id, name]))
  const typeOf = new Map(types.map(({ id, name }) => [id, name]))
  const pathOf = (id: number): string => {
    const row = categories.get(id)
    return !row ? '' : row.parentId === null ? row.name : `${pathOf(row.parentId)}/${row.name}`
  }
  return { category: pathOf, brand: (id) => brandOf.get(id) ?? '', goodsType: (id) => typeOf.get(id) ?? '' }
}

const optionsOf = (goods: KnownGoods, sku: KnownSku): string => pairsText(goods.specs.filter((spec) => spec.kind === 1).map((spec, at) => ({ group: '', name: spec.name, value: sku.options[at] ?? '' })))

/** What stands on a product's first line alone: repeated for every SKU it would make files of megabytes. */
function saidOnce({ lists, fields }: KnownGoods, isFirst: boolean): Record<typeof LIST_KEYS[number] | 'description', string> {
  return {
    rankPrices: isFirst ? listTexts.rankPrices(lists.rankPrices) : '',
    volumePrices: isFirst ? listTexts.volumePrices(lists.volumePrices) : '',
    properties: isFirst ? listTexts.properties(lists.properties) : '',
    pictures: isFirst ? listTexts.pictures(lists.pictures) : '',
    description: isFirst ? fields.description : '',
  }
}

/** One line of the file: a product without SKUs, or one of its SKUs. */
function lineOf(goods: KnownGoods, sku: KnownSku | null, names: Names, language: SheetLanguage): (string | number)[] {
  const { categoryId, brandId, goodsTypeId, ...fields } = goods.fields
  const own: Record<GoodsKey, string | number | boolean> = {
    ...fields,
    ...saidOnce(goods, sku === null || sku === goods.skus[0]),
    sn: goods.sn,
    category: names.category(categoryId),
    brand: names.brand(brandId),
    goodsType: names.goodsType(goodsTypeId),
    options: sku ? optionsOf(goods, sku) : '',
    skuSn: sku?.sn ?? '',
    skuPriceFen: sku && sku.priceFen > 0 ? sku.priceFen : '',
    skuIsOnSale: sku ? sku.isOnSale : '',
    stock: sku ? sku.stock : goods.stock,
  }
  return GOODS_COLUMNS.map(({ key, kind }) => {
    const value = own[key]
    if (typeof value === 'boolean') return flagWord(value, language)
    if (typeof value === 'string') return value.trim()
    return kind === 'money' ? formatYuan(value) : value
  })
}

/** The headings of a file, marked so that a spreadsheet reads the Chinese right. */
export const headings = (columns: readonly SheetColumn[], language: SheetLanguage): string => SHEET_MARK + sheetText([columns.map((column) => column[language])])

/** All products of a list's filter, a batch at a time: a large shop is never in memory as a whole. */
export async function* exportGoods(ctx: Ctx, filter: Pick<AdminGoodsFilter, 'q' | 'categoryId' | 'brandId' | 'state' | 'stock'>, language: SheetLanguage): AsyncGenerator<string> {
  yield headings(GOODS_COLUMNS, language)
  const names = await namesOf(ctx)
  for (let belowId = 0; ;) {
    const ids = await goodsIdsForStaff(ctx, filter, { belowId, limit: BATCH })
    const goods = await goodsByIds(ctx, ids)
    yield sheetText(goods.flatMap((one) => (one.hasSku ? one.skus.map((sku) => lineOf(one, sku, names, language)) : [lineOf(one, null, names, language)])))
    const last = ids.at(-1)
    if (last === undefined || ids.length < BATCH) return
    belowId = last
  }
}
