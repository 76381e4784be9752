import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { NewGoods } from './goods-input.ts'
import { NewGoods as NewGoodsShape } from './goods-input.ts'
import { sellerOf } from './goods-rules.ts'

const FACT = 0
const GALLERY_ORDER = [{ sortOrder: 'asc' as const }, { id: 'asc' as const }]

/** A product as its form takes it: what `createGoods` would be given to make it again. */
export interface EditableGoods extends NewGoods {
  goodsId: number
  sellerId: number
  isDeleted: boolean
  hasSku: boolean
  /** Hand it back to `updateGoods` as `lastUpdate`. */
  updatedAt: Date
  skuIds: number[]
}

async function read({ db, actor }: Ctx, goodsId: number) {
  const sellerId = sellerOf(actor)
  const goods = await db.goods.findFirst({
    where: { id: goodsId, ...sellerId === null ? {} : { sellerId } },
    include: {
      images: { orderBy: GALLERY_ORDER },
      values: { include: { attribute: true }, orderBy: [{ attribute: { sortOrder: 'asc' } }, { attributeId: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }] },
      skus: { orderBy: { id: 'asc' } },
      rankPrices: true,
      volumePrices: { orderBy: { fromQuantity: 'asc' } },
      fittings: { orderBy: { fittingGoodsId: 'asc' } },
      links: { orderBy: [{ sortOrder: 'asc' }, { linkedGoodsId: 'asc' }] },
      placements: { where: { isDirect: true }, orderBy: { categoryId: 'asc' } },
    },
  })
  if (!goods) throw new ShopError('NOT_FOUND')
  return goods
}

type StoredGoods = Awaited<ReturnType<typeof read>>

function specsOf(values: StoredGoods['values']): NewGoods['specs'] {
  const specs = new Map<number, NonNullable<NewGoods['specs']>[number]>()
  for (const { id, attribute, attributeId, value, priceFen, imageUrl } of values) {
    if (attribute.kind === FACT) continue
    const spec = specs.get(attributeId) ?? { attributeId, name: attribute.name, kind: attribute.kind === 1 ? 1 : 2, values: [] }
    spec.values.push({ id, value, priceFen, imageUrl })
    specs.set(attributeId, spec)
  }
  return [...specs.values()]
}

/** What a merchant edits, the recycle bin included. */
export async function goodsForEdit(ctx: Ctx, { goodsId }: { goodsId: number }): Promise<EditableGoods> {
  const goods = await read(ctx, goodsId)
  const valueOf = new Map(goods.values.map((row) => [row.id, row.value]))
  const shape = NewGoodsShape.strip().parse({
    ...goods,
    brandId: goods.brandId ?? 0,
    goodsTypeId: goods.goodsTypeId ?? 0,
    bonusTypeId: goods.bonusTypeId ?? 0,
    categoryIds: goods.placements.map((row) => row.categoryId).filter((id) => id !== goods.categoryId),
    stock: goods.hasSku ? undefined : goods.stock,
    image: { url: goods.imageUrl, thumbUrl: goods.thumbUrl },
    gallery: goods.images,
    properties: goods.values.filter((row) => row.attribute.kind === FACT)
      .map(({ attribute, attributeId, value }) => ({ attributeId, group: attribute.group, name: attribute.name, value })),
    specs: specsOf(goods.values),
    skus: goods.skus.map((sku) => ({ ...sku, options: sku.optionValueIds.map((id) => valueOf.get(id) ?? '') })),
    fittings: goods.fittings.map((row) => ({ goodsId: row.fittingGoodsId, priceFen: row.priceFen })),
    linkedGoodsIds: goods.links.map((row) => row.linkedGoodsId),
  })
  const { sellerId, isDeleted, hasSku, updatedAt } = goods
  return { ...shape, goodsId, sellerId, isDeleted, hasSku, updatedAt, skuIds: goods.skus.map((sku) => sku.id) }
}
