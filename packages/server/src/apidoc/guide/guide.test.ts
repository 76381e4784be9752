import { expect, it } from 'vitest'
import { guide } from './index.ts'

it('the worked example is the one of the original document, and its other signatures are right', () => {
  for (const language of ['zh', 'en'] as const) {
    const text = guide(language, 'https://shop.example').find(({ id }) => id === 'signing')?.text ?? ''
    expect(text).toContain('app_key12345678formatjsongoods_id11223344methodectouch.item.getsessiontestsign_methodmd5timestamp2016-01-01 12:00:00v1.0')
    expect(text).toContain('D1F578E6E6EE4E7B85D3B94970328EEC')
    expect(text).toContain('A35A36BE2291237BC30BC6F64325D2D1')
    expect(text).toContain('A0EAD8A1E85E80B7A492DAE0095748B72B683978334605B7CE75EBDEA4DCB9A2')
  }
})

it('has the same chapters in both languages', () => {
  expect(guide('en', '').map(({ id }) => id)).toEqual(guide('zh', '').map(({ id }) => id))
})
