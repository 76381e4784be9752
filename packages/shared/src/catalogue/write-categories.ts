import { z } from 'zod'
import { type Ctx, inPrismaTransaction, type PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { replaceGoodsBelow } from './placements.ts'
import { structureChanged } from './structure.ts'

const TREE_LOCK = 7_126_500_201
const id = z.int().min(1)

const FIELDS = {
  name: z.string().trim().min(1).max(60),
  /** 0: at the top. */
  parentId: z.int().min(0),
  description: z.string().max(255),
  keywords: z.string().max(255),
  imageUrl: z.string().max(500),
  measureUnit: z.string().max(20),
  sortOrder: z.int().min(0).max(65_535),
  showInNav: z.boolean(),
  isShown: z.boolean(),
  priceSteps: z.int().min(0).max(20),
  filterAttributeIds: z.array(id).max(20),
}

export const CategoryChange = z.strictObject(FIELDS).partial()
export type CategoryChange = z.output<typeof CategoryChange>
export const NewCategory = CategoryChange.required({ name: true })
export type NewCategory = z.output<typeof NewCategory>

// Two moves at once could close a loop that neither of them sees.
async function lockTree({ sql }: PrismaTxCtx): Promise<void> {
  await sql.run('category_tree_lock', 'SELECT pg_advisory_xact_lock($1::bigint)', [TREE_LOCK])
}

async function checkParent({ db }: PrismaTxCtx, parentId: number, categoryId: number | null): Promise<void> {
  for (let above = parentId; above !== 0;) {
    const parent: { parentId: number | null } | null = above === categoryId ? null : await db.category.findUnique({ where: { id: above }, select: { parentId: true } })
    if (!parent) throw new ShopError('CATEGORY_INVALID')
    above = parent.parentId ?? 0
  }
}

function columnsOf({ parentId, ...change }: CategoryChange) {
  return { ...change, ...parentId === undefined ? {} : { parentId: parentId || null } }
}

export async function createCategory(ctx: Ctx, input: NewCategory): Promise<{ categoryId: number }> {
  const category = await inPrismaTransaction(ctx, async (tx) => {
    await lockTree(tx)
    await checkParent(tx, input.parentId ?? 0, null)
    return tx.db.category.create({ data: { ...columnsOf(input), name: input.name } })
  })
  structureChanged()
  return { categoryId: category.id }
}

/** A category never stands below itself (CATEGORY_INVALID); its products move with it. */
export async function updateCategory(ctx: Ctx, categoryId: number, change: CategoryChange): Promise<void> {
  await inPrismaTransaction(ctx, async (tx) => {
    await lockTree(tx)
    const category = await tx.db.category.findUnique({ where: { id: categoryId } })
    if (!category) throw new ShopError('NOT_FOUND')
    if (change.parentId !== undefined) await checkParent(tx, change.parentId, categoryId)
    await tx.db.category.update({ where: { id: categoryId }, data: columnsOf(change) })
    if (change.parentId !== undefined && change.parentId !== (category.parentId ?? 0)) await replaceGoodsBelow(tx, categoryId)
  })
  structureChanged()
}

/** Only an empty one goes: no category below it, no product in it, those of the recycle bin included (CONFLICT). */
export async function deleteCategory(ctx: Ctx, { categoryId }: { categoryId: number }): Promise<void> {
  await inPrismaTransaction(ctx, async (tx) => {
    await lockTree(tx)
    const category = await tx.db.category.findUnique({ where: { id: categoryId }, include: { _count: { select: { children: true, goods: true, placements: true } } } })
    if (!category) throw new ShopError('NOT_FOUND')
    const { children, goods, placements } = category._count
    if (children + goods + placements > 0) throw new ShopError('CONFLICT')
    await tx.db.category.delete({ where: { id: categoryId } })
  })
  structureChanged()
}
