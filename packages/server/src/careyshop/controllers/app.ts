import { ShopError } from '@xiaopu/shared/errors'
import { type AppView, captchaPicture, changeApps, createApp, getApp, isAppNameTaken, listApps, newCaptchaMark, putCaptcha, resetAppSecret, appByKey, updateApp } from '@xiaopu/shared/platform'
import { z } from 'zod'
import { Picture, Refused } from '../../gateway/index.ts'
import { type CareyCtx, done, method, orNull } from '../method.ts'
import { param } from '../read-params.ts'
import { bit } from '../wire.ts'

const FAILURE = 500
const MAX_NAME = 30
const SHOWN_ENDS = 4
const staff = { controller: 'app', auth: 'required', who: ['admin'], permission: 'apps.manage' } as const
const open = { controller: 'app', auth: 'none', write: false } as const
const byId = z.object({ app_id: param.int(1) })

function wireApp({ id, name, key, isEnabled, needsCaptcha }: AppView, secret: string): object {
  return { app_id: id, app_name: name, app_key: Number(key), app_secret: secret, status: bit(isEnabled), captcha: bit(needsCaptcha) }
}

/** Enough of a secret to tell it from another. */
async function masked(ctx: CareyCtx, view: AppView): Promise<object> {
  const secret = (await appByKey(ctx, view.key, ctx))?.secret ?? ''
  return wireApp(view, `${secret.slice(0, SHOWN_ENDS)}${'*'.repeat(Math.max(0, secret.length - 2 * SHOWN_ENDS))}${secret.slice(-SHOWN_ENDS)}`)
}

async function refuseTakenName(ctx: CareyCtx, name: string, exceptId = 0): Promise<void> {
  if (await isAppNameTaken(ctx, name, exceptId)) throw new Refused('CONFLICT', FAILURE, '应用名称已存在', 'app_name')
}

/** A program must not lock itself out. */
function refuseOwn({ app }: CareyCtx, ids: readonly number[]): void {
  if (app && ids.includes(app.id)) throw new ShopError('FORBIDDEN')
}

export const appMethods = [
  method({
    ...staff,
    name: 'add.app.item',
    title: '添加一个应用',
    write: true,
    answerHolds: 'a secret',
    params: z.object({ app_name: param.words(MAX_NAME), status: param.maybeFlag, captcha: param.maybeFlag }),
    async run({ ctx, input }) {
      await refuseTakenName(ctx, input.app_name)
      const { app, secret } = await createApp(ctx, { name: input.app_name, needsCaptcha: input.captcha ?? false, scopes: [], ipList: [], rates: {}, isEnabled: input.status ?? true }, ctx)
      return wireApp(app, secret)
    },
  }),
  method({
    ...staff,
    name: 'set.app.item',
    title: '编辑一个应用',
    write: true,
    params: byId.extend({ app_name: param.maybeWords(MAX_NAME), status: param.maybeFlag, captcha: param.maybeFlag }),
    async run({ ctx, input }) {
      const { app_id: id, app_name: name, status, captcha } = input
      if (status === false) refuseOwn(ctx, [id])
      if (name !== undefined) await refuseTakenName(ctx, name, id)
      const before = await orNull(getApp(ctx, id))
      if (!before) return null
      const { scopes, ipList, rates } = before
      const after = await updateApp(ctx, id, { name: name ?? before.name, needsCaptcha: captcha ?? before.needsCaptcha, scopes, ipList, rates, isEnabled: status ?? before.isEnabled })
      return masked(ctx, after)
    },
  }),
  method({
    ...staff,
    name: 'get.app.item',
    title: '获取一个应用',
    write: false,
    params: byId,
    async run({ ctx, input }) {
      const found = await orNull(getApp(ctx, input.app_id))
      return found && masked(ctx, found)
    },
  }),
  method({
    ...staff,
    name: 'get.app.list',
    title: '获取应用列表',
    write: false,
    params: z.object({ app_name: param.text(MAX_NAME).default(''), status: param.maybeFlag }),
    async run({ ctx, input }) {
      const all = await listApps(ctx)
      const wanted = all.filter(({ name, isEnabled }) => name.includes(input.app_name) && (input.status === undefined || isEnabled === input.status))
      return Promise.all(wanted.toReversed().map((view) => masked(ctx, view)))
    },
  }),
  method({
    ...staff,
    name: 'del.app.list',
    title: '批量删除应用',
    write: true,
    params: z.object({ app_id: param.ids }),
    run({ ctx, input }) {
      refuseOwn(ctx, input.app_id)
      return done(changeApps(ctx, input.app_id, { kind: 'delete' }))
    },
  }),
  method({
    ...staff,
    name: 'unique.app.name',
    title: '查询应用名称是否已存在',
    write: false,
    params: z.object({ app_name: param.words(MAX_NAME), exclude_id: param.maybeInt(1) }),
    run: ({ ctx, input }) => done(refuseTakenName(ctx, input.app_name, input.exclude_id)),
  }),
  method({
    ...staff,
    name: 'replace.app.secret',
    title: '更换应用Secret',
    write: true,
    answerHolds: 'a secret',
    params: byId,
    run: async ({ ctx, input }) => ({ app_secret: (await resetAppSecret(ctx, input.app_id, ctx)).secret }),
  }),
  method({
    ...staff,
    name: 'set.app.captcha',
    title: '批量设置应用验证码',
    write: true,
    params: z.object({ app_id: param.ids, captcha: param.flag }),
    run: ({ ctx, input }) => done(changeApps(ctx, input.app_id, { kind: 'captcha', needsCaptcha: input.captcha })),
  }),
  method({
    ...staff,
    name: 'set.app.status',
    title: '批量设置应用状态',
    write: true,
    params: z.object({ app_id: param.ids, status: param.flag }),
    run({ ctx, input }) {
      if (!input.status) refuseOwn(ctx, input.app_id)
      return done(changeApps(ctx, input.app_id, { kind: input.status ? 'enable' : 'disable' }))
    },
  }),
  method({
    ...open,
    name: 'get.app.captcha',
    title: '查询应用验证码状态',
    params: z.object({ appkey: param.text(20).default('') }),
    async run({ ctx, input }) {
      const captcha = (await appByKey(ctx, input.appkey, ctx))?.needsCaptcha ?? true
      return { captcha, session_id: captcha ? newCaptchaMark() : '' }
    },
  }),
  method({
    ...open,
    name: 'get.app.captcha.callurl',
    title: '获取应用验证码调用地址',
    params: z.object({}),
    run: async ({ ctx }) => ({ call_url: `${ctx.baseUrl}/api/v1/app.html?method=image.app.captcha` }),
  }),
  method({
    ...open,
    name: 'image.app.captcha',
    title: '获取应用验证码',
    isFile: true,
    isCostly: true,
    params: z.object({ session_id: param.text(32).default(''), generate: param.oneOf(['base64', 'image'], 'image') }),
    async run({ ctx, input }) {
      const { contentType, bytes } = await captchaPicture(await putCaptcha(ctx, input.session_id))
      return input.generate === 'image' ? new Picture(contentType, bytes) : { content_type: contentType, base64: bytes.toString('base64') }
    },
  }),
]
