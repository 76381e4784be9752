import type { PrintOrder } from './print-sheets.ts'
import { describe, expect, it } from 'vitest'
import { bulkChange, type BulkDraft } from './bulk-draft.ts'
import { amountText, progressOf, stateOf } from './job-text.ts'
import { notesOf, pickingOf } from './print-sheets.ts'

const DRAFT: BulkDraft = { field: 'shopPriceFen', mode: 'percent', percent: 0, fen: null, units: 0, roundTo: 1, withSkus: true, id: 0, flag: true }
const money = (fen: number): string => `¥${(fen / 100).toFixed(2)}`
const COUNTS = { waiting: 0, done: 0, same: 0, refused: 0, restored: 0, left: 0 }

describe('a bulk edit\'s form', () => {
  it.each<[string, Partial<BulkDraft>, unknown]>([
    ['no percent asks for nothing', {}, null],
    ['five percent less', { percent: -500, roundTo: 100 }, { field: 'shopPriceFen', mode: 'percent', amount: -500, roundTo: 100, withSkus: true }],
    ['a set market price', { field: 'marketPriceFen', mode: 'set', fen: 9900 }, { field: 'marketPriceFen', mode: 'set', amount: 9900, roundTo: 1 }],
    ['an empty amount', { mode: 'add', fen: null }, null],
    ['a stock of none', { field: 'stock', mode: 'set', units: 0 }, { field: 'stock', mode: 'set', amount: 0 }],
    ['no category yet', { field: 'categoryId', id: 0 }, null],
    ['no brand at all', { field: 'brandId', id: 0 }, { field: 'brandId', value: 0 }],
    ['off sale', { field: 'isOnSale', flag: false }, { field: 'isOnSale', value: false }],
  ])('%s', (_case, part, expected) => {
    expect(bulkChange({ ...DRAFT, ...part })).toEqual(expected)
  })

  it('is told in figures', () => {
    expect(amountText({ field: 'shopPriceFen', mode: 'percent', amount: 1050 }, money)).toBe('+10.5%')
    expect(amountText({ field: 'shopPriceFen', mode: 'add', amount: -300 }, money)).toBe('−¥3.00')
    expect(amountText({ field: 'stock', mode: 'set', amount: 12 }, money)).toBe('= 12')
  })
})

it('a file with nothing to do does not wait to be confirmed', () => {
  expect([stateOf({ state: 'prepared', counts: { ...COUNTS, waiting: 1 } }), stateOf({ state: 'prepared', counts: { ...COUNTS, same: 93 } }), stateOf({ state: 'done', counts: COUNTS })]).toEqual(['prepared', 'idle', 'done'])
})

it('a run is as far as its rows are', () => {
  expect(progressOf({ state: 'running', counts: { ...COUNTS, waiting: 30, done: 8, refused: 2 } })).toBe(25)
  expect(progressOf({ state: 'undoing', counts: { ...COUNTS, done: 1, refused: 50, restored: 2, left: 1 } })).toBe(75)
})

// Only what the sheets read of an order.
const order = (orderSn: string, lines: Partial<PrintOrder['lines'][number]>[], deliveries: Partial<PrintOrder['deliveries'][number]>[] = []) => ({
  orderSn,
  shippingName: '顺丰速运',
  lines: lines.map((line, at) => ({ orderLineId: at + 1, goodsId: 1, goodsSn: 'C-1', skuSn: '', goodsName: '品茗杯', optionsText: '', shopNote: '', isReal: true, quantity: line.openQuantity ?? 1, openQuantity: 1, unitPriceFen: 100, contents: [], ...line })),
  deliveries,
}) as PrintOrder

describe('paper', () => {
  it('merges what is fetched by SKU, in the order of the shelves', () => {
    const rows = pickingOf([
      order('A', [{ openQuantity: 2 }, { goodsId: 2, goodsSn: 'P-1', skuSn: 'P-1-A', shopNote: 'A-03' }]),
      order('B', [{ openQuantity: 3 }, { goodsId: 3, goodsSn: 'CODE', isReal: false }, { goodsId: 4, openQuantity: 0 }]),
    ])
    expect(rows.map(({ goodsSn, quantity, orders }) => [goodsSn, quantity, orders])).toEqual([['P-1', 1, [{ orderSn: 'A', quantity: 1 }]], ['C-1', 5, [{ orderSn: 'A', quantity: 2 }, { orderSn: 'B', quantity: 3 }]]])
  })

  it('fetches what a package holds, together with the same goods bought alone', () => {
    const content = (goodsId: number, goodsSn: string, quantity: number) => ({ goodsId, goodsSn, skuSn: '', goodsName: '', optionsText: '', shopNote: '', quantity, isReal: true })
    const rows = pickingOf([order('A', [{ openQuantity: 1 }, { goodsId: 9, openQuantity: 2, contents: [content(1, 'C-1', 3), content(2, 'P-1', 1)] }])])
    expect(rows.map(({ goodsSn, quantity, orders }) => [goodsSn, quantity, orders])).toEqual([['C-1', 7, [{ orderSn: 'A', quantity: 7 }]], ['P-1', 2, [{ orderSn: 'A', quantity: 2 }]]])
  })

  it('has a note for each parcel that waits, else one for what is open', () => {
    const parcel = (status: number, quantity: number) => ({ status, shippingName: '中通', trackingNo: 'ZT1', lines: [{ orderLineId: 1, goodsName: '', optionsText: '', quantity }] })
    const told = (one: PrintOrder) => notesOf([one]).map(({ no, of, trackingNo, lines }) => [no, of, trackingNo, lines.map(({ quantity }) => quantity)])
    expect(told(order('A', [{ openQuantity: 3 }]))).toEqual([[1, 1, '', [3]]])
    expect(told(order('B', [{ openQuantity: 3 }], [parcel(2, 2), parcel(2, 1)]))).toEqual([[1, 2, 'ZT1', [2]], [2, 2, 'ZT1', [1]]])
    expect(told(order('C', [{ quantity: 3, openQuantity: 0 }], [parcel(0, 3), parcel(1, 3)]))).toEqual([[1, 1, 'ZT1', [3]]])
  })
})
