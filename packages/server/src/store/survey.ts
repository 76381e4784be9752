import { z } from 'zod'
import { flag, int, SurveyQuestion, SurveyReply, text, time } from '@xiaopu/shared/contract'
import { answerLink, followLink, LINK_STATES, surveysOfOrder } from '@xiaopu/shared/surveys'
import { router, shopperProcedure, visitorProcedure } from '../trpc.ts'

const sid = text.min(8).max(20)
const orderSn = text.max(40).default('')
const SECONDS_A_DAY = 86_400

/** Questionnaires and votes behind their links: the storefront's alone. */
export const surveyRouter = router({
  get: visitorProcedure
    .input(z.strictObject({ sid, orderSn }))
    .output(z.object({
      sid: text, title: text, description: text, atype: int, version: int, state: z.enum(LINK_STATES), beginAt: time, endAt: time, answers: int,
      questions: z.array(SurveyQuestion), orderSn: text, rewardPoints: int, rewardBonusFen: int,
    }))
    .query(({ ctx, input }) => followLink(ctx, input)),
  answer: visitorProcedure
    .input(z.strictObject({ sid, orderSn, version: int.min(1), seconds: int.min(0).max(SECONDS_A_DAY), source: z.enum(['link', 'widget']).default('link'), replies: z.array(SurveyReply).max(2000) }))
    .output(z.object({ index: int, reward: z.object({ points: int, bonusFen: int }) }))
    .mutation(({ ctx, input }) => answerLink(ctx, input)),
  ofOrder: shopperProcedure
    .input(z.strictObject({ orderSn: text.min(1).max(40) }))
    .output(z.object({ items: z.array(z.object({ sid: text, title: text, isAnswered: flag, rewardPoints: int })) }))
    .query(({ ctx, input }) => surveysOfOrder(ctx, input)),
})
