import { describe, expect, it } from 'vitest'
import { FavourableConfig } from './config.ts'
import { isOpen, toFavourable } from './running.ts'

const NOW = new Date('2026-03-01T04:00:00.000Z')
const row = (config: unknown) => ({ id: 7, sellerId: 0, name: '满减', startAt: NOW, endAt: new Date(NOW.getTime() + 1000), sortOrder: 50, config })

describe('an activity', () => {
  it.each([
    ['no rank', { type: 1, offFen: 100, rankIds: [] }],
    ['a range without ids', { type: 1, offFen: 100, rankIds: [0], range: 1 }],
    ['a highest amount below the least', { type: 1, offFen: 100, rankIds: [0], minAmountFen: 200, maxAmountFen: 199 }],
    ['nothing off', { type: 1, offFen: 0, rankIds: [0] }],
    ['all still paid', { type: 2, payBasisPoints: 10_000, rankIds: [0] }],
    ['no gift', { type: 0, gifts: [], rankIds: [0] }],
    ['a gift twice', { type: 0, gifts: [{ goodsId: 1 }, { goodsId: 1 }], rankIds: [0] }],
  ])('is refused with %s', (_case, config) => {
    expect(FavourableConfig.safeParse(config).success).toBe(false)
  })

  it.each([
    ['gifts: how many', { type: 0, giftLimit: 2, gifts: [{ goodsId: 1 }], rankIds: [0] }, 2],
    ['money off: yuan', { type: 1, offFen: 1250, rankIds: [0] }, 12.5],
    ['percent: what is still paid', { type: 2, payBasisPoints: 8850, rankIds: [0] }, 88.5],
  ])('shows %s', (_case, config, value) => {
    expect(toFavourable(row(config)).value).toBe(value)
  })

  it('that was stored wrongly raises and is not skipped', () => {
    expect(() => toFavourable(row({ type: 1 }))).toThrow('offFen')
  })

  it('runs from its first moment to the one before its last, for its ranks', () => {
    const activity = toFavourable(row({ type: 1, offFen: 1, rankIds: [0, 3] }))
    const at = (ms: number) => new Date(NOW.getTime() + ms)

    expect([isOpen(activity, null, at(-1)), isOpen(activity, null, at(0)), isOpen(activity, 3, at(999)), isOpen(activity, 2, at(0)), isOpen(activity, null, at(1000))]).toEqual([false, true, true, false, false])
  })
})
