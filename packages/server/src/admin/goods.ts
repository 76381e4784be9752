import { z } from 'zod'
import { addGoods, adminGoods, BULK_ACTIONS, countShortGoods, goodsChoices, listGoodsForStaff, previewBulk, previewPrices, runBulk, saveGoods, STOCK_CAUSES, stockMovements } from '@xiaopu/shared/catalogue'
import { int, pagedInput, text, time } from '@xiaopu/shared/contract'
import { router, staffProcedure } from '../trpc.ts'
import { AdminGoodsView, GoodsChoices, GoodsFormChange, GoodsList, goodsListInput, NewGoodsForm, PriceDraft, PricePreview, StockHistory } from './goods-shapes.ts'
import { staffWrite } from './staff-write.ts'

const goodsIds = z.array(int.min(1)).min(1).max(100)
const bulkInput = z.strictObject({ goodsIds, action: z.enum(BULK_ACTIONS) })
const BulkLine = z.object({ goodsId: int, name: text, thumbUrl: text, stock: int, outcome: z.enum(['done', 'same', 'empty', 'refused']), word: text })

/** Products as their merchant sees them: list, form, and what many of them are done to at once. */
export const goodsRouter = router({
  list: staffProcedure('goods.view')
    .input(goodsListInput)
    .output(GoodsList)
    .query(async ({ ctx, input }) => ({ ...await listGoodsForStaff(ctx, input), pageNo: input.pageNo, pageSize: input.pageSize })),
  /** How many products run short: the menu's badge. */
  shortCount: staffProcedure('goods.view')
    .input(z.void())
    .output(z.object({ count: int }))
    .query(async ({ ctx }) => ({ count: (await countShortGoods(ctx)).lowStock })),
  choices: staffProcedure('goods.view')
    .input(z.void())
    .output(GoodsChoices)
    .query(({ ctx }) => goodsChoices(ctx)),
  get: staffProcedure('goods.view')
    .input(z.strictObject({ goodsId: int }))
    .output(AdminGoodsView)
    .query(({ ctx, input }) => adminGoods(ctx, input.goodsId)),
  /** What each rank would pay for the form as it stands. */
  preview: staffProcedure('goods.view')
    .input(PriceDraft)
    .output(PricePreview)
    .query(({ ctx, input }) => previewPrices(ctx, input)),
  create: staffWrite('goods.edit')
    .input(NewGoodsForm)
    .output(z.object({ goodsId: int }))
    .mutation(({ ctx, input }) => addGoods(ctx, input)),
  /** Only the fields that changed are sent; `lastUpdate` is the time of change the form was loaded with. */
  update: staffWrite('goods.edit')
    .input(z.strictObject({ goodsId: int, lastUpdate: time, change: GoodsFormChange }))
    .output(AdminGoodsView)
    .mutation(({ ctx, input }) => saveGoods(ctx, input.goodsId, input.change, new Date(input.lastUpdate))),
  /** Where the units of a product came from and went. */
  stockMovements: staffProcedure('goods.view')
    .input(pagedInput({ goodsId: int.min(1), skuId: int.min(0).default(0), cause: z.enum(['', ...STOCK_CAUSES]).default(''), from: time.default(''), to: time.default('') }))
    .output(StockHistory)
    .query(async ({ ctx, input: { pageNo, pageSize, ...filters } }) => ({ ...await stockMovements(ctx, filters, { pageNo, pageSize }), pageNo, pageSize })),
  previewBulk: staffProcedure('goods.view')
    .input(bulkInput)
    .output(z.object({ lines: z.array(BulkLine) }))
    .query(async ({ ctx, input }) => ({ lines: await previewBulk(ctx, input.goodsIds, input.action) })),
  bulk: staffWrite('goods.edit')
    .input(bulkInput)
    .output(z.object({ changed: int, refused: int, undo: z.array(bulkInput) }))
    .mutation(({ ctx, input }) => runBulk(ctx, input.goodsIds, input.action)),
})
