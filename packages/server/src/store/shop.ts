import { z } from 'zod'
import { Ad, AdPosition, fen, flag, HelpArticle, HelpCategory, html, int, PaymentMethod, ShippingMethod, ShopConfig, SupportContact, text, time } from '@xiaopu/shared/contract'
import { getHelp, listHelp, shownContacts } from '@xiaopu/shared/content'
import { shippingFor } from '@xiaopu/shared/catalogue'
import { clickAd, englishPaymentWords, getSettings, listAds, paymentOptions, publicConfig } from '@xiaopu/shared/shop'
import { publicProcedure, router, visitorProcedure } from '../trpc.ts'

export const shopRouter = router({
  config: publicProcedure
    .meta({ method: 'ectouch.shop.config', worksWhenClosed: true, title: '系统配置', write: false })
    .input(z.strictObject({
      keys: z.array(text).optional(),
      version: text.max(64).optional(),
    }))
    .output(z.object({
      config: ShopConfig.partial(),
      version: text,
      serverTime: time,
    }))
    .query(({ ctx, input }) => publicConfig(ctx, input)),
  /** For our own pages: how long the link of a referrer is kept. */
  referral: publicProcedure
    .input(z.void())
    .output(z.object({ expireHours: int }))
    .query(async ({ ctx }) => ({ expireHours: (await getSettings(ctx)).affiliate.expireHours })),
  /** For our own pages in English: the ways of paying that have English words. */
  paymentWords: publicProcedure
    .input(z.void())
    .output(z.object({ items: z.array(z.object({ payId: int, payName: text, payDesc: text })) }))
    .query(async ({ ctx }) => ({ items: await englishPaymentWords(ctx) })),
  shipping: visitorProcedure
    .meta({ method: 'ectouch.shop.shipping', title: '配送方式', write: false, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      regionId: int.optional(),
      addressId: int.optional(),
      goodsId: int.optional(),
      skuId: int.meta({ wireName: 'product_id' }).default(0),
      number: int.min(1).default(1),
      sellerId: int.default(0),
      cod: flag.default(false),
    }))
    .output(z.object({
      shippings: z.array(ShippingMethod),
    }))
    .query(({ ctx, input }) => shippingFor(ctx, input)),
  payment: visitorProcedure
    .meta({ method: 'ectouch.shop.payment', title: '支付方式', write: false, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      orderSn: text.optional(),
      amountFen: fen.min(0).optional(),
      shippingId: int.optional(),
      client: z.enum(['any', 'h5', 'wechat', 'mini', 'app', 'pc']).default('any'),
      purpose: z.enum(['order', 'deposit', 'agent']).default('order'),
    }))
    .output(z.object({
      payments: z.array(PaymentMethod),
    }))
    .query(async ({ ctx, input }) => ({ payments: await paymentOptions(ctx, input) })),
  ad: router({
    list: publicProcedure
      .meta({ method: 'ectouch.shop.ad', action: 'list', isDefaultAction: true, title: '广告列表', write: false, errors: ['NOT_FOUND'] })
      .input(z.strictObject({
        positionId: int.optional(),
        positionCode: text.max(40).optional(),
        limit: int.min(1).max(50).default(10),
      }))
      .output(z.object({
        position: AdPosition,
        ads: z.array(Ad),
      }))
      .query(({ ctx, input }) => listAds(ctx, input)),
    click: publicProcedure
      .meta({ method: 'ectouch.shop.ad', action: 'click', title: '广告点击', write: true, errors: ['NOT_FOUND'] })
      .input(z.strictObject({
        adId: int,
      }))
      .output(z.object({
        adLink: text,
      }))
      .mutation(({ ctx, input }) => clickAd(ctx, input)),
  }), help: router({
    list: publicProcedure
      .meta({ method: 'ectouch.shop.help', action: 'list', isDefaultAction: true, title: '帮助分类与文章', write: false })
      .input(z.strictObject({ keyword: text.max(50).optional() }))
      .output(z.object({ cats: z.array(HelpCategory) }))
      .query(({ ctx, input }) => listHelp(ctx, input)),
    get: publicProcedure
      .meta({ method: 'ectouch.shop.help', action: 'get', title: '帮助文章', write: false, errors: ['NOT_FOUND'] })
      .input(z.strictObject({ articleId: int.min(1) }))
      .output(z.object({ article: HelpArticle, content: html }))
      .query(({ ctx, input }) => getHelp(ctx, input)),
  }),
  /** For our own pages: where a person is reached. */
  contacts: publicProcedure
    .input(z.void())
    .output(z.object({ contacts: z.array(SupportContact) }))
    .query(async ({ ctx }) => ({ contacts: await shownContacts(ctx) })),
})
