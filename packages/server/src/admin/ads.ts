import { z } from 'zod'
import { AD_STATES, AdChange, addAd, type DeskAd, findAds, getAd, NewAd, removeAds, saveAds } from '@xiaopu/shared/content'
import { Ad, flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const RIGHT = 'ads.edit'
const id = int.min(1)
const ids = z.array(id).min(1).max(100)
const moment = time.refine((value) => value !== '')
const Row = z.object({
  id: int, positionId: int, positionName: text, code: text, name: text, mediaType: int, imageUrl: text, text, link: text, linkType: Ad.shape.linkType, linkId: int,
  startAt: time, endAt: time, sortOrder: int, isEnabled: flag, clickCount: int,
})
const byId = z.strictObject({ id: int })

const shown = (ad: DeskAd) => ({ ...ad, startAt: ad.startAt.toISOString(), endAt: ad.endAt.toISOString() })

/** 广告: what stands in the places of the storefront. */
export const adsRouter = router({
  list: staffProcedure(RIGHT)
    .input(pagedInput({ state: z.enum(AD_STATES).default('all'), positionId: int.min(0).default(0), q: text.trim().max(60).default('') }))
    .output(pagedOutput({ items: z.array(Row), counts: z.record(z.enum(AD_STATES), int) }))
    .query(async ({ ctx, input: { pageNo, pageSize, state, positionId, q } }) => {
      const { items, ...found } = await findAds(ctx, { state, positionId, code: '', name: q, order: 'id', isDescending: true }, { pageNo, pageSize })
      return { ...found, items: items.map(shown), pageNo, pageSize }
    }),
  get: staffProcedure(RIGHT).input(byId).output(Row).query(async ({ ctx, input }) => shown(await getAd(ctx, input.id))),
  create: staffWrite(RIGHT)
    .input(NewAd.extend({ startAt: moment, endAt: moment }))
    .output(byId)
    .mutation(async ({ ctx, input }) => ({ id: await addAd(ctx, { ...input, startAt: new Date(input.startAt), endAt: new Date(input.endAt) }) })),
  update: staffWrite(RIGHT)
    .input(z.strictObject({ id, change: AdChange.extend({ startAt: moment.optional(), endAt: moment.optional() }) }))
    .output(byId)
    .mutation(async ({ ctx, input: { id: adId, change: { startAt, endAt, ...change } } }) => {
      await saveAds(ctx, [adId], { ...change, ...startAt === undefined ? {} : { startAt: new Date(startAt) }, ...endAt === undefined ? {} : { endAt: new Date(endAt) } })
      return { id: adId }
    }),
  setEnabled: staffWrite(RIGHT)
    .input(z.strictObject({ ids, isEnabled: flag }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await saveAds(ctx, input.ids, { isEnabled: input.isEnabled })
      return {}
    }),
  delete: staffWrite(RIGHT)
    .input(z.strictObject({ ids }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await removeAds(ctx, input.ids)
      return {}
    }),
})
