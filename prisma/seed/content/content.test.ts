import { describe, expect, it } from 'vitest'
import { ICON_NAMES } from '../pictures/index.ts'
import {
  addresses,
  banners,
  bonusTypes,
  brands,
  cards,
  catalogue,
  categories,
  demoShopper,
  goodsTypes,
  articlePictures,
  contacts,
  helpCategories,
  newsArticles,
  newsCategories,
  hotSearches,
  invoiceTypes,
  largeCatalogue,
  offers,
  orderScenarios,
  packs,
  payments,
  picturesOf,
  ranks,
  reviewers,
  reviews,
  sellers,
  shippings,
  shortcuts,
  stockOf,
} from './index.ts'
import type { SeedGoods } from './index.ts'

const unique = (names: string[]): boolean => new Set(names).size === names.length
const bySn = new Map(catalogue.map((goods) => [goods.sn, goods]))
const choices = (goods: SeedGoods, kind: 'single' | 'several') =>
  goods.options.filter((option) => attribute(goods, option.attribute)?.kind === kind)

function attribute(goods: SeedGoods, name: string) {
  return goodsTypes.find((type) => type.code === goods.type)?.attributes.find((one) => one.name === name)
}

/** What one unit costs before rank, volume and promotion. */
function skuPrice(goods: SeedGoods, combination: string[]): number {
  const values = choices(goods, 'single').map((option, at) => option.values.find((one) => one.value === combination[at]))
  const own = goods.skus.find((sku) => sku.combination.join('/') === combination.join('/'))?.priceFen
  return own ?? goods.shopPriceFen + values.reduce((sum, one) => sum + (one?.surchargeFen ?? 0), 0)
}

describe('the shop is large enough to look like one', () => {
  it('has at least 14 categories in two levels, 14 brands, 6 goods types and 72 goods', () => {
    expect(categories.filter((one) => one.parent === '').length).toBeGreaterThanOrEqual(8)
    expect(categories.length).toBeGreaterThanOrEqual(14)
    expect(brands.length).toBeGreaterThanOrEqual(14)
    expect(goodsTypes.length).toBeGreaterThanOrEqual(6)
    expect(catalogue.length).toBeGreaterThanOrEqual(72)
  })

  it('offers every kind of price, and shows goods that cannot be bought', () => {
    expect(catalogue.filter((one) => one.promotion).length).toBeGreaterThanOrEqual(8)
    expect(catalogue.filter((one) => one.volumePrices.length > 0).length).toBeGreaterThanOrEqual(8)
    expect(catalogue.filter((one) => Object.keys(one.rankPricesFen).length > 0).length).toBeGreaterThanOrEqual(6)
    expect(catalogue.filter((one) => one.fittings.length > 0).length).toBeGreaterThanOrEqual(6)
    expect(catalogue.filter((one) => !one.onSale || stockOf(one) === 0).length).toBeGreaterThanOrEqual(4)
    expect(catalogue.filter((one) => one.skus.some((sku) => sku.stock === 0)).length).toBeGreaterThanOrEqual(10)
    expect(catalogue.filter((one) => one.skus.some((sku) => sku.priceFen)).length).toBeGreaterThanOrEqual(4)
    expect(catalogue.filter((one) => one.options.some((option) => option.values.some((value) => value.surchargeFen < 0))).length).toBeGreaterThanOrEqual(4)
  })

  it('has several hundred reviews of about fifty goods, and not only praise', () => {
    expect(reviews.length).toBeGreaterThanOrEqual(220)
    expect(new Set(reviews.map((one) => one.goods)).size).toBeGreaterThanOrEqual(50)
    expect(reviews.filter((one) => one.rank <= 3).length).toBeGreaterThanOrEqual(40)
    expect(reviews.filter((one) => one.reply !== '').length).toBeGreaterThanOrEqual(25)
  })

  it('fills the home page', () => {
    expect(banners).toHaveLength(4)
    expect(shortcuts.map(({ link }) => link)).toEqual(['/packages'])
    expect(hotSearches.length).toBeGreaterThanOrEqual(8)
  })

  it('has a help centre, guides with goods that exist and ways to reach a person', () => {
    expect(helpCategories).toHaveLength(4)
    expect(helpCategories.flatMap((one) => one.articles).length).toBeGreaterThanOrEqual(10)
    for (const { title, html } of helpCategories.flatMap((one) => one.articles)) expect(html.length, title).toBeGreaterThan(150)
    const categories: readonly string[] = newsCategories
    expect(newsArticles.map((one) => one.category).every((name) => categories.includes(name))).toBe(true)
    for (const { goods, comments } of newsArticles) {
      expect(catalogue.map((one) => one.sn)).toEqual(expect.arrayContaining(goods))
      expect(reviewers.map((one) => one.userName)).toEqual(expect.arrayContaining(comments.map((one) => one.user)))
    }
    expect(articlePictures).toHaveLength(newsArticles.length)
    expect(contacts.map((one) => one.kind)).toEqual(['phone', 'wechat', 'qq', 'email'])
  })
})

