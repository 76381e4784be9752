export { owedSql, wantedSql } from './consumers.ts'
export { emit, emitEach, emitWanted, eventCtes, type OutboxTopic } from './outbox.ts'
export { type HeardEvent, hearEvents, oneByOne } from './hear.ts'
