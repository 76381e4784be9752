import { type Ctx, inPrismaTransaction, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import type { RowChange } from './changes.ts'
import type { RowProblem } from './sheet.ts'

export const JOB_KINDS = ['goodsImport', 'parcelImport', 'bulkEdit'] as const
export type JobKind = typeof JOB_KINDS[number]
export const ROW_STATES = ['waiting', 'done', 'same', 'refused', 'restored', 'left'] as const
export type RowState = typeof ROW_STATES[number]
export type JobState = 'prepared' | 'running' | 'done' | 'undoing' | 'undone'
export type RowPlan = 'create' | 'update' | 'ship' | 'same' | 'refused'

export interface NewRow {
  lines: number[]
  targetId: number
  number: string
  name: string
  plan: RowPlan
  content: object
  changes: RowChange[]
  problems: RowProblem[]
  /** What makes this row's work the same as that of a row before. */
  onceKey: string
}

/** Rows one call does: few enough to answer soon, so that the page can tell how far it is. */
const SLICE = 20

function deskOf(ctx: TxCtx): Extract<TxCtx['actor'], { kind: 'staff' }> {
  if (ctx.actor.kind !== 'staff') throw new ShopError('FORBIDDEN')
  return ctx.actor
}

const KEEP_JOB = `INSERT INTO "DeskJob" ("kind", "title", "request", "sellerId", "staffId", "staffName", "createdAt") VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7) RETURNING "id"`
// All rows as one value: thousands of them are one statement.
const KEEP_ROWS = `INSERT INTO "DeskJobRow" ("jobId", "no", "lines", "targetId", "number", "name", "plan", "content", "changes", "problems", "state")
  SELECT $1::int, r."no", r."lines", r."targetId", r."number", r."name", r."plan", r."content", r."changes", r."problems", r."state" FROM jsonb_populate_recordset(NULL::"DeskJobRow", $2::jsonb) r`

/** Keeps work that was prepared. Nothing of it is done before it is confirmed. */
export async function keepJob(ctx: Ctx, { kind, title, request }: { kind: JobKind, title: string, request: object }, rows: readonly NewRow[]): Promise<{ jobId: number }> {
  const { staffId, name, sellerId } = deskOf(ctx)
  const kept = rows.map(({ onceKey, content, ...row }, at) => ({ ...row, no: at + 1, content: { ...content, onceKey }, state: row.plan === 'refused' || row.plan === 'same' ? row.plan : 'waiting' }))
  return inTransaction(ctx, async (tx) => {
    const job = await tx.sql.row<{ id: number }>('desk_keep_job', KEEP_JOB, [kind, title, JSON.stringify(request), sellerId, staffId, name, ctx.now])
    const jobId = job?.id ?? 0
    await tx.sql.run('desk_keep_rows', KEEP_ROWS, [jobId, JSON.stringify(kept)])
    await audit(tx, { action: kind === 'bulkEdit' ? 'bulkEdit.prepare' : `${kind}.check`, targetKind: kind, targetId: jobId, targetName: title, after: { rows: rows.length, refused: rows.filter((row) => row.plan === 'refused').length } })
    return { jobId }
  })
}

/** Rows whose work was done before, by any job. */
export async function doneBefore(ctx: Ctx, keys: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.sql.rows<{ doneKey: string }>('desk_done_before', 'SELECT "doneKey" FROM "DeskJobRow" WHERE "doneKey" = ANY($1::text[])', [keys])
  return new Set(rows.map((row) => row.doneKey))
}

export interface StoredRow { jobId: number, no: number, targetId: number, plan: RowPlan, content: { onceKey: string }, changes: RowChange[], state: RowState }

/** Another run of the same job was quicker: what this one did is rolled back. */
class DoneElsewhere extends Error {}

/** In the transaction of the work itself, so that a row is told done exactly when it is. */
export async function tellDone(tx: TxCtx, row: StoredRow, state: RowState, targetId = row.targetId): Promise<void> {
  const { jobId, no } = row
  const key = state === 'done' && row.content.onceKey !== '' ? row.content.onceKey : null
  const told = await tx.sql.run('desk_row_done', `UPDATE "DeskJobRow" SET "state" = $4, "targetId" = $5, "doneKey" = coalesce($6::text, "doneKey") WHERE "jobId" = $1 AND "no" = $2 AND "state" = $3
    AND NOT EXISTS (SELECT 1 FROM "DeskJobRow" other WHERE other."doneKey" = $6::text)`, [jobId, no, row.state, state, targetId, key])
  if (told === 0) throw new DoneElsewhere()
}

async function tellRefused(ctx: Ctx, row: StoredRow, error: ShopError, state: 'refused' | 'left'): Promise<void> {
  const why = [{ line: 0, column: typeof error.params.field === 'string' ? error.params.field : '', word: error.word, params: error.params }]
  await ctx.sql.run('desk_row_refused', 'UPDATE "DeskJobRow" SET "state" = $4, "problems" = $5::jsonb WHERE "jobId" = $1 AND "no" = $2 AND "state" = $3', [row.jobId, row.no, row.state, state, JSON.stringify(why)])
}

export interface JobWork {
  kind: JobKind
  /** How one row is done; it tells so itself, with `tellDone`. */
  work: (row: StoredRow) => Promise<void>
  isUndo?: boolean
}

async function begin(ctx: Ctx, { kind, isUndo = false }: JobWork, jobId: number): Promise<void> {
  const { sellerId, name } = deskOf(ctx)
  const [from, to] = isUndo ? ['done', 'undoing'] : ['prepared', 'running']
  await inPrismaTransaction(ctx, async (tx) => {
    const job = await tx.db.deskJob.findFirst({ where: { id: jobId, kind, sellerId } })
    if (!job) throw new ShopError('NOT_FOUND')
    const stamp = isUndo ? { undoneAt: ctx.now, undoneBy: name } : { startedAt: ctx.now }
    const { count } = await tx.db.deskJob.updateMany({ where: { id: jobId, state: from }, data: { state: to, ...stamp } })
    const title = { targetKind: kind, targetId: jobId, targetName: job.title }
    if (count > 0) await audit(tx, { action: `${kind}.${isUndo ? 'undo' : 'run'}`, ...title, before: { state: from }, after: { state: to } })
    // A later slice of the same run has told already.
    else await audit(tx, { action: `${kind}.run`, ...title, before: {}, after: {} })
  })
}

/** The next rows of a confirmed job, each on its own; answers how many wait still. Calling it again, or twice at once, does no row twice. */
export async function runJob(ctx: Ctx, jobId: number, job: JobWork): Promise<{ left: number }> {
  await begin(ctx, job, jobId)
  const from = job.isUndo ? 'done' : 'waiting'
  const rows = await ctx.sql.rows<StoredRow & Record<string, unknown>>('desk_rows_next', `SELECT r.* FROM "DeskJobRow" r JOIN "DeskJob" j ON j."id" = r."jobId" AND j."state" = $3 WHERE r."jobId" = $1 AND r."state" = $2 ORDER BY r."no" LIMIT ${SLICE}`, [jobId, from, job.isUndo ? 'undoing' : 'running'])
  for (const row of rows) {
    try {
      await job.work(row)
    } catch (error) {
      if (error instanceof ShopError) await tellRefused(ctx, row, error, job.isUndo ? 'left' : 'refused')
      else if (!(error instanceof DoneElsewhere)) throw error
    }
  }
  const left = await ctx.sql.row<{ count: number }>('desk_rows_left', 'SELECT count(*)::int AS "count" FROM "DeskJobRow" WHERE "jobId" = $1 AND "state" = $2', [jobId, from])
  const count = left?.count ?? 0
  if (count === 0) await ctx.sql.run('desk_job_end', 'UPDATE "DeskJob" SET "state" = CASE "state" WHEN \'undoing\' THEN \'undone\' ELSE \'done\' END, "finishedAt" = coalesce("finishedAt", $2) WHERE "id" = $1 AND "state" IN (\'running\', \'undoing\')', [jobId, ctx.now])
  return { left: count }
}
