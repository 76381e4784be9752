import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { inTransaction } from '../database/index.ts'
import { checkAccounts, LEDGER, type LedgerChange, post } from './index.ts'
import { makeWorld, NOON, refused } from './testing/world.ts'

const test = testDatabase({ poolSize: 8 })
const world = makeWorld(test)
const ctx = () => world.ctx({ kind: 'system' })

let reference = 0
function book(change: Omit<LedgerChange, 'referenceKind' | 'referenceId'> & Partial<LedgerChange>) {
  return inTransaction(ctx(), (tx) => post(tx, { referenceKind: 'test', referenceId: ++reference, ...change }))
}

const figures = async (id: number) => {
  const { balanceFen, frozenFen, points, rankPoints } = await test.db.user.findUniqueOrThrow({ where: { id } })
  return { balanceFen, frozenFen, points, rankPoints }
}

describe('a booking', () => {
  it('writes a row with the figures after it and carries them over to the user', async () => {
    const { id } = await world.user()
    await book({ userId: id, type: LEDGER.DEPOSIT, balanceFen: 8000 })

    const answer = await book({ userId: id, type: LEDGER.ORDER, balanceFen: -5000, points: 30, referenceKind: 'order', referenceId: 77, step: 2, text: '2026030100001', byName: 'buyer' })

    expect(answer).toMatchObject({ kind: 'posted', after: { balanceFen: 3000, frozenFen: 0, points: 30, rankPoints: 0 } })
    expect(await figures(id)).toEqual({ balanceFen: 3000, frozenFen: 0, points: 30, rankPoints: 0 })
    const [, row] = await test.db.ledgerEntry.findMany({ where: { userId: id }, orderBy: { id: 'asc' } })
    expect(row).toMatchObject({
      balanceFen: -5000, frozenFen: 0, points: 30, rankPoints: 0, balanceAfterFen: 3000, frozenAfterFen: 0, pointsAfter: 30, rankPointsAfter: 0,
      type: 3, contraAccount: 'order', contraFen: 5000, referenceKind: 'order', referenceId: 77, step: 2, text: '2026030100001', byName: 'buyer', at: NOON,
    })
    expect(await checkAccounts(ctx())).toMatchObject({ differences: 0, first: null })
  })

  it.each([
    ['deposit', LEDGER.DEPOSIT, 'cash_in'],
    ['adjustment', LEDGER.ADJUSTMENT, 'adjust'],
    ['refund', LEDGER.REFUND, 'order'],
    ['commission', LEDGER.COMMISSION, 'commission'],
    ['promotion', LEDGER.PROMOTION, 'promotion'],
    ['import', LEDGER.OTHER, 'import'],
  ])('of a %s has its contra account', async (_case, type, account) => {
    const { id } = await world.user()

    await book({ userId: id, type, balanceFen: 1 })

    expect(await test.db.ledgerEntry.findFirstOrThrow({ where: { userId: id } })).toMatchObject({ contraAccount: account, contraFen: -1 })
  })

  it('of points alone has no contra account, and a type without one moves no money', async () => {
    const { id } = await world.user()

    await book({ userId: id, type: LEDGER.POINTS_GIVEN, points: 5, rankPoints: 5 })

    expect(await test.db.ledgerEntry.findFirstOrThrow({ where: { userId: id } })).toMatchObject({ contraAccount: '', contraFen: 0 })
    await expect(book({ userId: id, type: LEDGER.POINTS_GIVEN, balanceFen: 5 })).rejects.toThrow('ledger type 5 moves no money')
  })

  it('of an auction\'s deposit moves money from balance to frozen, and to promotion when it is kept', async () => {
    const { id } = await world.user()
    await book({ userId: id, type: LEDGER.DEPOSIT, balanceFen: 8000 })
    const step = (step: number, balanceFen: number, frozenFen: number) =>
      book({ userId: id, type: LEDGER.AUCTION_DEPOSIT, balanceFen, frozenFen, referenceKind: 'bid', referenceId: 1, step })

    await step(1, -5000, 5000)
    await step(2, 0, -5000)

    const rows = await test.db.ledgerEntry.findMany({ where: { userId: id, type: 11 }, orderBy: { id: 'asc' } })
    expect(rows.map((row) => [row.balanceFen, row.frozenFen, row.contraAccount, row.contraFen])).toEqual([[-5000, 5000, '', 0], [0, -5000, 'promotion', 5000]])
    expect(await checkAccounts(ctx())).toMatchObject({ differences: 0, first: null })
  })

  it.each(Object.entries(LEDGER))('of type %s cannot be written with figures that do not add up', async (_name, type) => {
    const { id: userId } = await world.user()
    const after = { balanceAfterFen: 100, frozenAfterFen: 0, pointsAfter: 0, rankPointsAfter: 0 }
    const row = { userId, type, balanceFen: 100, ...after, contraFen: -99, referenceKind: 'crooked', referenceId: type, at: NOON }

    await expect(test.db.ledgerEntry.create({ data: row })).rejects.toThrow('LedgerEntry_adds_up')
  })

  it('the withdrawal of the rules: 80.00, 50.00 out of it, then paid', async () => {
    const { id } = await world.user()
    await book({ userId: id, type: LEDGER.DEPOSIT, balanceFen: 8000 })
    const step = (step: number, balanceFen: number, frozenFen: number) =>
      book({ userId: id, type: LEDGER.WITHDRAWAL, balanceFen, frozenFen, referenceKind: 'withdrawal', referenceId: 1, step })

    await step(1, -5000, 5000)
    expect(await figures(id)).toMatchObject({ balanceFen: 3000, frozenFen: 5000 })
    await step(2, 0, -5000)
    expect(await figures(id)).toMatchObject({ balanceFen: 3000, frozenFen: 0 })

    const rows = await test.db.ledgerEntry.findMany({ where: { userId: id, type: 1 }, orderBy: { id: 'asc' } })
    expect(rows.map((row) => [row.balanceFen, row.frozenFen, row.contraAccount, row.contraFen])).toEqual([[-5000, 5000, '', 0], [0, -5000, 'cash_out', 5000]])
  })
})

