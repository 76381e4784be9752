import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { Permission } from './api.ts'
import type { MenuGroupId } from './menu-groups.ts'

/** An entry of the left menu. With a `group` it is a sub-entry there, without one it stands alone and needs an icon. */
export interface MenuEntry {
  /** The name of the route it opens. */
  route: string
  /** Message key. */
  label: string
  order: number
  group?: MenuGroupId
  icon?: Component
  permission?: Permission
  /** How much work waits here. Asked for once a minute; zero shows nothing. Nothing but work is counted. */
  badge?: () => Promise<number>
}

/** Something the palette (Ctrl K) can do by itself: "new product", "write a role". */
export interface PaletteAction {
  route: string
  label: string
  icon: Component
  permission?: Permission
}

/** One folder under `areas/`. Its `index.ts` exports one of these as default; nothing else has to be told. */
export interface Area {
  menu: MenuEntry[]
  routes: RouteRecordRaw[]
  actions?: PaletteAction[]
}

const found = import.meta.glob<Area>('./areas/*/index.ts', { eager: true, import: 'default' })

export const areas: Area[] = Object.values(found)
