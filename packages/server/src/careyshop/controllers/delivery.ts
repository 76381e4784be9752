import { inPrismaTransaction, type PrismaTxCtx } from '@xiaopu/shared/database'
import { ShopError } from '@xiaopu/shared/errors'
import { CARRIER_HOUSES, carrierHouseOf, type CarrierHouse } from '@xiaopu/shared/orders'
import { levelsOf, regionPath } from '@xiaopu/shared/regions'
import { getOffers, getSettings, offersChanged, removeShippingMethod, saveShippingMethod, setShippingEnabled, type ShippingForm, shippingMethodsForStaff, shippingOptions, type ShippingView } from '@xiaopu/shared/shop'
import { audit } from '@xiaopu/shared/staff'
import { z } from 'zod'
import { Refused } from '../../gateway/index.ts'
import { formOf, newArea, wireDelivery, wireDeliveryRow, withFees } from '../delivery-shape.ts'
import { type CareyCtx, done, method, orNull } from '../method.ts'
import { amount, maybeAmount, maybeMoney, money, ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { yuan } from '../wire.ts'

const FAILURE = 500
const GRAMS_PER_KILOGRAM = 1000
const [MAX_NAME, MAX_TEXT, MAX_SORT, MAX_PIECES, USUAL_SORT] = [50, 150, 255, 255, 50]
const open = { controller: 'delivery', auth: 'none', write: false } as const
const staff = { controller: 'delivery', auth: 'required', who: ['admin'], permission: 'shop.shipping' } as const
const reading = { ...staff, write: false } as const
const writing = { ...staff, write: true } as const
const byId = z.object({ delivery_id: param.int(1) })
const many = z.object({ delivery_id: param.ids })
const pieces = param.int(0, MAX_PIECES)
const maybePieces = param.maybeInt(0, MAX_PIECES)
const said = { content: param.text(MAX_TEXT).optional(), sort: param.maybeInt(0, MAX_SORT), status: param.maybeFlag }

/** Fees by pieces and by volume are taken and not kept: every product here is shipped by its weight. */
const FEES = {
  first_weight: amount(), first_weight_price: money(), second_weight: amount(), second_weight_price: money(),
  first_item: pieces, first_item_price: money(), second_item: pieces, second_item_price: money(),
  first_volume: amount(), first_volume_price: money(), second_volume: amount(), second_volume_price: money(),
}
const SENT_FEES = {
  first_weight: maybeAmount(), first_weight_price: maybeMoney(), second_weight: maybeAmount(), second_weight_price: maybeMoney(),
  first_item: maybePieces, first_item_price: maybeMoney(), second_item: maybePieces, second_item_price: maybeMoney(),
  first_volume: maybeAmount(), first_volume_price: maybeMoney(), second_volume: maybeAmount(), second_volume_price: maybeMoney(),
}
const BY_FIELD: Record<string, (view: ShippingView) => string | number> = {
  delivery_id: ({ id }) => id, name: ({ name }) => name, content: ({ description }) => description, sort: ({ sortOrder }) => sortOrder, status: ({ isEnabled }) => Number(isEnabled),
}

async function one(ctx: CareyCtx, id: number): Promise<ShippingView> {
  const [view] = await shippingMethodsForStaff(ctx, id)
  if (!view) throw new ShopError('NOT_FOUND')
  return view
}

function houseNamed(id: number): CarrierHouse {
  const house = CARRIER_HOUSES.find((each) => each.id === id)
  if (!house) throw new ShopError('PARAM_INVALID', { field: 'delivery_item_id' })
  return house
}

async function refuseTakenHouse(ctx: CareyCtx, houseId: number, exceptId = 0): Promise<void> {
  const all = await shippingMethodsForStaff(ctx)
  if (all.some(({ id, name }) => id !== exceptId && carrierHouseOf(name)?.id === houseId)) throw new Refused('CONFLICT', FAILURE, '快递公司编号已存在', 'delivery_item_id')
}

/** Changes methods with a row of the log for each, all or none; what is held of them is forgotten. */
async function changing<T>(ctx: CareyCtx, work: (tx: PrismaTxCtx) => Promise<T>): Promise<T> {
  const result = await inPrismaTransaction(ctx, work)
  offersChanged()
  return result
}

async function saved(tx: PrismaTxCtx, id: number, form: ShippingForm): Promise<ShippingView> {
  const { before, after } = await saveShippingMethod(tx, id, form)
  await audit(tx, { action: before ? 'shipping.update' : 'shipping.create', targetKind: 'shipping', targetId: after.id, targetName: after.name, ...before && { before }, after })
  return after
}

export const deliveryMethods = [
  method({
    ...open,
    name: 'get.delivery.select',
    title: '获取配送方式选择列表',
    params: z.object({}),
    run: async ({ ctx }) => (await getOffers(ctx)).shippings.map(({ shippingId, name, code }) => ({ delivery_id: shippingId, name, code })),
  }),
  method({
    ...open,
    name: 'get.delivery.freight',
    title: '根据配送方式获取运费',
    params: byId.extend({ region_id: param.int(1), weight_total: maybeAmount(), item_total: maybeAmount(), volume_total: maybeAmount() }),
    async run({ ctx, input }) {
      const [{ shippings }, path] = await Promise.all([getOffers(ctx), regionPath(ctx, input.region_id)])
      const offer = shippings.find(({ shippingId }) => shippingId === input.delivery_id)
      if (!offer || path.length === 0) throw new ShopError('NOT_FOUND')
      const parcel = { hasReal: true, weightGrams: Math.round((input.weight_total ?? 0) * GRAMS_PER_KILOGRAM), pieces: Math.ceil(input.item_total ?? 1) }
      const priced = (await shippingOptions(ctx, { regions: levelsOf(path), parcel, goodsAmountFen: 0, sellerId: offer.sellerId, cod: false })).find(({ shippingId }) => shippingId === offer.shippingId)
      if (!priced?.available) throw new ShopError('SHIPPING_UNAVAILABLE')
      return { delivery_fee: yuan(priced.feeFen) }
    },
  }),
  method({
    ...reading,
    name: 'get.delivery.item',
    title: '获取一个配送方式',
    params: byId,
    async run({ ctx, input }) {
      const view = await orNull(one(ctx, input.delivery_id))
      return view && wireDelivery(view)
    },
  }),
  method({
    ...reading,
    name: 'get.delivery.list',
    title: '获取配送方式列表',
    params: z.object({ name: param.text(MAX_NAME).default(''), status: param.maybeFlag, ...ordered(['delivery_id', 'name', 'content', 'sort', 'status'], 'delivery_id') }),
    async run({ ctx, input }) {
      const keyOf = BY_FIELD[input.order_field] ?? (({ id }: ShippingView) => id)
      const way = input.order_type === 'desc' ? -1 : 1
      const found = (await shippingMethodsForStaff(ctx)).filter(({ name, isEnabled }) => name.includes(input.name) && (input.status === undefined || isEnabled === input.status))
      const inOrder = found.toSorted((a, b) => (keyOf(a) === keyOf(b) ? b.id - a.id : keyOf(a) < keyOf(b) ? -way : way))
      return inOrder.map(wireDeliveryRow)
    },
  }),
  method({
    ...writing,
    name: 'add.delivery.item',
    title: '添加一个配送方式',
    params: z.object({ delivery_item_id: param.int(1), ...FEES, ...said }),
    async run({ ctx, input }) {
      const house = houseNamed(input.delivery_item_id)
      await refuseTakenHouse(ctx, house.id)
      const { shopCountry } = await getSettings(ctx)
      const form: ShippingForm = {
        code: house.code.toLowerCase(), name: house.name, description: input.content ?? '', kind: 'express', supportsCod: false, insureKind: 'none', insureFen: 0, insureRate: 0, insureMinFen: 0, insureMaxFen: 0, estimateDays: 3,
        isEnabled: input.status ?? true, sortOrder: input.sort ?? USUAL_SORT, areas: withFees([newArea(shopCountry)], input),
      }
      return wireDelivery(await changing(ctx, (tx) => saved(tx, 0, form)))
    },
  }),
  method({
    ...writing,
    name: 'set.delivery.item',
    title: '编辑一个配送方式',
    params: byId.extend({ delivery_item_id: param.maybeInt(1), ...SENT_FEES, ...said }),
    async run({ ctx, input }) {
      const { delivery_id: id, delivery_item_id: houseId, content, sort, status } = input
      const before = await one(ctx, id)
      const house = houseId === undefined || houseId === carrierHouseOf(before.name)?.id ? null : houseNamed(houseId)
      if (house) await refuseTakenHouse(ctx, house.id, id)
      const form: ShippingForm = {
        ...formOf(before),
        ...house ? { name: house.name, code: house.code.toLowerCase() } : {},
        description: content ?? before.description,
        sortOrder: sort ?? before.sortOrder,
        isEnabled: status ?? before.isEnabled,
        areas: withFees(before.areas, input),
      }
      return wireDelivery(await changing(ctx, (tx) => saved(tx, id, form)))
    },
  }),
  method({
    ...writing,
    name: 'del.delivery.list',
    title: '批量删除配送方式',
    params: many,
    run: ({ ctx, input }) => done(changing(ctx, async (tx) => {
      for (const id of new Set(input.delivery_id)) {
        const before = await removeShippingMethod(tx, id)
        await audit(tx, { action: 'shipping.delete', targetKind: 'shipping', targetId: id, targetName: before.name, before })
      }
    })),
  }),
  method({
    ...writing,
    name: 'set.delivery.status',
    title: '批量设置配送方式状态',
    params: many.extend({ status: param.flag }),
    run: ({ ctx, input: { delivery_id: ids, status: isEnabled } }) => done(changing(ctx, async (tx) => {
      for (const id of new Set(ids)) {
        const before = await setShippingEnabled(tx, id, isEnabled)
        await audit(tx, { action: isEnabled ? 'shipping.enable' : 'shipping.disable', targetKind: 'shipping', targetId: id, targetName: before.name, before: { isEnabled: before.isEnabled }, after: { isEnabled } })
      }
    })),
  }),
  method({
    ...writing,
    name: 'set.delivery.sort',
    title: '设置配送方式排序',
    params: byId.extend({ sort: param.int(0, MAX_SORT) }),
    async run({ ctx, input }) {
      const before = await one(ctx, input.delivery_id)
      return done(changing(ctx, (tx) => saved(tx, before.id, { ...formOf(before), sortOrder: input.sort })))
    },
  }),
  method({
    ...reading,
    name: 'unique.delivery.item',
    title: '验证快递公司编号是否已存在',
    params: z.object({ delivery_item_id: param.int(1), exclude_id: param.maybeInt(1) }),
    run: ({ ctx, input }) => done(refuseTakenHouse(ctx, input.delivery_item_id, input.exclude_id)),
  }),
]
