import { z } from 'zod'
import { int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { CARD_STATES, importCards, listCards, removeCards, revealCard } from '@xiaopu/shared/virtual-cards'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const goodsId = int.min(1)
const skuId = int.min(0).default(0)
const state = z.enum(CARD_STATES)

const Card = z.object({
  cardId: int,
  skuId: int,
  optionsText: text,
  tail: text,
  hasPassword: z.boolean(),
  state,
  expiresAt: time,
  orderId: int,
  orderSn: text,
  deliveredAt: time,
  addedAt: time,
  addedBy: text,
})

/** The cards of goods that are a number and a password. A list shows their last characters; what one says is asked for singly and kept in the audit. */
export const virtualCardsRouter = router({
  list: staffProcedure('goods.view')
    .input(pagedInput({ goodsId, skuId, state: z.enum(['', ...CARD_STATES]).default('') }))
    .output(pagedOutput({
      goods: z.object({ goodsId: int, name: text, sn: text, stock: int, skus: z.array(z.object({ skuId: int, optionsText: text, stock: int })) }),
      items: z.array(Card),
      counts: z.record(state, int),
    }))
    .query(async ({ ctx, input: { pageNo, pageSize, ...filters } }) => ({ ...await listCards(ctx, filters, { pageNo, pageSize }), pageNo, pageSize })),
  import: staffWrite('goods.edit')
    .input(z.strictObject({ goodsId, skuId, text: text.max(400_000) }))
    .output(z.object({ added: int, refused: z.array(z.object({ row: int, reason: z.enum(['noNumber', 'tooLong', 'columns', 'badExpiry', 'pastExpiry', 'repeated', 'exists']) })) }))
    .mutation(({ ctx, input }) => importCards(ctx, input)),
  remove: staffWrite('goods.edit')
    .input(z.strictObject({ goodsId, cardIds: z.array(int.min(1)).min(1).max(100) }))
    .output(z.object({ removed: int }))
    .mutation(({ ctx, input }) => removeCards(ctx, input)),
  reveal: staffWrite('goods.edit')
    .input(z.strictObject({ cardId: int.min(1) }))
    .output(z.object({ number: text, password: text }))
    .mutation(({ ctx, input }) => revealCard(ctx, input.cardId)),
})
