import type { ReplayStore } from '../../replay-store.ts'
import type { CareyPorts } from './method.ts'

/** Keeps answers that hold a secret so that the database alone does not tell them. */
export function sealedReplay(store: ReplayStore, { seal, unseal }: Pick<CareyPorts, 'seal' | 'unseal'>): ReplayStore {
  return {
    ...store,
    async begin(key, at) {
      const claim = await store.begin(key, at)
      return claim.state === 'repeat' ? { ...claim, answer: { ...claim.answer, body: unseal(claim.answer.body) } } : claim
    },
    finish: (key, answer) => store.finish(key, { ...answer, body: seal(answer.body) }),
  }
}
