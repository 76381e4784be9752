import { describe, expect, it } from 'vitest'
import { inTransaction, type Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { applyEvent } from './events.ts'
import { lockOrder } from './lock.ts'
import { anOrder, readOrder } from './testing/fixture.ts'
import { type OrderEventName, ORDER_EVENTS, type OrderParty, type OrderState, STATE_SQL, stateOf, type Triple } from './states.ts'

const test = testDatabase()

// docs/rules/orders.md 1: only these exist.
const TRIPLES = '000 001 100 101 102 130 132 550 552 650 652 540 542 640 642 510 512 522 200 230 300 330 400'.split(' ')
const COD_ONLY = new Set(['130', '550', '650', '540', '640', '510'])
const PREPAID_ONLY = new Set(['001', '101'])

/** docs/rules/orders.md 3, written a second time: from which triples, by whom, for which orders. */
const RULES: Record<OrderEventName, { from: string, by: OrderParty[], only?: 'cod' | 'prepaid', to: (from: string) => string }> = {
  pending: { from: '000 100', by: ['provider'], only: 'prepaid', to: (from) => `${from.slice(0, 2)}1` },
  payFailed: { from: '001 101', by: ['provider', 'system'], only: 'prepaid', to: (from) => `${from.slice(0, 2)}0` },
  pay: { from: '000 001 100 101', by: ['provider', 'merchant', 'buyer'], only: 'prepaid', to: () => '102' },
  setUnpaid: { from: '102', by: ['merchant'], to: () => '100' },
  confirm: { from: '000 001', by: ['merchant'], to: (from) => `1${from.slice(1)}` },
  prepare: { from: '000 100 102', by: ['merchant'], to: (from) => `13${from.slice(2)}` },
  pack: { from: '000 100 102 130 132 650 652 640 642', by: ['merchant'], to: (from) => `6${from[1] === '4' ? '4' : '5'}${from.slice(2)}` },
  unpack: { from: '550 552 650 652 540 542 640 642', by: ['merchant'], to: (from) => `6${from.slice(1)}` },
  handOver: { from: '550 552 650 652 540 542 640 642', by: ['merchant'], to: (from) => `${from[0]}4${from.slice(2)}` },
  takeBack: { from: '510 512 540 542 640 642', by: ['merchant'], to: (from) => `${from[0]}5${from.slice(2)}` },
  receive: { from: '512', by: ['buyer', 'system', 'merchant'], only: 'prepaid', to: () => '522' },
  receiveCod: { from: '510', by: ['merchant'], only: 'cod', to: () => '522' },
  cancel: { from: '000 100 130 102', by: ['buyer'], to: (from) => `2${from[1]}0` },
  expire: { from: '000 001 100 101', by: ['system'], only: 'prepaid', to: () => '200' },
  drop: { from: '000 001 100 101 102 130 132 550 552 650 652', by: ['merchant', 'system'], to: (from) => `2${from[1] === '0' ? '0' : '3'}0` },
  invalidate: { from: '000 100 130', by: ['merchant'], to: (from) => `3${from[1]}0` },
  deliverCodes: { from: '102 132', by: ['system'], to: () => '512' },
  withdraw: { from: '102 132 552 652 542 642', by: ['merchant', 'system'], to: (from) => (from[1] === '4' ? '512' : from) },
  return: { from: '512 522', by: ['system'], to: () => '400' },
  merge: { from: '000 100', by: ['buyer', 'merchant'], to: () => '200' },
  refuse: { from: '510', by: ['merchant'], only: 'cod', to: () => '400' },
}

const ACTORS: Record<OrderParty, Actor> = {
  buyer: { kind: 'shopper', userId: 1, sessionId: 1, appId: 0, ip: '' },
  merchant: { kind: 'staff', staffId: 1, name: '小王', sellerId: 0, permissions: [], ip: '' },
  provider: { kind: 'system' },
  system: { kind: 'system' },
}
const PARTIES = Object.keys(ACTORS) as OrderParty[]
const EVENTS = Object.keys(ORDER_EVENTS) as OrderEventName[]
const tripleOf = (text: string): Triple => [Number(text[0]), Number(text[1]), Number(text[2])]

function isAllowed(name: OrderEventName, from: string, party: OrderParty, isCod: boolean): boolean {
  const rule = RULES[name]
  if (!rule.from.split(' ').includes(from) || !rule.by.includes(party)) return false
  if (rule.only && (rule.only === 'cod') !== isCod) return false
  return !(['prepare', 'pack'].includes(name) && !isCod && !from.endsWith('2'))
}

describe('the table of an order\'s events', () => {
  it('is the one of the rules: every triple, event and actor', async () => {
    const order = await anOrder(test)
    const actors = { ...ACTORS, buyer: { ...ACTORS.buyer, userId: order.userId } as Actor }
    const wrong: string[] = []
    for (const from of TRIPLES) {
      for (const isCod of [true, false]) {
        const [orderStatus, shippingStatus, payStatus] = tripleOf(from)
        await test.db.order.update({ where: { id: order.id }, data: { orderStatus, shippingStatus, payStatus, isCod } })
        for (const name of EVENTS) {
          const to = tripleOf(RULES[name].to(from))
          for (const party of PARTIES) {
            const expected = isAllowed(name, from, party, isCod) ? 'moved' : 'ORDER_STATE_INVALID'
            const found = await inTransaction(test.ctx(actors[party]), async (tx) => {
              await applyEvent(tx, await lockOrder(tx, { orderId: order.id }), name, to, { party })
              const moved = await tx.sql.row<{ triple: string }>('test_triple', 'SELECT "orderStatus" || \'\' || "shippingStatus" || "payStatus" AS "triple" FROM "Order" WHERE "id" = $1', [order.id])
              throw new Error(moved?.triple === to.join('') ? 'moved' : 'elsewhere')
            }).catch((error: Error) => error.message)
            if (found !== expected) wrong.push(`${name} from (${from}) by ${party}${isCod ? ' COD' : ''}: ${found} instead of ${expected}`)
          }
        }
      }
    }

    expect(wrong).toEqual([])
    expect(await test.db.orderLog.count({ where: { orderId: order.id } })).toBe(0)
  })

  it('leads to triples that exist, and no event leads where it must not', async () => {
    const order = await anOrder(test)
    const ends = EVENTS.flatMap((name) => ORDER_EVENTS[name].to.map((triple) => triple.join('')))
    expect(ends.filter((end) => !TRIPLES.includes(end))).toEqual([])

    const elsewhere = inTransaction(test.ctx(), async (tx) => applyEvent(tx, await lockOrder(tx, { orderId: order.id }), 'expire', [3, 0, 0]))

    await expect(elsewhere).rejects.toThrow('expire cannot lead to (3, 0, 0)')
    expect((await readOrder(test, order.id)).orderStatus).toBe(0)
  })
})

describe('the state of an order', () => {
  it('is the same word in memory and in SQL, whatever the codes', async () => {
    const states = Object.keys(STATE_SQL) as OrderState[]
    const matches = states.map((state) => `CASE WHEN ${STATE_SQL[state]} THEN '${state}' END`).join(', ')
    const rows = await test.ctx().sql.rows<{ orderStatus: number, shippingStatus: number, payStatus: number, isCod: boolean, found: string }>('test_states', `
SELECT o.*, concat_ws(',', ${matches}) AS "found" FROM (
  SELECT a AS "orderStatus", b AS "shippingStatus", c AS "payStatus", d AS "isCod" FROM generate_series(0, 6) a, generate_series(0, 5) b, generate_series(0, 2) c, (VALUES (true), (false)) v(d)) o`)

    expect(rows).toHaveLength(252)
    expect(rows.filter((row) => row.found !== stateOf(row))).toEqual([])
  })

  it.each<[string, boolean, OrderState]>([
    ['000', false, 'await_pay'], ['101', false, 'await_pay'], ['000', true, 'await_confirm'], ['100', true, 'await_ship'], ['102', false, 'await_ship'], ['130', true, 'await_ship'],
    ['552', false, 'await_ship'], ['642', false, 'part_shipped'], ['510', true, 'shipped'], ['512', false, 'shipped'], ['522', false, 'finished'],
    ['230', true, 'canceled'], ['300', false, 'invalid'], ['400', false, 'returned'],
  ])('(%s), cash %s: %s', (codes, isCod, state) => {
    const [orderStatus, shippingStatus, payStatus] = tripleOf(codes)
    expect(stateOf({ orderStatus, shippingStatus, payStatus, isCod })).toBe(state)
  })

  it('marks the triples only some orders reach', () => {
    expect(TRIPLES.filter((codes) => COD_ONLY.has(codes) || PREPAID_ONLY.has(codes))).toHaveLength(8)
  })
})
