import type zh from '../zh-CN/menu.ts'

export default {
  main: 'Main menu',
  orders: 'Orders',
  goods: 'Products',
  promotions: 'Marketing',
  users: 'Members',
  money: 'Money',
  sellers: 'Sellers',
  content: 'Content',
  platform: 'Open platform',
  settings: 'Settings',
  store: 'View the shop',
  collapse: 'Collapse menu',
  expand: 'Expand menu',
  open: 'Open menu',
} satisfies typeof zh
