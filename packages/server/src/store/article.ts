import { z } from 'zod'
import { addArticleComment, ARTICLE_KINDS, getArticle, likeArticle, listArticleCategories, listArticleComments, listArticles } from '@xiaopu/shared/content'
import { Article, ArticleCategory, ArticleComment, flag, Goods, html, int, pagedInput, pagedOutput, text } from '@xiaopu/shared/contract'
import { publicProcedure, router, shopperProcedure, visitorProcedure } from '../trpc.ts'
import { picturePort } from './user-ports.ts'

const ARTICLE = 'ectouch.promotion.article'
const one = z.strictObject({ articleId: int.min(1) })
const whole = z.object({ article: Article, content: html, goods: z.array(Goods) })

export const articleRouter = router({
  list: visitorProcedure
    .meta({ method: ARTICLE, action: 'list', isDefaultAction: true, title: '资讯列表', write: false })
    .input(pagedInput({
      categoryId: int.min(0).optional().meta({ wireName: 'cat_id' }),
      keyword: text.max(50).optional(),
    }))
    .output(pagedOutput({ items: z.array(Article) }))
    .query(({ ctx, input }) => listArticles(ctx, input)),
  get: visitorProcedure
    .meta({ method: ARTICLE, action: 'get', title: '资讯详情', write: false, errors: ['NOT_FOUND'] })
    .input(one)
    .output(whole)
    .query(({ ctx, input }) => getArticle(ctx, input)),
  /** For our own page: also where the text comes from and whether it takes comments. */
  page: visitorProcedure
    .input(one)
    .output(whole.extend({ source: text, sourceUrl: text, keywords: text, categoryName: text, kind: z.enum(ARTICLE_KINDS), allowComment: flag }))
    .query(({ ctx, input }) => getArticle(ctx, input)),
  cats: publicProcedure
    .meta({ method: ARTICLE, action: 'cats', title: '资讯分类', write: false })
    .input(z.strictObject({ parentId: int.min(0).default(0) }))
    .output(z.object({ cats: z.array(ArticleCategory) }))
    .query(({ ctx, input }) => listArticleCategories(ctx, input)),
  like: shopperProcedure
    .meta({ method: ARTICLE, action: 'like', title: '点赞或取消', write: true, errors: ['NOT_FOUND'] })
    .input(one.extend({ like: flag.default(true) }))
    .output(z.object({ liked: flag, likeCount: int }))
    .mutation(({ ctx, input }) => likeArticle(ctx, input)),
  comment: shopperProcedure
    .meta({ method: ARTICLE, action: 'comment', title: '发表评论', write: true, errors: ['NOT_FOUND', 'COMMENT_CLOSED', 'CONTENT_REJECTED'] })
    .input(one.extend({ content: text.trim().min(1).max(500) }))
    .output(z.object({ comment: ArticleComment, visible: flag }))
    .mutation(({ ctx, input }) => addArticleComment(ctx, input, picturePort(ctx))),
  comments: visitorProcedure
    .meta({ method: ARTICLE, action: 'comments', title: '评论列表', write: false, errors: ['NOT_FOUND'] })
    .input(pagedInput({ articleId: int.min(1) }))
    .output(pagedOutput({ items: z.array(ArticleComment) }))
    .query(({ ctx, input }) => listArticleComments(ctx, input)),
})
