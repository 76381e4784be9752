import type { RequestCtx } from '../context.ts'

/** The storefront's session goes into its cookie, which scripts cannot read; outside programs get the text. */
export function handOver<Answer extends { session: string, expiresAt: string }>(ctx: RequestCtx, answer: Answer): Answer {
  if (ctx.transport !== 'web') return answer
  ctx.setSessionCookie(answer.session, new Date(answer.expiresAt))
  return { ...answer, session: '' }
}

/** The browser forgets a session that has ended. */
export function dropCookie<Answer>(ctx: RequestCtx, answer: Answer): Answer {
  ctx.setSessionCookie('', null)
  return answer
}
