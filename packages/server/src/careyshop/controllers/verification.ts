import { sendMailCode, sendMobileCode, type SendOptions } from '@xiaopu/shared/accounts'
import { useCaptcha } from '@xiaopu/shared/platform'
import { z } from 'zod'
import { type CareyCtx, done, method } from '../method.ts'
import { numberSent } from '../mobile.ts'
import { param } from '../read-params.ts'

const [LEAST_MOBILE, MAX_MOBILE, MAX_EMAIL, MARK] = [7, 15, 60, 32]
const sending = { controller: 'verification', auth: 'none', write: true, isCostly: true } as const
/** From a few codes an hour on a captcha is asked for: the one of signing in, by its mark. */
const captcha = { session_id: param.text(MARK).default(''), login_code: param.text(20).default('') }

const options = ({ secretsKey }: CareyCtx): SendOptions => ({ secretsKey, useCaptcha })
const solved = (input: { session_id: string, login_code: string }) => ({ captchaId: input.session_id, captcha: input.login_code })

/** Codes for whichever method of this convention takes one. */
export const verificationMethods = [
  method({
    ...sending,
    name: 'send.verification.sms',
    title: '发送短信验证码',
    params: z.object({ mobile: param.words(MAX_MOBILE, LEAST_MOBILE), ...captcha }),
    run: ({ ctx, input }) => done(sendMobileCode(ctx, { ...numberSent(input.mobile), purpose: 'program', ...solved(input) }, options(ctx))),
  }),
  method({
    ...sending,
    name: 'send.verification.email',
    title: '发送邮件验证码',
    params: z.object({ email: param.words(MAX_EMAIL), ...captcha }),
    run: ({ ctx, input }) => done(sendMailCode(ctx, { email: input.email, ...solved(input) }, options(ctx))),
  }),
]
