import type zh from '../zh-CN/orders.ts'

export default {
  title: 'My orders',
  detail: { title: 'Order' },
} satisfies typeof zh
