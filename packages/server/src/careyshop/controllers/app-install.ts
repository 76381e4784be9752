import { type AppPackage, createPackage, deletePackages, getPackage, listPackages, packageForAgent, type PackageOrder, packageUpdate, updatePackage } from '@xiaopu/shared/platform'
import { z } from 'zod'
import { done, method, orNull, pageOf } from '../method.ts'
import { param } from '../read-params.ts'
import { timeText } from '../wire.ts'

const [MAX_AGENT, MAX_NAME, MAX_VERSION, MAX_URL] = [64, 32, 16, 255]
const staff = { controller: 'app_install', auth: 'required', who: ['admin'], permission: 'apps.manage' } as const
const open = { controller: 'app_install', auth: 'none', write: false } as const
const byId = z.object({ app_install_id: param.int(1) })
const ORDERS: Record<string, PackageOrder> = { app_install_id: 'id', name: 'name', count: 'count', create_time: 'createdAt', update_time: 'updatedAt' }

function wirePackage({ id, userAgent, name, version, url, count, createdAt, updatedAt }: AppPackage): object {
  return { app_install_id: id, user_agent: userAgent, name, ver: version, url, count, create_time: timeText(createdAt), update_time: timeText(updatedAt) }
}

export const appInstallMethods = [
  method({
    ...staff,
    name: 'add.app.install.item',
    title: '添加一个应用安装包',
    write: true,
    params: z.object({ user_agent: param.words(MAX_AGENT), name: param.words(MAX_NAME), ver: param.words(MAX_VERSION), url: param.words(MAX_URL) }),
    run: async ({ ctx, input: { user_agent: userAgent, name, ver: version, url } }) => wirePackage(await createPackage(ctx, { userAgent, name, version, url })),
  }),
  method({
    ...staff,
    name: 'set.app.install.item',
    title: '编辑一个应用安装包',
    write: true,
    params: byId.extend({ user_agent: param.maybeWords(MAX_AGENT), name: param.maybeWords(MAX_NAME), ver: param.maybeWords(MAX_VERSION), url: param.maybeWords(MAX_URL) }),
    async run({ ctx, input: { app_install_id: id, user_agent: userAgent, name, ver: version, url } }) {
      const sent = Object.entries({ userAgent, name, version, url }).filter(([, value]) => value !== undefined)
      return wirePackage(await updatePackage(ctx, id, Object.fromEntries(sent)))
    },
  }),
  method({
    ...staff,
    name: 'get.app.install.item',
    title: '获取一个应用安装包',
    write: false,
    params: byId,
    async run({ ctx, input }) {
      const found = await orNull(getPackage(ctx, input.app_install_id))
      return found && wirePackage(found)
    },
  }),
  method({
    ...staff,
    name: 'del.app.install.list',
    title: '批量删除应用安装包',
    write: true,
    params: z.object({ app_install_id: param.ids }),
    run: ({ ctx, input }) => done(deletePackages(ctx, input.app_install_id)),
  }),
  method({
    ...staff,
    name: 'get.app.install.list',
    title: '获取应用安装包列表',
    write: false,
    params: z.object({
      user_agent: param.text(MAX_AGENT).default(''),
      name: param.text(MAX_NAME).default(''),
      ...param.page,
      order_type: param.oneOf(['asc', 'desc'], 'desc'),
      order_field: param.oneOf(['app_install_id', 'name', 'count', 'create_time', 'update_time'], 'app_install_id'),
    }),
    async run({ ctx, input }) {
      const { items, total } = await listPackages(ctx, {
        userAgent: input.user_agent,
        name: input.name,
        order: ORDERS[input.order_field] ?? 'id',
        isDescending: input.order_type === 'desc',
        pageNo: input.page_no,
        pageSize: input.page_size,
      })
      return pageOf(items.map(wirePackage), total)
    },
  }),
  method({
    ...open,
    name: 'query.app.install.updated',
    title: '根据条件查询是否有更新',
    params: z.object({ user_agent: param.words(MAX_AGENT), ver: param.words(MAX_VERSION) }),
    async run({ ctx, input }) {
      const found = await packageUpdate(ctx, { userAgent: input.user_agent, version: input.ver })
      return found ? { is_updated: true, name: found.name, ver: found.version, url: found.url } : { is_updated: false }
    },
  }),
  method({
    ...open,
    name: 'request.app.install.item',
    title: '根据请求获取一个应用安装包',
    params: z.object({}),
    async run({ ctx }) {
      const found = await packageForAgent(ctx, ctx.userAgent)
      return found && { app_install_id: found.id, user_agent: found.userAgent, ver: found.version, url: found.url }
    },
  }),
]
