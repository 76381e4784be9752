import type zh from '../zh-CN/checkout.ts'

export default {
  title: 'Checkout',
  cashier: { title: 'Payment' },
  result: { title: 'Payment result' },
} satisfies typeof zh
