import { type Ctx, inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { checkReplies, type Given, putAnswer, refuseClosed } from './answer.ts'
import { ownWholeSurvey } from './rows.ts'
import { readSubmitdata } from './submitdata.ts'

const LEAST_SECONDS = 2
const SECOND_MS = 1000

export interface Submission {
  vid: number
  seconds: number
  submitdata: string
  /** The version the answers were given to; not told is the present one. */
  version?: number | undefined
  mark: string
  udsid?: number | undefined
  submittedAt: Date | null
}

/** An answer a program hands in. It has no shopper and earns nothing. */
export async function submitAnswer(ctx: Ctx, submission: Submission): Promise<Given> {
  const { submittedAt, seconds, mark, udsid } = submission
  if (seconds < LEAST_SECONDS) throw new ShopError('PARAM_INVALID', { field: 'inputcosttime' })
  const survey = await ownWholeSurvey(ctx, submission.vid)
  refuseClosed(survey, ctx.now)
  if (submission.version !== undefined && submission.version !== survey.version) throw new ShopError('CONFLICT', { reason: 'version' })
  const bornAt = Math.floor(survey.createdAt.getTime() / SECOND_MS) * SECOND_MS
  if (submittedAt && (submittedAt > ctx.now || submittedAt.getTime() < bornAt)) throw new ShopError('PARAM_INVALID', { field: 'submittime' })
  const replies = readSubmitdata(submission.submitdata, survey.questions)
  checkReplies(survey.questions, replies, 'submitdata')
  return inTransaction(ctx, (tx) => putAnswer(tx, survey, { replies, seconds, source: 'api', mark, udsid, submittedAt }))
}
