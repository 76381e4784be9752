import type { GoodsDetail } from '../contract/index.ts'
import type { Ctx, Sql } from '../database/index.ts'
import { type Favourable, getFavourables } from '../promotions/index.ts'
import { getSettings } from '../shop/index.ts'
import { pendingClicks } from './clicks.ts'
import type { PriceRow } from './goods-row.ts'
import { getStructure, type Structure } from './structure.ts'

/** What PostgreSQL says of a product for its page, as JSON texts. */
export interface PageSource {
  [column: string]: string | null
  page: string
  linked: string | null
}

interface Answer {
  item: GoodsDetail
}

/** All that a page is calculated from, but the clock. */
export interface PageBasis extends Pick<PageSource, 'page' | 'linked'> {
  structure: Structure
  favourables: readonly Favourable[]
  shopName: string
  waitingClicks: number
}

interface HeldPage extends PageBasis {
  answer: Answer
  /** Milliseconds: no promotion or activity begins or ends between the two. */
  since: number
  until: number
}

const MOST_HELD = 300

/**
 * Answers made for guests, the last asked at the end. They are not trusted for a time: each call reads the product anew, and only what
 * follows from it by calculation is taken from here, when every input is the same.
 */
const held = new WeakMap<Sql, Map<number, HeldPage>>()

export async function basisOf(ctx: Ctx, goodsId: number, { page, linked }: PageSource): Promise<PageBasis> {
  const [structure, favourables, { shopName }] = await Promise.all([getStructure(ctx), getFavourables(ctx), getSettings(ctx)])
  return { page, linked, structure, favourables, shopName, waitingClicks: pendingClicks(ctx.sql, goodsId) }
}

const INPUTS = ['page', 'linked', 'structure', 'favourables', 'shopName', 'waitingClicks'] as const satisfies (keyof PageBasis)[]

function isSame(one: PageBasis, other: PageBasis): boolean {
  return INPUTS.every((input) => one[input] === other[input])
}

/** The answer made before, if making it again would give the same. */
export function heldPage(ctx: Ctx, goodsId: number, basis: PageBasis): Answer | null {
  const pages = held.get(ctx.sql)
  const known = pages?.get(goodsId)
  const at = ctx.now.getTime()
  if (!pages || !known || at < known.since || at >= known.until || !isSame(known, basis)) return null
  pages.delete(goodsId)
  pages.set(goodsId, known)
  return known.answer
}

function nextChange(rows: readonly PriceRow[], favourables: readonly Favourable[], at: number): number {
  const moments = [...rows.flatMap(({ promoteStartAt, promoteEndAt }) => [promoteStartAt, promoteEndAt]), ...favourables.flatMap(({ startAt, endAt }) => [startAt, endAt])]
  const times = moments.flatMap((moment) => (moment === null ? [] : [new Date(moment).getTime()]))
  return Math.min(...times.filter((time) => time > at), Number.POSITIVE_INFINITY)
}

/** Keeps a guest's answer, frozen, for the next who asks; `rows` are the products with a price on the page. */
export function holdPage(ctx: Ctx, basis: PageBasis, answer: Answer, rows: readonly PriceRow[]): void {
  const pages = held.get(ctx.sql) ?? new Map<number, HeldPage>()
  held.set(ctx.sql, pages)
  const { goodsId } = answer.item
  const at = ctx.now.getTime()
  pages.delete(goodsId)
  pages.set(goodsId, { ...basis, answer: Object.freeze(answer), since: at, until: nextChange(rows, basis.favourables, at) })
  const [oldest] = pages.keys()
  if (pages.size > MOST_HELD && oldest !== undefined) pages.delete(oldest)
}
