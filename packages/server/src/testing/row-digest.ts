import { flushCounts } from '@xiaopu/shared/shop'
import type { Database } from '@xiaopu/shared/database'

/** The number of rows and a digest of their content, by table. */
export type RowDigest = Record<string, string>

/** What the server notes about a call itself, whatever comes of it. */
const NOTES = new Set(['GatewayCall', 'IdempotencyRecord', 'SigninThrottle', 'SearchHit', 'BrowseHistory', 'RateBucket', 'RateFailure'])
const NOTED_COLUMNS: Record<string, string[]> = { App: ['lastUsedAt', 'secretUsedAt', 'oldSecretUsedAt'], AppApiKey: ['lastUsedAt'], Session: ['lastUsedAt'], StaffSession: ['lastUsedAt'] }

function partOf(table: string, columns: readonly string[]): string {
  const content = columns.length > 0 ? `md5((to_jsonb(r) - '{${columns.join(',')}}'::text[])::text)` : 'md5(r::text)'
  // Rows are added up instead of sorted: the order of rows says nothing, and it is ten times as fast.
  return `SELECT '${table}' AS "table", count(*)::text || ' ' || coalesce(sum(('x' || left(${content}, 15))::bit(60)::bigint)::text, '') AS "content" FROM "${table}" r`
}

/**
 * Reads all tables of a shop: two digests are equal when no row was added, changed or taken away between them. `counters` are
 * columns in which reads are counted, by their table, for tests that read.
 */
export function rowDigester(database: Pick<Database, 'sql'>, counters: Record<string, string> = {}): () => Promise<RowDigest> {
  const { sql } = database
  // Tests that run in one process may read other columns.
  const name = ['digest_rows', ...Object.keys(counters)].join('_')
  let statement = ''
  return async () => {
    await flushCounts(sql) // counted earlier, written now: not the doing of what comes next
    if (statement === '') {
      const tables = await sql.rows<{ name: string }>('digest_tables', 'SELECT tablename AS name FROM pg_tables WHERE schemaname = \'public\' ORDER BY 1', [])
      statement = tables.filter(({ name }) => !NOTES.has(name)).map(({ name }) => partOf(name, [...NOTED_COLUMNS[name] ?? [], ...counters[name] ? [counters[name]] : []])).join('\nUNION ALL ')
    }
    const rows = await sql.rows<{ table: string, content: string }>(name, statement, [])
    return Object.fromEntries(rows.map(({ table, content }) => [table, content]))
  }
}
