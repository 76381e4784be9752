import { describe, expect, it } from 'vitest'
import { sizedPicture } from './sized-picture.ts'

describe('the size of a picture', () => {
  it('is left to the browser when the shop keeps two', () => {
    expect(sizedPicture('/media/goods/ab-1200.webp', 180)).toEqual({
      src: '/media/goods/ab-400.webp',
      srcset: '/media/goods/ab-400.webp 400w, /media/goods/ab-1200.webp 1200w',
      sizes: '180px',
    })
    expect(sizedPicture('/media/goods/ab-1200.webp', 480).src).toBe('/media/goods/ab-1200.webp')
  })

  it('is that of the only file otherwise', () => {
    expect(sizedPicture('/media/goods/ab-400.webp', 480)).toEqual({ src: '/media/goods/ab-400.webp', srcset: undefined, sizes: undefined })
    expect(sizedPicture('https://example.com/a.png', 96).srcset).toBeUndefined()
  })
})
