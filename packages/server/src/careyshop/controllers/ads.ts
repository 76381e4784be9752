import { addAd, adByCode, type DeskAd, findAds, getAd, getAdPosition, refuseTakenCode, removeAds, saveAds } from '@xiaopu/shared/content'
import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import { Refused } from '../../gateway/index.ts'
import { adContent, wirePicture } from '../ad-content.ts'
import { type CareyCtx, done, method, orNull, pageOf } from '../method.ts'
import { ordered } from '../param-kinds.ts'
import { maybeMoment, moment } from '../param-time.ts'
import { param } from '../read-params.ts'
import { sentOf } from '../sent.ts'
import { bit, timeText } from '../wire.ts'

const FAILURE = 500
const [MAX_CODE, MAX_NAME, MAX_URL, MAX_CONTENT, MAX_COLOR, MAX_SORT, LEAST_NUMBER, MAX_NUMBER] = [16, 100, 255, 20_000, 10, 255, -128, 127]
const CODE_KIND = 1
const staff = { controller: 'ads', auth: 'required', who: ['admin'], permission: 'ads.edit' } as const
const writing = { ...staff, write: true } as const
const reading = { ...staff, write: false } as const
const byId = z.object({ ads_id: param.int(1) })
const many = z.object({ ads_id: param.ids })
const isAddress = (url: string | undefined): boolean => url === undefined || /^(?:https?:\/\/\S+|\/(?!\/)\S*)$/i.test(url)
const fields = {
  ads_position_id: param.maybeInt(1),
  code: param.text(MAX_CODE).optional(),
  name: param.maybeWords(MAX_NAME),
  url: param.maybeWords(MAX_URL).refine(isAddress),
  target: z.enum(['_self', '_blank']).optional(),
  content: param.text(MAX_CONTENT).optional(),
  color: param.text(MAX_COLOR).optional(),
  begin_time: maybeMoment,
  end_time: maybeMoment,
  sort: param.maybeInt(0, MAX_SORT),
  status: param.maybeFlag,
}
const ORDERS = { ads_id: 'id', ads_position_id: 'positionId', name: 'name', begin_time: 'startAt', end_time: 'endAt', sort: 'sortOrder', status: 'isEnabled' } as const

function wireAd(ad: DeskAd, baseUrl: string) {
  const { id, positionId, code, platform, name, link, target, color, mediaType, startAt, endAt, sortOrder, isEnabled } = ad
  return {
    ads_id: id, ads_position_id: positionId, code, platform, name, url: link, target, content: wirePicture(ad, baseUrl), color, type: bit(mediaType === CODE_KIND),
    begin_time: timeText(startAt), end_time: timeText(endAt), sort: sortOrder, status: bit(isEnabled),
  }
}

function changeOf({ ads_position_id: positionId, code, name, url: link, target, content, color, begin_time: startAt, end_time: endAt, sort: sortOrder, status: isEnabled }: z.output<z.ZodObject<typeof fields>>, baseUrl: string) {
  return sentOf({ positionId, code, name, link, ...link === undefined ? {} : { linkType: 'url' as const, linkId: 0 }, target, color, startAt, endAt, sortOrder, isEnabled, ...content === undefined ? {} : adContent(content, baseUrl) })
}

async function refuseTaken(ctx: CareyCtx, code: string | undefined, ownId = 0): Promise<void> {
  await refuseTakenCode(ctx, code ?? '', ownId).catch((cause: unknown) => {
    throw cause instanceof ShopError && cause.word === 'CONFLICT' ? new Refused('CONFLICT', FAILURE, '广告编码已存在', 'code') : cause
  })
}

const answer = async (ctx: CareyCtx, id: number): Promise<ReturnType<typeof wireAd>> => wireAd(await getAd(ctx, id), ctx.baseUrl)

