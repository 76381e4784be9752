import type zh from '../zh-CN/refunds.ts'

export default {
  menu: 'Refunds',
  hint: 'Sent three times by itself; what fails goes to the balance, what has no account waits here for a person',
  search: 'Order, payment or refund number',
  empty: 'No refund matches',
  state: { all: 'All', pending: 'Under way', failed: 'To look at', done: 'Paid back' },
  unknown: 'Outcome unknown',
  column: { order: 'Order', amount: 'Amount', way: 'Way', state: 'State', attempt: 'Tries', reason: 'Reason', number: 'Provider’s number', createdAt: 'Asked for' },
  noOrder: 'Of no order',
  noNumber: 'none yet',
  next: 'Next try {time}',
  retried: 'On its way again, look for the outcome later',
} satisfies typeof zh
