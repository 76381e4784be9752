import { BANNER_SIZE, OTHER_GROUND, seedOf } from '../pictures/index.ts'
import type { BannerSpec, LogoSpec, PictureSpec } from '../pictures/index.ts'
import { categories } from './categories.ts'
import { brands } from './brands.ts'
import { cards, packs } from './checkout.ts'
import { newsArticles } from './news.ts'
import { banners, middleBanner, shortcuts } from './storefront.ts'
import type { SeedGoods } from './types.ts'

/** `file` has no folder that matters and no ending: `goods/xp-zs01-1`. */
export interface NamedPicture {
  file: string
  spec: PictureSpec
}

export interface GoodsPictures {
  /** For lists: not always square, as photographs are. */
  list: NamedPicture
  /** First the main picture, all square. */
  gallery: NamedPicture[]
  /** Option value → its picture. */
  options: Map<string, NamedPicture>
}

const GALLERY_SIDE = 800
const LIST_WIDTH = 480
const LIST_HEIGHTS = [440, 480, 528]
const OPTION_SIDE = 400

export function picturesOf(goods: SeedGoods): GoodsPictures {
  const base = `goods/${goods.sn.toLowerCase()}`
  const seed = seedOf(goods.sn)
  const { icon, tint, tintPart, ground, partner, partnerTint } = goods
  const square = { icon, tint, tintPart, width: GALLERY_SIDE, height: GALLERY_SIDE }
  const gallery: PictureSpec[] = [
    { ...square, ground, seed },
    { ...square, ground: OTHER_GROUND[ground], seed: seed + 1, scale: 0.54 },
    { ...square, ground, seed: seed + 2, view: 'close' },
  ]
  if (partner) gallery.push({ ...square, ground: OTHER_GROUND[ground], seed: seed + 3, partner, partnerTint })
  const coloured = goods.options.flatMap(({ values }) => values).filter((value) => value.ground)
  return {
    list: { file: `${base}-list`, spec: { icon, tint, tintPart, ground, seed, width: LIST_WIDTH, height: LIST_HEIGHTS[seed % 3] ?? LIST_WIDTH } },
    gallery: gallery.map((spec, at) => ({ file: `${base}-${at + 1}`, spec })),
    options: new Map(coloured.map((value, at) => [
      value.value,
      { file: `${base}-option-${at + 1}`, spec: { icon, tint: value.tint, tintPart, ground: value.ground ?? ground, seed, width: OPTION_SIDE, height: OPTION_SIDE } },
    ])),
  }
}

export const categoryPictures: { code: string, picture: NamedPicture }[] = categories.map(({ code, icon, tint, ground }) => ({
  code,
  picture: { file: `category/${code}`, spec: { icon, tint, ground, width: 240, height: 240, seed: seedOf(code), scale: 0.62 } },
}))

export const shortcutPictures: NamedPicture[] = shortcuts.map(({ link, icon, ground }) => ({ file: `shortcut${link}`, spec: { icon, ground, width: 240, height: 240, seed: seedOf(link), scale: 0.62 } }))

export const wrappingPictures: { name: string, picture: NamedPicture }[] = [...packs, ...cards].map(({ name, icon, tint, ground }, at) => ({
  name,
  picture: { file: `wrapping/${at + 1}`, spec: { icon, tint, ground, width: 320, height: 320, seed: at + 1 } },
}))

export const brandLogos: { code: string, file: string, spec: LogoSpec }[] = brands.map(({ code, mark, hue }) => ({
  code,
  file: `brand/${code}`,
  spec: { mark, hue, side: 240 },
}))

export const bannerPictures: { file: string, spec: BannerSpec }[] = [...banners, middleBanner].map(({ grounds, objects }, at) => ({
  file: `banner/${at + 1}`,
  spec: { ...BANNER_SIZE, grounds, objects },
}))

export const articlePictures: { title: string, file: string, spec: BannerSpec }[] = newsArticles.map(({ title, grounds, objects }, at) => ({
  title,
  file: `article/${at + 1}`,
  spec: { ...BANNER_SIZE, grounds, objects },
}))
