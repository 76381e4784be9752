export { emit, emitEach, type OutboxTopic } from './outbox.ts'
