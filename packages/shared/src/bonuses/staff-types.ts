import type { Page } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { Fen } from '../money/index.ts'

/** How a bonus comes to its owner. */
export const SEND = { byMember: 0, withGoods: 1, withAmount: 2, printed: 3, claimed: 4 } as const
export const MAX_CLAIMS = 100

export interface BonusTypeForm {
  name: string
  moneyFen: Fen
  sendKind: number
  minSendAmountFen: Fen
  minGoodsAmountFen: Fen
  sendStartAt: string
  sendEndAt: string
  useStartAt: string
  useEndAt: string
  /** 0 everything, 1 categories, 2 brands, 3 products. */
  useRange: number
  useRangeIds: number[]
  /** Of claimed ones: how many in all, 0 without limit. */
  claimTotal: number
  /** How many one shopper may claim. */
  claimLimit: number
  /** Empty is everybody; 0 stands for visitors and members without a rank. */
  claimRankIds: number[]
}

export interface BonusTypeRow extends BonusTypeForm { id: number, sellerId: number, claimedCount: number, issuedCount: number, ownedCount: number, usedCount: number }

/** Members of a seller see and change the seller's own; those of the platform all. */
export function sellerOf({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind !== 'staff') throw new ShopError('FORBIDDEN')
  return actor.sellerId
}

type Times = 'sendStartAt' | 'sendEndAt' | 'useStartAt' | 'useEndAt'
type FoundType = Omit<BonusTypeRow, Times> & Record<Times, Date> & Record<string, unknown>

const toRow = (row: FoundType): BonusTypeRow => ({ ...row, sendStartAt: row.sendStartAt.toISOString(), sendEndAt: row.sendEndAt.toISOString(), useStartAt: row.useStartAt.toISOString(), useEndAt: row.useEndAt.toISOString() })

const COLUMNS = 't."id", t."sellerId", t."name", t."moneyFen", t."sendKind", t."minSendAmountFen", t."minGoodsAmountFen", t."sendStartAt", t."sendEndAt", t."useStartAt", t."useEndAt", t."useRange", t."useRangeIds", t."claimTotal", t."claimLimit", t."claimRankIds", t."claimedCount"'
const COUNTS = `LEFT JOIN LATERAL (SELECT count(*)::int AS "issuedCount", count(b."userId")::int AS "ownedCount", count(b."orderId")::int AS "usedCount" FROM "Bonus" b WHERE b."typeId" = t."id") c ON true`

export async function listBonusTypes(ctx: TxCtx, { pageNo, pageSize }: Page): Promise<{ items: BonusTypeRow[], totalResults: number }> {
  const sellerId = sellerOf(ctx)
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FoundType>('bonus_types', `SELECT ${COLUMNS}, c.* FROM "BonusType" t ${COUNTS} WHERE $1 = 0 OR t."sellerId" = $1 ORDER BY t."id" DESC LIMIT $2 OFFSET $3`, [sellerId, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>('bonus_types_count', 'SELECT count(*)::int AS "count" FROM "BonusType" t WHERE $1 = 0 OR t."sellerId" = $1', [sellerId]),
  ])
  return { items: rows.map(toRow), totalResults: counted?.count ?? 0 }
}

/** Kinds by their ids, whoever asks: what is printed on a bonus is no secret of its holder. */
export async function bonusTypesById({ sql }: Pick<TxCtx, 'sql'>, ids: readonly number[]): Promise<Map<number, BonusTypeRow>> {
  const rows = await sql.rows<FoundType>('bonus_types_by_id', `SELECT ${COLUMNS}, c.* FROM "BonusType" t ${COUNTS} WHERE t."id" = ANY($1::int[])`, [[...new Set(ids)]])
  return new Map(rows.map((row) => [row.id, toRow(row)]))
}

export async function lockType(tx: TxCtx, id: number): Promise<BonusTypeRow> {
  const sellerId = sellerOf(tx)
  const held = await tx.sql.row('bonus_type_lock', 'SELECT 1 FROM "BonusType" WHERE "id" = $1 AND ($2 = 0 OR "sellerId" = $2) FOR UPDATE', [id, sellerId])
  const row = held && await tx.sql.row<FoundType>('bonus_type', `SELECT ${COLUMNS}, c.* FROM "BonusType" t ${COUNTS} WHERE t."id" = $1`, [id])
  if (!row) throw new ShopError('NOT_FOUND')
  return toRow(row)
}

const RANGE_TABLES = ['', 'Category', 'Brand', 'Goods'] as const

async function refuseUnknownRange(tx: TxCtx, { useRange, useRangeIds }: BonusTypeForm): Promise<void> {
  const table = RANGE_TABLES[useRange] ?? ''
  if (table === '') return
  const ids = [...new Set(useRangeIds)]
  const row = await tx.sql.row<{ count: number }>(`bonus_range_${table}`, `SELECT count(*)::int AS "count" FROM "${table}" WHERE "id" = ANY($1::int[])`, [ids])
  if (ids.length === 0 || row?.count !== ids.length) throw new ShopError('PARAM_INVALID', { field: 'useRangeIds' })
}

