import { beforeAll, describe, expect, it } from 'vitest'
import { i18n, showLanguage } from '../../i18n/index.ts'
import { actionText, fieldText, kindText } from './audit-text.ts'

// The log holds the server's own names of what was done, so the server's sources say which there are.
const routers = import.meta.glob<string>('../../../../../packages/server/src/admin/*.ts', { eager: true, query: '?raw', import: 'default' })
const sources = import.meta.glob<string>(['../../../../../packages/{server,shared}/src/**/*.ts', '!../../../../../packages/**/{generated,testing}/**', '!**/*.test.ts'], { eager: true, query: '?raw', import: 'default' })

/** The rows of these writes have a name of their own. */
const OTHER_NAMES: Record<string, string[]> = {
  'ad.setEnabled': ['ad.update'],
  'app.setEnabled': ['app.enable', 'app.disable'],
  'article.set': ['article.update'],
  'comment.judge': ['comment.show', 'comment.hide'],
  'goods.bulk': ['goods.onSale', 'goods.offSale', 'goods.recycle', 'goods.restore'],
  'payment.save': ['payment.update'],
  'session.changePassword': ['staff.password'],
  'shipping.save': ['shipping.create', 'shipping.update'],
  'shipping.setEnabled': ['shipping.enable', 'shipping.disable'],
  'survey.setState': ['survey.publish', 'survey.pause', 'survey.delete'],
  'user.setDisabled': ['user.disable', 'user.enable'],
  'webhook.setEnabled': ['webhook.enable', 'webhook.disable'],
  'wallet.payee': ['wallet.revealPayee'],
  'wrapping.save': ['wrapping.create', 'wrapping.update'],
}
const KINDS: Record<string, string> = { 'ad-positions': 'adPosition', 'article-categories': 'articleCategory', 'bonuses': 'bonus', 'categories': 'category', 'goods': 'goods', 'goods-types': 'goodsType', 'virtual-cards': 'virtualCard' }

function kindOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1, -'.ts'.length)
  return KINDS[name] ?? (name === 'settings' ? name : name.replace(/s$/, ''))
}

function writesOf([file, source]: [string, string]): string[] {
  let kind = kindOf(file)
  return source.split('\n').flatMap((line) => {
    const inner = /^ {2}(\w+): router\(/.exec(line)?.[1]
    if (inner) kind = inner
    const name = /^ {2,4}(\w+): staffWrite\(/.exec(line)?.[1]
    return name ? OTHER_NAMES[`${kind}.${name}`] ?? [`${kind}.${name}`] : []
  })
}

const written = Object.entries(routers).filter(([file]) => !file.endsWith('.test.ts')).flatMap(writesOf)
const literal = Object.values(sources).flatMap((source) => [...source.matchAll(/\baction: '(\w+\.\w+)'/g)].map((found) => found[1] ?? ''))
const actions = [...new Set([...written, ...literal])].toSorted()

describe('the words of the log', () => {
  beforeAll(() => showLanguage('en'))

  it('know every write of the admin', () => {
    expect(actions.length).toBeGreaterThan(50)
    expect(actions).toEqual(expect.arrayContaining(['goods.update', 'order.handOver', 'role.delete', 'category.move', 'user.adjust', 'session.refused']))
  })

  it.each(['zh-CN', 'en'] as const)('tell each of them in %s', (locale) => {
    i18n.global.locale.value = locale
    const texts = { t: i18n.global.t, te: (key: string) => i18n.global.te(key, locale) }
    expect(actions.filter((action) => actionText(texts, action) === action)).toEqual([])
    const kinds = [...new Set(actions.map((action) => action.split('.')[0] ?? ''))]
    expect(kinds.filter((kind) => kindText(texts, kind) === kind)).toEqual([])
  })

  // What the daily work writes down; a price under the name it has in the code says nothing to a merchant.
  const FIELDS: Record<string, string[]> = {
    goods: ['shopPriceFen', 'costPriceFen', 'volumePrices', 'rankPrices', 'isBest', 'keywords', 'properties', 'weightGrams', 'pictures', 'description', 'stock', 'categoryId', 'skuPriceFen', 'gallery'],
    brand: ['name', 'logoUrl', 'isShown', 'sortOrder'], role: ['name', 'permissions'], articleCategory: ['name', 'parentId', 'showInNav'], adPosition: ['code', 'width', 'isEnabled'], app: ['isEnabled', 'rates', 'expiresAt'],
  }
  it.each(['zh-CN', 'en'] as const)('name what changed in %s', (locale) => {
    i18n.global.locale.value = locale
    const texts = { t: i18n.global.t, te: (key: string) => i18n.global.te(key, locale) }
    expect(Object.entries(FIELDS).flatMap(([kind, fields]) => fields.filter((field) => fieldText(texts, kind, field) === field).map((field) => `${kind}.${field}`))).toEqual([])
  })
})
