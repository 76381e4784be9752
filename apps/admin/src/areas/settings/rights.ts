import type { Inputs } from '../../api.ts'

type Right = Inputs['staff']['role']['create']['permissions'][number]

/** `goods.view` and `goods.edit` side by side under the area's name; areas of one name share a row. */
export function groupedRights(permissions: readonly string[], nameOf: (area: string) => string): { name: string, rights: string[] }[] {
  const groups = new Map<string, string[]>()
  for (const right of permissions) {
    const name = nameOf(right.split('.')[0] ?? '')
    groups.set(name, [...groups.get(name) ?? [], right])
  }
  return [...groups].map(([name, rights]) => ({ name, rights }))
}

/** What the server listed is what it takes back; it checks every word again. */
export function permissionsOf(chosen: readonly string[]): Right[] {
  return [...chosen] as Right[]
}
