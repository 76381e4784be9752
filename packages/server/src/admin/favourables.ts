import { z } from 'zod'
import { goodsChoices } from '@xiaopu/shared/catalogue'
import { flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { closeFavourable, createFavourable, deleteFavourable, FAVOURABLE_DESK_SORTS, FAVOURABLE_TABS, FAVOURABLE_WARNINGS, favourableForDesk, listFavourablesForDesk, previewFavourable, publishFavourable, updateFavourable } from '@xiaopu/shared/promotions'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const MOST_FEN = 2_147_483_647
const WHOLE_BASIS_POINTS = 10_000

const id = int.min(1)
const moment = time.refine((value) => value !== '')
const fen = int.min(0).max(MOST_FEN)
const type = z.union([z.literal(0), z.literal(1), z.literal(2)])
const range = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
const ids = z.array(int.min(0)).max(500)
const terms = {
  type,
  rankIds: ids,
  range,
  rangeIds: ids,
  minAmountFen: fen,
  maxAmountFen: fen,
  offFen: fen,
  payBasisPoints: int.min(0).max(WHOLE_BASIS_POINTS),
  giftLimit: int.min(0).max(100),
  gifts: z.array(z.strictObject({ goodsId: id, priceFen: fen })).max(50),
}
const form = { ...terms, name: text.trim().max(60), startAt: moment, endAt: moment, sortOrder: int.min(0).max(9999) }

const status = z.enum(['draft', 'pre_start', 'under_way', 'finished', 'canceled'])
const names = z.array(z.object({ id: int, name: text }))
const row = { ...form, gifts: z.array(z.object({ goodsId: int, priceFen: int })), startAt: time, endAt: time, id: int, sellerId: int, status, cancelReason: text, rangeNames: names }
const FavourableRow = z.object(row)
const FavourableView = z.object({ ...row, isUsed: flag })

const CartLine = z.object({ goodsId: int, name: text, thumbUrl: text, quantity: int, isGift: flag, subtotalFen: int, discountFen: int, netFen: int, costFen: int })
const Check = z.object({
  warning: z.enum(FAVOURABLE_WARNINGS),
  names: z.array(text),
  gapFen: int,
  fixes: z.array(z.object({ field: z.enum(['offFen', 'minAmountFen', 'payBasisPoints']), value: int })),
})
const Preview = z.object({
  coveredGoods: int,
  rangeNames: names,
  rankId: int,
  cart: z.object({ lines: z.array(CartLine), goodsFen: int, discountFen: int, payFen: int }).nullable(),
  gifts: z.array(z.object({ goodsId: int, name: text, thumbUrl: text, shopPriceFen: int, stock: int, isSold: flag })),
  overlaps: z.array(z.object({ id: int, name: text, startAt: time, endAt: time, goods: int })),
  checks: z.array(Check),
})

const Choices = z.object({
  categories: z.array(z.object({ categoryId: int, parentId: int, name: text })),
  brands: z.array(z.object({ brandId: int, name: text })),
  ranks: z.array(z.object({ rankId: int, name: text, discountPercent: int })),
})

/** 优惠活动: gifts, money off or a percentage from an amount on. */
export const favourablesRouter = router({
  list: staffProcedure('promotions.edit')
    .input(pagedInput({
      tab: z.enum(FAVOURABLE_TABS).default('all'),
      type: type.optional(),
      q: text.max(60).default(''),
      sort: z.enum(FAVOURABLE_DESK_SORTS).default('endAt'),
      isAscending: flag.default(false),
    }))
    .output(pagedOutput({ items: z.array(FavourableRow), counts: z.record(z.enum(FAVOURABLE_TABS), int) }))
    .query(async ({ ctx, input: { pageNo, pageSize, type: only, ...filters } }) => ({ ...await listFavourablesForDesk(ctx, { ...filters, type: only ?? null }, { pageNo, pageSize }), pageNo, pageSize })),
  get: staffProcedure('promotions.edit').input(z.strictObject({ id })).output(FavourableView).query(({ ctx, input }) => favourableForDesk(ctx, input.id)),
  /** What a range and its readers are chosen from, for who may not see the catalogue's pages. */
  choices: staffProcedure('promotions.edit').input(z.void()).output(Choices).query(({ ctx }) => goodsChoices(ctx)),
  /** What the form as it stands means today. */
  preview: staffProcedure('promotions.edit')
    .input(z.strictObject({ ...terms, id: int.min(0), startAt: moment, endAt: moment }))
    .output(Preview)
    .query(({ ctx, input }) => previewFavourable(ctx, input)),
  create: staffWrite('promotions.edit').input(z.strictObject(form)).output(FavourableView).mutation(({ ctx, input }) => createFavourable(ctx, input)),
  update: staffWrite('promotions.edit')
    .input(z.strictObject({ ...form, id }))
    .output(FavourableView)
    .mutation(({ ctx, input: { id: favourableId, ...fields } }) => updateFavourable(ctx, favourableId, fields)),
  publish: staffWrite('promotions.edit').input(z.strictObject({ id })).output(FavourableView).mutation(({ ctx, input }) => publishFavourable(ctx, input.id)),
  close: staffWrite('promotions.edit')
    .input(z.strictObject({ id, reason: text.trim().max(255) }))
    .output(FavourableView)
    .mutation(({ ctx, input }) => closeFavourable(ctx, input.id, input.reason)),
  delete: staffWrite('promotions.edit').input(z.strictObject({ id })).output(z.object({ deleted: flag })).mutation(({ ctx, input }) => deleteFavourable(ctx, input.id)),
})
