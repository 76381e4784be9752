/** Every right a role may hold. `*` in a role is all of them. */
export const PERMISSIONS = [
  'dashboard.view',
  'goods.view',
  'goods.edit',
  'catalogue.edit',
  'orders.view',
  'orders.confirm',
  'orders.ship',
  'orders.money',
  'orders.aftersales',
  'users.view',
  'users.edit',
  'users.money',
  'comments.edit',
  'messages.edit',
  'users.bookings',
  'promotions.edit',
  'surveys.edit',
  'shop.settings',
  'shop.shipping',
  'shop.payment',
  'shop.messages',
  'apps.manage',
  'staff.manage',
  'audit.view',
] as const

export type Permission = (typeof PERMISSIONS)[number]
