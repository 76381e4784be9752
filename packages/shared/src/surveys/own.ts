import { SURVEY_STATUS, type SurveyQuestion, type SurveyReply, VOTE } from '../contract/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { codeHash, secretKey } from '../secrets/index.ts'
import { gmt8Day } from '../time/index.ts'
import { type AnswerSource, checkReplies, putAnswer, refuseClosed } from './answer.ts'
import { NO_REWARD, payReward, type Reward } from './reward.ts'
import { linkedSurvey, type SurveyFacts, type WholeSurvey } from './rows.ts'

export const LINK_STATES = ['open', 'not_started', 'over', 'paused', 'full', 'answered'] as const
export type LinkState = typeof LINK_STATES[number]

/** A survey as its page shows it. */
export interface LinkedSurvey {
  sid: string
  title: string
  description: string
  atype: number
  version: number
  state: LinkState
  beginAt: string
  endAt: string
  answers: number
  questions: SurveyQuestion[]
  /** The order the caller was asked about, '' for none. */
  orderSn: string
  rewardPoints: number
  rewardBonusFen: number
}

/** Guests of one address and day may fill in so many questionnaires; of a vote just one. */
const GUEST_ANSWERS_A_DAY = 20

interface Answerer {
  userId: number | null
  orderId: number | null
  orderSn: string
  /** '' when nothing keeps this person from answering again. */
  onceKey: string
  guestKey: string
}

const INVITED = `SELECT o."id", o."sn" FROM "SurveyInvitation" i JOIN "Order" o ON o."id" = i."orderId" WHERE i."surveyId" = $1 AND i."userId" = $2 AND o."sn" = $3`
const HAS_ANSWERED = 'SELECT 1 FROM "SurveyAnswer" WHERE "surveyId" = $1 AND "onceKey" = $2'
const OF_GUEST = 'SELECT count(*)::int AS "count" FROM "SurveyAnswer" WHERE "surveyId" = $1 AND "guestKey" = $2'
const BONUS_VALUE = 'SELECT "moneyFen" FROM "BonusType" WHERE "id" = $1 AND "useEndAt" > $2'

function guestKeyOf({ actor, now }: Pick<TxCtx, 'actor' | 'now'>): string {
  const ip = 'ip' in actor ? actor.ip : ''
  return codeHash(secretKey(), `survey ${ip} ${gmt8Day(now)}`)
}

/** Who answers, and for what: an order the shopper was asked about, the shopper, or a guest of today. */
async function answererOf(ctx: Pick<TxCtx, 'sql' | 'actor' | 'now'>, survey: SurveyFacts, orderSn: string): Promise<Answerer> {
  if (ctx.actor.kind !== 'shopper') {
    const guestKey = guestKeyOf(ctx)
    return { userId: null, orderId: null, orderSn: '', onceKey: survey.atype === VOTE ? `guest ${guestKey}` : '', guestKey }
  }
  const { userId } = ctx.actor
  const order = orderSn === '' ? null : await ctx.sql.row<{ id: number, sn: string }>('survey_invited_order', INVITED, [survey.id, userId, orderSn])
  return { userId, orderId: order?.id ?? null, orderSn: order?.sn ?? '', onceKey: order ? `order ${order.id}` : `user ${userId}`, guestKey: '' }
}

async function stateOf(ctx: Ctx, survey: SurveyFacts, { onceKey }: Answerer): Promise<LinkState> {
  if (onceKey !== '' && await ctx.sql.row('survey_has_answered', HAS_ANSWERED, [survey.id, onceKey])) return 'answered'
  if (survey.status === SURVEY_STATUS.paused) return 'paused'
  if (survey.beginAt && survey.beginAt > ctx.now) return 'not_started'
  if (survey.endAt && survey.endAt <= ctx.now) return 'over'
  return survey.maxAnswers > 0 && survey.answerValid >= survey.maxAnswers ? 'full' : 'open'
}

async function bonusValue(ctx: Ctx, { rewardKind, rewardBonusTypeId }: SurveyFacts): Promise<number> {
  if (rewardKind !== 'bonus') return 0
  return (await ctx.sql.row<{ moneyFen: number }>('survey_bonus_value', BONUS_VALUE, [rewardBonusTypeId, ctx.now]))?.moneyFen ?? 0
}