export const adsMethods = [
  method({
    controller: 'ads',
    auth: 'none',
    write: false,
    name: 'get.ads.code',
    title: '根据编码获取一个广告',
    params: z.object({ code: param.words(MAX_CODE) }),
    async run({ ctx, input }) {
      const found = await orNull(adByCode(ctx, input.code))
      if (!found) return null
      const { ads_id, platform, name, url, target, content, color, type } = wireAd(found, ctx.baseUrl)
      return { ads_id, platform, name, url, target, content, color, type }
    },
  }),
  method({
    ...reading,
    name: 'get.ads.list',
    title: '获取广告列表',
    params: z.object({
      ads_position_id: param.maybeInt(1),
      code: param.text(MAX_CODE).default(''),
      platform: param.maybeInt(LEAST_NUMBER, MAX_NUMBER),
      name: param.text(MAX_NAME).default(''),
      type: param.maybeFlag,
      status: param.maybeFlag,
      begin_time: maybeMoment,
      end_time: maybeMoment,
      ...param.page,
      ...ordered(['ads_id', 'ads_position_id', 'name', 'begin_time', 'end_time', 'sort', 'status'], 'ads_id'),
    }),
    async run({ ctx, input }) {
      if (input.begin_time && input.end_time && input.begin_time > input.end_time) throw new ShopError('PARAM_INVALID', { field: 'begin_time' })
      const { items, totalResults } = await findAds(ctx, {
        state: 'all',
        positionId: input.ads_position_id ?? 0,
        code: input.code,
        name: input.name,
        platform: input.platform,
        isCode: input.type,
        isEnabled: input.status,
        from: input.begin_time,
        until: input.end_time,
        order: ORDERS[input.order_field],
        isDescending: input.order_type === 'desc',
      }, { pageNo: input.page_no, pageSize: input.page_size })
      const rows = items.map((ad) => {
        const { ads_position_id, content: _content, ...row } = wireAd(ad, ctx.baseUrl)
        return { ...row, get_ads_position: { ads_position_id, name: ad.positionName } }
      })
      return pageOf(rows, totalResults)
    },
  }),
  method({ ...reading, name: 'get.ads.item', title: '获取一个广告', params: byId, run: ({ ctx, input }) => orNull(answer(ctx, input.ads_id)) }),
  method({
    ...writing,
    name: 'add.ads.item',
    title: '添加一个广告',
    params: z.object({ ...fields, ads_position_id: param.int(1), name: param.words(MAX_NAME), url: param.words(MAX_URL).refine(isAddress), begin_time: moment, end_time: moment }),
    async run({ ctx, input }) {
      await refuseTaken(ctx, input.code)
      const { ads_position_id: positionId, name, begin_time: startAt, end_time: endAt } = input
      const { mediaType } = await getAdPosition(ctx, positionId)
      return answer(ctx, await addAd(ctx, { ...changeOf(input, ctx.baseUrl), positionId, name, startAt, endAt, mediaType }))
    },
  }),
  method({
    ...writing,
    name: 'set.ads.item',
    title: '编辑一个广告',
    params: byId.extend(fields),
    async run({ ctx, input }) {
      await refuseTaken(ctx, input.code, input.ads_id)
      const moved = input.ads_position_id === undefined ? {} : { mediaType: (await getAdPosition(ctx, input.ads_position_id)).mediaType }
      await saveAds(ctx, [input.ads_id], { ...changeOf(input, ctx.baseUrl), ...moved })
      return answer(ctx, input.ads_id)
    },
  }),
  method({ ...writing, name: 'del.ads.list', title: '批量删除广告', params: many, run: ({ ctx, input }) => done(removeAds(ctx, input.ads_id)) }),
  method({ ...writing, name: 'set.ads.sort', title: '设置广告排序', params: byId.extend({ sort: param.int(0, MAX_SORT) }), run: ({ ctx, input }) => done(saveAds(ctx, [input.ads_id], { sortOrder: input.sort })) }),
  method({ ...writing, name: 'set.ads.status', title: '批量设置是否显示', params: many.extend({ status: param.flag }), run: ({ ctx, input }) => done(saveAds(ctx, input.ads_id, { isEnabled: input.status })) }),
  method({ ...reading, name: 'unique.ads.code', title: '验证广告编码是否唯一', params: z.object({ code: param.words(MAX_CODE), exclude_id: param.maybeInt(1) }), run: ({ ctx, input }) => done(refuseTaken(ctx, input.code, input.exclude_id)) }),
]
