import { mount } from '@vue/test-utils'
import { ElForm } from 'element-plus'
import { describe, expect, it } from 'vitest'
import { h } from 'vue'
import { groupedYuan, moneyText } from '../composables/money-text.ts'
import MoneyInput from './MoneyInput.vue'
import MoneyText from './MoneyText.vue'

describe('an amount', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [100_000, '1,000.00'],
    [123_456_789, '1,234,567.89'],
  ])('of %i fen reads %s', (fen, text) => {
    expect(groupedYuan(fen)).toBe(text)
  })

  it('below zero has a real minus', () => {
    expect(moneyText(-800)).toBe('−¥8.00')
    expect(mount(MoneyText, { props: { fen: -1_864_230 } }).text()).toBe('−¥18,642.30')
    expect(mount(MoneyText, { props: { fen: 800, signed: true } }).text()).toBe('+¥8.00')
  })
})

describe('a money field', () => {
  const field = (fen: number | null, props = {}) => mount(MoneyInput, { props: { modelValue: fen, ...props } })
  const kept = (wrapper: ReturnType<typeof field>) => wrapper.emitted('update:modelValue')?.at(-1)?.[0]

  it('shows yuan and keeps fen', async () => {
    const wrapper = field(26_800)
    expect(wrapper.find('input').element.value).toBe('268.00')
    await wrapper.find('input').setValue('12.5')
    expect(kept(wrapper)).toBe(1250)
  })

  it('cannot be typed in where its form cannot', () => {
    const wrapper = mount(ElForm, { props: { disabled: true }, slots: { default: () => h(MoneyInput, { modelValue: 26_800 }) } })
    expect(wrapper.find('input').element.disabled).toBe(true)
  })

  it.each([['￥1,234.50', 123_450], ['１２', 1200], [' 8 元', 800]])('reads %s as pasted', async (text, fen) => {
    const wrapper = field(0)
    await wrapper.find('input').setValue(text)
    expect(kept(wrapper)).toBe(fen)
  })

  it('an empty one is none, not zero', async () => {
    const wrapper = field(100)
    await wrapper.find('input').setValue('')
    expect(kept(wrapper)).toBeNull()
  })

  it.each(['1.005', 'abc', '-1', '99999999999'])('does not take %s, says so, and returns to what it kept', async (text) => {
    const wrapper = field(100)
    const input = wrapper.find('input')
    await input.setValue(text)
    expect(wrapper.emitted('update:modelValue')).toBeUndefined()
    expect(input.attributes('aria-invalid')).toBe('true')
    await input.trigger('blur')
    expect(input.element.value).toBe('1.00')
  })
})
