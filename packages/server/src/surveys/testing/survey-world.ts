import { beforeAll } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { createApiKey, createApp } from '@xiaopu/shared/platform'
import type { KnownProgram, World } from '../../testing/world.ts'
import { wjxClient, type WjxClient } from './wjx-client.ts'

export const QUESTIONS = [
  { q_index: 1, q_type: 3, q_title: '满意吗?', is_requir: true, items: [{ item_index: 1, item_title: '满意', item_score: 5 }, { item_index: 2, item_title: '不满意', item_score: 1, allow_filltext: true }] },
  { q_index: 2, q_type: 4, q_title: '喜欢什么', is_requir: false, max_options: 2, items: [{ item_index: 1, item_title: '质量' }, { item_index: 2, item_title: '价格' }, { item_index: 3, item_title: '都没有', is_item_huchi: true }, { item_index: 4, item_title: '物流' }] },
  { q_index: 3, q_type: 5, q_title: '想说的', is_requir: false, max_words: 20 },
  { q_index: 4, q_type: 4, q_subtype: 402, q_title: '排序', is_requir: false, items: [{ item_index: 1, item_title: '快' }, { item_index: 2, item_title: '好' }, { item_index: 3, item_title: '省' }] },
  { q_index: 5, q_type: 7, q_subtype: 702, q_title: '分别评价', is_requir: false, item_rows: [{ item_index: 1, item_title: '客服' }, { item_index: 2, item_title: '包装' }], items: [{ item_index: 1, item_title: '好', item_score: 2 }, { item_index: 2, item_title: '差', item_score: 1 }] },
  { q_index: 6, q_type: 10, q_title: '打分', is_requir: false, min_value: 0, max_value: 100 },
]
export const NEW_SURVEY = { title: '收货满意度', atype: 1, desc: '<p>售后</p>', questions: JSON.stringify(QUESTIONS) }

export interface SurveyWorld {
  call: WjxClient
  full: KnownProgram
  /** Of another seller. */
  foreign: KnownProgram
  plain: KnownProgram
  key: string
  /** Makes a survey of `full`'s, published unless told otherwise, and answers its number. */
  survey: (change?: Record<string, unknown>) => Promise<number>
  answer: (vid: number, submitdata: string, more?: Record<string, unknown>) => Promise<{ jid: number, index: number }>
}

/** Programs of the survey convention beside a world. Their calls are not counted, unless a test limits them. */
export function surveyWorld(world: World): SurveyWorld {
  const made = {} as SurveyWorld // filled before the first test runs
  beforeAll(async () => {
    const { shop, app } = world
    const member = (sellerId: number): Actor => ({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions: ['*'], ip: '' })
    const none = { perSecond: 0, burst: 0 }
    const make = async (name: string, scopes: string[], sellerId = 0): Promise<KnownProgram> => {
      const issued = await createApp({ ...shop.systemCtx(), actor: member(sellerId) }, { name, needsCaptcha: false, scopes, ipList: [], rates: { all: none, method: none } }, shop)
      return { id: issued.app.id, key: issued.app.key, secret: issued.secret }
    }
    const full = await make('问卷同步', ['survey'])
    const call = wjxClient(app, full)
    const { key } = await createApiKey({ ...shop.systemCtx(), actor: member(0) }, { appId: full.id, name: '报表', scopes: ['survey'], expiresAt: '' })
    const field = (data: unknown, name: string): number => typeof data === 'object' && data !== null && name in data ? Number(Object.entries(data).find(([key]) => key === name)?.[1]) : 0
    Object.assign(made, {
      call,
      full,
      foreign: await make('别家', ['survey'], 77),
      plain: await make('无权', []),
      key,
      async survey(change = {}) {
        const answer = await call('1000101', { ...NEW_SURVEY, publish: true, ...change })
        if (!answer.result) throw new Error(answer.body)
        return field(answer.data, 'vid')
      },
      async answer(vid, submitdata, more = {}) {
        const answer = await call('1001001', { vid, inputcosttime: 30, submitdata, ...more })
        if (!answer.result) throw new Error(answer.body)
        return { jid: field(answer.data, 'jid'), index: field(answer.data, 'index') }
      },
    } satisfies SurveyWorld)
  })
  return made
}
