import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import PriceText from './PriceText.vue'

describe('a price', () => {
  it('always has two decimals', () => {
    expect(mount(PriceText, { props: { fen: 15960 } }).text()).toBe('¥159.60')
    expect(mount(PriceText, { props: { fen: 5 } }).text()).toBe('¥0.05')
  })

  it('puts a real minus before the sign', () => {
    expect(mount(PriceText, { props: { fen: -2000 } }).text()).toBe('−¥20.00')
  })

  it('is struck as an element, so that it is read out as the old one', () => {
    expect(mount(PriceText, { props: { fen: 16800, struck: true } }).element.tagName).toBe('S')
  })
})
