import { addAddress, deleteAddress, listAddresses, ownAddress, ownerOfAddress, refuseFullAddresses, setDefaultAddress, updateAddress } from '@xiaopu/shared/accounts'
import type { Address } from '@xiaopu/shared/contract'
import { inTransaction } from '@xiaopu/shared/database'
import { z } from 'zod'
import type { Permission } from '../../permissions.ts'
import { masked } from '../../admin/order-shapes.ts'
import { type CareyCtx, done, method, orNull } from '../method.ts'
import { actingFor, writingFor } from '../on-behalf.ts'
import { placeOf } from '../place.ts'
import { param } from '../read-params.ts'

const [MAX_NAME, MAX_ADDRESS, MAX_SHORT, LEAST_MOBILE, MAX_MOBILE, ALL] = [30, 255, 20, 7, 15, 100]
const common = { controller: 'user_address', auth: 'required', who: ['admin', 'user'] } as const
const VIEW: Permission = 'users.view'
const EDIT: Permission = 'users.edit'
const reading = { ...common, permission: VIEW, write: false } as const
const writing = { ...common, permission: EDIT, write: true } as const
const mine = z.object({ client_id: param.int(1) })

/** Staff sees numbers masked, as on its own pages. */
function wireAddress({ actor }: CareyCtx, { addressId, consignee, country, province, city, district, address, zipcode, tel, mobile }: Address): object {
  const shown = (number: string): string => (actor.kind === 'staff' ? masked(number) : number)
  return { user_address_id: addressId, consignee, country, region_list: [province, city, district].filter((id) => id > 0), address, zipcode, tel: shown(tel), mobile: shown(mobile) }
}

async function allOf(ctx: CareyCtx, clientId: number): Promise<Address[]> {
  return (await listAddresses(await actingFor(ctx, clientId), { pageNo: 1, pageSize: ALL })).items
}

/** Of the shopper who calls, whatever `client_id` says; of the member it names when staff calls. */
export const userAddressMethods = [
  method({ ...reading, name: 'get.user.address.list', title: '获取指定账号的收货地址列表', params: mine, run: async ({ ctx, input }) => (await allOf(ctx, input.client_id)).map((one) => wireAddress(ctx, one)) }),
  method({
    ...reading,
    name: 'get.user.address.item',
    title: '获取指定账号的一个收货地址',
    params: mine.extend({ user_address_id: param.int(1) }),
    async run({ ctx, input }) {
      const found = await orNull(ownAddress(await actingFor(ctx, input.client_id), input.user_address_id))
      return found && wireAddress(ctx, found)
    },
  }),
  method({
    ...reading,
    name: 'get.user.address.default',
    title: '获取指定账号的默认收货地址',
    params: mine,
    async run({ ctx, input }) {
      const found = (await allOf(ctx, input.client_id)).find(({ isDefault }) => isDefault)
      return found ? wireAddress(ctx, found) : null
    },
  }),
  method({
    ...writing,
    name: 'add.user.address.item',
    title: '添加一个收货地址',
    params: mine.extend({
      consignee: param.words(MAX_NAME),
      country: param.maybeInt(0),
      region_list: param.ids,
      address: param.words(MAX_ADDRESS),
      zipcode: param.text(MAX_SHORT).default(''),
      tel: param.text(MAX_SHORT).default(''),
      mobile: param.words(MAX_MOBILE, LEAST_MOBILE),
      is_default: param.maybeFlag,
    }),
    async run({ ctx, input: { client_id: clientId, consignee, address, zipcode, tel, mobile, ...rest } }) {
      const place = await placeOf(ctx, rest.region_list, rest.country)
      const { address: added } = await writingFor(ctx, clientId, 'addAddress', (inner) => addAddress(inner, { ...place, consignee, address, zipcode, tel, mobile, isDefault: rest.is_default ?? false }))
      return wireAddress(ctx, added)
    },
  }),
  method({
    ...writing,
    name: 'set.user.address.item',
    title: '编辑一个收货地址',
    params: mine.extend({
      user_address_id: param.int(1),
      consignee: param.maybeWords(MAX_NAME),
      country: param.maybeInt(0),
      region_list: param.ids.optional(),
      address: param.maybeWords(MAX_ADDRESS),
      zipcode: param.text(MAX_SHORT).optional(),
      tel: param.text(MAX_SHORT).optional(),
      mobile: param.maybeWords(MAX_MOBILE, LEAST_MOBILE),
      is_default: param.maybeFlag,
    }),
    async run({ ctx, input: { client_id: clientId, user_address_id: addressId, region_list: regions, country, is_default: isDefault, ...texts } }) {
      const place = regions ? await placeOf(ctx, regions, country) : {}
      const sent = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined))
      const { address } = await writingFor(ctx, clientId, 'setAddress', (inner) => updateAddress(inner, { addressId, ...place, ...sent, ...(isDefault === undefined ? {} : { isDefault }) }))
      return wireAddress(ctx, address)
    },
  }),
  method({
    ...writing,
    name: 'del.user.address.list',
    title: '批量删除收货地址',
    params: mine.extend({ user_address_id: param.ids }),
    run: ({ ctx, input }) => done(writingFor(ctx, input.client_id, 'deleteAddresses', (inner) => inTransaction(inner, async (tx) => {
      for (const addressId of new Set(input.user_address_id)) await deleteAddress(tx, { addressId })
    }))),
  }),
  method({
    ...writing,
    name: 'set.user.address.default',
    title: '设置一个收货地址为默认',
    params: z.object({ user_address_id: param.int(1) }),
    async run({ ctx, input: { user_address_id: addressId } }) {
      const owner = ctx.actor.kind === 'staff' ? await ownerOfAddress(ctx, addressId) : 0
      return done(writingFor(ctx, owner, 'setAddress', (inner) => setDefaultAddress(inner, { addressId })))
    },
  }),
  method({ ...reading, name: 'is.user.address.maximum', title: '检测是否超出最大添加数量', params: mine, run: async ({ ctx, input }) => done(refuseFullAddresses(await actingFor(ctx, input.client_id))) }),
]
