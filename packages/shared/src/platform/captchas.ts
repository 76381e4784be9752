import { randomBytes, randomInt } from 'node:crypto'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { CAPTCHA_LETTERS } from './captcha-picture.ts'

const MARK_BYTES = 16
const MARK = /^[0-9a-f]{32}$/
const LENGTH = 4
const LIFE_MS = 5 * 60_000

type At = Pick<TxCtx, 'sql' | 'now'>

/** A fresh mark: what a picture and its check are known by. */
export function newCaptchaMark(): string {
  return randomBytes(MARK_BYTES).toString('hex')
}

const PUT = `INSERT INTO "Captcha" ("mark", "answer", "expiresAt") VALUES ($1, $2, $3)
  ON CONFLICT ("mark") DO UPDATE SET "answer" = EXCLUDED."answer", "expiresAt" = EXCLUDED."expiresAt"`

/** The text of a new picture for the mark; an older picture of the mark counts no more. Without a mark nothing is kept. */
export async function putCaptcha({ sql, now }: At, mark: string): Promise<string> {
  if (mark !== '' && !MARK.test(mark)) throw new ShopError('PARAM_INVALID', { field: 'session_id' })
  const answer = Array.from({ length: LENGTH }, () => CAPTCHA_LETTERS[randomInt(CAPTCHA_LETTERS.length)]).join('')
  if (mark !== '') await sql.run('captcha_put', PUT, [mark, answer, new Date(now.getTime() + LIFE_MS)])
  return answer
}

/** One look at the answer, right or wrong. */
export async function useCaptcha({ sql, now }: At, { mark, answer }: { mark: string, answer: string }): Promise<void> {
  if (mark === '' || answer === '') throw new ShopError('CAPTCHA_REQUIRED')
  const row = await sql.row<{ answer: string }>('captcha_use', 'DELETE FROM "Captcha" WHERE "mark" = $1 AND "expiresAt" > $2 RETURNING "answer"', [mark, now])
  if (row?.answer !== answer.toUpperCase()) throw new ShopError('CAPTCHA_WRONG')
}
