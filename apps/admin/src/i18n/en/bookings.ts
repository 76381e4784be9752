import type zh from '../zh-CN/bookings.ts'

export default {
  menu: 'Stock requests',
  search: 'Product, number, member, phone',
  empty: 'No stock requests',
  state: { open: 'Open', closed: 'Closed', all: 'All' },
  filter: { state: 'State' },
  column: { goods: 'Product', quantity: 'Asked for', stock: 'In stock', user: 'Member', contact: 'Contact', bookedAt: 'Asked at', state: 'State' },
  by: 'by {name}',
  bySystem: 'told by itself',
  answer: 'Answer',
  answerTitle: 'Answer a stock request',
  answerText: '{name} asked for {quantity} × {goods}. The answer closes the request; the member reads it in the inbox, and by mail when the address is confirmed.',
  note: 'Answer',
  noteHint: 'Such as: expected on the 5th of next month',
  answered: 'Answered',
  audit: { answer: 'Answered a stock request' },
  fields: { isDisposed: 'Closed', disposeNote: 'Answer' },
} satisfies typeof zh
