import { z } from 'zod'
import { type Ctx, inPrismaTransaction, type PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

const AttributeInput = z.strictObject({
  id: z.int().min(1).optional(),
  group: z.string().max(60).default(''),
  name: z.string().trim().min(1).max(60),
  kind: z.union([z.literal(0), z.literal(1), z.literal(2)]).default(0),
  choices: z.array(z.string().trim().min(1).max(60)).max(100).default([]),
  isFilter: z.boolean().default(false),
  sortOrder: z.int().min(0).max(65_535).default(50),
})

/** A kind of goods with the attributes its products have. */
export const GoodsTypeInput = z.strictObject({
  name: z.string().trim().min(1).max(60),
  isEnabled: z.boolean().default(true),
  attributes: z.array(AttributeInput).max(100).default([]),
})
export type GoodsTypeInput = z.output<typeof GoodsTypeInput>

async function refuseTaken({ db }: PrismaTxCtx, name: string, goodsTypeId: number | null): Promise<void> {
  const other = await db.goodsType.findFirst({ where: { name: { equals: name, mode: 'insensitive' }, ...goodsTypeId === null ? {} : { id: { not: goodsTypeId } } } })
  if (other) throw new ShopError('CONFLICT')
}

/** An attribute that products use neither goes nor changes its kind (CONFLICT). */
async function writeAttributes({ db }: PrismaTxCtx, goodsTypeId: number, attributes: GoodsTypeInput['attributes']): Promise<void> {
  const known = await db.attribute.findMany({ where: { goodsTypeId }, include: { _count: { select: { values: true } } } })
  for (const old of known) {
    const wanted = attributes.find((attribute) => attribute.id === old.id)
    if (old._count.values > 0 && wanted?.kind !== old.kind) throw new ShopError('CONFLICT')
    if (!wanted) await db.attribute.delete({ where: { id: old.id } })
  }
  for (const { id, ...data } of attributes) {
    if (id === undefined) await db.attribute.create({ data: { ...data, goodsTypeId } })
    else if (known.some((old) => old.id === id)) await db.attribute.update({ where: { id }, data })
    else throw new ShopError('PARAM_INVALID', { field: 'attributes' })
  }
}

export async function createGoodsType(ctx: Ctx, input: GoodsTypeInput): Promise<{ goodsTypeId: number }> {
  return inPrismaTransaction(ctx, async (tx) => {
    await refuseTaken(tx, input.name, null)
    const type = await tx.db.goodsType.create({ data: { name: input.name, isEnabled: input.isEnabled } })
    await writeAttributes(tx, type.id, input.attributes)
    return { goodsTypeId: type.id }
  })
}

export async function updateGoodsType(ctx: Ctx, goodsTypeId: number, input: GoodsTypeInput): Promise<void> {
  await inPrismaTransaction(ctx, async (tx) => {
    if (!await tx.db.goodsType.findUnique({ where: { id: goodsTypeId } })) throw new ShopError('NOT_FOUND')
    await refuseTaken(tx, input.name, goodsTypeId)
    await tx.db.goodsType.update({ where: { id: goodsTypeId }, data: { name: input.name, isEnabled: input.isEnabled } })
    await writeAttributes(tx, goodsTypeId, input.attributes)
  })
}

/** Only a type no product has goes, those of the recycle bin included (CONFLICT). */
export async function deleteGoodsType(ctx: Ctx, { goodsTypeId }: { goodsTypeId: number }): Promise<void> {
  await inPrismaTransaction(ctx, async (tx) => {
    const type = await tx.db.goodsType.findUnique({ where: { id: goodsTypeId }, include: { _count: { select: { goods: true } } } })
    if (!type) throw new ShopError('NOT_FOUND')
    if (type._count.goods > 0) throw new ShopError('CONFLICT')
    await writeAttributes(tx, goodsTypeId, [])
    await tx.db.goodsType.delete({ where: { id: goodsTypeId } })
  })
}
