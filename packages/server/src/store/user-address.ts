import { z } from 'zod'
import { addAddress, deleteAddress, listAddresses, setDefaultAddress, updateAddress } from '@xiaopu/shared/accounts'
import { Address, flag, int, pagedInput, pagedOutput, text } from '@xiaopu/shared/contract'
import { router, shopperProcedure } from '../trpc.ts'

export const addressRouter = router({
  get: shopperProcedure
    .meta({ method: 'ectouch.user.address.get', title: '获取用户收货地址', write: false, errors: ['NOT_FOUND'] })
    .input(pagedInput({
      addressId: int.min(1).optional(),
    }))
    .output(pagedOutput({
      items: z.array(Address),
    }))
    .query(({ ctx, input }) => listAddresses(ctx, input)),
  add: shopperProcedure
    .meta({ method: 'ectouch.user.address.add', title: '添加用户收货地址', write: true, errors: ['ADDRESS_LIMIT', 'REGION_INVALID', 'MOBILE_INVALID', 'EMAIL_INVALID', 'FIELD_REQUIRED'] })
    .input(z.strictObject({
      consignee: text.min(1).max(60),
      country: int.min(1).default(1),
      province: int.min(1),
      city: int.min(1),
      district: int.min(0).default(0),
      address: text.min(1).max(120),
      mobile: text.max(20).optional(),
      tel: text.max(20).optional(),
      zipcode: text.max(10).optional(),
      email: text.max(60).optional(),
      signBuilding: text.max(120).optional(),
      bestTime: text.max(120).optional(),
      addressName: text.max(50).optional(),
      isDefault: flag.default(false),
    }))
    .output(z.object({
      address: Address,
    }))
    .mutation(({ ctx, input }) => addAddress(ctx, input)),
  update: shopperProcedure
    .meta({ method: 'ectouch.user.address.update', title: '更新用户收货地址', write: true, errors: ['NOT_FOUND', 'REGION_INVALID', 'MOBILE_INVALID', 'EMAIL_INVALID', 'FIELD_REQUIRED'] })
    .input(z.strictObject({
      addressId: int.min(1),
      consignee: text.min(1).max(60).optional(),
      country: int.min(1).optional(),
      province: int.min(1).optional(),
      city: int.min(1).optional(),
      district: int.min(0).optional(),
      address: text.min(1).max(120).optional(),
      mobile: text.max(20).optional(),
      tel: text.max(20).optional(),
      zipcode: text.max(10).optional(),
      email: text.max(60).optional(),
      signBuilding: text.max(120).optional(),
      bestTime: text.max(120).optional(),
      addressName: text.max(50).optional(),
      isDefault: flag.optional(),
    }))
    .output(z.object({
      address: Address,
    }))
    .mutation(({ ctx, input }) => updateAddress(ctx, input)),
  delete: shopperProcedure
    .meta({ method: 'ectouch.user.address.delete', title: '删除用户收货地址', write: true, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      addressId: int.min(1),
    }))
    .output(z.object({
      deleted: flag,
      defaultId: int,
    }))
    .mutation(({ ctx, input }) => deleteAddress(ctx, input)),
  default: shopperProcedure
    .meta({ method: 'ectouch.user.address.default', title: '设置默认收货地址', write: true, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      addressId: int.min(1),
    }))
    .output(z.object({
      address: Address,
    }))
    .mutation(({ ctx, input }) => setDefaultAddress(ctx, input)),
})
