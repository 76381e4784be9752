import type zh from '../zh-CN/transfer.ts'

export default {
  ofOrder: 'Book a bank transfer',
  amount: 'Amount received',
  due: '{amount} is due',
  day: 'Date received',
  reference: 'Number of the bank',
  over: 'The {amount} above go to the balance',
  under: 'Less than is due: cannot be booked',
} satisfies typeof zh
