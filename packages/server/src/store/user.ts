import { z } from 'zod'
import { Address, CollectItem, day, file, flag, int, json, pagedInput, pagedOutput, SignupField, text, time, User } from '@xiaopu/shared/contract'
import { notBuilt, publicProcedure, shopperProcedure, router } from '../trpc.ts'

export const userRouter = router({
  get: shopperProcedure
    .meta({ method: 'ectouch.user.get', title: '获取用户信息', write: false })
    .input(z.strictObject({}))
    .output(z.object({
      user: User,
    }))
    .query(notBuilt),
  signup: publicProcedure
    .meta({ method: 'ectouch.user.signup', title: '用户注册', write: true, errors: ['SIGNUP_CLOSED', 'AGREEMENT_REQUIRED', 'USER_NAME_INVALID', 'USER_NAME_EXISTS', 'EMAIL_INVALID', 'EMAIL_EXISTS', 'MOBILE_INVALID', 'MOBILE_EXISTS', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED', 'PASSWORD_WEAK', 'FIELD_REQUIRED'] })
    .input(z.strictObject({
      userName: text.max(60),
      password: text.max(256),
      email: text.max(60).optional(),
      mobilePhone: text.max(20).optional(),
      mobileCode: text.max(10).optional(),
      nickName: text.max(30).optional(),
      extendFields: json.optional(),
      agreement: flag,
      parentId: int.min(0).default(0),
      cartKey: text.min(32).max(32).optional(),
    }))
    .output(z.object({
      session: text,
      expiresAt: time,
      user: User,
    }))
    .mutation(notBuilt),
  signin: publicProcedure
    .meta({ method: 'ectouch.user.signin', title: '用户登录', write: true, errors: ['SIGNIN_FAILED', 'SIGNIN_LOCKED', 'USER_DISABLED', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED'] })
    .input(z.strictObject({
      userName: text.max(60),
      password: text.max(256).optional(),
      mobileCode: text.max(10).optional(),
      device: text.max(60).optional(),
      cartKey: text.min(32).max(32).optional(),
    }))
    .output(z.object({
      session: text,
      expiresAt: time,
      user: User,
    }))
    .mutation(notBuilt),
  update: shopperProcedure
    .meta({ method: 'ectouch.user.update', title: '更新用户资料', write: true, errors: ['EMAIL_INVALID', 'EMAIL_EXISTS', 'MOBILE_INVALID', 'MOBILE_EXISTS', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED', 'PASSWORD_WRONG', 'SIGNIN_LOCKED', 'FIELD_REQUIRED', 'FILE_INVALID'] })
    .input(z.strictObject({
      nickName: text.max(30).optional(),
      avatar: file.optional(),
      sex: int.min(0).max(2).optional(),
      birthday: day.optional(),
      email: text.max(60).optional(),
      mobilePhone: text.max(20).optional(),
      mobileCode: text.max(10).optional(),
      password: text.max(256).optional(),
      qq: text.max(20).optional(),
      officePhone: text.max(20).optional(),
      homePhone: text.max(20).optional(),
      extendFields: json.optional(),
    }))
    .output(z.object({
      user: User,
    }))
    .mutation(notBuilt),
  signupFields: publicProcedure
    .meta({ method: 'ectouch.user.signup.fields', title: '获取注册字段', write: false })
    .input(z.strictObject({}))
    .output(z.object({
      signupOpen: flag,
      agreementText: text,
      fields: z.array(SignupField),
    }))
    .query(notBuilt),
  password: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.user.password.update', title: '修改会员密码', write: true, errors: ['PASSWORD_WRONG', 'PASSWORD_WEAK', 'SIGNIN_LOCKED'] })
      .input(z.strictObject({
        oldPassword: text.max(256).optional(),
        newPassword: text.max(256),
      }))
      .output(z.object({
        session: text,
        expiresAt: time,
        signedOut: int,
      }))
      .mutation(notBuilt),
  }),
  forget: publicProcedure
    .meta({ method: 'ectouch.user.forget', title: '找回密码修改密码', write: true, errors: ['TOKEN_INVALID', 'PASSWORD_WEAK'] })
    .input(z.strictObject({
      account: text.max(60).optional(),
      code: text.max(64).optional(),
      newPassword: text.max(256).optional(),
    }))
    .output(z.object({
      sent: flag,
      reset: flag,
      retryAfter: int,
    }))
    .mutation(notBuilt),
  logout: shopperProcedure
    .meta({ method: 'ectouch.user.logout', title: '用户注销', write: true })
    .input(z.strictObject({
      all: flag.default(false),
    }))
    .output(z.object({
      signedOut: int,
    }))
    .mutation(notBuilt),
  address: router({
    get: shopperProcedure
      .meta({ method: 'ectouch.user.address.get', title: '获取用户收货地址', write: false, errors: ['NOT_FOUND'] })
      .input(pagedInput({
        addressId: int.min(1).optional(),
      }))
      .output(pagedOutput({
        items: z.array(Address),
      }))
      .query(notBuilt),
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
      .mutation(notBuilt),
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
      .mutation(notBuilt),
    delete: shopperProcedure
      .meta({ method: 'ectouch.user.address.delete', title: '删除用户收货地址', write: true, errors: ['NOT_FOUND'] })
      .input(z.strictObject({
        addressId: int.min(1),
      }))
      .output(z.object({
        deleted: flag,
        defaultId: int,
      }))
      .mutation(notBuilt),
    default: shopperProcedure
      .meta({ method: 'ectouch.user.address.default', title: '设置默认收货地址', write: true, errors: ['NOT_FOUND'] })
      .input(z.strictObject({
        addressId: int.min(1),
      }))
      .output(z.object({
        address: Address,
      }))
      .mutation(notBuilt),
  }),
  collect: router({
    add: shopperProcedure
      .meta({ method: 'ectouch.user.collect.add', title: '用户收藏单个商品', write: true, errors: ['NOT_FOUND', 'LIMIT_REACHED'] })
      .input(z.strictObject({
        goodsId: int.min(1),
      }))
      .output(z.object({
        favouriteId: int.meta({ wireName: 'rec_id' }),
        existed: flag,
      }))
      .mutation(notBuilt),
    delete: shopperProcedure
      .meta({ method: 'ectouch.user.collect.delete', title: '用户删除收藏商品', write: true, errors: ['NOT_FOUND'] })
      .input(z.strictObject({
        favouriteIds: z.array(int).max(100).meta({ wireName: 'rec_id' }).optional(),
        goodsId: z.array(int).max(100).optional(),
      }))
      .output(z.object({
        deleted: int,
      }))
      .mutation(notBuilt),
  }),
  collects: router({
    get: shopperProcedure
      .meta({ method: 'ectouch.user.collects.get', title: '用户收藏列表', write: false })
      .input(pagedInput({
        attentionOnly: flag.default(false),
        keywords: text.max(60).optional(),
      }))
      .output(pagedOutput({
        items: z.array(CollectItem),
      }))
      .query(notBuilt),
  }),
})
