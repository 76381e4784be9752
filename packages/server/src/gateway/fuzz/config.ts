import process from 'node:process'

const DEFAULT_COUNT = 3000
const DEFAULT_SEED = 20_161_101

interface FuzzConfig {
  count: number
  /** Of the first request. */
  seed: number
  /** `pnpm fuzz` wants to see what the answers were. */
  isShown: boolean
}

/** How long a run of the fuzz test is and where it begins: `pnpm fuzz` says so through the environment. */
export function fuzzConfig({ FUZZ_COUNT, FUZZ_SEED }: NodeJS.ProcessEnv = process.env): FuzzConfig {
  return { count: Number(FUZZ_COUNT ?? DEFAULT_COUNT), seed: Number(FUZZ_SEED ?? DEFAULT_SEED), isShown: FUZZ_COUNT !== undefined }
}
