import { z } from 'zod'
import { askForCase, caseOptions, getOwnCase, listOwnCases, MAX_IMAGES, OWN_OPERATIONS, receiveOwnCase, saveCasePicture, sendOwnCaseBack, withdrawOwnCase } from '@xiaopu/shared/aftersales'
import { Aftersale, fen, file, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { paymentPortsOf } from '@xiaopu/shared/payments'
import { router, shopperProcedure } from '../trpc.ts'

/** Pictures that were uploaded here; nothing from elsewhere. */
const OWN_PICTURE = /^\/media\/aftersales\/[\w-]+\.webp$/

const OwnCase = Aftersale.extend({ orderId: int, goodsName: text, goodsThumb: text, optionsText: text, deadline: time, closedTime: time })
const OwnCaseDetail = OwnCase.extend({
  steps: z.array(z.object({ step: text, byName: text, note: text, at: time })),
  operations: z.array(z.enum(OWN_OPERATIONS)),
  returnAddress: text,
})
const CaseOption = z.object({ orderLineId: int, kinds: z.array(z.object({ kind: int, quantity: int })), worthFen: z.array(fen), notHandedOver: int })
const byId = z.strictObject({ aftersaleId: int.min(1) })

/** After-sales as the storefront uses them; the public contract knows them only as part of an order. */
export const aftersaleRouter = router({
  options: shopperProcedure
    .input(z.strictObject({ orderSn: text.min(1).max(20) }))
    .output(z.object({ lines: z.array(CaseOption) }))
    .query(async ({ ctx, input }) => ({ lines: await caseOptions(ctx, paymentPortsOf(ctx), input) })),
  addPicture: shopperProcedure
    .input(z.strictObject({ picture: file }))
    .output(z.object({ url: text, thumbUrl: text }))
    .mutation(({ ctx, input }) => saveCasePicture(ctx, ctx.media, input.picture)),
  ask: shopperProcedure
    .input(z.strictObject({
      orderSn: text.min(1).max(20),
      orderLineId: int.min(1),
      kind: int.min(1).max(4),
      quantity: int.min(1).max(9999),
      amountFen: fen.min(0).optional(),
      cause: text.trim().min(1).max(60),
      remark: text.trim().max(255).default(''),
      images: z.array(text.regex(OWN_PICTURE)).max(MAX_IMAGES).default([]),
      refundTo: z.enum(['balance', 'original']).default('original'),
    }))
    .output(z.object({ aftersale: Aftersale }))
    .mutation(async ({ ctx, input }) => ({ aftersale: await askForCase(ctx, paymentPortsOf(ctx), input) })),
  list: shopperProcedure.input(pagedInput({})).output(pagedOutput({ items: z.array(OwnCase) })).query(({ ctx, input }) => listOwnCases(ctx, paymentPortsOf(ctx), input)),
  get: shopperProcedure.input(byId).output(OwnCaseDetail).query(({ ctx, input }) => getOwnCase(ctx, paymentPortsOf(ctx), input.aftersaleId)),
  withdraw: shopperProcedure.input(byId).output(OwnCaseDetail).mutation(({ ctx, input }) => withdrawOwnCase(ctx, paymentPortsOf(ctx), input)),
  sendBack: shopperProcedure
    .input(byId.extend({ shippingName: text.trim().min(1).max(60), trackingNo: text.trim().min(1).max(60) }))
    .output(OwnCaseDetail)
    .mutation(({ ctx, input }) => sendOwnCaseBack(ctx, paymentPortsOf(ctx), input)),
  receiveOut: shopperProcedure.input(byId).output(OwnCaseDetail).mutation(({ ctx, input }) => receiveOwnCase(ctx, paymentPortsOf(ctx), input)),
})
