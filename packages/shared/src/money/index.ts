export { allocate, ceilDiv, type Fen, floorDiv, formatYuan, halfUp, parseYuan, share } from './money.ts'
