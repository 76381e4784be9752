import type { Keyword } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { getSettings } from '../shop/index.ts'
import { likeEscaped, mayContain, searchable } from './search-conditions.ts'
import { dayOf, searchWord } from './search-words.ts'
import { getStructure } from './structure.ts'

const DAYS = 7
const SEARCHERS_NEEDED = 5
const CANDIDATES = 60
const DAY_MS = 86_400_000

const COUNTED = `SELECT "word", count(*)::int AS "count" FROM "SearchHit" WHERE "day" > $1::date GROUP BY "word" HAVING count(DISTINCT "searcher") >= ${SEARCHERS_NEEDED}
  ORDER BY "count" DESC, "word"`

/** Searched words that enough different people looked for, most searched first. */
async function countedWords(ctx: Ctx): Promise<{ word: string, count: number }[]> {
  const { searchBlockList } = await getSettings(ctx)
  const blocked = searchBlockList.map(searchWord).filter(Boolean)
  const rows = await ctx.sql.rows<{ word: string, count: number }>('search_counted', COUNTED, [dayOf(new Date(ctx.now.getTime() - DAYS * DAY_MS))])
  return rows.filter((row) => !blocked.some((word) => row.word.includes(word)))
}

/** 热门搜索: the merchant's words first, then what shoppers look for. */
export async function hotKeywords(ctx: Ctx, { limit }: { limit: number }): Promise<{ keywords: Keyword[], defaultKeyword: string }> {
  const [{ searchKeywords, searchBlockList, defaultKeyword }, counted] = await Promise.all([getSettings(ctx), countedWords(ctx)])
  const blocked = searchBlockList.map(searchWord).filter(Boolean)
  const pinned = searchKeywords.filter((keyword) => !blocked.some((word) => searchWord(keyword).includes(word)))
  const taken = new Set(pinned.map(searchWord))
  const keywords = [
    ...pinned.map((keyword) => ({ keyword, count: 0, pinned: true, hits: -1 })),
    ...counted.filter((row) => !taken.has(row.word)).map((row) => ({ keyword: row.word, count: row.count, pinned: false, hits: -1 })),
  ].slice(0, limit)
  return { keywords, defaultKeyword: defaultKeyword || (pinned[0] ?? '') }
}

const shopperOf = ({ actor }: Ctx): number => (actor.kind === 'shopper' ? actor.userId : 0)

/** 搜索历史, newest first. */
export async function searchHistory(ctx: Ctx, { limit }: { limit: number }): Promise<{ keywords: Keyword[] }> {
  const rows = await ctx.sql.rows<{ word: string }>(
    'search_history',
    'SELECT "word" FROM "SearchHistory" WHERE "userId" = $1 ORDER BY "at" DESC, "word" LIMIT $2',
    [shopperOf(ctx), limit],
  )
  return { keywords: rows.map(({ word }) => ({ keyword: word, count: 0, pinned: false, hits: -1 })) }
}

/** 清除搜索历史, one word of it or all. */
export async function clearSearchHistory(ctx: Ctx, { keyword }: { keyword?: string | undefined }): Promise<{ cleared: number }> {
  const word = keyword === undefined ? null : searchWord(keyword)
  const cleared = await ctx.sql.run('search_history_clear', 'DELETE FROM "SearchHistory" WHERE "userId" = $1 AND ($2::text IS NULL OR "word" = $2)', [shopperOf(ctx), word])
  return { cleared }
}

const NAMES = `SELECT DISTINCT ON (g."searchText") g."name" FROM "Goods" g
  WHERE ${mayContain('$2')} AND g."searchText" LIKE $1 AND g."isOnSale" AND g."isAloneSale" AND NOT g."isDeleted" ORDER BY g."searchText" LIMIT ${CANDIDATES}`

// As the list of products matches words; strpos takes them as they are.
const HITS = `SELECT c."word", (SELECT count(*) FROM "Goods" g WHERE g."isOnSale" AND g."isAloneSale" AND NOT g."isDeleted" AND ${mayContain('c."word"')}
    AND NOT EXISTS (SELECT 1 FROM unnest(string_to_array(c."word", ' ')) w
      WHERE strpos(split_part(g."searchText", E'\\n\\n', 1), w) = 0 AND strpos(g."searchText", E'\\n#' || w) = 0))::int AS "hits"
  FROM unnest($1::text[]) AS c("word")`

/** 搜索联想: names of goods, brands and categories and counted words that begin with it, then those that contain it. */
export async function suggestKeywords(ctx: Ctx, input: { keyword: string, limit: number }): Promise<{ keywords: Keyword[] }> {
  const typed = searchWord(input.keyword)
  if (!typed) return { keywords: [] }
  const pattern = likeEscaped(typed)
  const [counted, structure, beginning, containing] = await Promise.all([
    countedWords(ctx),
    getStructure(ctx),
    ctx.sql.rows<{ name: string }>('suggest_names', NAMES, [`${pattern}%`, typed]),
    ctx.sql.rows<{ name: string }>('suggest_names', NAMES, [`%${pattern}%`, typed]),
  ])
  const texts = [
    ...counted.map((row) => row.word),
    ...[...structure.brands.values()].filter((brand) => brand.isShown).map((brand) => brand.name),
    ...[...structure.categories.values()].filter((node) => node.isVisible).map((node) => node.name),
    ...beginning.map((row) => row.name),
    ...containing.map((row) => row.name),
  ]
  const byWord = new Map<string, string>()
  for (const text of texts) {
    const word = searchWord(text)
    if (word.includes(typed) && !byWord.has(word)) byWord.set(word, text)
  }
  const words = [...byWord.keys()]
  const inOrder = [...words.filter((word) => word.startsWith(typed)), ...words.filter((word) => !word.startsWith(typed))].slice(0, CANDIDATES)
  const rows = await ctx.sql.rows<{ word: string, hits: number }>('suggest_hits', HITS, [inOrder])
  const hits = new Map(rows.map((row) => [row.word, row.hits]))
  const counts = new Map(counted.map((row) => [row.word, row.count]))
  return {
    keywords: inOrder.filter((word) => (hits.get(word) ?? 0) > 0).slice(0, input.limit)
      .map((word) => ({ keyword: searchable(byWord.get(word) ?? word) === word ? byWord.get(word) ?? word : word, count: counts.get(word) ?? 0, pinned: false, hits: hits.get(word) ?? 0 })),
  }
}
