import { describe, expect, it } from 'vitest'
import { ERROR_WORDS, ERRORS } from '@xiaopu/shared/errors'

/** Where the numbers of a domain lie; the words between one domain's first and last belong to it. */
const DOMAINS: [domain: string, from: number, to: number, first: keyof typeof ERRORS][] = [
  ['our own fault', -1, -1, 'SYSTEM_ERROR'],
  ['who calls what', 40001, 40007, 'APP_KEY_MISSING'],
  ['every method', 50001, 50099, 'PARAM_MISSING'],
  ['goods', 50101, 50199, 'GOODS_SN_EXISTS'],
  ['categories', 50201, 50299, 'CATEGORY_INVALID'],
  ['carts', 50301, 50319, 'OUT_OF_STOCK'],
  ['checkouts', 50320, 50349, 'CHECKOUT_EXPIRED'],
  ['orders', 50350, 50379, 'ORDER_STATE_INVALID'],
  ['after-sales', 50380, 50399, 'ORDER_HAS_AFTERSALE'],
  ['users', 50401, 50499, 'SIGNUP_CLOSED'],
  ['comments', 50501, 50599, 'COMMENT_NOT_BOUGHT'],
  ['promotions', 50601, 51399, 'ACTIVITY_NOT_STARTED'],
  ['payments', 51401, 51499, 'PAYMENT_UNAVAILABLE'],
  ['wechat', 51501, 51599, 'OAUTH_STATE_INVALID'],
  ['sellers', 51601, 51699, 'SELLER_CLOSED'],
  ['outlets', 51701, 51799, 'OUTLET_CLOSED'],
  ['virtual codes', 51801, 51899, 'VIRTUALCODE_INVALID'],
  ['shop and tools', 51901, 51999, 'SHOP_CLOSED'],
]

const domainOf = (code: number): string => DOMAINS.find(([, from, to]) => code >= from && code <= to)?.[0] ?? 'none'
const placeholders = (text: string): string[] => [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '').sort()

describe('the table of refusals', () => {
  it('gives every word a number of its own', () => {
    const codes = ERROR_WORDS.map((word) => ERRORS[word].code)
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  })

  it('has ranges that do not overlap, each with its domain\'s first word', () => {
    for (const [index, [domain, from, to, first]] of DOMAINS.entries()) {
      expect(from).toBeGreaterThan(DOMAINS[index - 1]?.[2] ?? -2)
      expect(to).toBeGreaterThanOrEqual(from)
      expect(domainOf(ERRORS[first].code)).toBe(domain)
    }
  })

  it('goes through its domains one after the other', () => {
    const inOrder = ERROR_WORDS.map((word) => domainOf(ERRORS[word].code))
    const visited = inOrder.filter((domain, index) => domain !== inOrder[index - 1])
    expect(inOrder).not.toContain('none')
    expect(new Set(visited)).toEqual(new Set(DOMAINS.map(([domain]) => domain)))
  })
})

describe.each(ERROR_WORDS)('%s', (word) => {
  const { code, http, zh, en } = ERRORS[word]

  it('is a word in capitals with a number in a domain and a status of a refusal', () => {
    expect(word).toMatch(/^[A-Z]+(?:_[A-Z]+)*$/)
    expect(domainOf(code)).not.toBe('none')
    expect(http).toBeGreaterThanOrEqual(400)
    expect(http).toBeLessThan(600)
  })

  it('has a text in both languages, with the same figures in snake_case', () => {
    expect(zh.trim()).not.toBe('')
    expect(zh).toBe(zh.trim())
    expect(en.trim()).not.toBe('')
    expect(en).toBe(en.trim())
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).not.toMatch(/\p{Script=Han}/u)
    for (const name of placeholders(zh)) expect(name).toMatch(/^[a-z]+(?:_[a-z]+)*$/)
    expect(placeholders(en).filter((name) => !placeholders(zh).includes(name))).toEqual([])
  })
})
