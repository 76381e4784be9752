import { goodsReads } from './read.ts'
import { goodsWrites } from './write.ts'

export const goodsMethods = [...goodsReads, ...goodsWrites]
