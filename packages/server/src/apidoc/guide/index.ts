import { createHash, createHmac } from 'node:crypto'
import { WEBHOOK_EVENT_TYPES } from '@xiaopu/shared/contract'
import type { Language } from '../words/index.ts'
import { GUIDE_EN } from './en.ts'
import type { GuideSection } from './section.ts'
import { GUIDE_ZH } from './zh.ts'

export type { GuideSection } from './section.ts'

const SECRET = 'helloworld'
const PARAMS = { app_key: '12345678', format: 'json', goods_id: '11223344', method: 'ectouch.item.get', session: 'test', timestamp: '2016-01-01 12:00:00', v: '1.0' }

function textOf(signMethod: string): string {
  return Object.entries({ ...PARAMS, sign_method: signMethod }).sort(([a], [b]) => (a < b ? -1 : 1)).flat().join('')
}

/** The worked example of the chapter on signing, worked out. */
const EXAMPLE = {
  'text': textOf('md5'),
  'md5': createHash('md5').update(SECRET + textOf('md5') + SECRET).digest('hex').toUpperCase(),
  'hmac': createHmac('md5', SECRET).update(textOf('hmac')).digest('hex').toUpperCase(),
  'hmac-sha256': createHmac('sha256', SECRET).update(textOf('hmac-sha256')).digest('hex').toUpperCase(),
} as const

/** The chapters with the shop's own address in them. */
export function guide(language: Language, baseUrl: string): GuideSection[] {
  const filled = (text: string): string => Object.entries(EXAMPLE).reduce((done, [name, value]) => done.replaceAll(`{example.${name}}`, value), text).replaceAll('{base}', baseUrl).replaceAll('{events}', WEBHOOK_EVENT_TYPES.map((type) => `\`${type}\``).join(language === 'zh' ? '、' : ', '))
  return (language === 'zh' ? GUIDE_ZH : GUIDE_EN).map((section) => ({ ...section, text: filled(section.text) }))
}
