import type { ComputedRef } from 'vue'
import type { MenuEntry } from '../areas.ts'
import type { MenuGroup } from '../menu-groups.ts'
import { computed } from 'vue'
import { areas } from '../areas.ts'
import { MENU_GROUPS } from '../menu-groups.ts'
import { useSession } from '../stores/session.ts'

/** One line of the menu: an entry alone, or a group with what the member may see of it. */
export interface MenuLine extends Pick<MenuGroup, 'label' | 'order'> {
  id: string
  icon: MenuGroup['icon'] | undefined
  entry: MenuEntry | undefined
  children: MenuEntry[]
}

const entries = areas.flatMap((area) => area.menu)

export function groupOf(entry: MenuEntry): MenuGroup | undefined {
  return MENU_GROUPS.find((group) => group.id === entry.group)
}

export function entryOf(routeName: unknown): MenuEntry | undefined {
  return entries.find((entry) => entry.route === routeName)
}

/** The menu as this member sees it, top to bottom. */
export function useMenu(): { lines: ComputedRef<MenuLine[]>, permitted: ComputedRef<MenuEntry[]> } {
  const session = useSession()
  const permitted = computed(() => entries.filter((entry) => session.may(entry.permission)).toSorted((a, b) => a.order - b.order))
  const lines = computed(() => {
    const alone = permitted.value.filter((entry) => !entry.group).map<MenuLine>((entry) => ({ id: entry.route, label: entry.label, order: entry.order, icon: entry.icon, entry, children: [] }))
    const groups = MENU_GROUPS.map<MenuLine>((group) => ({ ...group, entry: undefined, children: permitted.value.filter((entry) => entry.group === group.id) }))
    return [...alone, ...groups.filter((group) => group.children.length > 0)].toSorted((a, b) => a.order - b.order)
  })
  return { lines, permitted }
}
