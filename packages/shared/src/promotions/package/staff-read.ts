import type { Page } from '../../contract/index.ts'
import type { Ctx, TxCtx } from '../../database/index.ts'
import { ShopError } from '../../errors/index.ts'
import { sellerOf } from '../seller.ts'
import { type PromotionStatus, STATUS_SQL, statusAt } from '../status.ts'
import { PackageConfig } from './config.ts'
import type { ContentForm } from './staff-contents.ts'

export interface PackageForm {
  name: string
  description: string
  priceFen: number
  startAt: string
  endAt: string
  contents: ContentForm[]
}

/** A package as its merchant has it. */
export interface StaffPackage extends PackageForm {
  id: number
  sellerId: number
  status: PromotionStatus
  cancelReason: string
  /** Packages in orders that stand. */
  soldQuantity: number
  /** Somebody has ordered it once: what was promised stays. */
  isOrdered: boolean
}

export interface StaffPackageRow extends Omit<StaffPackage, 'description' | 'contents' | 'isOrdered'> {
  contents: { name: string, thumbUrl: string, quantity: number }[]
}

interface FoundRow extends Record<string, unknown> {
  id: number
  sellerId: number
  name: string
  state: string
  startAt: Date
  endAt: Date
  cancelReason: string
  config: unknown
  soldQuantity: number
  isOrdered: boolean
  contents: (ContentForm & { name: string, thumbUrl: string })[] | null
}

// 2, 3 and 4 are orders that were cancelled, invalid or returned.
const COLUMNS = `p."id", p."sellerId", p."name", p."state", p."startAt", p."endAt", p."cancelReason", p."config",
  (SELECT coalesce(sum(l."quantity" - l."returnedQuantity"), 0)::int FROM "OrderLine" l JOIN "Order" o ON o."id" = l."orderId"
    WHERE l."packageId" = p."id" AND l."packageId" > 0 AND o."orderStatus" NOT IN (2, 3, 4)) AS "soldQuantity",
  EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."packageId" = p."id" AND l."packageId" > 0) AS "isOrdered",
  (SELECT json_agg(json_build_object('goodsId', c."goodsId", 'skuId', c."skuId", 'quantity', c."quantity", 'name', g."name", 'thumbUrl', g."thumbUrl") ORDER BY c."position")
    FROM "PromotionGoods" c JOIN "Goods" g ON g."id" = c."goodsId" WHERE c."promotionId" = p."id") AS "contents"`
const OWN = `p."kind" = 'package' AND ($1::int = 0 OR p."sellerId" = $1)`

function toStaffPackage({ config, contents, startAt, endAt, state, ...row }: FoundRow, now: Date): StaffPackage & { contents: NonNullable<FoundRow['contents']> } {
  return { ...row, ...PackageConfig.parse(config), status: statusAt({ state, startAt, endAt }, now), startAt: startAt.toISOString(), endAt: endAt.toISOString(), contents: contents ?? [] }
}

export const PACKAGE_TABS = ['all', 'under_way', 'pre_start', 'draft', 'finished', 'canceled'] as const
export type PackageTab = typeof PACKAGE_TABS[number]

export interface StaffPackagePage {
  items: StaffPackageRow[]
  totalResults: number
  counts: Record<PackageTab, number>
}

const conditionOf = (tab: PackageTab): string => (tab === 'all' ? 'true' : STATUS_SQL[tab]('$2'))
const COUNTS = `SELECT ${PACKAGE_TABS.map((tab) => `count(*) FILTER (WHERE ${conditionOf(tab)})::int AS "${tab}"`).join(', ')} FROM "Promotion" p WHERE ${OWN} AND p."name" ILIKE $3 AND $2::timestamptz IS NOT NULL`

export async function listPackagesForStaff(ctx: Ctx, { tab, q, pageNo, pageSize }: Page & { tab: PackageTab, q: string }): Promise<StaffPackagePage> {
  const asked = [sellerOf(ctx), ctx.now, `%${q.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`]
  const text = `SELECT ${COLUMNS} FROM "Promotion" p WHERE ${OWN} AND p."name" ILIKE $3 AND $2::timestamptz IS NOT NULL AND ${conditionOf(tab)} ORDER BY p."endAt" DESC, p."id" DESC LIMIT $4 OFFSET $5`
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FoundRow>(`packages_staff_${tab}`, text, [...asked, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<Record<PackageTab, number>>('packages_staff_counts', COUNTS, asked),
  ])
  const counts = counted ?? { all: 0, under_way: 0, pre_start: 0, draft: 0, finished: 0, canceled: 0 }
  return { items: rows.map((row) => toStaffPackage(row, ctx.now)), totalResults: counts[tab], counts }
}

export async function packageForStaff(ctx: Pick<TxCtx, 'sql' | 'actor' | 'now'>, id: number): Promise<StaffPackage> {
  const row = await ctx.sql.row<FoundRow>('package_staff', `SELECT ${COLUMNS} FROM "Promotion" p WHERE ${OWN} AND p."id" = $2`, [sellerOf(ctx), id])
  if (!row) throw new ShopError('NOT_FOUND')
  const found = toStaffPackage(row, ctx.now)
  return { ...found, contents: found.contents.map(({ goodsId, skuId, quantity }) => ({ goodsId, skuId, quantity })) }
}
