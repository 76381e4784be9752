import { z } from 'zod'
import { int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { API_KEY_SCOPES, APP_SCOPES, AppRates, appUsage, CONVENTIONS, createApiKey, createApp, debugSign, deleteApp, findCall, getApp, listApiKeys, listApps, listCalls, resetAppSecret, revokeApiKey, setAppEnabled, updateApp } from '@xiaopu/shared/platform'
import { MAX_OVERLAP_HOURS } from '@xiaopu/shared/secrets'
import { SIGN_READERS } from '../gateway/index.ts'
import { DEFAULT_RATES } from '../gateway/rates.ts'
import { router, staffProcedure } from '../trpc.ts'
import { methodKinds } from './method-kinds.ts'
import { staffWrite } from './staff-write.ts'

const form = {
  name: text.min(1).max(60),
  needsCaptcha: z.boolean(),
  scopes: z.array(text.max(40)).max(20),
  ipList: z.array(text.max(60)).max(100),
  rates: AppRates,
}
const App = z.object({ ...form, id: int, key: text, sellerId: int, isEnabled: z.boolean(), createdAt: time, lastUsedAt: time, secretUsedAt: time, oldSecretUntil: time, oldSecretUsedAt: time })
const Issued = z.object({ app: App, secret: text })
const Call = z.object({
  id: int,
  requestId: text,
  dialect: text,
  appId: int,
  appKey: text,
  appName: text,
  method: text,
  code: int,
  durationMs: int,
  ip: text,
  params: z.record(text, text),
  at: time,
})
const Finding = z.object({
  cause: text,
  details: z.record(text, text),
  signedText: text,
  expectedText: text,
  receivedSign: text,
  expectedSign: text,
})
const SignReport = z.object({
  convention: z.enum(CONVENTIONS),
  appKey: text,
  appName: text,
  rightBy: z.enum(['', 'present', 'old']),
  signMethod: text,
  canonical: text,
  receivedSign: text,
  expectedSign: text,
  signedText: text,
  differsAt: int,
  parameters: z.array(z.object({ name: text, value: text, from: text })),
  hints: z.array(z.object({ cause: text, details: z.record(text, text), isFault: z.boolean() })),
})
const ApiKey = z.object({ id: int, name: text, ending: text, scopes: z.array(text), expiresAt: time, revokedAt: time, lastUsedAt: time, createdAt: time })
const byId = z.strictObject({ id: int })
const peaks = z.object({ all: int, method: int, write: int, credential: int })

/** Outside programs: their keys, their limits, what they called. */
export const appsRouter = router({
  list: staffProcedure('apps.manage').input(z.void()).output(z.object({ items: z.array(App) })).query(async ({ ctx }) => ({ items: await listApps(ctx) })),
  get: staffProcedure('apps.manage').input(byId).output(App).query(({ ctx, input }) => getApp(ctx, input.id)),
  choices: staffProcedure('apps.manage')
    .input(z.void())
    .output(z.object({ scopes: z.array(text), rates: AppRates.required() }))
    .query(() => ({ scopes: [...APP_SCOPES], rates: DEFAULT_RATES })),
  usage: staffProcedure('apps.manage')
    .input(byId)
    .output(z.object({ callsToday: int, failedToday: int, lastIp: text, peaks }))
    .query(({ ctx, input }) => appUsage(ctx, input.id, methodKinds())),
  create: staffWrite('apps.manage').input(z.strictObject(form)).output(Issued).mutation(({ ctx, input }) => createApp(ctx, input, ctx)),
  update: staffWrite('apps.manage').input(z.strictObject({ ...form, id: int })).output(App).mutation(({ ctx, input: { id, ...app } }) => updateApp(ctx, id, app)),
  setEnabled: staffWrite('apps.manage')
    .input(z.strictObject({ id: int, isEnabled: z.boolean() }))
    .output(App)
    .mutation(({ ctx, input }) => setAppEnabled(ctx, input.id, input.isEnabled)),
  resetSecret: staffWrite('apps.manage')
    .input(z.strictObject({ id: int, overlapHours: int.min(0).max(MAX_OVERLAP_HOURS).default(0) }))
    .output(Issued)
    .mutation(({ ctx, input }) => resetAppSecret(ctx, input.id, ctx, input.overlapHours)),
  keys: staffProcedure('apps.manage').input(byId).output(z.object({ items: z.array(ApiKey) })).query(async ({ ctx, input }) => ({ items: await listApiKeys(ctx, input.id) })),
  addKey: staffWrite('apps.manage')
    .input(z.strictObject({ appId: int, name: text.min(1).max(60), scopes: z.array(text.max(40)).max(10).default([...API_KEY_SCOPES]), expiresAt: time.default('') }))
    .output(z.object({ apiKey: ApiKey, key: text }))
    .mutation(({ ctx, input }) => createApiKey(ctx, input)),
  revokeKey: staffWrite('apps.manage')
    .input(z.strictObject({ appId: int, id: int }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await revokeApiKey(ctx, input)
      return {}
    }),
  delete: staffWrite('apps.manage')
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await deleteApp(ctx, input.id)
      return {}
    }),
  calls: staffProcedure('apps.manage')
    .input(pagedInput({
      appId: int.default(0),
      method: text.max(128).default(''),
      requestId: text.max(64).default(''),
      outcome: z.enum(['all', 'ok', 'failed']).default('all'),
      code: int.default(0),
      from: time.default(''),
      to: time.default(''),
      ip: text.max(60).default(''),
      sign: text.max(128).default(''),
      slowMs: int.min(0).default(0),
    }))
    .output(pagedOutput({ items: z.array(Call) }))
    .query(async ({ ctx, input }) => ({ ...await listCalls(ctx, input), pageNo: input.pageNo, pageSize: input.pageSize })),
  debugSign: staffWrite('apps.manage')
    .input(z.strictObject({ convention: z.enum(['', ...CONVENTIONS]).default(''), request: text.max(120_000).default(''), body: text.max(100_000).default(''), signedText: text.max(100_000).default(''), callId: int.default(0) }))
    .output(SignReport)
    .mutation(({ ctx, input }) => debugSign(ctx, input, ctx, SIGN_READERS)),
  finding: staffProcedure('apps.manage').input(byId).output(z.object({ call: Call, finding: Finding })).query(({ ctx, input }) => findCall(ctx, input.id, ctx)),
})
