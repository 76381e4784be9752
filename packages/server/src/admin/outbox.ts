import { z } from 'zod'
import { flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { inTransaction } from '@xiaopu/shared/database'
import { ShopError } from '@xiaopu/shared/errors'
import { channelForStaff, CHANNELS, LANGUAGES, listMessages, MESSAGE_STATES, messageText, resendMessage, saveChannel, saveTemplate, TEMPLATE_NAMES, templatesForStaff } from '@xiaopu/shared/messages'
import { audit } from '@xiaopu/shared/staff'
import type { StaffActor } from '../context.ts'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const Channel = z.enum(CHANNELS)
const Language = z.enum(LANGUAGES)
const Provider = z.enum(['log', 'smtp', 'aliyun'])
const Row = z.object({ id: int, channel: Channel, recipient: text, template: text, state: z.enum(MESSAGE_STATES), attempts: int, lastError: text, createdAt: time, sentAt: time, nextAt: time })
const smtp = { host: text.max(255), port: int.min(1).max(65_535), isSecure: flag, user: text.max(255), from: text.max(255) }
const aliyun = { endpoint: text.max(255), accessKeyId: text.max(255), signName: text.max(255) }
const ChannelView = z.object({ channel: Channel, provider: Provider, language: Language, smtp: z.object({ ...smtp, hasPassword: flag }), aliyun: z.object({ ...aliyun, hasAccessKeySecret: flag }) })
const ChannelForm = z.strictObject({
  channel: Channel,
  provider: Provider,
  language: Language,
  smtp: z.strictObject({ ...smtp, password: text.max(255) }),
  aliyun: z.strictObject({ ...aliyun, accessKeySecret: text.max(255) }),
})
const TemplateText = { channel: Channel, template: z.enum(TEMPLATE_NAMES), language: Language, subject: text, body: text }

/** Messages are the whole house's. */
function refuseSellers({ actor }: { actor: StaffActor }): void {
  if (actor.sellerId !== 0) throw new ShopError('FORBIDDEN')
}

/** Mails and text messages: what was sent, by whom it is sent, and in which words. */
export const outboxRouter = router({
  list: staffProcedure('shop.messages')
    .input(pagedInput({ state: z.enum(MESSAGE_STATES).optional(), channel: Channel.optional(), q: text.trim().max(60).default('') }))
    .output(pagedOutput({ items: z.array(Row) }))
    .query(async ({ ctx, input: { pageNo, pageSize, ...filters } }) => {
      refuseSellers(ctx)
      return { ...await listMessages(ctx, filters, { pageNo, pageSize }), pageNo, pageSize }
    }),
  text: staffProcedure('shop.messages')
    .input(z.strictObject({ messageId: int.min(1) }))
    .output(z.object({ subject: text, body: text, isMasked: flag }))
    .query(({ ctx, input }) => {
      refuseSellers(ctx)
      return messageText(ctx, input.messageId, ctx)
    }),
  resend: staffWrite('shop.messages')
    .input(z.strictObject({ messageId: int.min(1) }))
    .output(z.object({}))
    .mutation(({ ctx, input: { messageId } }) => {
      refuseSellers(ctx)
      return inTransaction(ctx, async (tx) => {
        const { name, ...changes } = await resendMessage(tx, messageId)
        await audit(tx, { action: 'outbox.resend', targetKind: 'outbox', targetId: messageId, targetName: name, ...changes })
        return {}
      })
    }),
  channels: staffProcedure('shop.messages')
    .input(z.void())
    .output(z.object({ channels: z.array(ChannelView) }))
    .query(async ({ ctx }) => {
      refuseSellers(ctx)
      return { channels: await Promise.all(CHANNELS.map((channel) => channelForStaff(ctx, channel, ctx))) }
    }),
  saveChannel: staffWrite('shop.messages')
    .input(ChannelForm)
    .output(ChannelView)
    .mutation(({ ctx, input }) => {
      refuseSellers(ctx)
      return inTransaction(ctx, async (tx) => {
        const { before, after } = await saveChannel(tx, input, ctx)
        await audit(tx, { action: 'outbox.saveChannel', targetKind: 'outbox', targetId: input.channel, before, after })
        return after
      })
    }),
  templates: staffProcedure('shop.messages')
    .input(z.void())
    .output(z.object({ templates: z.array(z.object({ ...TemplateText, names: z.array(text), isChanged: flag })) }))
    .query(async ({ ctx }) => {
      refuseSellers(ctx)
      return { templates: await templatesForStaff(ctx) }
    }),
  saveTemplate: staffWrite('shop.messages')
    .input(z.strictObject({ ...TemplateText, subject: text.max(120), body: text.max(4000) }))
    .output(z.object({}))
    .mutation(({ ctx, input }) => {
      refuseSellers(ctx)
      return inTransaction(ctx, async (tx) => {
        const changes = await saveTemplate(tx, input)
        await audit(tx, { action: 'outbox.saveTemplate', targetKind: 'outbox', targetId: `${input.channel}.${input.template}.${input.language}`, ...changes })
        return {}
      })
    }),
})
