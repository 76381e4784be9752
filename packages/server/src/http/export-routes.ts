import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inTransaction } from '@xiaopu/shared/database'
import { exportGoods, exportOrders, goodsTemplate, parcelTemplate } from '@xiaopu/shared/desk'
import { ShopError } from '@xiaopu/shared/errors'
import { audit } from '@xiaopu/shared/staff'
import { goodsListInput } from '../admin/goods-shapes.ts'
import { masked, orderListInput } from '../admin/order-shapes.ts'
import type { RequestCtx, StaffActor } from '../context.ts'
import type { Permission } from '../permissions.ts'
import type { Shop } from '../shop.ts'
import { staffOf } from './staff-of.ts'

type ExportCtx = Pick<RequestCtx, 'db' | 'sql' | 'now'> & { actor: StaffActor }

const Query = z.object({
  lang: z.enum(['zh', 'en']).catch('zh'),
  /** Whole telephone numbers; asks for the right to ship. */
  contacts: z.stringbool().catch(false),
  /** A list's filters as JSON, as the list itself is asked. */
  input: z.string().max(4000).default('{}'),
})
type Query = z.output<typeof Query>

function filtersOf<Schema extends z.ZodType>(schema: Schema, { input }: Query): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(input))
  } catch (cause) {
    throw new ShopError('PARAM_INVALID', { field: 'input' }, { cause })
  }
}

async function tell(ctx: ExportCtx, action: string, targetKind: string, after: object): Promise<void> {
  await inTransaction(ctx, (tx) => audit(tx, { action, targetKind, targetId: 0, after }))
}

interface Export { name: string, right: Permission, rows: (ctx: ExportCtx, query: Query) => Promise<Iterable<string> | AsyncIterable<string>> }

const EXPORTS: Record<string, Export> = {
  'goods': {
    name: 'goods',
    right: 'goods.view',
    async rows(ctx, query) {
      const { pageNo: _, pageSize: __, sort: ___, direction: ____, ...filters } = filtersOf(goodsListInput, query)
      await tell(ctx, 'goods.export', 'goods', filters)
      return exportGoods(ctx, filters, query.lang)
    },
  },
  'orders': {
    name: 'orders',
    right: 'orders.view',
    async rows(ctx, query) {
      const { pageNo: _, pageSize: __, ...filters } = filtersOf(orderListInput, query)
      const { contacts } = query
      if (contacts && !ctx.actor.permissions.includes('*') && !ctx.actor.permissions.includes('orders.ship')) throw new ShopError('FORBIDDEN')
      await tell(ctx, 'order.export', 'order', { ...filters, contacts })
      return exportOrders(ctx, { filters, language: query.lang, contact: contacts ? (number) => number : masked })
    },
  },
  'goods-template': { name: 'goods-template', right: 'goods.view', rows: async (_ctx, { lang }) => [goodsTemplate(lang)] },
  'parcels-template': { name: 'parcels-template', right: 'orders.view', rows: async (_ctx, { lang }) => [parcelTemplate(lang)] },
}

async function answer(shop: Pick<Shop, 'database'>, { name, right, rows }: Export, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const actor = await staffOf(request, shop, [right])
  const now = new Date()
  const content = await rows({ db: shop.database.db, sql: shop.database.sql, actor, now }, Query.parse(request.query))
  return reply
    .type('text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename="${name}-${now.toISOString().slice(0, 10)}.csv"`)
    .header('Cache-Control', 'no-store')
    .send(Readable.from(content))
}

/** `GET /admin/export/<what>`: files for spreadsheets, written as they are read, so that a large shop's fit in no memory. */
export function registerExports(app: FastifyInstance, shop: Pick<Shop, 'database'>): void {
  for (const [path, what] of Object.entries(EXPORTS)) app.get(`/admin/export/${path}.csv`, (request, reply) => answer(shop, what, request, reply))
}
