import type { Goods, GoodsDetail, Sku } from '@xiaopu/shared/contract'

/** A product of the list, ¥168.00, of which gold members pay ¥159.60. */
export function goods(change: Partial<Goods> = {}): Goods {
  return {
    goodsId: 1,
    categoryId: 11,
    brandId: 1,
    brandName: '青窑',
    sellerId: 0,
    shopName: '小铺自营',
    goodsSn: 'TC-0220-R',
    goodsName: '釉里红手作茶壶',
    goodsBrief: '手工拉坯',
    goodsThumb: '/media/teapot.jpg',
    goodsImg: '/media/teapot.jpg',
    marketPriceFen: 19800,
    shopPriceFen: 16800,
    rankPriceFen: 15960,
    promotePriceFen: 0,
    promoteStartDate: '',
    promoteEndDate: '',
    finalPriceFen: 15960,
    isOnSale: true,
    isAloneSale: true,
    isReal: true,
    isShippingFree: false,
    isBest: true,
    isNew: false,
    isHot: false,
    isPromote: false,
    hasSku: false,
    stock: 18,
    salesCount: 1286,
    commentCount: 328,
    commentRank: 4.8,
    isCollect: false,
    ...change,
  }
}

function sku(skuId: number, optionValueIds: number[], stock: number): Sku {
  return { skuId, goodsId: 1, skuSn: `TC-${skuId}`, optionValueIds, optionsText: '', priceFen: 0, finalPriceFen: 15960, stock, isOnSale: true }
}

/** The same with options: red in 220 ml (12 left) and 320 ml (sold out), white in 320 ml (2 left). */
export function goodsDetail(change: Partial<GoodsDetail> = {}): GoodsDetail {
  const value = (optionValueId: number, attrValue: string) => ({ optionValueId, attrValue, attrPriceFen: 0, imageUrl: '' })
  return {
    ...goods({ hasSku: true }),
    isAttention: false,
    extensionCode: '',
    weightKg: 0.286,
    goodsDesc: '<p>一壶三泡</p>',
    keywords: '',
    clickCount: 0,
    pointsLimitYuan: 0,
    givePoints: -1,
    giveRankPoints: -1,
    bonusMoneyFen: 0,
    categoryIds: [],
    categoryPath: [],
    gallery: [],
    properties: [],
    specs: [
      { attrId: 1, attrName: '颜色', attrType: 1, values: [value(11, '釉里红'), value(13, '雪白')] },
      { attrId: 2, attrName: '容量', attrType: 1, values: [value(22, '220 ml'), value(23, '320 ml')] },
    ],
    skus: [sku(2, [11, 22], 12), sku(3, [11, 23], 0), sku(6, [13, 23], 2)],
    volumePrices: [{ fromQuantity: 3, volumePriceFen: 15000 }],
    rankPrices: [{ rankId: 2, rankName: '金卡会员', priceFen: 15960 }],
    fittings: [],
    linkedGoods: [],
    packages: [],
    activities: [],
    tags: [],
    sortOrder: 100,
    addTime: '',
    lastUpdate: '',
    ...change,
  }
}
