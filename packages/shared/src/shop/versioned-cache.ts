import type { Sql, TxCtx } from '../database/index.ts'

/** Another process sees a change after this long at the latest. */
const CHECK_EVERY_MS = 1000
/** A change announced inside a transaction shows when that commits; until then every call looks. */
const WATCH_AFTER_CHANGE_MS = 30_000

interface Held<Value> {
  version: string
  value: Value
}

interface Known<Value> extends Held<Value> {
  checkedAt: number
  generation: number
}

export interface VersionedCache<Value> {
  get: (ctx: Pick<TxCtx, 'sql'>) => Promise<Value>
  /** Looks now: for a reader that misses a row which must be there. */
  refresh: (ctx: Pick<TxCtx, 'sql'>) => Promise<Value>
  /** The tables were written by this process: the next call looks again. */
  changed: () => void
}

const all: { changed: () => void }[] = []

/** For tests and tools that write around the operations. */
export function forgetCaches(): void {
  for (const cache of all) cache.changed()
}

/**
 * Small tables kept in memory, checked against PostgreSQL by a fingerprint of their row versions, so that any writer (another
 * server, a tool, psql) is noticed.
 */
export function versionedCache<Value>({ name, tables, load }: {
  name: string
  tables: readonly string[]
  load: (sql: Sql) => Promise<Value>
}): VersionedCache<Value> {
  const fingerprint = tables
    .map((table) => `(SELECT count(*) || ':' || coalesce(sum(hashtextextended(xmin::text || ctid::text, 0)), 0) FROM "${table}")`)
    .join(` || '/' || `)
  const versionText = `SELECT current_database() || '/' || ${fingerprint} AS "version"`
  const bySql = new WeakMap<Sql, Known<Value>>()
  const underWay = new WeakMap<Sql, { generation: number, value: Promise<Value> }>()
  const byDatabase = new Map<string, Held<Value>>()
  let generation = 0
  let watchUntil = 0

  async function look(sql: Sql): Promise<Value> {
    const startedIn = generation
    const row = await sql.row<{ version: string }>(`${name}_fingerprint`, versionText)
    const version = row?.version ?? ''
    const database = version.slice(0, version.indexOf('/'))
    let held = byDatabase.get(database)
    if (held?.version !== version) {
      held = { version, value: await load(sql) }
      byDatabase.set(database, held)
    }
    bySql.set(sql, { ...held, checkedAt: performance.now(), generation: startedIn })
    return held.value
  }

  const cache: VersionedCache<Value> = {
    async get({ sql }) {
      const known = bySql.get(sql)
      const at = performance.now()
      if (known && known.generation === generation && at - known.checkedAt < CHECK_EVERY_MS && at >= watchUntil) return known.value
      const running = underWay.get(sql)
      if (running?.generation === generation) return running.value
      const value = look(sql)
      underWay.set(sql, { generation, value })
      try {
        return await value
      } finally {
        if (underWay.get(sql)?.value === value) underWay.delete(sql)
      }
    },
    refresh: ({ sql }) => look(sql),
    changed() {
      generation++
      watchUntil = performance.now() + WATCH_AFTER_CHANGE_MS
    },
  }
  all.push(cache)
  return cache
}
