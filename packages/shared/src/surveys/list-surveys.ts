import type { TxCtx } from '../database/index.ts'
import { SURVEY_COLUMNS, type SurveyFacts, surveySeller } from './rows.ts'

export interface SurveyFilter {
  creater: string
  vid: number
  atype: number | null
  folder: string | null
  onlyStarred: boolean
  titlePart: string
  status: number | null
  /** What `from` and `until` are about. */
  timeOf: 'nothing' | 'begin' | 'creation'
  from: Date | null
  until: Date | null
}

export const ALL_SURVEYS: SurveyFilter = { creater: '', vid: 0, atype: null, folder: null, onlyStarred: false, titlePart: '', status: null, timeOf: 'nothing', from: null, until: null }

const BEGIN = 'coalesce(s."beginAt", s."createdAt")'
const ORDERS = {
  id: 's."id"',
  idDown: 's."id" DESC',
  begin: `${BEGIN}, s."id"`,
  beginDown: `${BEGIN} DESC, s."id" DESC`,
  created: 's."createdAt", s."id"',
  createdDown: 's."createdAt" DESC, s."id" DESC',
} as const
export type SurveyOrder = keyof typeof ORDERS

const FOUND = `FROM "Survey" s WHERE s."status" <> 3 AND ($1::int IS NULL OR s."sellerId" = $1) AND ($2::text = '' OR s."creater" = $2) AND ($3::int = 0 OR s."id" = $3)
  AND ($4::int IS NULL OR s."atype" = $4) AND ($5::text IS NULL OR s."folder" = $5) AND (NOT $6::boolean OR s."isStarred")
  AND ($7::text = '' OR strpos(lower(s."title"), lower($7)) > 0) AND ($8::int IS NULL OR s."status" = $8)
  AND ($9::timestamptz IS NULL OR CASE $11::text WHEN 'begin' THEN ${BEGIN} >= $9 WHEN 'creation' THEN s."createdAt" >= $9 ELSE true END)
  AND ($10::timestamptz IS NULL OR CASE $11::text WHEN 'begin' THEN ${BEGIN} < $10 WHEN 'creation' THEN s."createdAt" < $10 ELSE true END)`

/** The caller's surveys that are not deleted. */
export async function listSurveys(ctx: Pick<TxCtx, 'sql' | 'actor'>, filter: SurveyFilter, { order, pageNo, pageSize }: { order: SurveyOrder, pageNo: number, pageSize: number }): Promise<{ surveys: SurveyFacts[], total: number }> {
  const { creater, vid, atype, folder, onlyStarred, titlePart, status, timeOf, from, until } = filter
  const values = [surveySeller(ctx), creater, vid, atype, folder, onlyStarred, titlePart, status, from, until, timeOf]
  const [surveys, counted] = await Promise.all([
    ctx.sql.rows<SurveyFacts & Record<string, unknown>>(`surveys_list_${order}`, `SELECT ${SURVEY_COLUMNS} ${FOUND} ORDER BY ${ORDERS[order]} LIMIT $12 OFFSET $13`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>('surveys_count', `SELECT count(*)::int AS "count" ${FOUND}`, values),
  ])
  return { surveys, total: counted?.count ?? 0 }
}
