import { inTransaction } from '@xiaopu/shared/database'
import { saveCarrierSettings } from '@xiaopu/shared/orders'
import { importRegions } from '@xiaopu/shared/regions'
import { updateSettings } from '@xiaopu/shared/shop'
import { middleBanner, cards, invoiceContents, invoiceTypes, packs, payments, shippings, bannerPictures, shortcutPictures, wrappingPictures, banners, hotSearches, offers, packages, searchHint, shop, shortcuts } from './content/index.ts'
import type { SeedBanner, SeedOffer, SeedWrapping } from './content/index.ts'
import { renderBanner } from './pictures/index.ts'
import { daysFrom, entryOf, type SeedContext } from './seed-context.ts'
import type { SeededCatalogue } from './seed-catalogue.ts'
import { savePicture } from './seed-pictures.ts'

const YEARS_AHEAD_DAYS = 3650
const GRID_ENTRIES = 10

async function seedSettings(ctx: SeedContext): Promise<void> {
  await updateSettings(ctx, {
    shopName: shop.name,
    shopTitle: shop.title,
    shopDesc: shop.description,
    shopKeywords: shop.keywords.join(' '),
    shopProvince: Number(shop.province),
    shopCity: Number(shop.city),
    shopAddress: shop.address,
    returnAddress: `小铺退货组\n${shop.servicePhone}\n${shop.address}`,
    servicePhone: shop.servicePhone,
    serviceEmail: shop.serviceEmail,
    shopNotice: shop.notice,
    searchKeywords: hotSearches,
    defaultKeyword: searchHint,
    canInvoice: true,
    invoiceContents,
    invoiceTypes: invoiceTypes.map((type) => ({ name: type.name, rateBasisPoints: type.rate })),
  })
}

async function seedShipping(ctx: SeedContext): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const [at, method] of shippings.entries()) {
    const row = await ctx.db.shippingMethod.create({
      data: {
        code: method.code,
        name: method.name,
        description: method.description,
        supportsCod: method.areas.some((area) => area.cod),
        insureKind: method.canInsure ? 'rate' : 'none',
        insureRate: method.insureRate,
        sortOrder: at + 1,
        areas: {
          create: method.areas.map((area) => ({
            name: area.name,
            formula: area.formula,
            baseFeeFen: area.baseFeeFen,
            firstGrams: area.firstWeightGrams,
            stepGrams: area.stepWeightGrams,
            stepFeeFen: area.stepFeeFen,
            freeFromFen: area.freeFromFen,
            codFeeFen: area.codFeeFen,
            regionIds: area.regions.map(Number),
          })),
        },
      },
    })
    ids.set(method.code, row.id)
  }
  return ids
}

async function seedPayments(ctx: SeedContext): Promise<Map<string, number>> {
  const rows = await ctx.db.paymentMethod.createManyAndReturn({
    data: payments.map((method, at) => ({ code: method.code, name: method.name, description: method.description, nameEn: method.nameEn, descriptionEn: method.descriptionEn, feeRate: method.feeRate, sortOrder: at + 1 })),
  })
  return new Map(rows.map((row) => [row.code, row.id]))
}

async function wrappingRows(ctx: SeedContext, wrappings: readonly SeedWrapping[]) {
  return Promise.all(wrappings.map(async (wrapping) => {
    const picture = wrappingPictures.find((one) => one.name === wrapping.name)?.picture
    return { name: wrapping.name, description: wrapping.description, feeFen: wrapping.feeFen, freeFromFen: wrapping.freeFromFen, imageUrl: picture ? await savePicture(ctx, picture) : '' }
  }))
}

function offerConfig(offer: SeedOffer, ids: SeededCatalogue) {
  const categoryIds = offer.categories.map((code) => entryOf(ids.categories, code))
  return {
    rankIds: [0, ...offer.ranks.map((rank) => entryOf(ids.ranks, rank))],
    range: categoryIds.length > 0 ? 1 : 0,
    rangeIds: categoryIds,
    minAmountFen: offer.minFen,
    maxAmountFen: 0,
    type: offer.kind === 'gift' ? 0 : offer.kind === 'moneyOff' ? 1 : 2,
    giftLimit: offer.kind === 'gift' ? offer.choose : 0,
    offFen: offer.kind === 'moneyOff' ? offer.offFen : 0,
    payBasisPoints: offer.kind === 'percent' ? offer.payPercent * 100 : 10_000,
    gifts: offer.kind === 'gift' ? offer.gifts.map((gift) => ({ goodsId: entryOf(ids.goods, gift.goods), priceFen: gift.priceFen })) : [],
  }
}

