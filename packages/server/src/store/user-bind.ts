import { z } from 'zod'
import { bindAccount } from '@xiaopu/shared/accounts'
import { flag, int, text, time, User } from '@xiaopu/shared/contract'
import { publicProcedure } from '../trpc.ts'
import { handOver } from './session-answer.ts'
import { accountPorts } from './user-ports.ts'

export const bindProcedure = publicProcedure
  .meta({ method: 'ectouch.user.bind', title: '绑定注册', write: true, isCredential: true, errors: ['BIND_TOKEN_INVALID', 'BIND_EXISTS', 'SIGNIN_FAILED', 'SIGNIN_LOCKED', 'USER_DISABLED', 'SIGNUP_CLOSED', 'AGREEMENT_REQUIRED', 'USER_NAME_INVALID', 'USER_NAME_EXISTS', 'EMAIL_INVALID', 'EMAIL_EXISTS', 'MOBILE_INVALID', 'MOBILE_EXISTS', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED', 'PASSWORD_WEAK'] })
  .input(z.strictObject({
    bindToken: text.max(64),
    mode: z.enum(['existing', 'new']),
    userName: text.max(60).optional(),
    password: text.max(256).optional(),
    mobilePhone: text.max(20).optional(),
    mobileCode: text.max(10).optional(),
    email: text.max(60).optional(),
    agreement: flag.optional(),
    parentId: int.min(0).default(0),
    cartKey: text.min(32).max(32).optional(),
  }))
  .output(z.object({
    session: text,
    expiresAt: time,
    user: User,
    created: flag,
  }))
  .mutation(async ({ ctx, input }) => handOver(ctx, await bindAccount(ctx, input, accountPorts(ctx))))
