import { expect, it } from 'vitest'
import { optionValues } from './option-values.ts'

it.each([
  ['颜色:釉里红 容量:220 ml', '釉里红 · 220 ml'],
  ['规格:1.8 m 床', '1.8 m 床'],
  ['比例:1:64 颜色:红', '1:64 · 红'],
  ['套装:车 1:64 颜色:红', '车 1:64 · 红'],
  ['月白', '月白'],
  ['', ''],
])('%s reads %s', (optionsText, read) => {
  expect(optionValues(optionsText)).toBe(read)
})
