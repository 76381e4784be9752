import { expect, it } from 'vitest'
import { clockOf, stateOf } from './case-text.ts'

const NOW = Date.parse('2026-03-17T12:00:00.000Z')
const one = (special: object) => ({ returnStatus: 0, isCheck: false, deadline: '', isOverdue: false, needsPerson: false, ...special })

it('a case says where it stands', () => {
  expect([stateOf(one({})), stateOf(one({ isCheck: true })), stateOf(one({ returnStatus: 2, isCheck: true })), stateOf(one({ returnStatus: 6 }))]).toEqual(['asked', 'agreed', 'cameBack', 'refused'])
})

it('and what the clock does when', () => {
  expect(clockOf(one({ deadline: '2026-03-17T18:30:00.000Z' }), NOW)).toEqual({ key: 'agree', left: { key: 'hours', params: { hours: 6 } }, isUrgent: true })
  expect(clockOf(one({ returnStatus: 2, isCheck: true, deadline: '2026-03-19T16:59:00.000Z' }), NOW)).toEqual({ key: 'refund', left: { key: 'days', params: { days: 2, hours: 4 } }, isUrgent: false })
  expect(clockOf(one({ deadline: '2026-03-17T18:30:00.000Z', needsPerson: true }), NOW)?.key).toBe('answer')
  expect(clockOf(one({ isOverdue: true }), NOW)?.key).toBe('overdue')
  expect(clockOf(one({ returnStatus: 1, isCheck: true }), NOW)).toMatchObject({ key: 'none', isUrgent: false })
  expect(clockOf(one({ returnStatus: 4 }), NOW)).toBeNull()
})