async function refuseUnknownRanks(tx: TxCtx, { claimRankIds }: BonusTypeForm): Promise<void> {
  const ids = [...new Set(claimRankIds.filter((id) => id !== 0))]
  const row = ids.length === 0 ? null : await tx.sql.row<{ count: number }>('bonus_ranks', 'SELECT count(*)::int AS "count" FROM "Rank" WHERE "id" = ANY($1::int[])', [ids])
  if ((row?.count ?? 0) !== ids.length) throw new ShopError('PARAM_INVALID', { field: 'claimRankIds' })
}

/** What only a claimed kind has; the others have it empty. */
async function claimTerms(tx: TxCtx, form: BonusTypeForm): Promise<Pick<BonusTypeForm, 'claimTotal' | 'claimLimit' | 'claimRankIds'>> {
  if (form.sendKind !== SEND.claimed) return { claimTotal: 0, claimLimit: 1, claimRankIds: [] }
  const invalid = (field: keyof BonusTypeForm): ShopError => new ShopError('PARAM_INVALID', { field })
  if (form.useEndAt <= form.sendStartAt) throw invalid('useEndAt')
  if (form.claimTotal < 0) throw invalid('claimTotal')
  if (form.claimLimit < 1 || form.claimLimit > MAX_CLAIMS) throw invalid('claimLimit')
  await refuseUnknownRanks(tx, form)
  return { claimTotal: form.claimTotal, claimLimit: form.claimLimit, claimRankIds: [...new Set(form.claimRankIds)] }
}

async function check(tx: TxCtx, form: BonusTypeForm): Promise<BonusTypeForm> {
  const invalid = (field: keyof BonusTypeForm): ShopError => new ShopError('PARAM_INVALID', { field })
  if (form.name.trim() === '') throw new ShopError('PARAM_MISSING', { field: 'name' })
  if (form.moneyFen <= 0) throw invalid('moneyFen')
  if (form.useEndAt <= form.useStartAt) throw invalid('useEndAt')
  if (form.sendEndAt <= form.sendStartAt) throw invalid('sendEndAt')
  if (form.minSendAmountFen < 0) throw invalid('minSendAmountFen')
  if (form.minGoodsAmountFen < 0) throw invalid('minGoodsAmountFen')
  await refuseUnknownRange(tx, form)
  return { ...form, ...await claimTerms(tx, form), name: form.name.trim(), useRangeIds: form.useRange === 0 ? [] : [...new Set(form.useRangeIds)] }
}

const valuesOf = (form: BonusTypeForm): unknown[] => [
  form.name, form.moneyFen, form.sendKind, form.minSendAmountFen, form.minGoodsAmountFen, form.sendStartAt, form.sendEndAt, form.useStartAt, form.useEndAt, form.useRange, form.useRangeIds,
  form.claimTotal, form.claimLimit, form.claimRankIds,
]

const INSERT = `
INSERT INTO "BonusType" ("name", "moneyFen", "sendKind", "minSendAmountFen", "minGoodsAmountFen", "sendStartAt", "sendEndAt", "useStartAt", "useEndAt", "useRange", "useRangeIds", "claimTotal", "claimLimit", "claimRankIds", "sellerId")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING "id"`

export async function createBonusType(tx: TxCtx, form: BonusTypeForm): Promise<BonusTypeRow> {
  const checked = await check(tx, form)
  const row = await tx.sql.row<{ id: number }>('bonus_type_add', INSERT, [...valuesOf(checked), sellerOf(tx)])
  if (!row) throw new Error('the bonus type was not written')
  return lockType(tx, row.id)
}

const UPDATE = `
UPDATE "BonusType" SET "name" = $1, "moneyFen" = $2, "sendKind" = $3, "minSendAmountFen" = $4, "minGoodsAmountFen" = $5, "sendStartAt" = $6, "sendEndAt" = $7,
  "useStartAt" = $8, "useEndAt" = $9, "useRange" = $10, "useRangeIds" = $11, "claimTotal" = $12, "claimLimit" = $13, "claimRankIds" = $14 WHERE "id" = $15`

/** What a bonus in somebody's hands promises. */
const PROMISED = ['moneyFen', 'sendKind', 'minGoodsAmountFen', 'useRange', 'useRangeIds'] as const

/** Once one was given out, what it is worth and good for stays; its name, its dates and how it is given may change. */
export async function updateBonusType(tx: TxCtx, id: number, form: BonusTypeForm): Promise<{ before: BonusTypeRow, after: BonusTypeRow }> {
  const before = await lockType(tx, id)
  const checked = await check(tx, form)
  const broken = PROMISED.find((field) => String(before[field]) !== String(checked[field]))
  if (checked.claimTotal > 0 && checked.claimTotal < before.claimedCount) throw new ShopError('PARAM_INVALID', { field: 'claimTotal' })
  if (before.issuedCount > 0 && broken) throw new ShopError('PARAM_INVALID', { field: broken })
  await tx.sql.run('bonus_type_change', UPDATE, [...valuesOf(checked), id])
  return { before, after: await lockType(tx, id) }
}