async function seedOffers(ctx: SeedContext, ids: SeededCatalogue): Promise<void> {
  await ctx.db.promotion.createMany({
    data: offers.map((offer) => ({
      kind: 'favourable',
      name: offer.name,
      startAt: daysFrom(ctx.now, offer.startDays),
      endAt: daysFrom(ctx.now, offer.endDays),
      state: 'published',
      sortOrder: offer.sortOrder,
      config: offerConfig(offer, ids),
    })),
  })
}

async function skuOf(ctx: SeedContext, goodsId: number, option: string | undefined): Promise<number> {
  if (option === undefined) return 0
  return (await ctx.db.sku.findFirstOrThrow({ where: { goodsId, optionsText: { contains: option } } })).id
}

async function seedPackages(ctx: SeedContext, ids: SeededCatalogue): Promise<void> {
  for (const { name, description, priceFen, startDays, endDays, contents } of packages) {
    const goods = await Promise.all(contents.map(async ({ goods: sn, option, quantity }, position) => {
      const goodsId = entryOf(ids.goods, sn)
      return { goodsId, skuId: await skuOf(ctx, goodsId, option), quantity, position }
    }))
    await ctx.db.promotion.create({ data: { kind: 'package', name, state: 'published', startAt: daysFrom(ctx.now, startDays), endAt: daysFrom(ctx.now, endDays), config: { priceFen, description }, goods: { create: goods } } })
  }
}

/** Banners link to a category; the grid under them leads to the categories themselves, and on to what the shop offers besides. */
async function seedAds(ctx: SeedContext, ids: SeededCatalogue): Promise<void> {
  const period = { startAt: daysFrom(ctx.now, -1), endAt: daysFrom(ctx.now, YEARS_AHEAD_DAYS) }
  const drawn = async (banner: SeedBanner, at: number) => {
    const picture = bannerPictures[at]
    const imageUrl = picture ? await ctx.savePicture(`${picture.file}.webp`, await renderBanner(picture.spec)) : ''
    return { ...period, name: banner.sentence, text: [banner.kicker, banner.sentence, banner.button].join('\n'), imageUrl, sortOrder: at + 1 }
  }
  const bannerAds = await Promise.all(banners.map(async (banner, at) => ({ ...await drawn(banner, at), linkType: 'category', linkId: entryOf(ids.categories, banner.link.split('/').at(-1) ?? '') })))
  const top = await ctx.db.category.findMany({ where: { parentId: null }, orderBy: { sortOrder: 'asc' }, take: GRID_ENTRIES - shortcuts.length })
  const gridAds = top.map((category, at) => ({ ...period, name: category.name, text: category.name, imageUrl: category.imageUrl, linkType: 'category', linkId: category.id, sortOrder: at + 1 }))
  const otherAds = await Promise.all(shortcuts.map(async ({ label, link }, at) => {
    const picture = shortcutPictures[at]
    return { ...period, name: label, text: label, imageUrl: picture ? await savePicture(ctx, picture) : '', link, sortOrder: GRID_ENTRIES }
  }))
  await ctx.db.adPosition.create({ data: { code: 'home_banner', name: '首页横幅', width: 1200, height: 536, ads: { create: bannerAds } } })
  await ctx.db.adPosition.create({ data: { code: 'home_grid', name: '首页入口', width: 240, height: 240, ads: { create: [...gridAds, ...otherAds] } } })
  const middleAd = { ...await drawn(middleBanner, banners.length), linkType: 'url', link: middleBanner.link }
  await ctx.db.adPosition.create({ data: { code: 'home_middle', name: '首页中部', width: 1200, height: 536, ads: { create: middleAd } } })
}

export interface SeededShop {
  shippings: Map<string, number>
  payments: Map<string, number>
}

/** Regions, settings, shipping, payment, wrappings: what a shop needs before it has goods. */
export async function seedShop(ctx: SeedContext): Promise<SeededShop> {
  ctx.say('Shop: regions, settings, shipping, payment …')
  await importRegions(ctx)
  await seedSettings(ctx)
  await inTransaction(ctx, (tx) => saveCarrierSettings(tx, { kind: 'simulator', customer: '', key: '' }))
  await ctx.db.pack.createMany({ data: await wrappingRows(ctx, packs) })
  await ctx.db.card.createMany({ data: await wrappingRows(ctx, cards) })
  return { shippings: await seedShipping(ctx), payments: await seedPayments(ctx) }
}

/** What stands on the catalogue: activities and the home page. */
export async function seedFront(ctx: SeedContext, ids: SeededCatalogue): Promise<void> {
  await seedOffers(ctx, ids)
  await seedPackages(ctx, ids)
  await seedAds(ctx, ids)
}
