import type { Ctx, TxCtx } from '../database/index.ts'
import type { CodePurpose, CodeVerdict, SecretsPort } from './ports.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { callerOf } from './caller.ts'
import { CODE_LIFE, issueCode, tryCode } from './contact-codes.ts'
import { RESEND_IN_S, takeAddressSlot, takeTargetSlot } from './code-rates.ts'
import { queueMessage } from '../messages/index.ts'
import { readEmail, readNumber } from './names.ts'
import { accountSettings } from './settings.ts'

export type NumberPurpose = Exclude<CodePurpose, 'program'>

export interface SolvedCaptcha { captchaId?: string, captcha?: string }

export interface NumberInput {
  mobile: string
  countryCode: string
}

export interface SendOptions extends SecretsPort {
  /** Looks at a captcha's answer once and refuses a wrong one. */
  useCaptcha: (ctx: TxCtx, sent: { mark: string, answer: string }) => Promise<void>
  /** The answer comes after this time, whether anything was sent or not. */
  answerAfterMs?: number
}

export interface CodeSent {
  mobile: string
  expiresIn: number
  resendIn: number
}

const ANSWER_AFTER_MS = 300
const [SHOWN_AT_START, SHOWN_AT_END] = [3, 4]

const masked = (number: string): string => `${number.slice(0, SHOWN_AT_START)}****${number.slice(-SHOWN_AT_END)}`

/** The windows of the number and of the address; whoever is refused took none. */
async function takePlaces(tx: TxCtx, target: string, hasCaptcha: boolean): Promise<void> {
  const slot = await takeTargetSlot(tx, target)
  if (!slot.isGranted) throw slot.isDaily ? new ShopError('SMS_DAILY_LIMIT') : new ShopError('SMS_TOO_OFTEN', { seconds: slot.retryAfter })
  const { ip } = callerOf(tx.actor)
  if (ip === '') return
  const byAddress = await takeAddressSlot(tx, ip, hasCaptcha)
  if (byAddress.isGranted) return
  throw hasCaptcha ? new ShopError('SMS_TOO_OFTEN', { seconds: byAddress.retryAfter }) : new ShopError('CAPTCHA_REQUIRED')
}

const IN_USE = 'SELECT 1 AS "is" FROM "User" WHERE "mobileKey" = $1 AND "closedAt" IS NULL'

type Sending = 'code' | 'notice' | 'nothing'

/** Who asks learns nothing about the accounts there are: an unknown number gets nothing, one in use is told of it by itself. */
async function sendingFor(tx: TxCtx, mobileKey: string, purpose: CodePurpose): Promise<Sending> {
  if (purpose !== 'signup' && purpose !== 'signin' && purpose !== 'forget') return 'code'
  const isInUse = await tx.sql.row<{ is: number }>('code_number_in_use', IN_USE, [mobileKey]) !== null
  if (purpose === 'signup') return isInUse ? 'notice' : 'code'
  return isInUse ? 'code' : 'nothing'
}

async function send(tx: TxCtx, { text, key }: { text: string, key: string }, purpose: CodePurpose, port: SecretsPort): Promise<void> {
  const sending = await sendingFor(tx, key, purpose)
  if (sending === 'notice') await queueMessage(tx, { channel: 'sms', recipient: text, template: 'mobile_in_use', params: {} }, port)
  if (sending !== 'code') return
  const code = await issueCode(tx, { target: key, purpose }, port)
  await queueMessage(tx, { channel: 'sms', recipient: text, template: purpose === 'forget' ? 'password_reset' : 'contact_code', params: { code, minutes: CODE_LIFE.minutes } }, port)
}

async function captchaSolved(ctx: Ctx, { captchaId, captcha }: SolvedCaptcha, { useCaptcha }: SendOptions): Promise<boolean> {
  if (!captchaId || !captcha) return false
  await useCaptcha(ctx, { mark: captchaId, answer: captcha })
  return true
}

/** ectouch.tool.sms, action send: a code by text message, never named in an answer. */
export async function sendMobileCode(ctx: Ctx, input: NumberInput & SolvedCaptcha & { purpose: CodePurpose }, options: SendOptions): Promise<CodeSent> {
  const { purpose } = input
  const number = readNumber(input)
  if (!(await accountSettings(ctx)).smsEnabled) throw new ShopError('FEATURE_OFF')
  if ((purpose === 'change_new' || purpose === 'verify') && ctx.actor.kind !== 'shopper') throw new ShopError('SESSION_REQUIRED')
  const hasCaptcha = await captchaSolved(ctx, input, options)
  await Promise.all([
    inTransaction(ctx, async (tx) => {
      await takePlaces(tx, number.key, hasCaptcha)
      await send(tx, number, purpose, options)
    }),
    pause(options.answerAfterMs ?? ANSWER_AFTER_MS),
  ])
  return { mobile: masked(input.mobile.trim()), expiresIn: CODE_LIFE.seconds, resendIn: RESEND_IN_S }
}

/** The same by mail: for programs, which may ask for a code either way. */
export async function sendMailCode(ctx: Ctx, { email, ...input }: SolvedCaptcha & { email: string }, options: SendOptions): Promise<void> {
  const address = readEmail(email)
  const hasCaptcha = await captchaSolved(ctx, input, options)
  await inTransaction(ctx, async (tx) => {
    await takePlaces(tx, address.key, hasCaptcha)
    const code = await issueCode(tx, { target: address.key, purpose: 'program' }, options)
    await queueMessage(tx, { channel: 'mail', recipient: address.text, template: 'contact_code', params: { code, minutes: CODE_LIFE.minutes } }, options)
  })
}

const REFUSALS = { wrong: 'SMS_CODE_WRONG', expired: 'SMS_CODE_EXPIRED' } as const

export function refuseVerdict(verdict: CodeVerdict): void {
  if (verdict !== 'right') throw new ShopError(REFUSALS[verdict])
}

/** ectouch.tool.sms, action verify: looks at a code; whoever needs it uses it up. */
export async function verifyMobileCode(ctx: TxCtx, { purpose, mobileCode, ...input }: NumberInput & { purpose: NumberPurpose, mobileCode: string }, port: SecretsPort): Promise<{ verified: boolean }> {
  refuseVerdict(await tryCode(ctx, { target: readNumber(input).key, purpose, code: mobileCode }, port))
  return { verified: true }
}
