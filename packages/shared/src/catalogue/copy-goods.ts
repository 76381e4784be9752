import type { Ctx } from '../database/index.ts'
import { addGoods } from './admin-goods-edit.ts'
import { goodsForEdit } from './goods-for-edit.ts'
import type { NewGoods } from './goods-input.ts'

/** What belongs to the one product alone. */
const NOT_COPIED = ['goodsId', 'sellerId', 'isDeleted', 'hasSku', 'updatedAt', 'skuIds', 'sn', 'stock', 'onSaleAt', 'offSaleAt'] as const

/** Another product like this one: off sale, with numbers of its own and without stock, which nobody has counted in. */
export async function copyGoods(ctx: Ctx, { goodsId }: { goodsId: number }): Promise<{ goodsId: number }> {
  const goods = await goodsForEdit(ctx, { goodsId })
  const { costPriceFen } = await ctx.db.goods.findUniqueOrThrow({ where: { id: goodsId }, select: { costPriceFen: true } })
  const copy: NewGoods = {
    ...goods,
    isOnSale: false,
    gallery: goods.gallery?.map(({ url, thumbUrl, description }) => ({ url, thumbUrl, description })),
    specs: goods.specs?.map(({ values, ...spec }) => ({ ...spec, values: values.map(({ value, priceFen, imageUrl }) => ({ value, priceFen, imageUrl })) })),
    skus: goods.skus?.map(({ options, priceFen, isOnSale }) => ({ options, priceFen, isOnSale, stock: 0 })),
  }
  for (const field of NOT_COPIED) delete (copy as Partial<typeof goods>)[field] // a copy is made of what is left
  return addGoods(ctx, { ...copy, costPriceFen })
}
