import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ERRORS, type ErrorWord } from '@xiaopu/shared/errors'
import { buildRegistry } from '../gateway/index.ts'
import { fieldsOf, type NamedField } from '../gateway/wire-field.ts'
import { openWorld } from '../testing/world.ts'
import { surveyActions } from './actions.ts'
import { NEW_SURVEY, surveyWorld } from './testing/survey-world.ts'
import type { WjxOptions } from './testing/wjx-client.ts'

const world = openWorld()
const wjx = surveyWorld(world)

const CASES = [...buildRegistry(surveyActions).values()].map(({ name, title, write, actions }) => {
  const operation = actions.get('')
  if (!operation) throw new Error(`${name} has no operation`)
  return { action: name, title, write, fields: fieldsOf(operation.input) }
})

/** Parameters each action takes. */
async function goodParams(action: string): Promise<Record<string, unknown>> {
  if (action === '1000101') return { ...NEW_SURVEY }
  if (action === '1000002') return {}
  const vid = await wjx.survey()
  if (action === '1000102') return { vid, state: 2 }
  if (action === '1001001') return { vid, inputcosttime: 30, submitdata: '1$1' }
  return { vid }
}

/** What a parameter the schema reads as text must look like. */
const FORMED: Record<string, string> = { questions: '{', jid: '1,x', qid: 'x', conds: '[{"q_index":1,"opt":">","val":1}]', submittime: 'yesterday', sojumpparm: 'a\0b' }

function malformed(action: string, { schema, wireName }: NamedField): string {
  if (action === '1000101' && wireName === 'atype') return '2'
  const own = FORMED[wireName]
  if (own) return own
  if (schema instanceof z.ZodNumber) return '1x'
  return schema instanceof z.ZodBoolean ? 'maybe' : 'a\0b'
}

async function refuses(action: string, params: Record<string, unknown>, word: ErrorWord, options: WjxOptions & { field?: string } = {}): Promise<void> {
  const { field, ...call } = options
  const answer = await wjx.call(action, params, call)
  const asked = JSON.stringify(params)
  expect({ asked, status: answer.status, code: answer.code, result: answer.result, ...field ? { message: answer.message } : {} })
    .toEqual({ asked, status: 200, code: ERRORS[word].code, result: false, ...field ? { message: `参数错误：${field}` } : {} })
  expect(answer.body).not.toContain('"data"')
}

it('the actions are those of the contract', () => {
  expect(CASES.map(({ action }) => action).sort()).toEqual(['1000001', '1000002', '1000101', '1000102', '1001001', '1001002', '1001101'])
  expect(CASES.filter(({ write }) => write).map(({ action }) => action).sort()).toEqual(['1000101', '1000102', '1001001'])
})

describe.each(CASES)('$action $title', ({ action, fields }) => {
  it('is closed to whoever cannot say who it is', async () => {
    const params = await goodParams(action)
    const before = await world.rows()
    const now = Math.floor(Date.now() / 1000)
    await refuses(action, params, 'APP_KEY_MISSING', { before: { appid: undefined } })
    await refuses(action, params, 'APP_KEY_MISSING', { before: { appid: '' } })
    await refuses(action, params, 'APP_KEY_INVALID', { before: { appid: '99999999' } })
    await refuses(action, params, 'APP_KEY_INVALID', { app: world.programs.disabled })
    for (const ts of [now - 32, now + 32, now * 1000, '', 'x', '1.5', undefined]) await refuses(action, params, 'TIMESTAMP_INVALID', { before: { ts } })
    await refuses(action, params, 'SIGN_MISSING', { after: { sign: undefined } })
    await refuses(action, params, 'SIGN_INVALID', { after: { sign: '0'.repeat(40) } })
    await refuses(action, params, 'SIGN_INVALID', { app: { ...wjx.full, secret: wjx.plain.secret } })
    await refuses(action, params, 'SIGN_INVALID', { after: { more: '1' } })
    await refuses(action, params, 'APP_KEY_INVALID', { key: `wjx_${'a'.repeat(40)}` })
    await refuses(action, params, 'FORBIDDEN', { app: wjx.plain })
    expect(await world.rows()).toEqual(before)
  })

  it('names the first parameter that is missing or malformed', async () => {
    const params = await goodParams(action)
    const before = await world.rows()
    const required = action === '1000101' ? ['title', 'atype', 'desc', 'questions'] : fields.filter(({ isRequired }) => isRequired).map(({ wireName }) => wireName)
    for (const field of required) await refuses(action, { ...params, [field]: undefined }, 'PARAM_MISSING', { field })
    for (const field of fields) {
      if (action === '1000101' && field.wireName === 'desc') continue
      await refuses(action, { ...params, [field.wireName]: malformed(action, field) }, 'PARAM_INVALID', { field: field.wireName })
    }
    expect(await world.rows()).toEqual(before)
  })

  it('takes numbers and texts, yes and no as they come', async () => {
    const params = await goodParams(action)
    const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
    expect(await wjx.call(action, texts)).toMatchObject({ status: 200, result: true, code: 0 })
    for (const flag of fields.filter(({ schema }) => schema instanceof z.ZodBoolean).slice(0, 2)) {
      for (const value of [true, false, 1, 0, '1', '0', 'true', 'false']) expect((await wjx.call(action, { ...await goodParams(action), [flag.wireName]: value })).result).toBe(true)
    }
  })

  it('answers a bearer key alike', async () => {
    const answer = await wjx.call(action, await goodParams(action), { key: wjx.key })
    expect(answer).toMatchObject({ status: 200, result: true, code: 0 })
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(Object.keys(JSON.parse(answer.body))).toEqual(['result', 'data'])
  })

  if (fields.some(({ wireName }) => wireName === 'vid') && action !== '1000002') {
    it('knows no survey of another seller, none that is deleted, none at all', async () => {
      const params = await goodParams(action)
      const before = await world.rows()
      await refuses(action, params, 'NOT_FOUND', { app: wjx.foreign })
      await refuses(action, { ...params, vid: 999_999 }, 'NOT_FOUND')
      await refuses(action, { ...params, vid: 0 }, 'PARAM_INVALID', { field: 'vid' })
      expect(await world.rows()).toEqual(before)
      await wjx.call('1000102', { vid: params.vid, state: 3 })
      await refuses(action, params, 'NOT_FOUND')
    })
  }
})
