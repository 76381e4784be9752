import type { Inputs, Outputs } from '../../api.ts'

export type RankView = Outputs['ranks']['list']['ranks'][number]
export type RankForm = Inputs['ranks']['save']['ranks'][number]
export interface RanksForm { ranks: RankForm[] }

/** The end of a rank that has none. */
export const NO_TOP = 2_147_483_647
const STEP = 1000

export function formOf(ranks: readonly RankView[]): RanksForm {
  return { ranks: ranks.map(({ id, name, minPoints, maxPoints, discountPercent, isSpecial, isPublic }) => ({ id, name, minPoints, maxPoints, discountPercent, isSpecial, isPublic })) }
}

const ordinary = (ranks: readonly RankForm[]): RankForm[] => ranks.filter((rank) => !rank.isSpecial)

/** A rank ends where the next begins, so that there is no gap; only the last one's end is typed. */
export function joined(ranks: readonly RankForm[]): RankForm[] {
  const line = ordinary(ranks)
  return ranks.map((rank) => {
    const next = line[line.indexOf(rank) + 1]
    return rank.isSpecial || !next ? rank : { ...rank, maxPoints: next.minPoints }
  })
}

/** Where a rank above this one begins. */
function above(last: RankForm | undefined): number {
  if (!last) return 0
  return last.maxPoints === NO_TOP ? Math.max(last.minPoints * 2, last.minPoints + STEP) : last.maxPoints
}

/** A new rank: an ordinary one takes over where the last one ended, and has no end. */
export function withNew(ranks: readonly RankForm[], isSpecial: boolean): RankForm[] {
  const minPoints = isSpecial ? 0 : above(ordinary(ranks).at(-1))
  const made: RankForm = { id: 0, name: '', minPoints, maxPoints: isSpecial ? 0 : NO_TOP, discountPercent: 100, isSpecial, isPublic: !isSpecial }
  return isSpecial ? [...ranks, made] : [...ordinary(ranks), made, ...ranks.filter((rank) => rank.isSpecial)]
}

export type RankProblem = 'name' | 'twice' | 'order' | 'discount'

/** What is wrong with each rank before the server is asked; null where nothing is. */
export function problemsOf(ranks: readonly RankForm[]): (RankProblem | null)[] {
  return joined(ranks).map((rank, at) => {
    if (rank.name.trim() === '') return 'name'
    if (ranks.findIndex((one) => one.name.trim() === rank.name.trim()) < at) return 'twice'
    if (!rank.isSpecial && rank.minPoints >= rank.maxPoints) return 'order'
    return rank.discountPercent < 1 || rank.discountPercent > 100 ? 'discount' : null
  })
}
