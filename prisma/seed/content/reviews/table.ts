import { catalogue } from '../goods/index.ts'
import { reviewers } from '../people.ts'
import type { SeedGoods, SeedReview } from '../types.ts'
import { TAILS } from './tails.ts'

const SHORT = 15

/** rank, text, SKU bought as `value/value` ('' without SKUs), the shop's answer. */
export type ReviewRow = [rank: SeedReview['rank'], content: string, sku: string, reply?: string]

/** Goods number → its reviews, newest first. */
export type ReviewTable = Record<string, ReviewRow[]>

/** Reviewers take turns, each at most once for a goods; every seventh wants no name. */
export function reviewsFrom(tables: ReviewTable[]): SeedReview[] {
  const rows = tables.flatMap((table) => Object.entries(table))
  return rows.flatMap(([sn, reviews], turn) => {
    const bought = catalogue.find((one) => one.sn === sn)
    return reviews.map(([rank, content, sku, reply], at) => ({
      goods: sn,
      user: reviewers[(turn * 5 + at) % reviewers.length]?.userName ?? '',
      rank,
      content: content.length < SHORT ? content + tailFor(bought, rank, turn * 7 + at) : content,
      option: bought ? optionText(bought, sku) : '',
      anonymous: (turn * 3 + at) % 7 === 3,
      daysAgo: 2 + at * 9 + (turn * 7 + at * 5) % 8,
      reply: reply ?? '',
    }))
  })
}

function tailFor(bought: SeedGoods | undefined, rank: number, turn: number): string {
  const tails = rank <= 3 ? TAILS.poor : bought?.type === 'food' ? TAILS.food : TAILS.thing
  return tails[turn % tails.length] ?? ''
}

/** The way an order line names its SKU: `颜色:釉里红 容量:220 ml`. */
export function optionText(bought: SeedGoods, sku: string): string {
  if (sku === '') return ''
  const chosen = sku.split('/')
  return chosen
    .map((value) => {
      const owner = bought.options.find((option) => option.values.some((one) => one.value === value))
      return `${owner?.attribute ?? ''}:${value}`
    })
    .join(' ')
}
