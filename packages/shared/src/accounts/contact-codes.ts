import type { TxCtx } from '../database/index.ts'
import type { CodePurpose, CodeVerdict, SecretsPort } from './ports.ts'
import { codeHash, newCode } from '../secrets/index.ts'

const LIFE_S = 600
const MAX_TRIES = 5

export const CODE_LIFE = { seconds: LIFE_S, minutes: LIFE_S / 60 }

/** What a code proves: a number (its key) or an address, for one purpose. */
export interface CodeFor {
  target: string
  purpose: CodePurpose
}

const INSERT = `
WITH ended AS (UPDATE "ContactCode" SET "endedAt" = $4 WHERE "target" = $1 AND "purpose" = $2 AND "endedAt" IS NULL)
INSERT INTO "ContactCode" ("target", "purpose", "codeHash", "createdAt", "expiresAt") VALUES ($1, $2, $3, $4, $5)`

/** A code is short: its hash is keyed and belongs to one target and purpose. */
const hashOf = ({ secretsKey }: SecretsPort, { target, purpose }: CodeFor, code: string): string => codeHash(secretsKey, `${purpose}:${target}:${code}`)

/** A new code; it ends the one before. Answers its only copy. */
export async function issueCode(tx: TxCtx, goal: CodeFor, port: SecretsPort): Promise<string> {
  const code = newCode()
  await tx.sql.run('code_insert', INSERT, [goal.target, goal.purpose, hashOf(port, goal, code), tx.now, new Date(tx.now.getTime() + LIFE_S * 1000)])
  return code
}

const TRY = `
UPDATE "ContactCode" SET "tries" = "tries" + CASE WHEN "codeHash" = $3 THEN 0 ELSE 1 END,
  "endedAt" = CASE WHEN "codeHash" = $3 AND $5 OR "codeHash" <> $3 AND "tries" + 1 >= $6 THEN $4::timestamptz(3) END
WHERE "target" = $1 AND "purpose" = $2 AND "endedAt" IS NULL AND "expiresAt" > $4
RETURNING "codeHash" = $3 AS "isRight", "endedAt" IS NOT NULL AS "hasEnded"`

async function judge(tx: TxCtx, { code, ...goal }: CodeFor & { code: string }, isUse: boolean, port: SecretsPort): Promise<CodeVerdict> {
  const values = [goal.target, goal.purpose, hashOf(port, goal, code), tx.now, isUse, MAX_TRIES]
  const row = await tx.sql.row<{ isRight: boolean, hasEnded: boolean }>('code_try', TRY, values)
  if (row?.isRight) return 'right'
  return row && !row.hasEnded ? 'wrong' : 'expired'
}

/** Judges a code and leaves a right one as it is. A wrong one counts, the fifth wrong one kills it. */
export const tryCode = (tx: TxCtx, sent: CodeFor & { code: string }, port: SecretsPort): Promise<CodeVerdict> => judge(tx, sent, false, port)

/** Judges a code and uses up a right one: it is right for exactly one caller. */
export const useCode = (tx: TxCtx, sent: CodeFor & { code: string }, port: SecretsPort): Promise<CodeVerdict> => judge(tx, sent, true, port)
