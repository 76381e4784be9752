import type { SignupField } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { accountSettings } from './settings.ts'
import { z } from 'zod'

const CONTENT_MAX = 100
const Contents = z.record(z.string(), z.string().trim().max(CONTENT_MAX))

export interface ExtraField { id: number, label: string, isRequired: boolean }
export interface ExtraContent { fieldId: number, content: string }

/** 注册项: the shop's own fields, in their order. */
export function shownFields(ctx: TxCtx): Promise<ExtraField[]> {
  return ctx.sql.rows<ExtraField>('signup_fields', 'SELECT "id", "label", "isRequired" FROM "SignupField" WHERE "isShown" ORDER BY "sortOrder", "id"')
}

/** What was sent for the shown fields. Fields that are not shown (any more) are left out. */
function readContents(fields: readonly ExtraField[], sent: unknown): ExtraContent[] {
  const read = Contents.safeParse(sent ?? {})
  if (!read.success) throw new ShopError('PARAM_INVALID', { field: 'extendFields' })
  return fields.flatMap(({ id }) => {
    const content = read.data[id]
    return content === undefined ? [] : [{ fieldId: id, content }]
  })
}

/** For a new account: every required field is filled. */
export async function readAllFields(ctx: TxCtx, sent: unknown): Promise<ExtraContent[]> {
  const fields = await shownFields(ctx)
  const contents = readContents(fields, sent)
  const filled = new Set(contents.filter(({ content }) => content !== '').map(({ fieldId }) => fieldId))
  const missing = fields.find(({ id, isRequired }) => isRequired && !filled.has(id))
  if (missing) throw new ShopError('FIELD_REQUIRED', { field: missing.label })
  return contents
}

/** For a change: a required field is not emptied. */
export async function readChangedFields(ctx: TxCtx, sent: unknown): Promise<ExtraContent[]> {
  const fields = await shownFields(ctx)
  const contents = readContents(fields, sent)
  const emptied = fields.find(({ id, isRequired }) => isRequired && contents.some(({ fieldId, content }) => fieldId === id && content === ''))
  if (emptied) throw new ShopError('FIELD_REQUIRED', { field: emptied.label })
  return contents
}

const WRITE = `
INSERT INTO "SignupFieldValue" ("userId", "fieldId", "content") SELECT $1, * FROM unnest($2::int[], $3::text[])
ON CONFLICT ("userId", "fieldId") DO UPDATE SET "content" = excluded."content"`

export async function writeFields(tx: TxCtx, userId: number, contents: readonly ExtraContent[]): Promise<void> {
  if (contents.length === 0) return
  await tx.sql.run('signup_fields_write', WRITE, [userId, contents.map(({ fieldId }) => fieldId), contents.map(({ content }) => content)])
}

/** Lengths are exactly those that sign-up checks. Names are those of the public method's parameters. */
function builtIn(hasCode: boolean): SignupField[] {
  const field = (name: string, label: string, type: SignupField['type'], required: boolean, min: number, max: number): SignupField =>
    ({ fieldId: 0, name, label, type, required, min, max })
  return [
    field('user_name', '用户名', 'text', true, 3, 30),
    field('password', '密码', 'password', true, 8, 64),
    field('email', '邮箱', 'email', false, 0, 60),
    field('mobile_phone', '手机号码', 'mobile', false, 0, 20),
    ...(hasCode ? [field('mobile_code', '短信验证码', 'code', false, 0, 10)] : []),
    field('nick_name', '昵称', 'text', false, 0, 30),
    field('agreement', '用户协议', 'boolean', true, 0, 0),
  ]
}

/** ectouch.user.signup.fields */
export async function signupForm(ctx: TxCtx): Promise<{ signupOpen: boolean, agreementText: string, fields: SignupField[] }> {
  const settings = await accountSettings(ctx)
  const extra = (await shownFields(ctx)).map(({ id, label, isRequired }): SignupField =>
    ({ fieldId: id, name: `extend_field${id}`, label, type: 'text', required: isRequired, min: isRequired ? 1 : 0, max: CONTENT_MAX }))
  return {
    signupOpen: !settings.shopRegClosed,
    agreementText: settings.agreementText,
    fields: [...builtIn(settings.smsSignup), ...extra],
  }
}
