import type { Inputs, Outputs } from '../../api.ts'

export type RankView = Outputs['ranks']['list']['ranks'][number]
export type RankForm = Inputs['ranks']['save']['ranks'][number]
export interface RanksForm { ranks: RankForm[] }

const TOP = 10_000

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

/** A new rank: an ordinary one takes over where the last one ended. */
export function withNew(ranks: readonly RankForm[], isSpecial: boolean): RankForm[] {
  const last = ordinary(ranks).at(-1)
  const minPoints = isSpecial ? 0 : last?.maxPoints ?? 0
  const made: RankForm = { id: 0, name: '', minPoints, maxPoints: isSpecial ? 0 : Math.max(minPoints * 2, TOP), discountPercent: 100, isSpecial, isPublic: !isSpecial }
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
