import { describe, expect, it } from 'vitest'
import { addressOfFilters, filterCount, filtersFromAddress, itemsInput, NO_FILTERS, withoutFilters } from './list-address.ts'

const teapots = {
  ...NO_FILTERS,
  keywords: '茶壶',
  sellerId: 0,
  priceMinFen: 10000,
  priceMaxFen: 19950,
  attrs: ['220 ml', '釉瓷'],
  inStock: true,
  sort: 'price' as const,
  order: 'desc' as const,
}

describe('the address of a list', () => {
  it('holds every filter and nothing else', () => {
    expect(addressOfFilters(teapots)).toEqual({
      q: '茶壶', seller: '0', min: '100', max: '199.50', attr: ['220 ml', '釉瓷'], stock: '1', sort: 'price', order: 'desc',
    })
  })

  it('is empty for an open list', () => {
    expect(addressOfFilters(NO_FILTERS)).toEqual({})
  })

  it('reads back to the same filters', () => {
    expect(filtersFromAddress(addressOfFilters(teapots) as Record<string, string>)).toEqual(teapots)
  })

  it('reads one attribute as well as several', () => {
    expect(filtersFromAddress({ attr: '220 ml' }).attrs).toEqual(['220 ml'])
  })

  it('takes nonsense as not asked for', () => {
    expect(filtersFromAddress({ category: 'x', min: '-5', max: '1e9', sort: 'rank', seller: '', order: 'up', stock: 'yes' })).toEqual(NO_FILTERS)
  })

  it('asks the server for what it says, the shop itself as seller 0', () => {
    expect(itemsInput(teapots)).toMatchObject({ keywords: '茶壶', sellerId: 0, priceMaxFen: 19950, sort: 'price', order: 'desc' })
    expect(itemsInput(NO_FILTERS).sellerId).toBeUndefined()
  })

  it('counts the sheet\'s filters, a price range once', () => {
    expect(filterCount(teapots)).toBe(5)
  })

  it('keeps the search word and the sorting on reset', () => {
    expect(withoutFilters(teapots)).toEqual({ ...NO_FILTERS, keywords: '茶壶', sort: 'price', order: 'desc' })
  })
})
