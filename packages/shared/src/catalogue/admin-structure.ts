import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { auditedWrite } from './admin-audited.ts'
import { structureChanged } from './structure.ts'
import { type BrandChange, createBrand, deleteBrand, type NewBrand, updateBrand } from './write-brands.ts'
import { type CategoryChange, createCategory, deleteCategory, type NewCategory, updateCategory } from './write-categories.ts'
import { createGoodsType, deleteGoodsType, type GoodsTypeInput, updateGoodsType } from './write-goods-types.ts'

const NOT_ROOT = 0
const SENT_WITH_GOODS = 1

export async function categoriesForStaff({ db }: Ctx) {
  const rows = await db.category.findMany({ orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }], include: { _count: { select: { goods: { where: { isDeleted: false } } } } } })
  return rows.map(({ id, parentId, _count, ...row }) => ({ categoryId: id, parentId: parentId ?? NOT_ROOT, goodsCount: _count.goods, ...row }))
}

export async function brandsForStaff({ db }: Ctx) {
  const rows = await db.brand.findMany({ orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }], include: { _count: { select: { goods: { where: { isDeleted: false } } } } } })
  return rows.map(({ id, _count, ...row }) => ({ brandId: id, goodsCount: _count.goods, ...row }))
}

export async function goodsTypesForStaff({ db }: Ctx) {
  const rows = await db.goodsType.findMany({
    orderBy: { id: 'asc' },
    include: { _count: { select: { goods: true } }, attributes: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }], include: { _count: { select: { values: true } } } } },
  })
  return rows.map(({ id, name, isEnabled, _count, attributes }) => ({
    goodsTypeId: id,
    name,
    isEnabled,
    goodsCount: _count.goods,
    attributes: attributes.map(({ id: attributeId, group, name: attributeName, kind, choices, isFilter, sortOrder, _count: used }) => ({ id: attributeId, group, name: attributeName, kind, choices, isFilter, sortOrder, useCount: used.values })),
  }))
}

/** What the forms of products choose from. */
export async function goodsChoices(ctx: Ctx) {
  const [categories, brands, goodsTypes, ranks, bonusTypes] = await Promise.all([
    categoriesForStaff(ctx),
    brandsForStaff(ctx),
    goodsTypesForStaff(ctx),
    ctx.db.rank.findMany({ orderBy: [{ isSpecial: 'asc' }, { minPoints: 'asc' }, { id: 'asc' }] }),
    ctx.db.bonusType.findMany({ where: { sendKind: SENT_WITH_GOODS }, orderBy: { id: 'desc' } }),
  ])
  return {
    categories: categories.map(({ categoryId, parentId, name }) => ({ categoryId, parentId, name })),
    brands: brands.map(({ brandId, name }) => ({ brandId, name })),
    goodsTypes: goodsTypes.filter((type) => type.isEnabled).map(({ goodsTypeId, name, attributes }) => ({ goodsTypeId, name, attributes })),
    ranks: ranks.map(({ id, name, discountPercent }) => ({ rankId: id, name, discountPercent })),
    bonusTypes: bonusTypes.map(({ id, name, moneyFen }) => ({ bonusTypeId: id, name, moneyFen })),
  }
}

/** A write on something the shop's shape is made of: what it was, what it is, and the cache told after the commit. */
async function written(ctx: Ctx, kind: 'category' | 'brand' | 'goodsType', action: 'create' | 'update' | 'delete', work: (inner: Ctx) => Promise<number | void>, known = 0): Promise<number> {
  const read = async (inner: Ctx, id: number) => {
    const row = kind === 'category'
      ? await inner.db.category.findUnique({ where: { id } })
      : kind === 'brand' ? await inner.db.brand.findUnique({ where: { id } }) : await inner.db.goodsType.findUnique({ where: { id }, include: { attributes: { orderBy: { id: 'asc' } } } })
    return row ?? undefined
  }
  const id = await auditedWrite(ctx, async (inner) => {
    const before = known > 0 ? await read(inner, known) : undefined
    const targetId = await work(inner) ?? known
    const after = action === 'delete' ? undefined : await read(inner, targetId)
    const targetName = after?.name ?? before?.name ?? ''
    return { result: targetId, notes: [{ action: `${kind}.${action}`, targetKind: kind, targetId, targetName, ...before ? { before } : {}, ...after ? { after } : {} }] }
  })
  structureChanged()
  return id
}

export const addCategory = (ctx: Ctx, input: NewCategory) => written(ctx, 'category', 'create', async (inner) => (await createCategory(inner, input)).categoryId)
export const saveCategory = (ctx: Ctx, id: number, change: CategoryChange) => written(ctx, 'category', 'update', (inner) => updateCategory(inner, id, change), id)
export const removeCategory = (ctx: Ctx, id: number) => written(ctx, 'category', 'delete', (inner) => deleteCategory(inner, { categoryId: id }), id)
export const addBrand = (ctx: Ctx, input: NewBrand) => written(ctx, 'brand', 'create', async (inner) => (await createBrand(inner, input)).brandId)
export const saveBrand = (ctx: Ctx, id: number, change: BrandChange) => written(ctx, 'brand', 'update', (inner) => updateBrand(inner, id, change), id)
export const removeBrand = (ctx: Ctx, id: number) => written(ctx, 'brand', 'delete', (inner) => deleteBrand(inner, { brandId: id }), id)
export const addGoodsType = (ctx: Ctx, input: GoodsTypeInput) => written(ctx, 'goodsType', 'create', async (inner) => (await createGoodsType(inner, input)).goodsTypeId)
export const saveGoodsType = (ctx: Ctx, id: number, input: GoodsTypeInput) => written(ctx, 'goodsType', 'update', (inner) => updateGoodsType(inner, id, input), id)
export const removeGoodsType = (ctx: Ctx, id: number) => written(ctx, 'goodsType', 'delete', (inner) => deleteGoodsType(inner, { goodsTypeId: id }), id)

const STEP = 10

/** Puts a category under a parent, at a place among its children; the others move up. */
export async function moveCategory(ctx: Ctx, { categoryId, parentId, at }: { categoryId: number, parentId: number, at: number }): Promise<void> {
  await auditedWrite(ctx, async (inner) => {
    const category = await inner.db.category.findUnique({ where: { id: categoryId } })
    if (!category) throw new ShopError('NOT_FOUND')
    await updateCategory(inner, categoryId, { parentId })
    const others = await inner.db.category.findMany({ where: { parentId: parentId || null, id: { not: categoryId } }, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }], select: { id: true } })
    const order = others.map((row) => row.id).toSpliced(at, 0, categoryId)
    for (const [place, id] of order.entries()) await inner.db.category.update({ where: { id }, data: { sortOrder: (place + 1) * STEP } })
    const before = { parentId: category.parentId ?? 0, sortOrder: category.sortOrder }
    const after = { parentId, sortOrder: (order.indexOf(categoryId) + 1) * STEP }
    return { result: null, notes: [{ action: 'category.move', targetKind: 'category', targetId: categoryId, targetName: category.name, before, after }] }
  })
  structureChanged()
}
