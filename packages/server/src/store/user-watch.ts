import { z } from 'zod'
import { addBooking, askEmailConfirmation, confirmEmail, deleteBooking, listBookings, unwatchGoods, watchGoods } from '@xiaopu/shared/accounts'
import { addTags, browseHistory, clearHistory, deleteTag, listTags } from '@xiaopu/shared/catalogue'
import { BookingItem, fen, flag, Goods, int, pagedInput, pagedOutput, TagCount, text, time } from '@xiaopu/shared/contract'
import { ShopError } from '@xiaopu/shared/errors'
import { router, shopperProcedure, visitorProcedure } from '../trpc.ts'
import { accountPorts } from './user-ports.ts'

export const attentionRouter = router({
  add: shopperProcedure
    .meta({ method: 'ectouch.user.attention.add', title: '添加关注商品', write: true, errors: ['NOT_FOUND', 'LIMIT_REACHED'] })
    .input(z.strictObject({
      goodsId: int.min(1),
      priceBelowFen: fen.min(1).optional(),
    }))
    .output(z.object({
      favouriteId: int.meta({ wireName: 'rec_id' }),
    }))
    .mutation(({ ctx, input }) => watchGoods(ctx, input, accountPorts(ctx))),
  delete: shopperProcedure
    .meta({ method: 'ectouch.user.attention.delete', title: '取消关注商品', write: true, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      goodsId: int.min(1),
    }))
    .output(z.object({
      deleted: flag,
    }))
    .mutation(({ ctx, input }) => unwatchGoods(ctx, input)),
})

export const bookingRouter = router({
  add: shopperProcedure
    .meta({ method: 'ectouch.user.booking.add', title: '添加缺货登记', write: true, errors: ['NOT_FOUND', 'SPEC_REQUIRED', 'BOOKING_EXISTS', 'GOODS_IN_STOCK', 'EMAIL_INVALID', 'FIELD_REQUIRED', 'LIMIT_REACHED'] })
    .input(z.strictObject({
      goodsId: int.min(1),
      skuId: int.min(0).meta({ wireName: 'product_id' }).default(0),
      quantity: int.min(1).max(9999).meta({ wireName: 'number' }),
      description: text.max(255).meta({ wireName: 'desc' }).optional(),
      linkMan: text.max(60).meta({ wireName: 'linkman' }).optional(),
      email: text.max(60).optional(),
      tel: text.max(20).optional(),
    }))
    .output(z.object({
      booking: BookingItem,
    }))
    .mutation(({ ctx, input }) => addBooking(ctx, input)),
  get: shopperProcedure
    .meta({ method: 'ectouch.user.booking.get', title: '显示缺货登记列表', write: false })
    .input(pagedInput({}))
    .output(pagedOutput({
      items: z.array(BookingItem),
    }))
    .query(({ ctx, input }) => listBookings(ctx, input)),
  delete: shopperProcedure
    .meta({ method: 'ectouch.user.booking.delete', title: '删除缺货登记', write: true, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      bookingId: int.min(1).meta({ wireName: 'rec_id' }),
    }))
    .output(z.object({
      deleted: flag,
    }))
    .mutation(({ ctx, input }) => deleteBooking(ctx, input)),
})

export const tagRouter = router({
  get: visitorProcedure
    .meta({ method: 'ectouch.user.tag.get', title: '标签云列表', write: false, errors: ['SESSION_REQUIRED', 'NOT_FOUND'] })
    .input(pagedInput({
      goodsId: int.min(1).optional(),
    }))
    .output(pagedOutput({
      items: z.array(TagCount),
    }))
    .query(({ ctx, input }) => listTags(ctx, input)),
  add: shopperProcedure
    .meta({ method: 'ectouch.user.tag.add', title: '添加标签云', write: true, errors: ['NOT_FOUND', 'TAG_INVALID', 'CONTENT_REJECTED', 'LIMIT_REACHED'] })
    .input(pagedInput({
      goodsId: int.min(1),
      tag: text.min(1).max(100),
    }))
    .output(pagedOutput({
      items: z.array(TagCount),
    }))
    .mutation(({ ctx, input }) => addTags(ctx, input)),
  delete: shopperProcedure
    .meta({ method: 'ectouch.user.tag.delete', title: '删除标签', write: true, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      tagWords: text.min(1).max(20),
      goodsId: int.min(1).optional(),
    }))
    .output(z.object({
      deleted: int,
    }))
    .mutation(({ ctx, input }) => deleteTag(ctx, input)),
})

export const historyRouter = router({
  /** For the storefront's own page; outside programs only clear. */
  get: shopperProcedure
    .input(pagedInput({}))
    .output(pagedOutput({
      items: z.array(z.object({ goods: Goods, seenAt: time })),
    }))
    .query(({ ctx, input }) => browseHistory(ctx, input)),
  clear: shopperProcedure
    .meta({ method: 'ectouch.user.history.clear', title: '清除商品浏览历史', write: true })
    .input(z.strictObject({}))
    .output(z.object({
      cleared: int,
    }))
    .mutation(({ ctx }) => clearHistory(ctx)),
})

export const validateRouter = router({
  email: visitorProcedure
    .meta({ method: 'ectouch.user.validate.email', title: '验证用户注册邮件', write: true, errors: ['SESSION_REQUIRED', 'TOKEN_INVALID'] })
    .input(z.strictObject({
      hash: text.max(64).optional(),
    }))
    .output(z.object({
      sent: flag,
      validated: flag,
    }))
    .mutation(({ ctx, input: { hash } }) => {
      if (hash !== undefined) return confirmEmail(ctx, { token: hash })
      if (ctx.actor.kind !== 'shopper') throw new ShopError('SESSION_REQUIRED')
      return askEmailConfirmation(ctx, ctx, ctx)
    }),
})
