import type { Component } from 'vue'
import { Image, Package, Plug, ReceiptText, Settings, Store, TicketPercent, Users, Wallet } from 'lucide-vue-next'

export type MenuGroupId = 'orders' | 'goods' | 'promotions' | 'users' | 'money' | 'sellers' | 'content' | 'platform' | 'settings'

export interface MenuGroup {
  id: MenuGroupId
  label: string
  icon: Component
  order: number
}

/** The menu's areas from top to bottom. One whose entries are all hidden from the member is not shown. */
export const MENU_GROUPS: MenuGroup[] = [
  { id: 'orders', label: 'menu.orders', icon: ReceiptText, order: 20 },
  { id: 'goods', label: 'menu.goods', icon: Package, order: 30 },
  { id: 'promotions', label: 'menu.promotions', icon: TicketPercent, order: 40 },
  { id: 'users', label: 'menu.users', icon: Users, order: 50 },
  { id: 'money', label: 'menu.money', icon: Wallet, order: 60 },
  { id: 'sellers', label: 'menu.sellers', icon: Store, order: 70 },
  { id: 'content', label: 'menu.content', icon: Image, order: 80 },
  { id: 'platform', label: 'menu.platform', icon: Plug, order: 90 },
  { id: 'settings', label: 'menu.settings', icon: Settings, order: 100 },
]
