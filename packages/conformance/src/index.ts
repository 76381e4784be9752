export type { Case, KitOptions } from './kit.ts'
export { failureLine, scoreOf, summary } from './report.ts'
export { CASES, type CaseResult, runKit } from './run.ts'
