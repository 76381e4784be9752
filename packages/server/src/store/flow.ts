import { z } from 'zod'
import { chooseBalance, chooseBonus, chooseCard, chooseInsurance, chooseInvoice, chooseOos, choosePack, choosePayment, choosePoints, chooseShipping, explainCheckout, startCheckout } from '@xiaopu/shared/checkout'
import { Checkout, fen, flag, int, text, time } from '@xiaopu/shared/contract'
import { shopperProcedure, router } from '../trpc.ts'

/** One chapter of "why is this the price": for the storefront only. */
const PriceStep = z.object({
  stage: z.enum(['goods', 'activities', 'pack', 'card', 'shipping', 'insurance', 'tax', 'bonus', 'points', 'balance', 'pay_fee', 'total']),
  amountFen: fen,
  notes: z.array(z.object({
    code: text,
    params: z.record(text, z.union([text, z.number()])),
    amountFen: fen,
    applied: flag,
    lineId: int,
  })),
})

export const flowRouter = router({
  check: shopperProcedure
    .meta({ method: 'ectouch.flow.check', title: '检查订单数据', write: true, errors: ['CART_EMPTY', 'NOT_FOUND', 'CHECKOUT_EXPIRED'] })
    .input(z.strictObject({
      checkoutToken: text.optional(),
      cartLineIds: z.array(int).max(100).meta({ wireName: 'rec_ids' }).optional(),
      flowType: int.min(0).max(9).default(0),
      activityId: int.min(0).meta({ wireName: 'act_id' }).default(0),
      addressId: int.min(1).optional(),
    }))
    .output(z.object({
      checkout: Checkout,
    }))
    .mutation(async ({ ctx, input }) => ({ checkout: await startCheckout(ctx, input) })),
  explain: shopperProcedure
    .input(z.strictObject({
      checkoutToken: text,
    }))
    .output(z.object({
      steps: z.array(PriceStep),
      bestBonusId: int,
      bestBonusFen: fen,
    }))
    .query(({ ctx, input }) => explainCheckout(ctx, input)),
  shipping: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.flow.shipping.update', title: '改变配送方式', write: true, errors: ['CHECKOUT_EXPIRED', 'SHIPPING_UNAVAILABLE', 'PICKUP_SLOT_FULL'] })
      .input(z.strictObject({
        checkoutToken: text,
        shippingId: int.min(1),
        sellerId: int.min(0).optional(),
        outletId: int.min(1).meta({ wireName: 'store_id' }).optional(),
        pickupTime: time.optional(),
      }))
      .output(z.object({
        checkout: Checkout,
      }))
      .mutation(async ({ ctx, input }) => ({ checkout: await chooseShipping(ctx, input) })),
  }),
  insure: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.flow.insure.update', title: '选定/取消配送保价', write: true, errors: ['CHECKOUT_EXPIRED', 'SHIPPING_REQUIRED', 'INSURE_UNAVAILABLE'] })
      .input(z.strictObject({
        checkoutToken: text,
        needInsure: flag,
        sellerId: int.min(0).optional(),
      }))
      .output(z.object({
        checkout: Checkout,
      }))
      .mutation(async ({ ctx, input }) => ({ checkout: await chooseInsurance(ctx, input) })),
  }),
  payment: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.flow.payment.update', title: '改变支付方式', write: true, errors: ['CHECKOUT_EXPIRED', 'PAYMENT_UNAVAILABLE'] })
      .input(z.strictObject({
        checkoutToken: text,
        payId: int.min(1),
      }))
      .output(z.object({
        checkout: Checkout,
      }))
      .mutation(async ({ ctx, input }) => ({ checkout: await choosePayment(ctx, input) })),
  }),
  pack: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.flow.pack.update', title: '改变包装', write: true, errors: ['CHECKOUT_EXPIRED', 'FEATURE_OFF', 'PACK_UNAVAILABLE'] })
      .input(z.strictObject({
        checkoutToken: text,
        packId: int.min(0),
      }))
      .output(z.object({
        checkout: Checkout,
      }))
      .mutation(async ({ ctx, input }) => ({ checkout: await choosePack(ctx, input) })),
  }),
  card: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.flow.card.update', title: '改变贺卡', write: true, errors: ['CHECKOUT_EXPIRED', 'FEATURE_OFF', 'CARD_UNAVAILABLE'] })
      .input(z.strictObject({
        checkoutToken: text,
        cardId: int.min(0),
        cardMessage: text.max(255).optional(),
      }))
      .output(z.object({
        checkout: Checkout,
      }))
      .mutation(async ({ ctx, input }) => ({ checkout: await chooseCard(ctx, input) })),
  }),
  surplus: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.flow.surplus.update', title: '改变余额', write: true, errors: ['CHECKOUT_EXPIRED', 'FEATURE_OFF', 'SURPLUS_NOT_ENOUGH'] })
      .input(z.strictObject({
        checkoutToken: text,
        balanceFen: fen.min(0).meta({ wireName: 'surplus' }),
      }))
      .output(z.object({
        checkout: Checkout,
      }))
      .mutation(async ({ ctx, input }) => ({ checkout: await chooseBalance(ctx, input) })),
  }),
  integral: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.flow.integral.update', title: '改变积分', write: true, errors: ['CHECKOUT_EXPIRED', 'FEATURE_OFF', 'INTEGRAL_NOT_ENOUGH', 'INTEGRAL_TOO_MUCH'] })
      .input(z.strictObject({
        checkoutToken: text,
        points: int.min(0).meta({ wireName: 'integral' }),
      }))
      .output(z.object({
        checkout: Checkout,
      }))
      .mutation(async ({ ctx, input }) => ({ checkout: await choosePoints(ctx, input) })),
  }),
  bonus: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.flow.bonus.update', title: '改变红包优惠券', write: true, errors: ['CHECKOUT_EXPIRED', 'FEATURE_OFF', 'BONUS_UNAVAILABLE', 'BONUS_EXPIRED', 'BONUS_USED', 'BONUS_MIN_AMOUNT'] })
      .input(z.strictObject({
        checkoutToken: text,
        bonusId: int.min(0).optional(),
        bonusSn: text.max(20).optional(),
      }))
      .output(z.object({
        checkout: Checkout,
      }))
      .mutation(async ({ ctx, input }) => ({ checkout: await chooseBonus(ctx, input) })),
  }),
  needinv: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.flow.needinv.update', title: '改变发票设置', write: true, errors: ['CHECKOUT_EXPIRED', 'FEATURE_OFF', 'INVOICE_INVALID'] })
      .input(z.strictObject({
        checkoutToken: text,
        needInvoice: flag.meta({ wireName: 'need_inv' }),
        invoiceType: text.max(60).meta({ wireName: 'inv_type' }).optional(),
        titleType: z.enum(['personal', 'company']).default('personal'),
        payee: text.max(120).meta({ wireName: 'inv_payee' }).optional(),
        taxNo: text.max(60).optional(),
        content: text.max(120).meta({ wireName: 'inv_content' }).optional(),
      }))
      .output(z.object({
        checkout: Checkout,
      }))
      .mutation(async ({ ctx, input }) => ({ checkout: await chooseInvoice(ctx, input) })),
  }),
  oos: router({
    update: shopperProcedure
      .meta({ method: 'ectouch.flow.oos.update', title: '改变缺货处理方式', write: true, errors: ['CHECKOUT_EXPIRED', 'FEATURE_OFF'] })
      .input(z.strictObject({
        checkoutToken: text,
        oosChoice: int.min(0).max(2).meta({ wireName: 'how_oos' }),
      }))
      .output(z.object({
        checkout: Checkout,
      }))
      .mutation(async ({ ctx, input }) => ({ checkout: await chooseOos(ctx, input) })),
  }),
})
