import { type Ctx, inPrismaTransaction, type PrismaTxCtx, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import type { AdPositionChange, NewAdPosition } from './ad-input.ts'
import { literal, platformOnly } from './desk.ts'

export interface DeskAdPosition {
  id: number
  code: string
  name: string
  description: string
  width: number
  height: number
  isEnabled: boolean
  platform: number
  mediaType: number
  display: number
  content: string
  color: string
  adCount: number
}

export const AD_POSITION_ORDERS = ['id', 'name', 'description', 'width', 'height', 'isEnabled'] as const

export interface AdPositionFilter {
  name: string
  code: string
  platform?: number | undefined
  mediaType?: number | undefined
  display?: number | undefined
  isEnabled?: boolean | undefined
  order: typeof AD_POSITION_ORDERS[number]
  isDescending: boolean
}

const COLUMNS = `p."id", p."code", p."name", p."description", p."width", p."height", p."isEnabled", p."platform", p."mediaType", p."display", p."content", p."color",
  (SELECT count(*)::int FROM "Ad" a WHERE a."positionId" = p."id") AS "adCount"`
const FOUND = `p."name" ILIKE $1 AND p."code" ILIKE $2 AND ($3::int IS NULL OR p."platform" = $3) AND ($4::int IS NULL OR p."mediaType" = $4) AND ($5::int IS NULL OR p."display" = $5)
  AND ($6::boolean IS NULL OR p."isEnabled" = $6)`

/** All places adverts stand in: a shop has a handful. */
export async function findAdPositions({ sql }: Pick<TxCtx, 'sql'>, filter: AdPositionFilter): Promise<DeskAdPosition[]> {
  const { order, isDescending } = filter
  const direction = isDescending ? 'DESC' : 'ASC'
  const values = [`%${literal(filter.name)}%`, `%${literal(filter.code)}%`, filter.platform ?? null, filter.mediaType ?? null, filter.display ?? null, filter.isEnabled ?? null]
  return sql.rows<DeskAdPosition & Record<string, unknown>>(`ad_positions_${order}_${direction}`, `SELECT ${COLUMNS} FROM "AdPosition" p WHERE ${FOUND} ORDER BY p."${order}" ${direction}, p."id" ${direction}`, values)
}

export async function getAdPosition({ sql }: Pick<TxCtx, 'sql'>, id: number): Promise<DeskAdPosition> {
  const row = await sql.row<DeskAdPosition & Record<string, unknown>>('ad_position_for_staff', `SELECT ${COLUMNS} FROM "AdPosition" p WHERE p."id" = $1`, [id])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

async function refuseTaken({ db }: PrismaTxCtx, code: string | undefined, ownId: number): Promise<void> {
  if (code !== undefined && await db.adPosition.count({ where: { code, id: { not: ownId } } }) > 0) throw new ShopError('CONFLICT')
}

export async function addAdPosition(ctx: Ctx, input: NewAdPosition): Promise<number> {
  platformOnly(ctx)
  return inPrismaTransaction(ctx, async (tx) => {
    await refuseTaken(tx, input.code, 0)
    const after = await tx.db.adPosition.create({ data: input })
    await audit(tx, { action: 'adPosition.create', targetKind: 'adPosition', targetId: after.id, targetName: after.name, after })
    return after.id
  })
}

export async function saveAdPosition(ctx: Ctx, id: number, input: AdPositionChange): Promise<void> {
  platformOnly(ctx)
  await inPrismaTransaction(ctx, async (tx) => {
    const before = await tx.db.adPosition.findUnique({ where: { id } })
    if (!before) throw new ShopError('NOT_FOUND')
    await refuseTaken(tx, input.code, id)
    const after = await tx.db.adPosition.update({ where: { id }, data: input })
    await audit(tx, { action: 'adPosition.update', targetKind: 'adPosition', targetId: id, targetName: after.name, before, after })
  })
}

/** Only an empty place goes (CONFLICT): a page may ask for it. */
export async function removeAdPosition(ctx: Ctx, id: number): Promise<void> {
  platformOnly(ctx)
  await inPrismaTransaction(ctx, async (tx) => {
    const before = await tx.db.adPosition.findUnique({ where: { id }, include: { _count: { select: { ads: true } } } })
    if (!before) throw new ShopError('NOT_FOUND')
    const { _count, ...was } = before
    if (_count.ads > 0) throw new ShopError('CONFLICT', { ads: _count.ads })
    await tx.db.adPosition.delete({ where: { id } })
    await audit(tx, { action: 'adPosition.delete', targetKind: 'adPosition', targetId: id, targetName: was.name, before: was })
  })
}
