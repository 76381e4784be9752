import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Inputs } from '../../api.ts'
import { formatYuan, parseYuan } from '@xiaopu/shared/money'

type ItemsInput = Inputs['items']['get']

const INTROS = ['best', 'new', 'hot', 'promote'] as const
const SORTS = ['default', 'sales', 'price', 'new'] as const

/** What a list shows. 0 and '' stand for "not asked for"; money is fen. */
export interface ListFilters {
  keywords: string
  categoryId: number
  brandId: number
  /** -1: any seller; 0 is the shop itself. */
  sellerId: number
  intro: '' | typeof INTROS[number]
  priceMinFen: number
  priceMaxFen: number
  attrs: string[]
  inStock: boolean
  freeShipping: boolean
  sort: typeof SORTS[number]
  order: '' | 'asc' | 'desc'
}

export const NO_FILTERS: ListFilters = {
  keywords: '',
  categoryId: 0,
  brandId: 0,
  sellerId: -1,
  intro: '',
  priceMinFen: 0,
  priceMaxFen: 0,
  attrs: [],
  inStock: false,
  freeShipping: false,
  sort: 'default',
  order: '',
}

function first(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function whole(text: string, otherwise: number): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : otherwise
}

function oneOf<Word extends string>(words: readonly Word[], text: string): Word | undefined {
  return words.find((word) => word === text)
}

function shortYuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : formatYuan(fen)
}

/** Reads an address; anything it does not understand counts as not asked for. */
export function filtersFromAddress(query: LocationQuery): ListFilters {
  const attrs = [query.attr ?? []].flat().filter((one): one is string => Boolean(one))
  return {
    keywords: first(query.q).slice(0, 60).trim(),
    categoryId: whole(first(query.category), 0),
    brandId: whole(first(query.brand), 0),
    sellerId: whole(first(query.seller), -1),
    intro: oneOf(INTROS, first(query.intro)) ?? '',
    priceMinFen: Math.max(0, parseYuan(first(query.min)) ?? 0),
    priceMaxFen: Math.max(0, parseYuan(first(query.max)) ?? 0),
    attrs: attrs.slice(0, 10),
    inStock: first(query.stock) === '1',
    freeShipping: first(query.free) === '1',
    sort: oneOf(SORTS, first(query.sort)) ?? 'default',
    order: oneOf(['asc', 'desc'] as const, first(query.order)) ?? '',
  }
}

/** The address of a list: only what differs from an open list, in one order, so that equal lists have equal addresses. */
export function addressOfFilters(filters: ListFilters): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (filters.keywords) query.q = filters.keywords
  if (filters.categoryId) query.category = String(filters.categoryId)
  if (filters.brandId) query.brand = String(filters.brandId)
  if (filters.sellerId >= 0) query.seller = String(filters.sellerId)
  if (filters.intro) query.intro = filters.intro
  if (filters.priceMinFen) query.min = shortYuan(filters.priceMinFen)
  if (filters.priceMaxFen) query.max = shortYuan(filters.priceMaxFen)
  if (filters.attrs.length) query.attr = filters.attrs
  if (filters.inStock) query.stock = '1'
  if (filters.freeShipping) query.free = '1'
  if (filters.sort !== 'default') query.sort = filters.sort
  if (filters.order) query.order = filters.order
  return query
}

/** The same as the server wants it asked. */
export function itemsInput(filters: ListFilters): ItemsInput {
  return {
    keywords: filters.keywords || undefined,
    categoryId: filters.categoryId || undefined,
    brandId: filters.brandId || undefined,
    sellerId: filters.sellerId >= 0 ? filters.sellerId : undefined,
    intro: filters.intro || undefined,
    priceMinFen: filters.priceMinFen || undefined,
    priceMaxFen: filters.priceMaxFen || undefined,
    filterAttr: filters.attrs.length ? filters.attrs : undefined,
    inStock: filters.inStock,
    freeShipping: filters.freeShipping,
    sort: filters.sort,
    order: filters.order || undefined,
  }
}

/** How many filters of the sheet are set; the word, the category and the sorting are not counted. */
export function filterCount(filters: ListFilters): number {
  return [filters.brandId > 0, filters.sellerId >= 0, filters.priceMinFen > 0 || filters.priceMaxFen > 0, filters.inStock, filters.freeShipping]
    .filter(Boolean).length + filters.attrs.length
}

/** Takes the sheet's filters away and keeps what the list is about: word, category, kind and sorting. */
export function withoutFilters(filters: ListFilters): ListFilters {
  const { keywords, categoryId, intro, sort, order } = filters
  return { ...NO_FILTERS, keywords, categoryId, intro, sort, order }
}
