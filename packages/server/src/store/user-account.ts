import { z } from 'zod'
import { AccountItem, AccountLog, fen, int, pagedInput, pagedOutput, PayRequest, text, time } from '@xiaopu/shared/contract'
import { paymentPortsOf } from '@xiaopu/shared/payments'
import { cancelRequest, listDetail, listRequests, makeDeposit, payDeposit, withdraw } from '@xiaopu/shared/wallet'
import { router, shopperProcedure } from '../trpc.ts'

const id = int.min(1)
const client = z.enum(['h5', 'wechat', 'mini', 'app', 'pc']).default('h5')
const money = { balanceFen: fen.meta({ wireName: 'user_money' }), frozenMoneyFen: fen }
const deposit = z.object({ account: AccountItem, payment: PayRequest })

export const accountRouter = router({
  log: shopperProcedure
    .meta({ method: 'ectouch.user.account.log', title: '获取会员充值提现记录', write: false })
    .input(pagedInput({
      processType: int.min(0).max(1).optional(),
    }))
    .output(pagedOutput({
      items: z.array(AccountItem),
      ...money,
    }))
    .query(({ ctx, input }) => listRequests(ctx, input)),
  deposit: shopperProcedure
    .meta({ method: 'ectouch.user.account.deposit', title: '创建会员充值申请', write: true, errors: ['AMOUNT_INVALID', 'PAYMENT_UNAVAILABLE', 'PAYMENT_PROVIDER_ERROR', 'LIMIT_REACHED'] })
    .input(z.strictObject({
      amountFen: fen,
      payId: id,
      userNote: text.max(255).optional(),
      client,
    }))
    .output(deposit)
    .mutation(({ ctx, input }) => makeDeposit(ctx, paymentPortsOf(ctx), input)),
  raply: shopperProcedure
    .meta({ method: 'ectouch.user.account.raply', title: '创建会员提现申请', write: true, errors: ['AMOUNT_INVALID', 'WITHDRAW_TOO_MUCH', 'PASSWORD_WRONG', 'SIGNIN_LOCKED', 'LIMIT_REACHED'] })
    .input(z.strictObject({
      amountFen: fen,
      payeeChannel: z.enum(['bank', 'alipay', 'wechat']),
      payeeName: text.min(2).max(60),
      payeeAccount: text.min(4).max(60),
      payeeBank: text.max(60).optional(),
      password: text.max(256).optional(),
      userNote: text.max(255).optional(),
    }))
    .output(z.object({
      account: AccountItem,
      ...money,
    }))
    .mutation(({ ctx, input }) => withdraw(ctx, input)),
  detail: shopperProcedure
    .meta({ method: 'ectouch.user.account.detail', title: '获取帐户资金明细', write: false })
    .input(pagedInput({
      accountType: z.enum(['user_money', 'frozen_money', 'pay_points', 'rank_points']).default('user_money'),
      direction: z.enum(['all', 'in', 'out']).default('all'),
      startTime: time.optional(),
      endTime: time.optional(),
    }))
    .output(pagedOutput({
      items: z.array(AccountLog),
      ...money,
      points: int.meta({ wireName: 'pay_points' }),
      rankPoints: int,
    }))
    .query(({ ctx, input }) => listDetail(ctx, input)),
  pay: shopperProcedure
    .meta({ method: 'ectouch.user.account.pay', title: '会员充值付款', write: true, errors: ['NOT_FOUND', 'ACCOUNT_STATE_INVALID', 'PAYMENT_UNAVAILABLE', 'PAYMENT_PROVIDER_ERROR'] })
    .input(z.strictObject({
      id,
      payId: id.optional(),
      client,
    }))
    .output(deposit)
    .mutation(({ ctx, input }) => payDeposit(ctx, paymentPortsOf(ctx), input)),
  cancel: shopperProcedure
    .meta({ method: 'ectouch.user.account.cancel', title: '会员充值/提现申请取消', write: true, errors: ['NOT_FOUND', 'ACCOUNT_STATE_INVALID'] })
    .input(z.strictObject({
      id,
    }))
    .output(z.object({
      account: AccountItem,
      ...money,
    }))
    .mutation(({ ctx, input }) => cancelRequest(ctx, paymentPortsOf(ctx), input)),
})
