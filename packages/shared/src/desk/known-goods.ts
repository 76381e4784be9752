import type { Ctx } from '../database/index.ts'
import { CARD_KIND, type SpecInput } from '../catalogue/index.ts'
import type { GoodsField } from './goods-columns.ts'
import type { GoodsLists } from './goods-lists.ts'

const SINGLE_CHOICE = 1

type TextField = 'name' | 'keywords' | 'brief' | 'sellerNote' | 'description'
type FlagField = 'isOnSale' | 'isBest' | 'isNew' | 'isHot' | 'isShippingFree'

export interface KnownSku { skuId: number, sn: string, options: string[], optionsText: string, priceFen: number, stock: number, isOnSale: boolean }

/** A product as work on many needs it: read for hundreds at once, and once more for each under its lock. */
export interface KnownGoods {
  goodsId: number
  sn: string
  sellerId: number
  isDeleted: boolean
  hasSku: boolean
  /** Its stock follows its cards. */
  isOfCards: boolean
  stock: number
  fields: Record<Exclude<GoodsField, TextField | FlagField>, number> & Record<TextField, string> & Record<FlagField, boolean>
  lists: GoodsLists
  specs: SpecInput[]
  skus: KnownSku[]
}

async function read({ db }: Ctx, where: { id: { in: number[] } } | { snKey: { in: string[] } }) {
  return db.goods.findMany({
    where,
    orderBy: { id: 'desc' },
    include: {
      skus: { orderBy: { id: 'asc' } },
      images: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
      rankPrices: { include: { rank: { select: { name: true } } }, orderBy: { rankId: 'asc' } },
      volumePrices: { orderBy: { fromQuantity: 'asc' } },
      values: { include: { attribute: true }, orderBy: [{ attribute: { sortOrder: 'asc' } }, { attributeId: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }] },
    },
  })
}

type Stored = Awaited<ReturnType<typeof read>>[number]

function specsOf(values: Stored['values']): SpecInput[] {
  const specs = new Map<number, SpecInput>()
  for (const { id, attribute, attributeId, value, priceFen, imageUrl } of values) {
    if (attribute.kind < SINGLE_CHOICE) continue
    const spec = specs.get(attributeId) ?? { attributeId, name: attribute.name, kind: attribute.kind === SINGLE_CHOICE ? 1 : 2, values: [] }
    spec.values.push({ id, value, priceFen, imageUrl })
    specs.set(attributeId, spec)
  }
  return [...specs.values()]
}

/** The main picture first, whether or not the gallery holds it. */
function picturesOf({ imageUrl, thumbUrl, images }: Pick<Stored, 'imageUrl' | 'thumbUrl' | 'images'>): GoodsLists['pictures'] {
  const gallery = images.map(({ id, url, thumbUrl: thumb, description }) => ({ id, url, thumbUrl: thumb, description }))
  const main = gallery.find(({ url }) => url === imageUrl)
  if (main) return [main, ...gallery.filter((one) => one !== main)]
  return imageUrl === '' ? gallery : [{ url: imageUrl, thumbUrl, description: '' }, ...gallery]
}

function listsOf(row: Stored): GoodsLists {
  return {
    pictures: picturesOf(row),
    rankPrices: row.rankPrices.map(({ rankId, rank, priceFen }) => ({ rankId, rankName: rank.name, priceFen })),
    volumePrices: row.volumePrices.map(({ fromQuantity, priceFen }) => ({ fromQuantity, priceFen })),
    properties: row.values.filter(({ attribute }) => attribute.kind < SINGLE_CHOICE).map(({ attribute, value }) => ({ group: attribute.group, name: attribute.name, value })),
  }
}

function knownOf(row: Stored): KnownGoods {
  const choices = row.values.filter((value) => value.attribute.kind === SINGLE_CHOICE)
  const { id, sn, sellerId, isDeleted, hasSku, stock, brandId, goodsTypeId, ...fields } = row
  return {
    goodsId: id, sn, sellerId, isDeleted, hasSku, stock, isOfCards: row.extensionCode === CARD_KIND,
    fields: { ...fields, brandId: brandId ?? 0, goodsTypeId: goodsTypeId ?? 0 },
    lists: listsOf(row),
    specs: specsOf(row.values),
    // In the order of the options, whatever the order of the values' ids.
    skus: row.skus.map((sku) => ({
      skuId: sku.id, sn: sku.sn, optionsText: sku.optionsText, priceFen: sku.priceFen ?? 0, stock: sku.stock, isOnSale: sku.isOnSale,
      options: choices.filter((value) => sku.optionValueIds.includes(value.id)).map(({ value }) => value),
    })),
  }
}

export const goodsByIds = async (ctx: Ctx, ids: readonly number[]): Promise<KnownGoods[]> => (await read(ctx, { id: { in: [...ids] } })).map(knownOf)
export const goodsByNumbers = async (ctx: Ctx, numbers: readonly string[]): Promise<KnownGoods[]> => (await read(ctx, { snKey: { in: numbers.map((sn) => sn.toLowerCase()) } })).map(knownOf)
