import { addAddress, deleteAddress, listAddresses, ownAddress, refuseFullAddresses, setDefaultAddress, updateAddress } from '@xiaopu/shared/accounts'
import type { Address } from '@xiaopu/shared/contract'
import { inTransaction } from '@xiaopu/shared/database'
import { ShopError } from '@xiaopu/shared/errors'
import { placeOf } from '../place.ts'
import { z } from 'zod'
import { type CareyCtx, done, method, orNull } from '../method.ts'
import { param } from '../read-params.ts'

const [MAX_NAME, MAX_ADDRESS, MAX_SHORT, LEAST_MOBILE, MAX_MOBILE, ALL] = [30, 255, 20, 7, 15, 100]
const reading = { controller: 'user_address', auth: 'required', who: ['user'], write: false } as const
const writing = { ...reading, write: true } as const
const mine = z.object({ client_id: param.int(1) })

function wireAddress({ addressId, consignee, country, province, city, district, address, zipcode, tel, mobile }: Address): object {
  return { user_address_id: addressId, consignee, country, region_list: [province, city, district].filter((id) => id > 0), address, zipcode, tel, mobile }
}

async function allOwn(ctx: CareyCtx): Promise<Address[]> {
  return (await listAddresses(ctx, { pageNo: 1, pageSize: ALL })).items
}

/** Of the shopper who calls, whatever `client_id` says. */
export const userAddressMethods = [
  method({ ...reading, name: 'get.user.address.list', title: '获取指定账号的收货地址列表', params: mine, run: async ({ ctx }) => (await allOwn(ctx)).map(wireAddress) }),
  method({
    ...reading,
    name: 'get.user.address.item',
    title: '获取指定账号的一个收货地址',
    params: mine.extend({ user_address_id: param.int(1) }),
    async run({ ctx, input }) {
      const found = await orNull(ownAddress(ctx, input.user_address_id))
      return found && wireAddress(found)
    },
  }),
  method({
    ...reading,
    name: 'get.user.address.default',
    title: '获取指定账号的默认收货地址',
    params: mine,
    async run({ ctx }) {
      const found = (await allOwn(ctx)).find(({ isDefault }) => isDefault)
      return found ? wireAddress(found) : null
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
    async run({ ctx, input: { consignee, address, zipcode, tel, mobile, ...rest } }) {
      const place = await placeOf(ctx, rest.region_list, rest.country)
      return wireAddress((await addAddress(ctx, { ...place, consignee, address, zipcode, tel, mobile, isDefault: rest.is_default ?? false })).address)
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
    async run({ ctx, input: { client_id: _whose, user_address_id: addressId, region_list: regions, country, is_default: isDefault, ...texts } }) {
      const place = regions ? await placeOf(ctx, regions, country) : {}
      const sent = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined))
      return wireAddress((await updateAddress(ctx, { addressId, ...place, ...sent, ...(isDefault === undefined ? {} : { isDefault }) })).address)
    },
  }),
  method({
    ...writing,
    name: 'del.user.address.list',
    title: '批量删除收货地址',
    params: mine.extend({ user_address_id: param.ids }),
    run: ({ ctx, input }) => done(inTransaction(ctx, async (tx) => {
      for (const addressId of new Set(input.user_address_id)) await deleteAddress(tx, { addressId })
    })),
  }),
  method({
    ...writing,
    name: 'set.user.address.default',
    title: '设置一个收货地址为默认',
    params: z.object({ user_address_id: param.int(1) }),
    run: ({ ctx, input }) => done(setDefaultAddress(ctx, { addressId: input.user_address_id })),
  }),
  method({ ...reading, name: 'is.user.address.maximum', title: '检测是否超出最大添加数量', params: mine, run: ({ ctx }) => done(refuseFullAddresses(ctx)) }),
]
