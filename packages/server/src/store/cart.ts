import { z } from 'zod'
import { addFavourable, addPackage, addToCart, clearCart, collectLines, deleteLines, explainCart, getCart, updateCart } from '@xiaopu/shared/cart'
import { Cart, fen, flag, int, text, time } from '@xiaopu/shared/contract'
import { shopperProcedure, visitorProcedure, router } from '../trpc.ts'

const priceReason = z.enum(['shop', 'rank', 'rank_fixed', 'volume', 'promotion', 'fitting', 'gift', 'package', 'activity', 'frozen'])

/** Why one unit of a line costs what it costs: for the storefront only. */
const LineExplanation = z.object({
  cartLineId: int,
  unitPriceFen: fen,
  reason: priceReason,
  shopPriceFen: fen,
  surchargeFen: fen,
  candidates: z.array(z.object({ reason: priceReason, priceFen: fen })),
  discountPercent: int,
  volumeFrom: int,
  nextVolumeFrom: int,
  nextVolumePriceFen: fen,
  promotionEndsAt: time,
})

export const cartRouter = router({
  get: visitorProcedure
    .meta({ method: 'ectouch.cart.get', title: '获取购物车商品', write: false })
    .input(z.strictObject({
      cartKey: text.min(32).max(32).optional(),
    }))
    .output(z.object({
      cart: Cart,
    }))
    .query(async ({ ctx, input }) => ({ cart: await getCart(ctx, input) })),
  add: visitorProcedure
    .meta({ method: 'ectouch.cart.add', title: '添加一个商品到购物车', write: true, errors: ['NOT_FOUND', 'GOODS_OFF_SALE', 'NOT_ALONE_SALE', 'NO_BASIC_GOODS', 'SPEC_REQUIRED', 'SPEC_INVALID', 'OUT_OF_STOCK', 'LIMIT_REACHED'] })
    .input(z.strictObject({
      goodsId: int.min(1),
      number: int.min(1).max(9999).default(1),
      optionValueIds: z.array(int).meta({ wireName: 'spec' }).optional(),
      skuId: int.min(1).meta({ wireName: 'product_id' }).optional(),
      basicGoodsId: int.min(0).meta({ wireName: 'parent' }).default(0),
      buyNow: flag.default(false),
      cartKey: text.min(32).max(32).optional(),
    }))
    .output(z.object({
      cart: Cart,
      cartLineId: int.meta({ wireName: 'rec_id' }),
    }))
    .mutation(({ ctx, input }) => addToCart(ctx, input)),
  update: visitorProcedure
    .meta({ method: 'ectouch.cart.update', title: '更新购物车商品数目', write: true, errors: ['NOT_FOUND', 'OUT_OF_STOCK', 'CART_LINE_LOCKED'] })
    .input(z.strictObject({
      cartLineIds: z.array(int).min(1).max(100).meta({ wireName: 'rec_id' }),
      number: int.min(1).max(9999).optional(),
      selected: flag.optional(),
      cartKey: text.min(32).max(32).optional(),
    }))
    .output(z.object({
      cart: Cart,
    }))
    .mutation(async ({ ctx, input }) => ({ cart: await updateCart(ctx, input) })),
  delete: visitorProcedure
    .meta({ method: 'ectouch.cart.delete', title: '从购物车中删除一商品', write: true, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      cartLineIds: z.array(int).min(1).max(100).meta({ wireName: 'rec_id' }),
      cartKey: text.min(32).max(32).optional(),
    }))
    .output(z.object({
      cart: Cart,
    }))
    .mutation(async ({ ctx, input }) => ({ cart: await deleteLines(ctx, input) })),
  clear: visitorProcedure
    .meta({ method: 'ectouch.cart.clear', title: '清空购物车中的商品', write: true })
    .input(z.strictObject({
      invalidOnly: flag.default(false),
      cartKey: text.min(32).max(32).optional(),
    }))
    .output(z.object({
      cart: Cart,
    }))
    .mutation(async ({ ctx, input }) => ({ cart: await clearCart(ctx, input) })),
  collect: shopperProcedure
    .meta({ method: 'ectouch.cart.collect', title: '将商品移至收藏夹', write: true, errors: ['NOT_FOUND', 'CART_LINE_LOCKED', 'LIMIT_REACHED'] })
    .input(z.strictObject({
      cartLineIds: z.array(int).min(1).max(100).meta({ wireName: 'rec_id' }),
    }))
    .output(z.object({
      cart: Cart,
    }))
    .mutation(async ({ ctx, input }) => ({ cart: await collectLines(ctx, input) })),
  explain: visitorProcedure
    .input(z.strictObject({
      cartKey: text.min(32).max(32).optional(),
    }))
    .output(z.object({
      lines: z.array(LineExplanation),
    }))
    .query(async ({ ctx, input }) => ({ lines: await explainCart(ctx, input) })),
  package: router({
    add: visitorProcedure
      .meta({ method: 'ectouch.cart.package.add', title: '添加礼包到购物车', write: true, errors: ['PACKAGE_UNAVAILABLE', 'OUT_OF_STOCK', 'LIMIT_REACHED'] })
      .input(z.strictObject({
        packageId: int.min(1),
        number: int.min(1).max(9999).default(1),
        cartKey: text.min(32).max(32).optional(),
      }))
      .output(z.object({
        cart: Cart,
        cartLineId: int.meta({ wireName: 'rec_id' }),
      }))
      .mutation(({ ctx, input }) => addPackage(ctx, input)),
  }),
  favourable: router({
    add: visitorProcedure
      .meta({ method: 'ectouch.cart.favourable.add', title: '添加优惠活动到购物车', write: true, errors: ['FAVOURABLE_UNAVAILABLE', 'FAVOURABLE_USED', 'FAVOURABLE_NOT_GIFT', 'GIFT_INVALID', 'OUT_OF_STOCK'] })
      .input(z.strictObject({
        activityId: int.min(1).meta({ wireName: 'act_id' }),
        gift: z.array(int).min(1).max(20),
        cartKey: text.min(32).max(32).optional(),
      }))
      .output(z.object({
        cart: Cart,
      }))
      .mutation(async ({ ctx, input }) => ({ cart: await addFavourable(ctx, input) })),
  }),
})
