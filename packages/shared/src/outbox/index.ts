export { emit, emitEach, type OutboxTopic } from './outbox.ts'
export { type HeardEvent, hearEvents } from './hear.ts'
