import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pairsText, readPairs } from './cell-pairs.ts'

it('a merchant writes names and values in either width, one after the other or on lines', () => {
  expect(readPairs('产地：宜兴；[规格]口径: 7cm \n 容量:180ml;')).toEqual([
    { group: '', name: '产地', value: '宜兴' }, { group: '规格', name: '口径', value: '7cm' }, { group: '', name: '容量', value: '180ml' },
  ])
  expect(readPairs('a.jpg;b.jpg:侧面')).toEqual([{ group: '', name: 'a.jpg', value: '' }, { group: '', name: 'b.jpg', value: '侧面' }])
  expect(readPairs(String.raw`路径:C:\茶\壶`)).toEqual([{ group: '', name: '路径', value: String.raw`C:\茶\壶` }])
})

it('whatever is written is read as it was', () => {
  const text = fc.array(fc.constantFrom('茶', 'n', ';', '；', ':', '：', '\\', '[', ']', '\n', ' ', '/'), { maxLength: 8 }).map((marks) => marks.join('').trim())
  const pair = fc.record({ group: text, name: text.filter((one) => one !== ''), value: text })
  fc.assert(fc.property(fc.array(pair, { maxLength: 4 }), (pairs) => { expect(readPairs(pairsText(pairs))).toEqual(pairs) }), { numRuns: 2000 })
})