describe('goods', () => {
  it('have a number and a name of their own, and a category, brand, type and seller that exist', () => {
    expect(unique(catalogue.map((one) => one.sn))).toBe(true)
    expect(unique(catalogue.map((one) => one.name))).toBe(true)
    const children = categories.filter((one) => one.parent !== '').map((one) => one.code)
    for (const goods of catalogue) {
      expect(children, goods.sn).toContain(goods.category)
      expect(brands.map((one) => one.code), goods.sn).toContain(goods.brand)
      expect(goodsTypes.map((one) => one.code), goods.sn).toContain(goods.type)
      expect(['', ...sellers.map((one) => one.code)], goods.sn).toContain(goods.seller)
    }
    for (const child of children) expect(catalogue.some((one) => one.category === child), child).toBe(true)
  })

  it('cost more than they cost us and less than their market price', () => {
    for (const goods of catalogue) {
      expect(goods.costPriceFen, goods.sn).toBeLessThan(goods.shopPriceFen)
      expect(goods.shopPriceFen, goods.sn).toBeLessThanOrEqual(goods.marketPriceFen)
      expect(goods.weightGrams > 0, goods.sn).toBe(!goods.isCard)
      expect(goods.pointsYuan * 100, goods.sn).toBeLessThan(goods.shopPriceFen)
      if (goods.promotion) {
        expect(goods.promotion.priceFen, goods.sn).toBeLessThan(goods.shopPriceFen)
        expect(goods.promotion.priceFen, goods.sn).toBeGreaterThan(goods.costPriceFen)
        expect(goods.promotion.startDays, goods.sn).toBeLessThan(goods.promotion.endDays)
      }
      for (const price of Object.values(goods.rankPricesFen)) {
        expect(price, goods.sn).toBeLessThan(goods.shopPriceFen)
        expect(price, goods.sn).toBeGreaterThan(goods.costPriceFen)
      }
    }
  })

  it('get cheaper by the volume, never below cost', () => {
    for (const goods of catalogue) {
      let [from, priceFen] = [1, goods.shopPriceFen]
      for (const tier of goods.volumePrices) {
        expect(tier.from, goods.sn).toBeGreaterThan(from)
        expect(tier.priceFen, goods.sn).toBeLessThan(priceFen);
        [from, priceFen] = [tier.from, tier.priceFen]
      }
      expect(priceFen, goods.sn).toBeGreaterThan(goods.costPriceFen)
    }
  })

  it('say only facts and options their type knows', () => {
    for (const goods of catalogue) {
      for (const name of Object.keys(goods.properties)) expect(attribute(goods, name)?.kind, `${goods.sn} ${name}`).toBe('property')
      for (const { attribute: name, values } of goods.options) {
        expect(attribute(goods, name)?.kind, `${goods.sn} ${name}`).toMatch(/^(single|several)$/)
        expect(unique(values.map((one) => one.value)), `${goods.sn} ${name}`).toBe(true)
      }
      const singles = choices(goods, 'single').flatMap((option) => option.values.map((one) => one.value))
      expect(unique(singles), `${goods.sn}: a value names its option`).toBe(true)
    }
  })

  it('list every SKU once, with one value of each single choice', () => {
    for (const goods of catalogue) {
      const singles = choices(goods, 'single')
      expect(goods.skus.length > 0, goods.sn).toBe(singles.length > 0)
      expect(unique(goods.skus.map((one) => one.combination.join('/'))), goods.sn).toBe(true)
      for (const sku of goods.skus) {
        expect(sku.combination, goods.sn).toHaveLength(singles.length)
        for (const [at, option] of singles.entries()) {
          expect(option.values.map((one) => one.value), goods.sn).toContain(sku.combination[at])
        }
        expect(skuPrice(goods, sku.combination), `${goods.sn} ${sku.combination.join('/')}`).toBeGreaterThan(goods.costPriceFen * 0.45)
      }
      if (goods.skus.length > 0) expect(goods.stock, goods.sn).toBe(0)
    }
  })

  it('point to other goods of the catalogue, fittings below their own price', () => {
    for (const goods of catalogue) {
      for (const sn of goods.linked) expect(bySn.has(sn) && sn !== goods.sn, `${goods.sn} ${sn}`).toBe(true)
      for (const fitting of goods.fittings) {
        expect(fitting.priceFen, goods.sn).toBeLessThan(bySn.get(fitting.goods)?.shopPriceFen ?? 0)
      }
    }
  })

  it('are described in two to eight blocks of plain HTML', () => {
    for (const goods of catalogue) {
      const blocks = goods.description.match(/<(?:h3|p|ul)>/g) ?? []
      expect(blocks.length, goods.sn).toBeGreaterThanOrEqual(2)
      expect(blocks.length, goods.sn).toBeLessThanOrEqual(8)
      expect(goods.description.replace(/<\/?(?:h3|p|ul|li)>/g, ''), goods.sn).not.toMatch(/[<>]/)
      const text = `${goods.name}${goods.brief}${goods.description}`
      expect(text, goods.sn).not.toMatch(/[!\uFF01亲]/)
      expect(text, `${goods.sn}: full-width punctuation between Han`).not.toMatch(/[\u4E00-\u9FFF][,;:][\u4E00-\u9FFF]/)
      expect(goods.keywords.length, goods.sn).toBeGreaterThanOrEqual(2)
    }
  })

  it('have a list picture, three or four gallery pictures and files of their own', () => {
    const files = catalogue.flatMap((goods) => {
      const pictures = picturesOf(goods)
      expect(pictures.gallery.length).toBeGreaterThanOrEqual(3)
      return [pictures.list, ...pictures.gallery, ...pictures.options.values()].map((one) => one.file)
    })
    expect(unique(files)).toBe(true)
    expect(unique([...ICON_NAMES])).toBe(true)
  })

  it('keep the figures of the red teapot and the Yixing teapot', () => {
    const red = bySn.get('TC-0220-R')
    expect(red && [red.shopPriceFen, red.weightGrams, red.volumePrices]).toEqual([16800, 286, [{ from: 3, priceFen: 15000 }]])
    expect(red?.skus.find((sku) => sku.combination.join('/') === '釉里红/320 ml')?.stock).toBe(0)
    expect(red?.skus.some((sku) => sku.combination.join('/') === '釉里红/480 ml')).toBe(false)
    const yixing = bySn.get('XP-ZS01')
    expect(yixing && stockOf(yixing)).toBe(133)
    expect(yixing && skuPrice(yixing, ['段泥', '180 ml'])).toBe(25800)
    expect(yixing && skuPrice(yixing, ['段泥', '240 ml'])).toBe(29800)
  })
})

