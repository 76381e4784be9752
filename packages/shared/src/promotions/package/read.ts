import type { Package, Page } from '../../contract/index.ts'
import type { Ctx } from '../../database/index.ts'
import { ShopError } from '../../errors/index.ts'
import type { Rank } from '../../pricing/index.ts'
import { getSettings } from '../../shop/index.ts'
import { STATUS_SQL } from '../status.ts'
import { packageColumns, readPackages, toPackageFacts } from './facts.ts'
import { type PackageViewer, toPackage } from './shape.ts'

type FoundPackage = Parameters<typeof toPackageFacts>[0]

async function viewerOf(ctx: Ctx): Promise<PackageViewer> {
  const { useStorage } = await getSettings(ctx)
  const { actor, now, sql } = ctx
  const rank = actor.kind === 'shopper'
    ? await sql.row<Rank & Record<string, unknown>>('package_viewer', 'SELECT r."id", r."discountPercent" FROM "User" u JOIN "Rank" r ON r."id" = u."rankId" WHERE u."id" = $1', [actor.userId])
    : null
  return { rank, now, useStorage }
}

/** `goods` is the product they have to hold, 0 for any. */
const running = (now: string, goods: string): string => `FROM "Promotion" p WHERE p."kind" = 'package' AND ${STATUS_SQL.under_way(now)}
  AND (${goods}::int = 0 OR p."id" IN (SELECT pg."promotionId" FROM "PromotionGoods" pg WHERE pg."goodsId" = ${goods}))`
const PAGE = `SELECT ${packageColumns('$1::int')} ${running('$2', '$3')} ORDER BY p."sortOrder", p."endAt", p."id" LIMIT $4 OFFSET $5`
const COUNT = `SELECT count(*)::int AS "count" ${running('$1', '$2')}`

/** 礼包列表: those that run now, the soonest over first. */
export async function listPackages(ctx: Ctx, { goodsId = 0, pageNo, pageSize }: Page & { goodsId?: number | undefined }): Promise<{ items: Package[], totalResults: number }> {
  const viewer = await viewerOf(ctx)
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FoundPackage>('packages_running', PAGE, [viewer.rank?.id ?? 0, ctx.now, goodsId, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>('packages_running_count', COUNT, [ctx.now, goodsId]),
  ])
  return { items: rows.map((row) => toPackage(toPackageFacts(row), viewer)), totalResults: counted?.count ?? 0 }
}

/** 礼包详情: a coming or a past one is shown too, with its status. */
export async function getPackage(ctx: Ctx, { activityId }: { activityId: number }): Promise<{ package: Package }> {
  const viewer = await viewerOf(ctx)
  const facts = (await readPackages(ctx, [activityId], viewer.rank)).get(activityId)
  if (!facts) throw new ShopError('NOT_FOUND')
  return { package: toPackage(facts, viewer) }
}