/** What stands behind a link, for whoever follows it. */
export async function followLink(ctx: Ctx, { sid, orderSn }: { sid: string, orderSn: string }): Promise<LinkedSurvey> {
  const survey = await linkedSurvey(ctx, sid)
  const answerer = await answererOf(ctx, survey, orderSn)
  const [state, rewardBonusFen] = await Promise.all([stateOf(ctx, survey, answerer), bonusValue(ctx, survey)])
  const { title, description, atype, version, beginAt, endAt, questions, rewardKind, rewardPoints } = survey
  return {
    sid, title, description, atype, version, state, rewardBonusFen,
    beginAt: beginAt?.toISOString() ?? '',
    endAt: endAt?.toISOString() ?? '',
    answers: survey.answerValid,
    questions: state === 'open' ? questions.filter(({ isHidden }) => !isHidden) : [],
    orderSn: answerer.orderSn,
    rewardPoints: rewardKind === 'points' ? rewardPoints : 0,
  }
}

export interface LinkAnswer {
  sid: string
  orderSn: string
  /** The version the page showed. */
  version: number
  seconds: number
  source: Exclude<AnswerSource, 'api' | 'order'>
  replies: readonly SurveyReply[]
}

async function refuseBusyGuest(tx: TxCtx, survey: WholeSurvey, { guestKey }: Answerer): Promise<void> {
  if (guestKey === '') return
  const row = await tx.sql.row<{ count: number }>('survey_of_guest', OF_GUEST, [survey.id, guestKey])
  if ((row?.count ?? 0) >= GUEST_ANSWERS_A_DAY) throw new ShopError('LIMIT_REACHED', { limit: GUEST_ANSWERS_A_DAY })
}

/** The answer of a shopper or a guest, with its reward for a shopper. */
export async function answerLink(ctx: Ctx, answer: LinkAnswer): Promise<{ index: number, reward: Reward }> {
  const survey = await linkedSurvey(ctx, answer.sid)
  refuseClosed(survey, ctx.now)
  if (answer.version !== survey.version) throw new ShopError('CONFLICT', { reason: 'version' })
  checkReplies(survey.questions, answer.replies, 'replies')
  const answerer = await answererOf(ctx, survey, answer.orderSn)
  return inTransaction(ctx, async (tx) => {
    await refuseBusyGuest(tx, survey, answerer)
    const { userId, orderId, orderSn, onceKey, guestKey } = answerer
    const { index } = await putAnswer(tx, survey, { replies: answer.replies, seconds: answer.seconds, source: orderId === null ? answer.source : 'order', mark: orderSn, userId, orderId, onceKey, guestKey })
    return { index, reward: userId === null ? NO_REWARD : await payReward(tx, survey, userId) }
  })
}

export interface OrderSurvey { sid: string, title: string, isAnswered: boolean, rewardPoints: number }

const OF_ORDER = `
SELECT s."sid", s."title", CASE WHEN s."rewardKind" = 'points' THEN s."rewardPoints" ELSE 0 END AS "rewardPoints",
  EXISTS (SELECT 1 FROM "SurveyAnswer" a WHERE a."surveyId" = s."id" AND a."onceKey" = 'order ' || i."orderId") AS "isAnswered"
FROM "SurveyInvitation" i JOIN "Survey" s ON s."id" = i."surveyId" JOIN "Order" o ON o."id" = i."orderId"
WHERE o."sn" = $1 AND i."userId" = $2 AND s."status" = 1 AND (s."endAt" IS NULL OR s."endAt" > $3) ORDER BY i."id"`

/** The surveys that ask about an order of the caller's. */
export async function surveysOfOrder(ctx: Ctx, { orderSn }: { orderSn: string }): Promise<{ items: OrderSurvey[] }> {
  if (ctx.actor.kind !== 'shopper') throw new ShopError('SESSION_REQUIRED')
  return { items: await ctx.sql.rows<OrderSurvey & Record<string, unknown>>('surveys_of_order', OF_ORDER, [orderSn, ctx.actor.userId, ctx.now]) }
}
