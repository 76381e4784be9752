import { buildStale } from './build-steps.mjs'

await buildStale()
