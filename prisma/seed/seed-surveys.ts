import type { Actor } from '@xiaopu/shared/database'
import type { SurveyReply } from '@xiaopu/shared/contract'
import { addSurvey, answerLink, moveSurvey, type SurveyForm, type WholeSurvey } from '@xiaopu/shared/surveys'
import { demoShopper } from './content/index.ts'
import { SATISFACTION, SATISFACTION_REPLIES, type SeedReply, VOTE_REPLIES, VOTE_SURVEY } from './content/surveys.ts'
import { daysFrom, type SeedContext } from './seed-context.ts'

const MERCHANT: Actor = { kind: 'staff', staffId: 0, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }
const DAYS_OLD = 15
const LEAST_SECONDS = 38
const SECONDS_SPREAD = 60
const QUESTIONNAIRE = 1
const VOTE = 3
const PLAIN: Pick<SurveyForm, 'notes' | 'folder' | 'beginAt' | 'endAt' | 'maxAnswers' | 'maxPerMark' | 'rewardBonusTypeId'> = { notes: '', folder: '', beginAt: '', endAt: '', maxAnswers: 0, maxPerMark: 0, rewardBonusTypeId: 0 }

const blank = (qIndex: string): SurveyReply => ({ qIndex: Number(qIndex), row: 0, items: [], ownTexts: [], text: '', value: 0 })

function repliesOf({ choices, texts = {}, rows = {} }: SeedReply): SurveyReply[] {
  return [
    ...Object.entries(choices).map(([qIndex, items]) => ({ ...blank(qIndex), items })),
    ...Object.entries(texts).map(([qIndex, text]) => ({ ...blank(qIndex), text })),
    ...Object.entries(rows).flatMap(([qIndex, items]) => items.map((item, at) => ({ ...blank(qIndex), row: at + 1, items: [item] }))),
  ]
}

async function published(ctx: SeedContext, form: SurveyForm): Promise<WholeSurvey> {
  const then = { ...ctx, actor: MERCHANT, now: daysFrom(ctx.now, -DAYS_OLD) }
  const survey = await addSurvey(then, form)
  await moveSurvey(then, { id: survey.id, state: 1 })
  return { ...survey, version: survey.version + 1 }
}

async function answered(ctx: SeedContext, survey: WholeSurvey, replies: readonly SeedReply[], actorOf: (at: number) => Actor): Promise<void> {
  for (const [at, reply] of replies.toSorted((a, b) => b.daysAgo - a.daysAgo).entries()) {
    const seconds = LEAST_SECONDS + (at * 17) % SECONDS_SPREAD
    await answerLink({ ...ctx, actor: actorOf(at), now: daysFrom(ctx.now, -reply.daysAgo) }, { sid: survey.sid, orderSn: '', version: survey.version, seconds, source: 'link', replies: repliesOf(reply) })
  }
}

/** A questionnaire after a purchase and a vote, both published and answered by others than the demo's shopper. */
export async function seedSurveys(ctx: SeedContext, users: ReadonlyMap<string, number>): Promise<void> {
  const others = [...users].filter(([name]) => name !== demoShopper.userName).map(([, userId]) => userId)
  const satisfaction = await published(ctx, { ...PLAIN, ...SATISFACTION, atype: QUESTIONNAIRE, trigger: 'order_received', rewardKind: 'points' })
  await answered(ctx, satisfaction, SATISFACTION_REPLIES.slice(-others.length), (at) => ({ kind: 'shopper', userId: others[at] ?? 0, sessionId: 0, appId: 0, ip: '' }))
  const vote = await published(ctx, { ...PLAIN, ...VOTE_SURVEY, atype: VOTE, trigger: 'none', rewardKind: 'none', rewardPoints: 0 })
  await answered(ctx, vote, VOTE_REPLIES, (at) => ({ kind: 'guest', appId: 0, ip: `203.0.113.${at + 1}` }))
}
