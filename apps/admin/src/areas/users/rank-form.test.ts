import { describe, expect, it } from 'vitest'
import { joined, problemsOf, type RankForm, withNew } from './rank-form.ts'

const rank = (name: string, minPoints: number, maxPoints: number, isSpecial = false): RankForm => ({ id: 1, name, minPoints, maxPoints, discountPercent: 100, isSpecial, isPublic: true })

describe('the table of ranks', () => {
  it('ends each rank where the next begins, and leaves the last and the special ones', () => {
    expect(joined([rank('A', 0, 50), rank('B', 100, 900), rank('S', 0, 0, true)]).map(({ maxPoints }) => maxPoints)).toEqual([100, 900, 0])
  })

  it('puts a new rank after the last ordinary one, a special one at the end', () => {
    const [, made] = withNew([rank('A', 0, 20_000), rank('S', 0, 0, true)], false)
    expect([made?.minPoints, made?.maxPoints, made?.isPublic]).toEqual([20_000, 40_000, true])
    expect(withNew([], false)[0]).toMatchObject({ minPoints: 0, maxPoints: 10_000 })
    expect(withNew([rank('A', 0, 100)], true)[1]).toMatchObject({ isSpecial: true, isPublic: false, maxPoints: 0 })
  })

  it('says which rank lacks a name, has one twice, or begins before the one above', () => {
    expect(problemsOf([rank('A', 0, 100), rank('A ', 100, 200), rank(' ', 200, 300)])).toEqual([null, 'twice', 'name'])
    expect(problemsOf([rank('A', 100, 200), rank('B', 50, 500)])).toEqual(['order', null])
    expect(problemsOf([rank('A', 0, 100), rank('B', 100, 100)])).toEqual([null, 'order'])
    expect(problemsOf([{ ...rank('A', 0, 1), discountPercent: 101 }])).toEqual(['discount'])
  })
})
