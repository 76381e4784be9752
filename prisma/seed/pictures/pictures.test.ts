import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { ICON_NAMES, renderBanner, renderLogo, renderPicture } from './index.ts'
import { iconBody } from './icons.ts'
import { tintSvg } from './tints.ts'

describe('product pictures', () => {
  it('are WebP of the size asked for, the same bytes for the same seed', async () => {
    const spec = { icon: 'teapot', ground: 'rose', tint: 'red', width: 240, height: 264, seed: 7 } as const
    const picture = await renderPicture(spec)
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'webp', width: 240, height: 264 })
    expect((await renderPicture(spec)).equals(picture)).toBe(true)
    expect((await renderPicture({ ...spec, seed: 8 })).equals(picture)).toBe(false)
  })

  it('come as AVIF when asked', async () => {
    const picture = await renderPicture({ icon: 'candle', ground: 'clay', width: 64, height: 64, format: 'avif' })
    expect((await sharp(picture).metadata()).compression).toBe('av1')
  })

  it('keep the corners free: the object stands in the middle', async () => {
    const picture = await renderPicture({ icon: 'tangerine', ground: 'straw', width: 200, height: 200 })
    const { data } = await sharp(picture).raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number): number[] => [...data.subarray((y * 200 + x) * 3, (y * 200 + x) * 3 + 3)]
    for (const [x, y] of [[4, 4], [195, 4]] as const) expect(at(x, y).every((channel, index) => Math.abs(channel - [248, 241, 222][index]!) < 4)).toBe(true)
    expect(at(100, 100)[2]).toBeLessThan(150)
  })

  it('every drawing the content may name is in the package', () => {
    for (const name of ICON_NAMES) expect(iconBody(name).length, name).toBeGreaterThan(100)
  })

  it('a tint changes colours and nothing else', () => {
    const plain = '<path fill="#F00" d="M0 0"/><stop stop-color="#ff8080"/>'
    expect(tintSvg(plain, 'navy')).toMatch(/^<path fill="#[0-9a-f]{6}" d="M0 0"\/><stop stop-color="#[0-9a-f]{6}"\/>$/)
    expect(tintSvg(plain, 'navy')).not.toBe(tintSvg(plain, 'mint'))
  })
})

describe('banners and logos', () => {
  it('leave the left half to the text', async () => {
    const banner = await renderBanner({
      width: 600,
      height: 268,
      grounds: ['sand', 'sage'],
      objects: [{ icon: 'teapot', x: 0.5, floor: 0.84, size: 0.68 }],
    })
    // Statistics look at the whole input, so the half is cut out first.
    const spread = async (left: number): Promise<number> => {
      const half = await sharp(banner).extract({ left, top: 0, width: 300, height: 268 }).png().toBuffer()
      return Math.max(...(await sharp(half).stats()).channels.map((one) => one.stdev))
    }
    expect(await spread(0)).toBeLessThan(12)
    expect(await spread(300)).toBeGreaterThan(20)
  })

  it('a logo is a square tile', async () => {
    const logo = await renderLogo({ mark: 'kiln', hue: 198, side: 96 })
    expect(await sharp(logo).metadata()).toMatchObject({ format: 'webp', width: 96, height: 96 })
  })
})
