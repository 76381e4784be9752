export type { Actor, Ctx, TxCtx } from './ctx.ts'
export { type Sql, sqlOn } from './sql.ts'