describe('reviews', () => {
  it('name a SKU that exists and come from one person once per goods', () => {
    const writers = reviewers.map((one) => one.userName)
    for (const review of reviews) {
      const goods = bySn.get(review.goods)
      expect(goods, review.goods).toBeDefined()
      expect(writers).toContain(review.user)
      expect(review.content.length, review.content).toBeGreaterThanOrEqual(15)
      expect(review.content.length, review.content).toBeLessThanOrEqual(80)
      const combinations = goods?.skus.map((sku) =>
        choices(goods, 'single').map((option, at) => `${option.attribute}:${sku.combination[at]}`).join(' ')) ?? []
      if (combinations.length > 0) expect(combinations, review.content).toContain(review.option)
      else expect(review.option, review.content).toBe('')
    }
    expect(unique(reviews.map((one) => `${one.goods} ${one.user}`))).toBe(true)
    expect(reviewers).toHaveLength(12)
  })
})

describe('checkout', () => {
  it('ranks follow each other without a gap', () => {
    expect(ranks.map((one) => one.discountPercent)).toEqual([100, 98, 95, 90])
    for (const [at, rank] of ranks.entries()) expect(rank.maxPoints).toBe(ranks[at + 1]?.minPoints ?? 0)
    expect(ranks.find((one) => demoShopper.rankPoints >= one.minPoints && demoShopper.rankPoints < one.maxPoints)?.code).toBe('gold')
  })

  it('two of the shipping methods reach all 31 provinces of the mainland, each exactly once', () => {
    for (const shipping of shippings.filter((one) => one.code !== 'city_express')) {
      const regions = shipping.areas.flatMap((area) => area.regions)
      expect(unique(regions)).toBe(true)
      expect(regions).toHaveLength(31)
    }
    expect(shippings.flatMap((one) => one.areas).flatMap((one) => one.regions).every((code) => /^\d{4}00$/.test(code))).toBe(true)
    expect(shippings.filter((one) => one.areas.some((area) => area.cod)).map((one) => one.code)).toEqual(['zto', 'city_express'])
  })

  it('packs, cards, invoices and addresses are there', () => {
    expect([packs.length, cards.length, invoiceTypes.length, bonusTypes.length, addresses.length]).toEqual([3, 3, 2, 4, 3])
    expect(addresses.filter((one) => one.isDefault).map((one) => one.user)).toEqual(expect.arrayContaining([...new Set(addresses.map((one) => one.user))]))
  })

  it('offers name categories and gifts that exist', () => {
    const codes = categories.map((one) => one.code)
    for (const category of [...offers, ...bonusTypes].flatMap((one) => one.categories)) expect(codes).toContain(category)
    for (const banner of banners) expect(codes).toContain(banner.link.replace('/category/', ''))
    for (const offer of offers) {
      if (offer.kind === 'gift') {
        for (const gift of offer.gifts) expect(bySn.get(gift.goods)?.onSale).toBe(true)
      }
    }
  })
})

