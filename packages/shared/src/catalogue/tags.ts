import type { Page, TagCount } from '../contract/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'
import { userIdOf } from './list-goods.ts'
import { searchWord } from './search-words.ts'

const MAX_LENGTH = 20
const MAX_PER_GOODS = 10
const FORBIDDEN = /[<>&\p{Cc}]/u

interface Tag { text: string, key: string }

/** Trimmed, inner white space as one space; compared without case. */
function readTag(input: string): Tag {
  const text = input.trim().replaceAll(/\s+/g, ' ')
  if (text === '' || [...text].length > MAX_LENGTH || FORBIDDEN.test(text)) throw new ShopError('TAG_INVALID')
  return { text, key: text.toLowerCase() }
}

/** Several are separated by commas, full-width ones too; each once, in its first spelling. */
function readTags(input: string): Tag[] {
  const tags = new Map<string, Tag>()
  for (const tag of input.split(/[,，]/).map(readTag)) {
    if (!tags.has(tag.key)) tags.set(tag.key, tag)
  }
  return [...tags.values()]
}

async function refuseBlocked(ctx: TxCtx, tags: readonly Tag[]): Promise<void> {
  const { searchBlockList } = await getSettings(ctx)
  const blocked = searchBlockList.map(searchWord).filter(Boolean)
  if (tags.some(({ text }) => blocked.some((word) => searchWord(text).includes(word)))) throw new ShopError('CONTENT_REJECTED')
}

async function refuseUnknownGoods(ctx: TxCtx, goodsId: number): Promise<void> {
  const row = await ctx.sql.row('tag_goods', 'SELECT 1 AS "found" FROM "Goods" WHERE "id" = $1 AND NOT "isDeleted"', [goodsId])
  if (!row) throw new ShopError('NOT_FOUND')
}

// A tag looks as whoever gave it first wrote it. The order of its letters is that of their codes, whatever the database speaks.
const CLOUD = (where: string): string => `
SELECT (array_agg(t."text" ORDER BY t."id"))[1] AS "tagWords", count(*)::int AS "tagCount", (count(*) OVER ())::int AS "total"
FROM "GoodsTag" t WHERE ${where} GROUP BY t."key" ORDER BY 2 DESC, (array_agg(t."text" ORDER BY t."id"))[1] COLLATE "C" LIMIT $2 OFFSET $3`
const OF_GOODS = CLOUD('t."goodsId" = $1')
const OF_USER = CLOUD('t."userId" = $1')

type TagPage = Page & { items: TagCount[], totalResults: number }

async function cloud(ctx: TxCtx, of: { goodsId: number } | { userId: number }, { pageNo, pageSize }: Page): Promise<TagPage> {
  const [name, text, id] = 'goodsId' in of ? ['tags_of_goods', OF_GOODS, of.goodsId] as const : ['tags_of_user', OF_USER, of.userId] as const
  const rows = await ctx.sql.rows<TagCount & { total: number }>(name, text, [id, pageSize, (pageNo - 1) * pageSize])
  const beyond = rows.length === 0 && pageNo > 1 ? (await ctx.sql.rows<{ total: number }>(name, text, [id, 1, 0]))[0]?.total : 0
  return { items: rows.map(({ tagWords, tagCount }) => ({ tagWords, tagCount })), totalResults: rows[0]?.total ?? beyond ?? 0, pageNo, pageSize }
}

/** ectouch.user.tag.get: the tags of a product with the number of users, or the caller's own with the number of products. */
export async function listTags(ctx: Ctx, { goodsId, ...page }: { goodsId?: number } & Page): Promise<TagPage> {
  if (goodsId !== undefined) {
    await refuseUnknownGoods(ctx, goodsId)
    return cloud(ctx, { goodsId }, page)
  }
  const userId = userIdOf(ctx)
  if (userId === 0) throw new ShopError('SESSION_REQUIRED')
  return cloud(ctx, { userId }, page)
}

const ADD = `
WITH asked AS (SELECT * FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS a("text", "key", "at")),
  wanted AS (SELECT * FROM asked a WHERE NOT EXISTS (SELECT 1 FROM "GoodsTag" t WHERE t."userId" = $1 AND t."goodsId" = $2 AND t."key" = a."key")),
  room AS (SELECT count(*) + (SELECT count(*) FROM wanted) <= $6 AS "isEnough" FROM "GoodsTag" WHERE "userId" = $1 AND "goodsId" = $2),
  added AS (INSERT INTO "GoodsTag" ("userId", "goodsId", "text", "key", "addedAt")
    SELECT $1, $2, w."text", w."key", $5 FROM wanted w, room WHERE room."isEnough" ORDER BY w."at" RETURNING 1)
SELECT room."isEnough" FROM room`

/** ectouch.user.tag.add: all of them or, when one will not do or there are too many, none. */
export async function addTags(ctx: Ctx, { goodsId, tag, ...page }: { goodsId: number, tag: string } & Page): Promise<TagPage> {
  const tags = readTags(tag)
  await refuseBlocked(ctx, tags)
  await refuseUnknownGoods(ctx, goodsId)
  const userId = userIdOf(ctx)
  await inTransaction(ctx, async (tx) => {
    await tx.sql.run('tags_lock', 'SELECT 1 FROM "User" WHERE "id" = $1 FOR NO KEY UPDATE', [userId])
    const row = await tx.sql.row<{ isEnough: boolean }>('tags_add', ADD, [userId, goodsId, tags.map(({ text }) => text), tags.map(({ key }) => key), tx.now, MAX_PER_GOODS])
    if (!row?.isEnough) throw new ShopError('LIMIT_REACHED', { limit: MAX_PER_GOODS })
  })
  return cloud(ctx, { goodsId }, page)
}

/** ectouch.user.tag.delete: the caller's own, from all products or the one. */
export async function deleteTag(ctx: Ctx, { tagWords, goodsId }: { tagWords: string, goodsId?: number }): Promise<{ deleted: number }> {
  const { key } = readTag(tagWords)
  const deleted = await ctx.sql.run('tags_delete', 'DELETE FROM "GoodsTag" WHERE "userId" = $1 AND "key" = $2 AND ($3::int IS NULL OR "goodsId" = $3)', [userIdOf(ctx), key, goodsId ?? null])
  if (deleted === 0) throw new ShopError('NOT_FOUND')
  return { deleted }
}
