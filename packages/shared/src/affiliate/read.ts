import { userIdOf } from '../accounts/index.ts'
import type { AffiliateItem, AffiliateLevel, Goods, Page } from '../contract/index.ts'
import type { CommissionRow, Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings, type ShopSettings } from '../shop/index.ts'
import { iso } from '../time/index.ts'

const WHOLE_PERCENT = 100
const SHOWN_DIGITS = 4

/** What the answer needs of the catalogue. */
export interface AffiliatePorts {
  goodsSummaries: (ctx: Ctx, goodsIds: number[]) => Promise<Map<number, Goods>>
  /** Where browsers reach the shop, without a slash at the end. */
  baseUrl: string
}

export interface AffiliatePage extends Page {
  enabled: boolean
  shareUrl: string
  shareTitle: string
  shareImage: string
  intro: string
  levels: AffiliateLevel[]
  totalMoneyFen: number
  pendingMoneyFen: number
  totalPoint: number
  items: AffiliateItem[]
  totalResults: number
}

export const maskedSn = (sn: string): string => '*'.repeat(Math.max(0, sn.length - SHOWN_DIGITS)) + sn.slice(-SHOWN_DIGITS)

/** The first letter, and the last one of longer names. */
export function maskedName(name: string): string {
  const [first = '', ...rest] = name
  return rest.length < 2 ? `${first}**` : `${first}**${rest.at(-1)}`
}

const LEVELS = `
SELECT (SELECT count(*)::int FROM "User" WHERE "referrerId" = $1 AND "closedAt" IS NULL) AS "first",
  (SELECT count(*)::int FROM "User" u JOIN "User" r ON r."id" = u."referrerId" WHERE r."referrerId" = $1 AND u."closedAt" IS NULL AND u."id" <> $1) AS "second"`

async function levelsOf(ctx: Ctx, userId: number, { separateBy, levelPercents }: ShopSettings['affiliate']): Promise<AffiliateLevel[]> {
  const row = await ctx.sql.row<{ first: number, second: number }>('affiliate_levels', LEVELS, [userId])
  const counts = [row?.first ?? 0, row?.second ?? 0]
  const percents = separateBy === 1 ? [WHOLE_PERCENT] : levelPercents
  return percents.map((percent, at) => ({ level: at + 1, userCount: counts[at] ?? 0, levelMoney: percent, levelPoint: percent }))
}

interface Sums extends Record<string, unknown> { count: number, totalMoneyFen: number, pendingMoneyFen: number, totalPoint: number }

const SUMS = `
SELECT count(*)::int AS "count", coalesce(sum("moneyFen" - "takenBackFen") FILTER (WHERE "paidAt" IS NOT NULL), 0)::int AS "totalMoneyFen",
  coalesce(sum("moneyFen") FILTER (WHERE "state" = 'pending'), 0)::int AS "pendingMoneyFen",
  coalesce(sum("points" - "takenBackPoints") FILTER (WHERE "paidAt" IS NOT NULL), 0)::int AS "totalPoint" FROM "Commission" WHERE "userId" = $1`

interface ItemRow extends CommissionRow { sn: string, buyerName: string }

const ITEMS = `
SELECT c.*, o."sn", u."name" AS "buyerName" FROM "Commission" c JOIN "Order" o ON o."id" = c."orderId" JOIN "User" u ON u."id" = o."userId"
WHERE c."userId" = $1 ORDER BY c."id" DESC LIMIT $2 OFFSET $3`

function itemOf(row: ItemRow): AffiliateItem {
  const state = row.state === 'paid' || row.state === 'void' ? row.state : 'pending'
  return { orderSn: maskedSn(row.sn), userName: maskedName(row.buyerName), level: row.level, baseAmountFen: row.baseFen, moneyFen: row.moneyFen, point: row.points, state, time: iso(row.paidAt ?? row.addedAt) }
}

/** ectouch.user.affiliate: the caller's link, and what came of it so far. */
export async function readAffiliate(ctx: Ctx, { goodsId, pageNo, pageSize }: Page & { goodsId?: number | undefined }, ports: AffiliatePorts): Promise<AffiliatePage> {
  const userId = userIdOf(ctx.actor)
  const settings = await getSettings(ctx)
  const goods = goodsId === undefined ? null : (await ports.goodsSummaries(ctx, [goodsId])).get(goodsId)
  if (goods === undefined) throw new ShopError('NOT_FOUND')
  const link = {
    enabled: settings.affiliate.isOn,
    shareUrl: `${ports.baseUrl}/${goods ? `goods/${goods.goodsId}` : ''}?u=${userId}`,
    shareTitle: goods?.goodsName ?? settings.shopTitle,
    shareImage: goods?.goodsThumb ?? settings.shopLogo,
    intro: settings.affiliate.intro,
    pageNo,
    pageSize,
  }
  if (!settings.affiliate.isOn) return { ...link, levels: [], totalMoneyFen: 0, pendingMoneyFen: 0, totalPoint: 0, items: [], totalResults: 0 }
  const [levels, sums, rows] = await Promise.all([
    levelsOf(ctx, userId, settings.affiliate),
    ctx.sql.row<Sums>('affiliate_sums', SUMS, [userId]),
    ctx.sql.rows<ItemRow>('affiliate_items', ITEMS, [userId, pageSize, (pageNo - 1) * pageSize]),
  ])
  const { count: totalResults = 0, totalMoneyFen = 0, pendingMoneyFen = 0, totalPoint = 0 } = sums ?? {}
  return { ...link, levels, totalMoneyFen, pendingMoneyFen, totalPoint, items: rows.map(itemOf), totalResults }
}
