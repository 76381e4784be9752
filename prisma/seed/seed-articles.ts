import { addArticle, addArticleCategory, addContact } from '@xiaopu/shared/content'
import { CONTACT_KINDS } from '@xiaopu/shared/contract'
import { aboutShop, articlePictures, contacts, demoShopper, helpCategories, newsArticles, newsCategories } from './content/index.ts'
import { renderBanner } from './pictures/index.ts'
import type { SeededCatalogue } from './seed-catalogue.ts'
import { daysFrom, entryOf, MERCHANT, type SeedContext } from './seed-context.ts'

const OPENED_DAYS = 60
const STARS = 5

async function seedHelp(ctx: SeedContext): Promise<void> {
  const author = '小铺客服'
  const publishedAt = daysFrom(ctx.now, -OPENED_DAYS)
  for (const [place, { name, articles }] of helpCategories.entries()) {
    const categoryId = await addArticleCategory(ctx, { name, kind: 'help', sortOrder: place + 1 })
    for (const [at, { title, html }] of articles.entries()) await addArticle(ctx, { categoryId, title, author, content: html, publishedAt, sortOrder: at + 1, allowComment: false })
  }
  const categoryId = await addArticleCategory(ctx, { name: aboutShop.category, kind: 'system' })
  await addArticle(ctx, { categoryId, title: aboutShop.title, author, content: aboutShop.html, publishedAt, allowComment: false })
}

async function seedNews(ctx: SeedContext, ids: SeededCatalogue, users: ReadonlyMap<string, number>): Promise<void> {
  const categories = new Map<string, number>()
  for (const [at, name] of newsCategories.entries()) categories.set(name, await addArticleCategory(ctx, { name, sortOrder: at + 1, showInNav: true }))
  for (const { category, title, author, description, keywords, daysAgo, isTop, goods, views, html, comments } of newsArticles) {
    const cover = articlePictures.find((one) => one.title === title)
    const imageUrl = cover ? await ctx.savePicture(`${cover.file}.webp`, await renderBanner(cover.spec)) : ''
    const goodsIds = goods.map((sn) => entryOf(ids.goods, sn))
    const id = await addArticle(ctx, { categoryId: entryOf(categories, category), title, author, description, keywords: keywords.join(' '), imageUrl, content: html, isTop, goodsIds, publishedAt: daysFrom(ctx.now, -daysAgo) })
    await ctx.db.comment.createMany({
      data: comments.map((comment) => ({
        kind: 1,
        articleId: id,
        userId: entryOf(users, comment.user),
        rank: STARS,
        content: comment.content,
        isApproved: true,
        reply: comment.reply,
        repliedAt: comment.reply ? daysFrom(ctx.now, 1 - comment.daysAgo) : null,
        addedAt: daysFrom(ctx.now, -comment.daysAgo),
      })),
    })
    const likes = [...users].filter(([name]) => name !== demoShopper.userName).slice(0, comments.length * 3).map(([, userId]) => userId)
    await ctx.db.articleLike.createMany({ data: likes.map((userId) => ({ articleId: id, userId, likedAt: ctx.now })) })
    await ctx.db.article.update({ where: { id }, data: { viewCount: views, likeCount: likes.length, commentCount: comments.length } })
  }
}

/** The help centre, what the shop tells and how it is reached. */
export async function seedArticles(ctx: SeedContext, ids: SeededCatalogue, users: ReadonlyMap<string, number>): Promise<void> {
  ctx.say(`Articles: ${helpCategories.flatMap((one) => one.articles).length} of help, ${newsArticles.length} of news …`)
  const merchant: SeedContext = { ...ctx, actor: MERCHANT }
  await seedHelp(merchant)
  await seedNews(merchant, ids, users)
  for (const [at, { kind, group, name, code }] of contacts.entries()) {
    await addContact(merchant, { kind: CONTACT_KINDS.find((one) => one === kind) ?? 'other', groupName: group, name, code, sortOrder: at + 1 })
  }
}
