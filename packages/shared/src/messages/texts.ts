import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type Channel, fill, type Language, LANGUAGES, ownText, TEMPLATE_NAMES, type TemplateName, TEMPLATES, type TemplateText, unknownName } from './templates.ts'

const READ = 'SELECT "subject", "body" FROM "MessageTemplate" WHERE "channel" = $1 AND "template" = $2 AND "language" = $3'

async function textOf(ctx: Pick<TxCtx, 'sql'>, channel: Channel, template: TemplateName, language: Language): Promise<TemplateText> {
  const written = await ctx.sql.row<TemplateText & Record<string, unknown>>('template_read', READ, [channel, template, language])
  const text = written ?? ownText(channel, template, language)
  if (!text) throw new Error(`no text for ${template} by ${channel}`)
  return text
}

/** The message as it is read: the merchant's text where there is one, else the shop's. */
export async function textFor(ctx: Pick<TxCtx, 'sql'>, { channel, template, language, params }: { channel: Channel, template: TemplateName, language: Language, params: Readonly<Record<string, string | number>> }): Promise<TemplateText> {
  const { subject, body } = await textOf(ctx, channel, template, language)
  return { subject: fill(subject, params), body: fill(body, params) }
}

export interface TemplateView extends TemplateText {
  channel: Channel
  template: TemplateName
  language: Language
  names: string[]
  /** The merchant wrote it. */
  isChanged: boolean
}

/** Every text in every language, the merchant's own in place of the shop's. */
export async function templatesForStaff(ctx: Pick<TxCtx, 'sql'>): Promise<TemplateView[]> {
  const written = await ctx.sql.rows<TemplateText & { channel: string, template: string, language: string }>('templates_all', 'SELECT "channel", "template", "language", "subject", "body" FROM "MessageTemplate"')
  return TEMPLATE_NAMES.flatMap((template) => TEMPLATES[template].channels.flatMap((channel) => LANGUAGES.flatMap((language): TemplateView[] => {
    const own = ownText(channel, template, language)
    const row = written.find((one) => one.channel === channel && one.template === template && one.language === language)
    if (!own) return []
    return [{ channel, template, language, names: [...TEMPLATES[template].names], isChanged: row !== undefined, subject: row?.subject ?? own.subject, body: row?.body ?? own.body }]
  })))
}

export interface TemplateForm extends TemplateText { channel: Channel, template: TemplateName, language: Language }

const SAVE = `
INSERT INTO "MessageTemplate" ("channel", "template", "language", "subject", "body", "updatedAt") VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT ("channel", "template", "language") DO UPDATE SET "subject" = excluded."subject", "body" = excluded."body", "updatedAt" = excluded."updatedAt"`

/** An empty text brings the shop's own back. */
export async function saveTemplate(tx: TxCtx, { channel, template, language, subject, body }: TemplateForm): Promise<{ before: TemplateText, after: TemplateText }> {
  const own = ownText(channel, template, language)
  if (!own) throw new ShopError('NOT_FOUND')
  if (unknownName(template, subject) !== '') throw new ShopError('PARAM_INVALID', { field: 'subject' })
  if (unknownName(template, body) !== '') throw new ShopError('PARAM_INVALID', { field: 'body' })
  const before = await textOf(tx, channel, template, language)
  if (body.trim() === '') {
    await tx.sql.run('template_drop', 'DELETE FROM "MessageTemplate" WHERE "channel" = $1 AND "template" = $2 AND "language" = $3', [channel, template, language])
  } else {
    if (channel === 'mail' && subject.trim() === '') throw new ShopError('PARAM_INVALID', { field: 'subject' })
    await tx.sql.run('template_save', SAVE, [channel, template, language, subject.trim(), body.trim(), tx.now])
  }
  const after = await textOf(tx, channel, template, language)
  return { before: { subject: before.subject, body: before.body }, after: { subject: after.subject, body: after.body } }
}