describe('an event is booked once', () => {
  it('the second time is a duplicate and changes nothing, even with nothing left', async () => {
    const { id } = await world.user()
    await book({ userId: id, type: LEDGER.DEPOSIT, balanceFen: 100 })
    const event = { userId: id, type: LEDGER.ORDER, balanceFen: -100, referenceKind: 'order', referenceId: 1000, step: 1 }

    const answers = [await book(event), await book(event), await book({ ...event, step: 2, balanceFen: 0 })]

    expect(answers.map(({ kind }) => kind)).toEqual(['posted', 'duplicate', 'posted'])
    expect(await figures(id)).toMatchObject({ balanceFen: 0 })
  })

  it('of eight at once one is posted', async () => {
    const { id } = await world.user()
    const event = { userId: id, type: LEDGER.DEPOSIT, balanceFen: 700, referenceKind: 'deposit', referenceId: 2000 }

    const answers = await Promise.all(Array.from({ length: 8 }, () => book(event)))

    expect(answers.map(({ kind }) => kind).sort()).toEqual([...Array.from<string>({ length: 7 }).fill('duplicate'), 'posted'])
    expect(await figures(id)).toMatchObject({ balanceFen: 700 })
  })
})

describe('a floor', () => {
  it.each([
    ['balance', { balanceFen: -8001 }, 'SURPLUS_NOT_ENOUGH', { available: '80.00' }],
    ['frozen money', { balanceFen: 1, frozenFen: -1 }, 'SURPLUS_NOT_ENOUGH', { available: '0.00' }],
    ['points', { points: -31 }, 'INTEGRAL_NOT_ENOUGH', { available: 30 }],
    ['rank points', { rankPoints: -21 }, 'INTEGRAL_NOT_ENOUGH', { available: 20 }],
  ])('of %s is not crossed, and nothing is written', async (_case, change, word, params) => {
    const { id } = await world.user()
    await book({ userId: id, type: LEDGER.DEPOSIT, balanceFen: 8000, points: 30, rankPoints: 20 })

    const refusal = await refused(book({ userId: id, type: LEDGER.ADJUSTMENT, ...change }))

    expect([refusal.word, refusal.params]).toEqual([word, params])
    expect(await figures(id)).toEqual({ balanceFen: 8000, frozenFen: 0, points: 30, rankPoints: 20 })
    expect(await test.db.ledgerEntry.count({ where: { userId: id } })).toBe(1)
  })

  it('is reached exactly', async () => {
    const { id } = await world.user({ creditLineFen: 2000 })
    await book({ userId: id, type: LEDGER.DEPOSIT, balanceFen: 8000, points: 30 })

    await book({ userId: id, type: LEDGER.ORDER, balanceFen: -10000, points: -30 })

    expect(await figures(id)).toMatchObject({ balanceFen: -2000, points: 0 })
    const refusal = await refused(book({ userId: id, type: LEDGER.ORDER, balanceFen: -1 }))
    expect([refusal.word, refusal.params]).toEqual(['SURPLUS_NOT_ENOUGH', { available: '0.00' }])
  })

  it('refuses the whole transaction', async () => {
    const { id } = await world.user()
    const work = inTransaction(ctx(), async (tx) => {
      await post(tx, { userId: id, type: LEDGER.DEPOSIT, balanceFen: 500, referenceKind: 'whole', referenceId: 1 })
      await post(tx, { userId: id, type: LEDGER.ORDER, balanceFen: -501, referenceKind: 'whole', referenceId: 1 })
    })

    expect((await refused(work)).word).toBe('SURPLUS_NOT_ENOUGH')
    expect(await figures(id)).toMatchObject({ balanceFen: 0 })
  })

  it('of two who spend the last 100.00 at once one is refused', async () => {
    const { id } = await world.user()
    await book({ userId: id, type: LEDGER.DEPOSIT, balanceFen: 10000 })

    const spent = await Promise.allSettled([1, 2].map(() => book({ userId: id, type: LEDGER.ORDER, balanceFen: -10000 })))

    expect(spent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await figures(id)).toMatchObject({ balanceFen: 0 })
  })

  it('an unknown user is NOT_FOUND', async () => {
    expect((await refused(book({ userId: 999_999, type: LEDGER.DEPOSIT, balanceFen: 1 }))).word).toBe('NOT_FOUND')
  })
})

