import { ShopError } from '@xiaopu/shared/errors'
import { publicProcedure } from '../trpc.ts'

/** An action of the survey convention: for programs with the scope alone. */
export function surveyProcedure({ method, title, write }: { method: string, title: string, write: boolean }) {
  return publicProcedure.meta({ auth: 'optional', scope: 'survey', method, title, write }).use(({ ctx, next }) => {
    const { actor } = ctx
    if (actor.kind !== 'app') throw new ShopError('FORBIDDEN')
    return next({ ctx: { ...ctx, actor } })
  })
}
