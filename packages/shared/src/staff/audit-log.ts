import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { staffActor } from './rights.ts'

/** What a jsonb column holds. */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export interface AuditFilter {
  /** A target's name or number, or a request's. */
  q: string
  /** 0: of everybody. */
  staffId: number
  targetKind: string
  targetId: string
  /** ISO times, '' for open ends. */
  from: string
  to: string
  pageNo: number
  pageSize: number
}

export interface AuditRow {
  id: number
  staffId: number
  staffName: string
  action: string
  targetKind: string
  targetId: string
  targetName: string
  /** How many fields differ. */
  changes: number
  /** The first of them, for the list's second line. */
  firstField: string
  firstBefore: Json
  firstAfter: Json
  ip: string
  requestId: string
  at: string
}

export interface AuditDetail extends AuditRow {
  before: Record<string, Json>
  after: Record<string, Json>
}

interface StoredRow {
  id: number
  staffId: number
  staffName: string
  action: string
  targetKind: string
  targetId: string
  targetName: string
  before: Record<string, Json>
  after: Record<string, Json>
  ip: string
  requestId: string
  at: Date
}

const COUNT_LIMIT = 10_000

/** A seller's member sees what members of that seller did. */
const WHERE = `FROM "AuditEntry" e
  WHERE ($1 = 0 OR e."staffId" IN (SELECT "id" FROM "Staff" WHERE "sellerId" = $1))
  AND ($2 = '' OR e."targetName" ILIKE '%' || $2 || '%' OR e."targetId" = $3 OR e."requestId" = $3)
  AND ($4 = 0 OR e."staffId" = $4) AND ($5 = '' OR e."targetKind" = $5) AND ($6 = '' OR e."targetId" = $6)
  AND ($7::timestamptz IS NULL OR e."at" >= $7) AND ($8::timestamptz IS NULL OR e."at" < $8)`

function rowOf({ before, after, at, ...row }: StoredRow): AuditRow {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const first = fields[0] ?? ''
  return { ...row, changes: fields.length, firstField: first, firstBefore: before[first] ?? '', firstAfter: after[first] ?? '', at: at.toISOString() }
}

function literal(q: string): string {
  return q.replaceAll(/[\\%_]/g, String.raw`\$&`)
}

export async function listAudit(ctx: Ctx, filter: AuditFilter): Promise<{ items: AuditRow[], totalResults: number }> {
  const q = filter.q.trim()
  const values = [staffActor(ctx).sellerId, literal(q), q, filter.staffId, filter.targetKind, filter.targetId, filter.from || null, filter.to || null]
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<StoredRow & Record<string, unknown>>('staff_audit_list', `SELECT e.* ${WHERE} ORDER BY e."at" DESC, e."id" DESC LIMIT $9 OFFSET $10`, [...values, filter.pageSize, (filter.pageNo - 1) * filter.pageSize]),
    ctx.sql.row<{ count: number }>('staff_audit_count', `SELECT count(*)::int AS "count" FROM (SELECT 1 ${WHERE} LIMIT ${COUNT_LIMIT}) one`, values),
  ])
  return { items: rows.map(rowOf), totalResults: counted?.count ?? 0 }
}

export async function getAuditEntry(ctx: Ctx, id: number): Promise<AuditDetail> {
  const row = await ctx.sql.row<StoredRow & Record<string, unknown>>(
    'staff_audit_get',
    'SELECT e.* FROM "AuditEntry" e WHERE e."id" = $1 AND ($2 = 0 OR e."staffId" IN (SELECT "id" FROM "Staff" WHERE "sellerId" = $2))',
    [id, staffActor(ctx).sellerId],
  )
  if (!row) throw new ShopError('NOT_FOUND')
  return { ...rowOf(row), before: row.before, after: row.after }
}

/** What the log can be filtered by: those who wrote, and what was written on. */
export async function auditChoices(ctx: Ctx): Promise<{ staff: { id: number, name: string }[], targetKinds: string[] }> {
  const { sellerId } = staffActor(ctx)
  const [staff, kinds] = await Promise.all([
    ctx.db.staff.findMany({ where: sellerId === 0 ? {} : { sellerId }, select: { id: true, displayName: true }, orderBy: { id: 'asc' } }),
    ctx.sql.rows<{ targetKind: string }>('staff_audit_kinds', 'SELECT DISTINCT "targetKind" FROM "AuditEntry" ORDER BY 1'),
  ])
  return { staff: staff.map(({ id, displayName }) => ({ id, name: displayName })), targetKinds: kinds.map((row) => row.targetKind) }
}