it('100 random operations from 8 clients at once leave every figure the sum of its rows', async () => {
  const users = [await world.user({ creditLineFen: 3000 }), await world.user(), await world.user()]
  let seed = 20260301
  const random = (from: number, to: number): number => {
    seed = (seed * 48271) % 2147483647
    return from + seed % (to - from + 1)
  }
  const types = [LEDGER.DEPOSIT, LEDGER.WITHDRAWAL, LEDGER.ORDER, LEDGER.REFUND, LEDGER.PROMOTION]
  const operations = Array.from({ length: 100 }, (_, at) => ({
    userId: users[random(0, 2)]?.id ?? 0, type: types[random(0, 4)] ?? LEDGER.DEPOSIT,
    balanceFen: random(-5000, 6000), frozenFen: random(-300, 400), points: random(-50, 60), rankPoints: random(-50, 60),
    referenceKind: 'random', referenceId: at % 90,
  }))

  const clients = Array.from({ length: 8 }, async (_, client) => {
    const outcomes: string[] = []
    for (const operation of operations.filter((__, at) => at % 8 === client)) {
      outcomes.push(await book(operation).then(({ kind }) => kind, (error: Error) => error.message))
    }
    return outcomes
  })
  const outcomes = (await Promise.all(clients)).flat()

  expect(outcomes).toHaveLength(100)
  expect([...new Set(outcomes)].filter((outcome) => !['posted', 'duplicate', 'SURPLUS_NOT_ENOUGH', 'INTEGRAL_NOT_ENOUGH'].includes(outcome))).toEqual([])
  const rows = await test.db.ledgerEntry.findMany({ where: { referenceKind: 'random' } })
  expect(rows).toHaveLength(outcomes.filter((outcome) => outcome === 'posted').length)
  expect(await checkAccounts(ctx())).toMatchObject({ differences: 0, first: null })
  const owed = (userId: number): number => (userId === users[0]?.id ? -3000 : 0)
  expect(rows.filter((row) => row.balanceAfterFen < owed(row.userId) || row.frozenAfterFen < 0 || row.pointsAfter < 0 || row.rankPointsAfter < 0)).toEqual([])
})

describe('the rank follows the rank points', () => {
  it('up, down and to none; a special rank stays', async () => {
    const bronze = await test.db.rank.create({ data: { name: '铜牌', minPoints: 100, maxPoints: 1000, discountPercent: 95 } })
    const silver = await test.db.rank.create({ data: { name: '银牌', minPoints: 1000, maxPoints: 2000, discountPercent: 90 } })
    const house = await test.db.rank.create({ data: { name: '内部', isSpecial: true, minPoints: 0, maxPoints: 5000 } })
    const { id } = await world.user()
    const friend = await world.user({ specialRankId: house.id, rankId: house.id })
    const rankAfter = async (userId: number, rankPoints: number) => {
      await book({ userId, type: LEDGER.PROMOTION, rankPoints })
      return (await test.db.user.findUniqueOrThrow({ where: { id: userId } })).rankId
    }

    const ranks = [await rankAfter(id, 99), await rankAfter(id, 1), await rankAfter(id, 899), await rankAfter(id, 1), await rankAfter(id, 1000), await rankAfter(id, -1001)]

    expect(ranks).toEqual([null, bronze.id, bronze.id, silver.id, null, bronze.id])
    expect(await rankAfter(friend.id, 500)).toBe(house.id)
  })
})
