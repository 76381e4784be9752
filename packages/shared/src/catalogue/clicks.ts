import { listParameter, type Ctx, type Sql } from '../database/index.ts'
import { visitLimit } from '../shop/index.ts'

const ONE_VISIT_MS = 10 * 60 * 1000
const FLUSH_AFTER_MS = 1000

const isNewVisit = visitLimit(ONE_VISIT_MS)

interface Buffer {
  counts: Map<number, number>
  timer: NodeJS.Timeout | null
  writing: Promise<void>
}

/** Clicks wait a second so that a thousand readers of one product are one row change. */
const buffers = new WeakMap<Sql, Buffer>()

function bufferOf(sql: Sql): Buffer {
  const known = buffers.get(sql)
  if (known) return known
  const buffer: Buffer = { counts: new Map(), timer: null, writing: Promise.resolve() }
  buffers.set(sql, buffer)
  return buffer
}

export function countClick({ sql, actor, now }: Ctx, goodsId: number): void {
  if (!isNewVisit(actor, `goods:${goodsId}`, now)) return
  const buffer = bufferOf(sql)
  buffer.counts.set(goodsId, (buffer.counts.get(goodsId) ?? 0) + 1)
  // A lost click is no reason to fail anything; the next flush tries again.
  buffer.timer ??= setTimeout(() => void flushClicks(sql).catch(() => undefined), FLUSH_AFTER_MS).unref()
}

export function pendingClicks(sql: Sql, goodsId: number): number {
  return buffers.get(sql)?.counts.get(goodsId) ?? 0
}

// Rows are locked in id order, as everybody who changes several products does.
const ADD = `WITH clicks AS (SELECT * FROM unnest(${listParameter('$1', 'int')}, ${listParameter('$2', 'int')}) AS c("goodsId", "count")),
  held AS (SELECT g."id" FROM "Goods" g WHERE g."id" = ANY(${listParameter('$1', 'int')}) ORDER BY g."id" FOR NO KEY UPDATE)
  UPDATE "Goods" g SET "clickCount" = g."clickCount" + clicks."count" FROM clicks JOIN held ON held."id" = clicks."goodsId" WHERE g."id" = clicks."goodsId"`

async function write(sql: Sql, buffer: Buffer): Promise<void> {
  if (buffer.counts.size === 0) return
  const taken = buffer.counts
  buffer.counts = new Map()
  try {
    await sql.run('clicks_add', ADD, [[...taken.keys()], [...taken.values()]])
  } catch (error) {
    for (const [goodsId, count] of taken) buffer.counts.set(goodsId, (buffer.counts.get(goodsId) ?? 0) + count)
    throw error
  }
}

/** Writes what is waiting. The server calls it once more before it stops. */
export async function flushClicks(sql: Sql): Promise<void> {
  const buffer = bufferOf(sql)
  if (buffer.timer) clearTimeout(buffer.timer)
  buffer.timer = null
  const before = buffer.writing.catch(() => undefined)
  buffer.writing = before.then(() => write(sql, buffer))
  await buffer.writing
}
