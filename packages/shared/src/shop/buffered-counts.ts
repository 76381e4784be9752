import type { Sql } from '../database/index.ts'

const FLUSH_AFTER_MS = 1000

interface Buffer {
  counts: Map<number, number>
  timer: NodeJS.Timeout | null
  writing: Promise<void>
}

/** A counter of rows whose readers wait a second, so that a thousand of them are one row change. */
export interface BufferedCounts {
  add: (sql: Sql, id: number) => void
  /** Counted and not written yet. */
  pending: (sql: Sql, id: number) => number
  /** Writes what is waiting. */
  flush: (sql: Sql) => Promise<void>
}

const counters: BufferedCounts[] = []

/** `statement` takes the ids and how much each of them grows. It locks rows in id order, as everybody who changes several does. */
export function bufferedCounts(statement: { name: string, text: string }): BufferedCounts {
  const buffers = new WeakMap<Sql, Buffer>()

  function bufferOf(sql: Sql): Buffer {
    const known = buffers.get(sql)
    if (known) return known
    const buffer: Buffer = { counts: new Map(), timer: null, writing: Promise.resolve() }
    buffers.set(sql, buffer)
    return buffer
  }

  async function write(sql: Sql, buffer: Buffer): Promise<void> {
    if (buffer.counts.size === 0) return
    const taken = buffer.counts
    buffer.counts = new Map()
    try {
      await sql.run(statement.name, statement.text, [[...taken.keys()], [...taken.values()]])
    } catch (error) {
      for (const [id, count] of taken) buffer.counts.set(id, (buffer.counts.get(id) ?? 0) + count)
      throw error
    }
  }

  const counter: BufferedCounts = {
    add(sql, id) {
      const buffer = bufferOf(sql)
      buffer.counts.set(id, (buffer.counts.get(id) ?? 0) + 1)
      // A lost count is no reason to fail anything; the next flush tries again.
      buffer.timer ??= setTimeout(() => void counter.flush(sql).catch(() => undefined), FLUSH_AFTER_MS).unref()
    },
    pending: (sql, id) => buffers.get(sql)?.counts.get(id) ?? 0,
    async flush(sql) {
      const buffer = bufferOf(sql)
      if (buffer.timer) clearTimeout(buffer.timer)
      buffer.timer = null
      const before = buffer.writing.catch(() => undefined)
      buffer.writing = before.then(() => write(sql, buffer))
      await buffer.writing
    },
  }
  counters.push(counter)
  return counter
}

/** Writes what any counter holds. The server calls it once more before it stops. */
export async function flushCounts(sql: Sql): Promise<void> {
  await Promise.all(counters.map((counter) => counter.flush(sql)))
}
