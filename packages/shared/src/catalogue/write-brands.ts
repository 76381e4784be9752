import { z } from 'zod'
import { type Ctx, inPrismaTransaction, type PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { refreshSearchTextOfBrand } from './search-text.ts'
import { structureChanged } from './structure.ts'

const FIELDS = {
  name: z.string().trim().min(1).max(60),
  logoUrl: z.string().max(500),
  description: z.string().max(1000),
  siteUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(255)]),
  sortOrder: z.int().min(0).max(65_535),
  isShown: z.boolean(),
}

export const BrandChange = z.strictObject(FIELDS).partial()
export type BrandChange = z.output<typeof BrandChange>
export const NewBrand = BrandChange.required({ name: true })
export type NewBrand = z.output<typeof NewBrand>

/** Whether no other brand is called so, in whatever case. */
export async function isBrandNameFree({ db }: Pick<PrismaTxCtx, 'db'>, name: string, exceptId = 0): Promise<boolean> {
  return !await db.brand.findFirst({ where: { name: { equals: name, mode: 'insensitive' }, id: { not: exceptId } } })
}

async function refuseTaken(tx: PrismaTxCtx, name: string | undefined, brandId = 0): Promise<void> {
  if (name !== undefined && !await isBrandNameFree(tx, name, brandId)) throw new ShopError('CONFLICT')
}

export async function createBrand(ctx: Ctx, input: NewBrand): Promise<{ brandId: number }> {
  const brand = await inPrismaTransaction(ctx, async (tx) => {
    await refuseTaken(tx, input.name)
    return tx.db.brand.create({ data: input })
  })
  structureChanged()
  return { brandId: brand.id }
}

export async function updateBrand(ctx: Ctx, brandId: number, change: BrandChange): Promise<void> {
  await inPrismaTransaction(ctx, async (tx) => {
    if (!await tx.db.brand.findUnique({ where: { id: brandId } })) throw new ShopError('NOT_FOUND')
    await refuseTaken(tx, change.name, brandId)
    await tx.db.brand.update({ where: { id: brandId }, data: change })
    if (change.name !== undefined) await refreshSearchTextOfBrand(tx, brandId)
  })
  structureChanged()
}

/** Only a brand without products goes, those of the recycle bin included (CONFLICT). */
export async function deleteBrand(ctx: Ctx, { brandId }: { brandId: number }): Promise<void> {
  await inPrismaTransaction(ctx, async (tx) => {
    const brand = await tx.db.brand.findUnique({ where: { id: brandId }, include: { _count: { select: { goods: true } } } })
    if (!brand) throw new ShopError('NOT_FOUND')
    if (brand._count.goods > 0) throw new ShopError('CONFLICT')
    await tx.db.brand.delete({ where: { id: brandId } })
  })
  structureChanged()
}
