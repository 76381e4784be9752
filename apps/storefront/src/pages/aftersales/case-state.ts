import type { Aftersale } from '@xiaopu/shared/contract'

export type CaseState = 'asked' | 'agreed' | 'sentBack' | 'cameBack' | 'sentOut' | 'done' | 'withdrawn' | 'refused'

const STATES: readonly CaseState[] = ['asked', 'sentBack', 'cameBack', 'sentOut', 'done', 'withdrawn', 'refused']

/** Where a case stands, in one word. */
export function caseState({ returnStatus, isCheck }: Pick<Aftersale, 'returnStatus' | 'isCheck'>): CaseState {
  const state = STATES[returnStatus] ?? 'asked'
  return state === 'asked' && isCheck ? 'agreed' : state
}

export const isOpen = (state: CaseState): boolean => !['done', 'withdrawn', 'refused'].includes(state)
