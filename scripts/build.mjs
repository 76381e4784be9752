import { buildStale, STEPS } from './build-steps.mjs'

await buildStale(STEPS.map((step) => step.name))
