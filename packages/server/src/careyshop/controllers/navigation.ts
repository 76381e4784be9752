import { z } from 'zod'
import { seenCategories } from '../category-shape.ts'
import { method } from '../method.ts'
import { ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { bit } from '../wire.ts'

const MAX_NAME = 100
const FIELDS = ['navigation_id', 'name', 'target', 'sort', 'status'] as const

/** The categories that stand in the navigation are the navigation here. */
export const navigationMethods = [
  method({
    controller: 'navigation',
    name: 'get.navigation.list',
    title: '获取导航列表',
    auth: 'none',
    write: false,
    params: z.object({ name: param.text(MAX_NAME).default(''), status: param.maybeFlag, ...ordered(FIELDS, 'navigation_id', 'asc') }),
    async run({ ctx, input }) {
      const isStaff = ctx.actor.kind === 'staff'
      const rows = (await seenCategories(ctx))
        .filter(({ showInNav, name, isShown }) => showInNav && (!isStaff || (name.includes(input.name) && (input.status === undefined || isShown === input.status))))
        .map(({ id, name, sortOrder, isShown }) => ({ navigation_id: id, name, url: `${ctx.baseUrl}/list?category=${id}`, target: '_self', sort: sortOrder, status: bit(isShown) }))
      const way = input.order_type === 'desc' ? -1 : 1
      const field = input.order_field
      return rows.toSorted((a, b) => (a[field] === b[field] ? a.navigation_id - b.navigation_id : a[field] < b[field] ? -way : way))
    },
  }),
]
