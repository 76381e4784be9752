import { z } from 'zod'
import { changePassword, forgetPassword, getOwnUser, logout, signIn, signUp, signupForm, updateProfile } from '@xiaopu/shared/accounts'
import { day, file, flag, int, json, SignupField, text, time, User } from '@xiaopu/shared/contract'
import { publicProcedure, router, shopperProcedure } from '../trpc.ts'
import { dropCookie, handOver } from './session-answer.ts'
import { accountRouter } from './user-account.ts'
import { addressRouter } from './user-address.ts'
import { affiliateProcedure, bonusRouter } from './user-bonus.ts'
import { bindProcedure } from './user-bind.ts'
import { collectRouter, collectsRouter } from './user-collect.ts'
import { announcementsRouter } from './user-announcements.ts'
import { noticesRouter } from './user-notices.ts'
import { ownRouter } from './user-own.ts'
import { accountPorts } from './user-ports.ts'
import { attentionRouter, bookingRouter, historyRouter, tagRouter, validateRouter } from './user-watch.ts'

export const userRouter = router({
  get: shopperProcedure
    .meta({ method: 'ectouch.user.get', title: '获取用户信息', write: false })
    .input(z.strictObject({}))
    .output(z.object({
      user: User,
    }))
    .query(({ ctx }) => getOwnUser(ctx)),
  signup: publicProcedure
    .meta({ method: 'ectouch.user.signup', title: '用户注册', write: true, isCredential: true, errors: ['SIGNUP_CLOSED', 'AGREEMENT_REQUIRED', 'USER_NAME_INVALID', 'USER_NAME_EXISTS', 'EMAIL_INVALID', 'EMAIL_EXISTS', 'MOBILE_INVALID', 'MOBILE_EXISTS', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED', 'PASSWORD_WEAK', 'FIELD_REQUIRED'] })
    .input(z.strictObject({
      userName: text.max(60),
      password: text.max(256),
      email: text.max(60).optional(),
      mobilePhone: text.max(20).optional(),
      mobileCode: text.max(10).optional(),
      nickName: text.max(30).optional(),
      extendFields: json.optional(),
      agreement: flag,
      parentId: int.min(0).default(0),
      cartKey: text.min(32).max(32).optional(),
    }))
    .output(z.object({
      session: text,
      expiresAt: time,
      user: User,
    }))
    .mutation(async ({ ctx, input }) => handOver(ctx, await signUp(ctx, input, accountPorts(ctx)))),
  signin: publicProcedure
    .meta({ method: 'ectouch.user.signin', title: '用户登录', write: true, isCredential: true, errors: ['SIGNIN_FAILED', 'SIGNIN_LOCKED', 'USER_DISABLED', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED'] })
    .input(z.strictObject({
      userName: text.max(60),
      password: text.max(256).optional(),
      mobileCode: text.max(10).optional(),
      device: text.max(60).optional(),
      cartKey: text.min(32).max(32).optional(),
    }))
    .output(z.object({
      session: text,
      expiresAt: time,
      user: User,
    }))
    .mutation(async ({ ctx, input }) => handOver(ctx, await signIn(ctx, input, accountPorts(ctx)))),
  update: shopperProcedure
    .meta({ method: 'ectouch.user.update', title: '更新用户资料', write: true, errors: ['EMAIL_INVALID', 'EMAIL_EXISTS', 'MOBILE_INVALID', 'MOBILE_EXISTS', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED', 'PASSWORD_WRONG', 'SIGNIN_LOCKED', 'FIELD_REQUIRED', 'FILE_INVALID'] })
    .input(z.strictObject({
      nickName: text.max(30).optional(),
      avatar: file.optional(),
      sex: int.min(0).max(2).optional(),
      birthday: day.optional(),
      email: text.max(60).optional(),
      mobilePhone: text.max(20).optional(),
      mobileCode: text.max(10).optional(),
      password: text.max(256).optional(),
      qq: text.max(20).optional(),
      officePhone: text.max(20).optional(),
      homePhone: text.max(20).optional(),
      extendFields: json.optional(),
    }))
    .output(z.object({
      user: User,
    }))
    .mutation(({ ctx, input }) => updateProfile(ctx, input, accountPorts(ctx))),
  signupFields: publicProcedure
    .meta({ method: 'ectouch.user.signup.fields', title: '获取注册字段', write: false })
    .input(z.strictObject({}))
    .output(z.object({
      signupOpen: flag,
      agreementText: text,
      fields: z.array(SignupField),
    }))
    .query(({ ctx }) => signupForm(ctx)),
  password: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.user.password.update', title: '修改会员密码', write: true, isCredential: true, errors: ['PASSWORD_WRONG', 'PASSWORD_WEAK', 'SIGNIN_LOCKED'] })
      .input(z.strictObject({
        oldPassword: text.max(256).optional(),
        newPassword: text.max(256),
      }))
      .output(z.object({
        session: text,
        expiresAt: time,
        signedOut: int,
      }))
      .mutation(async ({ ctx, input }) => handOver(ctx, await changePassword(ctx, input))),
  }),
  forget: publicProcedure
    .meta({ method: 'ectouch.user.forget', title: '找回密码修改密码', write: true, isCredential: true, errors: ['TOKEN_INVALID', 'PASSWORD_WEAK'] })
    .input(z.strictObject({
      account: text.max(60).optional(),
      code: text.max(64).optional(),
      newPassword: text.max(256).optional(),
    }))
    .output(z.object({
      sent: flag,
      reset: flag,
      retryAfter: int,
    }))
    .mutation(({ ctx, input }) => forgetPassword(ctx, input, accountPorts(ctx))),
  logout: shopperProcedure
    .meta({ method: 'ectouch.user.logout', title: '用户注销', write: true })
    .input(z.strictObject({
      all: flag.default(false),
    }))
    .output(z.object({
      signedOut: int,
    }))
    .mutation(async ({ ctx, input }) => dropCookie(ctx, await logout(ctx, input))),
  account: accountRouter,
  address: addressRouter,
  affiliate: affiliateProcedure,
  bonus: bonusRouter,
  attention: attentionRouter,
  bind: bindProcedure,
  booking: bookingRouter,
  collect: collectRouter,
  collects: collectsRouter,
  history: historyRouter,
  announcements: announcementsRouter,
  notices: noticesRouter,
  own: ownRouter,
  tag: tagRouter,
  validate: validateRouter,
})
