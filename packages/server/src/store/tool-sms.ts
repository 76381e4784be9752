import { z } from 'zod'
import { sendMobileCode, verifyMobileCode } from '@xiaopu/shared/accounts'
import { flag, int, text } from '@xiaopu/shared/contract'
import { captchaPicture, newCaptchaMark, putCaptcha, useCaptcha } from '@xiaopu/shared/platform'
import { publicProcedure, router, visitorProcedure } from '../trpc.ts'

const number = {
  mobile: text.max(20),
  countryCode: text.max(5).default('86'),
  purpose: z.enum(['signup', 'signin', 'forget', 'bind', 'change_new', 'verify']),
}

export const smsRouter = router({
  send: visitorProcedure
    .meta({ method: 'ectouch.tool.sms', action: 'send', isDefaultAction: true, title: '发送验证码', write: true, errors: ['MOBILE_INVALID', 'SMS_TOO_OFTEN', 'SMS_DAILY_LIMIT', 'CAPTCHA_REQUIRED', 'CAPTCHA_WRONG', 'FEATURE_OFF', 'SESSION_REQUIRED'] })
    .input(z.strictObject({
      ...number,
      captchaId: text.max(32).optional(),
      captcha: text.max(10).optional(),
    }))
    .output(z.object({
      mobile: text,
      expiresIn: int,
      resendIn: int,
    }))
    .mutation(({ ctx, input }) => sendMobileCode(ctx, input, { secretsKey: ctx.secretsKey, useCaptcha })),
  verify: visitorProcedure
    .meta({ method: 'ectouch.tool.sms', action: 'verify', title: '校验验证码', write: true, errors: ['SMS_CODE_WRONG', 'SMS_CODE_EXPIRED', 'MOBILE_INVALID'] })
    .input(z.strictObject({
      ...number,
      mobileCode: text.min(6).max(6),
    }))
    .output(z.object({
      verified: flag,
    }))
    .mutation(({ ctx, input }) => verifyMobileCode(ctx, input, ctx)),
  /** A picture for the storefront's pages; programs have an address of their own for it. */
  captcha: publicProcedure
    .input(z.void())
    .output(z.object({ captchaId: text, picture: text }))
    .mutation(async ({ ctx }) => {
      const captchaId = newCaptchaMark()
      const { contentType, bytes } = await captchaPicture(await putCaptcha(ctx, captchaId))
      return { captchaId, picture: `data:${contentType};base64,${bytes.toString('base64')}` }
    }),
})
