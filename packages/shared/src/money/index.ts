export { allocate, ceilDiv, type Fen, formatYuan, halfUp, parseYuan, share } from './money.ts'
