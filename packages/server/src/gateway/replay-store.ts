import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from '@xiaopu/shared/database'

/** What makes two calls the same one: who signed, the sign, and the parts the sign does not cover. */
export interface ReplayKey {
  appId: number
  sign: string
  filesDigest: string
}

export interface KeptAnswer {
  contentType: string
  body: string
}

export type Claim = { state: 'first' } | { state: 'repeat', answer: KeptAnswer } | { state: 'busy' }

/** Remembers the first answer of a signed write. Shared by all servers. */
export interface ReplayStore {
  /** Claims the call, or answers what its first run answered; waits for a first run that is still going on. */
  begin: (key: ReplayKey, at: { now: Date, expiresAt: Date }) => Promise<Claim>
  /** Keeps the first answer. */
  finish: (key: ReplayKey, answer: KeptAnswer) => Promise<void>
  /** Forgets the call, so that a repeat runs it again. */
  release: (key: ReplayKey) => Promise<void>
}

const WAIT_MS = 10_000
const FIRST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 250

const CLAIM = `insert into "IdempotencyRecord" ("appId", "sign", "filesDigest", "status", "contentType", "body", "createdAt", "expiresAt")
  values ($1, $2, $3, 'running', '', '', $4, $5) on conflict ("appId", "sign", "filesDigest") do nothing`
const READ = `select "status", "contentType", "body" from "IdempotencyRecord" where "appId" = $1 and "sign" = $2 and "filesDigest" = $3`
const KEEP = `update "IdempotencyRecord" set "status" = 'done', "contentType" = $4, "body" = $5
  where "appId" = $1 and "sign" = $2 and "filesDigest" = $3`
const RELEASE = `delete from "IdempotencyRecord" where "appId" = $1 and "sign" = $2 and "filesDigest" = $3 and "status" = 'running'`

type Row = KeptAnswer & { status: string }

/**
 * On PostgreSQL. A record left `running` by a server that died answers CONFLICT until it expires: nobody can tell whether
 * the call was executed.
 */
export function replayStore(sql: Sql, waitMs = WAIT_MS): ReplayStore {
  return {
    async begin({ appId, sign, filesDigest }, { now, expiresAt }) {
      const deadline = performance.now() + waitMs
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        if (await sql.run('replay-claim', CLAIM, [appId, sign, filesDigest, now, expiresAt]) === 1) return { state: 'first' }
        const row = await sql.row<Row>('replay-read', READ, [appId, sign, filesDigest])
        if (row?.status === 'done') return { state: 'repeat', answer: { contentType: row.contentType, body: row.body } }
        if (performance.now() >= deadline) return { state: 'busy' }
        if (row) await pause(pauseMs)
      }
    },
    async finish({ appId, sign, filesDigest }, { contentType, body }) {
      await sql.run('replay-keep', KEEP, [appId, sign, filesDigest, contentType, body])
    },
    async release({ appId, sign, filesDigest }) {
      await sql.run('replay-release', RELEASE, [appId, sign, filesDigest])
    },
  }
}