describe('order scenarios', () => {
  it('reach every state the shop shows, with goods and options that can be bought', () => {
    expect(unique(orderScenarios.map((one) => one.key))).toBe(true)
    expect(new Set(orderScenarios.map((one) => one.state)).size).toBe(8)
    for (const order of orderScenarios) {
      expect(shippings.map((one) => one.code)).toContain(order.shipping)
      expect(payments.map((one) => one.code)).toContain(order.payment)
      expect([demoShopper, ...reviewers].map((one) => one.userName)).toContain(order.user)
      for (const line of order.lines) {
        const goods = bySn.get(line.goods)
        expect(goods?.onSale, line.goods).toBe(true)
        const known = goods?.options.flatMap((option) => option.values.map((one) => one.value)) ?? []
        for (const chosen of line.chosen) expect(known, line.goods).toContain(chosen)
        const stock = goods?.skus.length
          ? goods.skus.find((sku) => sku.combination.every((value) => line.chosen.includes(value)))?.stock
          : goods?.stock
        expect(stock, `${order.key} ${line.goods}`).toBeGreaterThanOrEqual(line.number)
      }
    }
  })
})

describe('the large catalogue', () => {
  it('is the same every time and about a third of it has SKUs', () => {
    const first = [...largeCatalogue(2000)]
    expect([...largeCatalogue(2000)]).toEqual(first)
    expect(unique(first.map((one) => one.sn))).toBe(true)
    expect(unique(first.map((one) => one.name))).toBe(true)
    const share = first.filter((one) => one.skus.length > 0).length / first.length
    expect(share).toBeGreaterThan(0.25)
    expect(share).toBeLessThan(0.35)
    for (const goods of first) {
      expect(bySn.has(goods.picturesOf)).toBe(true)
      expect(goods.shopPriceFen % 100).toBe(0)
      for (const sku of goods.skus) expect(skuPrice(goods, sku.combination), goods.sn).toBeGreaterThan(0)
    }
  })
})
