import { describe, expect, it } from 'vitest'
import { isLink, kindKey } from './announcement-form.ts'

describe('the form of an announcement', () => {
  it.each([['', true], ['/list?q=茶', true], ['https://example.com/a', true], ['//evil.example', false], ['javascript:alert(1)', false], ['list', false]])('takes %s as a link: %s', (url, isTaken) => {
    expect(isLink(url)).toBe(isTaken)
  })

  it('has words for three kinds and one for all others', () => {
    expect([0, 1, 2, 3, 9].map(kindKey)).toEqual(['0', '1', '2', 'other', 'other'])
  })
})
