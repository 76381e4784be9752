import { userIdOf } from '../accounts/index.ts'
import type { Page } from '../contract/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { sellerOf } from './staff-types.ts'

/** A bonus in somebody's hands, with the kind it is of. */
export interface GivenBonus {
  bonusId: number
  typeId: number
  userId: number
  sn: string
  orderId: number
  ownedAt: Date | null
  usedAt: Date | null
  userName: string
  nickName: string
  avatarUrl: string
}

/** Can be used now or later, was used, can no longer be used, or was put out of sight. */
export type GivenKind = 'normal' | 'used' | 'invalid' | 'delete'

const KINDS: Record<GivenKind | 'all', string> = {
  all: 'NOT b."isHidden"',
  normal: 'NOT b."isHidden" AND b."orderId" IS NULL AND t."useEndAt" > $2',
  used: 'NOT b."isHidden" AND b."orderId" IS NOT NULL',
  invalid: 'NOT b."isHidden" AND b."orderId" IS NULL AND t."useEndAt" <= $2',
  delete: 'b."isHidden"',
}

const COLUMNS = `b."id" AS "bonusId", b."typeId", b."userId", coalesce(b."sn", '') AS "sn", coalesce(b."orderId", 0) AS "orderId", b."ownedAt", b."usedAt", u."name" AS "userName", u."nickName", u."avatarUrl"`
const FROM = 'FROM "Bonus" b JOIN "BonusType" t ON t."id" = b."typeId" JOIN "User" u ON u."id" = b."userId"'

/** The caller's own, or for staff those of the own seller's kinds. */
function scopeOf(ctx: TxCtx): { where: string, ownerId: number } {
  return ctx.actor.kind === 'staff' ? { where: '($1 = 0 OR t."sellerId" = $1)', ownerId: sellerOf(ctx) } : { where: 'b."userId" = $1', ownerId: userIdOf(ctx.actor) }
}

export interface GivenFilters { typeId: number, kind: GivenKind | 'all', account: string }

/** Bonuses that were given out, the newest first. */
export async function listGivenBonuses(ctx: Ctx, { typeId, kind, account }: GivenFilters, { pageNo, pageSize }: Page): Promise<{ items: GivenBonus[], total: number }> {
  const { where, ownerId } = scopeOf(ctx)
  const found = `${FROM} WHERE ${where} AND $2::timestamptz IS NOT NULL AND (${KINDS[kind]}) AND ($3 = 0 OR b."typeId" = $3) AND ($4 = '' OR position(lower($4) IN u."nameKey") > 0 OR position($4 IN u."nickName") > 0)`
  const values = [ownerId, ctx.now, typeId, ctx.actor.kind === 'staff' ? account.trim() : '']
  const name = `${ctx.actor.kind}_${kind}`
  const [items, counted] = await Promise.all([
    ctx.sql.rows<GivenBonus & Record<string, unknown>>(`bonuses_given_${name}`, `SELECT ${COLUMNS} ${found} ORDER BY b."id" DESC LIMIT $5 OFFSET $6`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>(`bonuses_given_count_${name}`, `SELECT count(*)::int AS "count" ${found}`, values),
  ])
  return { items, total: counted?.count ?? 0 }
}

const HIDE = `UPDATE "Bonus" b SET "isHidden" = $3 FROM "BonusType" t WHERE t."id" = b."typeId" AND b."userId" IS NOT NULL AND b."id" = ANY($2::int[])`

/** Out of the owner's sight, or back: all of them or, when one is not the caller's, none. */
export async function hideBonuses(ctx: Ctx, ids: readonly number[], isHidden: boolean): Promise<void> {
  const asked = [...new Set(ids)].sort((a, b) => a - b)
  const { where, ownerId } = scopeOf(ctx)
  await inTransaction(ctx, async (tx) => {
    const changed = await tx.sql.run(`bonuses_hide_${ctx.actor.kind}`, `${HIDE} AND ${where}`, [ownerId, asked, isHidden])
    if (changed !== asked.length) throw new ShopError('NOT_FOUND')
    if (tx.actor.kind === 'staff') await audit(tx, { action: isHidden ? 'bonus.hide' : 'bonus.show', targetKind: 'bonus', targetId: asked[0] ?? 0, targetName: `× ${asked.length}`, after: { ids: asked } })
  })
}
