export { emit, type OutboxTopic } from './outbox.ts'
