import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { iso } from '../time/index.ts'
import type { RowChange } from './changes.ts'
import { type JobKind, ROW_STATES, type RowPlan, type RowState } from './jobs.ts'
import type { Cell, RowProblem } from './sheet.ts'

export interface JobView {
  jobId: number
  state: string
  title: string
  request: Record<string, Cell>
  staffName: string
  createdAt: string
  finishedAt: string
  undoneAt: string
  undoneBy: string
  counts: Record<RowState, number>
}

export interface JobRowView { no: number, lines: number[], targetId: number, number: string, name: string, plan: RowPlan, state: RowState, changes: RowChange[], problems: RowProblem[] }

const sellerOf = ({ actor }: Ctx): number => (actor.kind === 'staff' ? actor.sellerId : -1)

interface StoredJob { id: number, state: string, title: string, request: Record<string, Cell>, staffName: string, createdAt: Date, finishedAt: Date | null, undoneAt: Date | null, undoneBy: string, counts: Partial<Record<RowState, number>> | null }

const JOBS = `SELECT j.*, (SELECT json_object_agg(c."state", c."count") FROM (SELECT "state", count(*)::int AS "count" FROM "DeskJobRow" WHERE "jobId" = j."id" GROUP BY 1) c) AS "counts"
  FROM "DeskJob" j WHERE j."kind" = $1 AND j."sellerId" = $2`

function viewOf({ id, counts, createdAt, finishedAt, undoneAt, ...job }: StoredJob): JobView {
  const counted = Object.fromEntries(ROW_STATES.map((state) => [state, counts?.[state] ?? 0])) as JobView['counts'] // every state has its key
  return { ...job, jobId: id, counts: counted, createdAt: iso(createdAt), finishedAt: iso(finishedAt), undoneAt: iso(undoneAt) }
}

/** The latest work of a kind. */
export async function listJobs(ctx: Ctx, kind: JobKind, page: { pageNo: number, pageSize: number }): Promise<{ items: JobView[], totalResults: number }> {
  const [rows, totalResults] = await Promise.all([
    ctx.sql.rows<StoredJob & Record<string, unknown>>('desk_jobs', `${JOBS} ORDER BY j."id" DESC LIMIT $3 OFFSET $4`, [kind, sellerOf(ctx), page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.db.deskJob.count({ where: { kind, sellerId: sellerOf(ctx) } }),
  ])
  return { items: rows.map(viewOf), totalResults }
}

/** One piece of work with a page of its rows; '' shows rows of every state. */
export async function readJob(ctx: Ctx, kind: JobKind, { jobId, state, pageNo, pageSize }: { jobId: number, state: RowState | '', pageNo: number, pageSize: number }): Promise<{ job: JobView, items: JobRowView[], totalResults: number }> {
  const job = await ctx.sql.row<StoredJob & Record<string, unknown>>('desk_job', `${JOBS} AND j."id" = $3`, [kind, sellerOf(ctx), jobId])
  if (!job) throw new ShopError('NOT_FOUND')
  const items = await ctx.sql.rows<JobRowView & Record<string, unknown>>(
    'desk_job_rows',
    'SELECT "no", "lines", "targetId", "number", "name", "plan", "state", "changes", "problems" FROM "DeskJobRow" WHERE "jobId" = $1 AND ($2 = \'\' OR "state" = $2) ORDER BY "no" LIMIT $3 OFFSET $4',
    [jobId, state, pageSize, (pageNo - 1) * pageSize],
  )
  const view = viewOf(job)
  const totalResults = state === '' ? Object.values(view.counts).reduce((sum, count) => sum + count, 0) : view.counts[state]
  return { job: view, items, totalResults }
}
