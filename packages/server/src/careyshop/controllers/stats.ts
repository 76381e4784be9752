import { type Dashboard, dashboard, goodsSold, membersActive, membersByRank, ordersByClient, ordersByHour, salesByDay, signUpsByDay, type Span } from '@xiaopu/shared/orders'
import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import { type CareyCtx, method } from '../method.ts'
import { param } from '../read-params.ts'
import { timeText } from '../wire.ts'

const DAY_MS = 86_400_000
const FEN_PER_YUAN = 100
const [WEEK, MONTH, MOST_DAYS] = [7, 30, 366]

/** Sums may be larger than an amount of one order can be. */
const yuanOf = (fen: number): number => Math.round(fen) / FEN_PER_YUAN

const figures = ({ paidFen, orders, buyers, members, refundFen, refunds }: Dashboard['today']): object =>
  ({ pay_amount: yuanOf(paidFen), order: orders, buyer: buyers, client: members, refund_amount: yuanOf(refundFen), refund: refunds })
const days = (rows: readonly { day: string, paidFen: number, orders: number }[]): object[] => rows.map(({ day, paidFen, orders }) => ({ day, pay_amount: yuanOf(paidFen), order: orders }))

/** Today and so many days before it. */
function lately({ todayFrom, now }: Dashboard, count: number): Span {
  return { from: new Date(Date.parse(todayFrom) - (count - 1) * DAY_MS), to: new Date(now) }
}

async function ofIndex(ctx: CareyCtx): Promise<object> {
  const board = await dashboard(ctx, MONTH)
  const [today, week] = [lately(board, 1), lately(board, WEEK)]
  const [sources, hours, active, levels] = await Promise.all([ordersByClient(ctx, week), ordersByHour(ctx, today), membersActive(ctx, week), membersByRank(ctx)])
  const { awaitPay, awaitConfirm, awaitShip, short, lowStock, soldOut } = board.toDos
  return {
    today_data: figures(board.today),
    order_status: { not_paid: awaitPay, not_confirmed: awaitConfirm, not_shipped: awaitShip, short },
    order_source: sources.map(({ client, orders }) => ({ source: client, count: orders })),
    order_today: hours.map(({ hour, orders }) => ({ hour, count: orders })),
    client_active: active,
    client_level: levels.map(({ name, members }) => ({ name, count: members })),
    sales_status: { low_stock: lowStock, sold_out: soldOut },
    goods_top: board.top.map(({ goodsId, name, quantity, paidFen }) => ({ goods_id: goodsId, name, num: quantity, pay_amount: yuanOf(paidFen) })),
  }
}

async function ofShop(ctx: CareyCtx): Promise<object> {
  const board = await dashboard(ctx, MONTH)
  const month = lately(board, MONTH)
  const [hours, clients, sold] = await Promise.all([ordersByHour(ctx, month), signUpsByDay(ctx, month), goodsSold(ctx, month)])
  return {
    today: figures(board.today),
    yesterday: figures(board.yesterday),
    order_hours: hours.map(({ hour, orders }) => ({ hour, count: orders })),
    order_month: days(board.days),
    client_month: clients.map(({ day, members }) => ({ day, count: members })),
    goods: sold.map(({ goodsId, name, quantity, paidFen }) => ({ goods_id: goodsId, name, num: quantity, pay_amount: yuanOf(paidFen) })),
  }
}

/** Of days in the shop's time, the last one included; the last week when none are named. */
function spanOf(ctx: CareyCtx, begin: string | undefined, end: string | undefined): Span {
  if ((begin === undefined) !== (end === undefined)) throw new ShopError('PARAM_MISSING', { field: begin === undefined ? 'begin_time' : 'end_time' })
  if (begin === undefined || end === undefined) return { from: new Date(ctx.now.getTime() - WEEK * DAY_MS), to: ctx.now }
  const span = { from: new Date(`${begin}T00:00:00+08:00`), to: new Date(Date.parse(`${end}T00:00:00+08:00`) + DAY_MS) }
  const length = span.to.getTime() - span.from.getTime()
  if (length <= 0 || length > MOST_DAYS * DAY_MS) throw new ShopError('PARAM_INVALID', { field: 'end_time' })
  return span
}

const OF_SPAN = {
  goods: async (ctx: CareyCtx, span: Span) => ({ goods: (await goodsSold(ctx, span)).map(({ goodsId, name, quantity, paidFen }) => ({ goods_id: goodsId, name, num: quantity, pay_amount: yuanOf(paidFen) })) }),
  async order(ctx: CareyCtx, span: Span) {
    const [byDay, byHour, byClient] = await Promise.all([salesByDay(ctx, span), ordersByHour(ctx, span), ordersByClient(ctx, span)])
    return { order_day: days(byDay), order_hours: byHour.map(({ hour, orders }) => ({ hour, count: orders })), order_source: byClient.map(({ client, orders }) => ({ source: client, count: orders })) }
  },
  async client(ctx: CareyCtx, span: Span) {
    const [signUps, active, levels] = await Promise.all([signUpsByDay(ctx, span), membersActive(ctx, span), membersByRank(ctx)])
    return { client_day: signUps.map(({ day, members }) => ({ day, count: members })), client_active: active, client_level: levels.map(({ name, members }) => ({ name, count: members })) }
  },
}

export const statsMethods = [
  method({
    controller: 'stats',
    name: 'get.stats.data',
    title: '获取某一项数据统计',
    auth: 'required',
    who: ['admin'],
    permission: 'dashboard.view',
    write: false,
    params: z.object({ type: z.enum(['index', 'shop', 'goods', 'order', 'client']), begin_time: param.maybeDay, end_time: param.maybeDay }),
    async run({ ctx, input: { type, begin_time: begin, end_time: end } }) {
      const found = type === 'index' ? await ofIndex(ctx) : type === 'shop' ? await ofShop(ctx) : await OF_SPAN[type](ctx, spanOf(ctx, begin, end))
      return { ...found, update_time: timeText(ctx.now) }
    },
  }),
]
