import { ShopError } from '@xiaopu/shared/errors'
import { type CallTokens, refreshCallToken, useCaptcha } from '@xiaopu/shared/platform'
import { z } from 'zod'
import { Refused } from '../gateway/index.ts'
import type { CareyCtx } from './method.ts'
import { param } from './read-params.ts'
import { unixSeconds } from './wire.ts'

const FAILURE = 500
const [LEAST_NAME, MOST_NAME, LEAST_PASSWORD, MOST_PASSWORD, MAX_PLATFORM, REFRESH] = [4, 20, 6, 64, 50, 32]

const signInParams = z.object({
  username: param.words(MOST_NAME, LEAST_NAME),
  password: param.words(MOST_PASSWORD, LEAST_PASSWORD),
  platform: param.words(MAX_PLATFORM),
  login_code: param.text(20).default(''),
  /** The mark of the captcha. */
  session_id: param.text(REFRESH).default(''),
})

/** What both sign-ins are: open to every program that says which one it is. */
export const signInTraits = { title: '登录账号', auth: 'none', write: true, needsAppKey: true, isCostly: true, answerHolds: 'a token', params: signInParams } as const

export const refreshParams = z.object({ refresh: param.words(REFRESH, REFRESH) })

/** Signs in for the program that calls, after the captcha it may ask for. Nobody learns which half of a sign-in was wrong. */
export async function entering<SignedIn>(ctx: CareyCtx, input: z.output<typeof signInParams>, work: (guest: CareyCtx) => Promise<SignedIn>): Promise<SignedIn> {
  const { app, ip } = ctx
  if (app?.needsCaptcha) await useCaptcha(ctx, { mark: input.session_id, answer: input.login_code })
  try {
    return await work({ ...ctx, actor: { kind: 'guest', appId: app?.id ?? 0, ip } })
  } catch (error) {
    const isWrong = error instanceof ShopError && (error.word === 'SIGNIN_FAILED' || error.word === 'USER_DISABLED')
    throw isWrong ? new Refused('SIGNIN_FAILED', FAILURE, '账号或密码错误') : error
  }
}

export function wireTokens(groupId: number, { token, tokenExpiresAt, refresh, refreshExpiresAt }: CallTokens): object {
  return { group_id: groupId, token, token_expires: unixSeconds(tokenExpiresAt), refresh, refresh_expires: unixSeconds(refreshExpiresAt) }
}

export async function refreshed(ctx: CareyCtx, groupId: number, refresh: string): Promise<object> {
  return { token: wireTokens(groupId, await refreshCallToken(ctx, ctx.tokenId, refresh)) }
}
