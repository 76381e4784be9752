import type zh from '../zh-CN/cart.ts'

export default {
  title: 'Cart',
} satisfies typeof zh
