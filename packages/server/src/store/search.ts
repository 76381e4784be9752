import { z } from 'zod'
import { int, Keyword, text } from '@xiaopu/shared/contract'
import { clearSearchHistory, hotKeywords, searchHistory, suggestKeywords } from '@xiaopu/shared/catalogue'
import { publicProcedure, router, shopperProcedure } from '../trpc.ts'

export const searchRouter = router({
  keywords: router({
    hot: publicProcedure
      .meta({ method: 'ectouch.search.keywords', action: 'hot', isDefaultAction: true, title: '热门搜索', write: false })
      .input(z.strictObject({
        limit: int.min(1).max(30).default(10),
      }))
      .output(z.object({
        keywords: z.array(Keyword),
        defaultKeyword: text,
      }))
      .query(({ ctx, input }) => hotKeywords(ctx, input)),
    history: shopperProcedure
      .meta({ method: 'ectouch.search.keywords', action: 'history', title: '搜索历史', write: false })
      .input(z.strictObject({
        limit: int.min(1).max(20).default(20),
      }))
      .output(z.object({
        keywords: z.array(Keyword),
      }))
      .query(({ ctx, input }) => searchHistory(ctx, input)),
    suggest: publicProcedure
      .meta({ method: 'ectouch.search.keywords', action: 'suggest', title: '搜索联想', write: false })
      .input(z.strictObject({
        keyword: text.min(1).max(30),
        limit: int.min(1).max(20).default(10),
      }))
      .output(z.object({
        keywords: z.array(Keyword),
      }))
      .query(({ ctx, input }) => suggestKeywords(ctx, input)),
    clear: shopperProcedure
      .meta({ method: 'ectouch.search.keywords', action: 'clear', title: '清除搜索历史', write: true })
      .input(z.strictObject({
        keyword: text.max(90).optional(),
      }))
      .output(z.object({
        cleared: int,
      }))
      .mutation(({ ctx, input }) => clearSearchHistory(ctx, input)),
  }),
})
