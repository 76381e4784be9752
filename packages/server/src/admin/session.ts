import { z } from 'zod'
import { int, text } from '@xiaopu/shared/contract'
import { changeOwnPassword, demoSignin, memberOf, signIn, signOut, withAuditTrail } from '@xiaopu/shared/staff'
import { publicProcedure, router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const Member = z.object({
  staffId: int,
  name: text,
  displayName: text,
  roleName: text,
  sellerId: int,
  permissions: z.array(text),
})

const password = text.min(1).max(64)

/** Who works here now. Signing in and out write their own audit rows. */
export const sessionRouter = router({
  me: staffProcedure(null)
    .input(z.void())
    .output(Member)
    .query(({ ctx }) => memberOf(ctx, ctx.actor)),
  /** The sign-in a demo shop offers on its own page; empty in a real one. */
  demo: publicProcedure
    .input(z.void())
    .output(z.object({ name: text, password: text }))
    .query(({ ctx }) => demoSignin(ctx)),
  signIn: publicProcedure
    .input(z.strictObject({ name: text.min(1).max(64), password, isRemembered: z.boolean().default(false) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      const { token, expiresAt } = await signIn(ctx, { name: input.name, password: input.password }, ctx)
      ctx.setSessionCookie(token, input.isRemembered ? expiresAt : null)
      return {}
    }),
  signOut: staffProcedure(null)
    .input(z.void())
    .output(z.object({}))
    .mutation(async ({ ctx }) => {
      await signOut({ ...ctx, actor: withAuditTrail(ctx.actor, ctx.requestId) }, ctx.sessionToken)
      ctx.setSessionCookie('', null)
      return {}
    }),
  changePassword: staffWrite(null)
    .input(z.strictObject({ oldPassword: password, newPassword: password }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await changeOwnPassword(ctx, ctx.actor, ctx.sessionToken, input)
      return {}
    }),
})
