import { type DeskAdPosition, findAdPositions, findAds, getAdPosition } from '@xiaopu/shared/content'
import { z } from 'zod'
import { wirePicture } from '../ad-content.ts'
import { method, orNull, pageOf } from '../method.ts'
import { ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { bit } from '../wire.ts'

const [MAX_CODE, MAX_NAME, LEAST_NUMBER, MAX_NUMBER, MAX_DISPLAY, MOST_ADS] = [16, 100, -128, 127, 3, 50]
/** `display`: one or several, in the shop's order or in any. */
const [ONE, SEVERAL_AT_RANDOM, ONE_AT_RANDOM] = [1, 2, 3]
const staff = { controller: 'ads_position', auth: 'required', who: ['admin'], permission: 'ads.edit', write: false } as const
const facets = { platform: param.maybeInt(LEAST_NUMBER, MAX_NUMBER), type: param.maybeInt(0, 1), display: param.maybeInt(0, MAX_DISPLAY), status: param.maybeFlag }
const ORDERS = { ads_position_id: 'id', name: 'name', description: 'description', width: 'width', height: 'height', status: 'isEnabled' } as const
const inShopOrder = { name: '', code: '', order: 'id', isDescending: false } as const

function wirePosition({ id, code, platform, name, description, width, height, content, color, mediaType, display, isEnabled }: DeskAdPosition) {
  return { ads_position_id: id, code, platform, name, description, width, height, content, color, type: mediaType, display, status: bit(isEnabled) }
}

/** In no order at all; the ones in front are those shown. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  return items.map((item) => ({ item, place: Math.random() })).toSorted((a, b) => a.place - b.place).map(({ item }) => item)
}

function chosen<Item>(items: readonly Item[], display: number): readonly Item[] {
  const order = display === SEVERAL_AT_RANDOM || display === ONE_AT_RANDOM ? shuffled(items) : items
  return display === ONE || display === ONE_AT_RANDOM ? order.slice(0, 1) : order
}

export const adsPositionMethods = [
  method({
    controller: 'ads_position',
    auth: 'none',
    write: false,
    name: 'get.ads.position.code',
    title: '根据广告位编码获取广告列表',
    params: z.object({ code: param.words(MAX_CODE) }),
    async run({ ctx, input }) {
      const position = (await findAdPositions(ctx, { ...inShopOrder, isEnabled: true })).find(({ code }) => code === input.code)
      if (!position) return null
      const { items } = await findAds(ctx, { state: 'running', positionId: position.id, code: '', name: '', order: 'sortOrder', isDescending: false }, { pageNo: 1, pageSize: MOST_ADS })
      const { code: _code, description: _description, status: _status, ...wire } = wirePosition(position)
      const ads = chosen(items, position.display).map((ad) => ({ ads_id: ad.id, name: ad.name, url: ad.link, target: ad.target, content: wirePicture(ad, ctx.baseUrl), color: ad.color }))
      return { ...wire, ads_items: ads }
    },
  }),
  method({
    ...staff,
    name: 'get.ads.position.list',
    title: '获取广告位置列表',
    params: z.object({ name: param.text(MAX_NAME).default(''), code: param.text(MAX_CODE).default(''), ...facets, ...param.page, ...ordered(['ads_position_id', 'name', 'description', 'width', 'height', 'status'], 'ads_position_id') }),
    async run({ ctx, input }) {
      const { name, code, platform, type: mediaType, display, status: isEnabled } = input
      const rows = await findAdPositions(ctx, { name, code, platform, mediaType, display, isEnabled, order: ORDERS[input.order_field], isDescending: input.order_type === 'desc' })
      return pageOf(rows.slice((input.page_no - 1) * input.page_size, input.page_no * input.page_size).map(wirePosition), rows.length)
    },
  }),
  method({
    ...staff,
    name: 'get.ads.position.item',
    title: '获取一个广告位置',
    params: z.object({ ads_position_id: param.int(1) }),
    async run({ ctx, input }) {
      const found = await orNull(getAdPosition(ctx, input.ads_position_id))
      return found && wirePosition(found)
    },
  }),
  method({
    ...staff,
    name: 'get.ads.position.select',
    title: '获取广告位置选择列表',
    params: z.object(facets),
    async run({ ctx, input: { platform: number, type: mediaType, display: how, status: isEnabled } }) {
      const rows = await findAdPositions(ctx, { ...inShopOrder, platform: number, mediaType, display: how, isEnabled })
      return rows.map(wirePosition).map(({ ads_position_id, code, platform, name, type, display, status }) => ({ ads_position_id, code, platform, name, type, display, status }))
    },
  }),
]
