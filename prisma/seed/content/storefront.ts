import type { SeedBanner, SeedOffer, SeedPackage, SeedShortcut } from './shop-types.ts'

/** Running 优惠活动. */
export const offers: SeedOffer[] = [
  {
    kind: 'moneyOff',
    name: '满 200 减 20',
    offFen: 2000,
    categories: [],
    ranks: ['basic', 'silver', 'gold', 'black'],
    minFen: 20000,
    startDays: -6,
    endDays: 24,
    sortOrder: 10,
  },
  {
    kind: 'percent',
    name: '春日茶席 茶器满 300 享 88 折',
    payPercent: 88,
    categories: ['tea-pot', 'tea-cup', 'tea-tool'],
    ranks: ['basic', 'silver', 'gold', 'black'],
    minFen: 30000,
    startDays: -3,
    endDays: 18,
    sortOrder: 20,
  },
  {
    kind: 'gift',
    name: '满 399 送一件',
    choose: 1,
    gifts: [{ goods: 'KI-SPG-3', priceFen: 0 }, { goods: 'TC-SPN-B', priceFen: 0 }],
    categories: [],
    ranks: ['basic', 'silver', 'gold', 'black'],
    minFen: 39900,
    startDays: -6,
    endDays: 24,
    sortOrder: 30,
  },
]

/** Things that are used together, cheaper together. */
export const packages: SeedPackage[] = [
  {
    name: '一人茶席礼包',
    description: '一只盖碗、一把茶匙、一罐桂花乌龙：今晚就能坐下来喝。',
    priceFen: 12900,
    startDays: -3,
    endDays: 27,
    contents: [{ goods: 'XP-GW02', quantity: 1 }, { goods: 'TE-GUI-125', quantity: 1 }, { goods: 'TC-SPN-B', quantity: 1 }],
  },
  {
    name: '存茶礼包，月白罐配老白茶',
    description: '一饼老白茶撬开，正好装进两只密封罐。',
    priceFen: 26900,
    startDays: -1,
    endDays: 13,
    contents: [{ goods: 'TE-BC-350', quantity: 1 }, { goods: 'TC-CAN-W', option: '月白', quantity: 2 }],
  },
]

/** Objects count from the right edge, in shares of the banner's height. */
export const banners: SeedBanner[] = [
  {
    kicker: '春茶季 · 龙井已到',
    sentence: '头采春茶',
    button: '去看看',
    link: '/category/tea-leaf',
    grounds: ['sand', 'sage'],
    objects: [
      { icon: 'herb', x: 0.92, floor: 0.46, size: 0.36, floating: true },
      { icon: 'teacup-without-handle', x: 0.5, floor: 0.84, size: 0.68 },
    ],
  },
  {
    kicker: '春日茶席',
    sentence: '茶器满 300 享 88 折',
    button: '选一把壶',
    link: '/category/tea-pot',
    grounds: ['rose', 'clay'],
    objects: [
      { icon: 'amphora', x: 0.98, floor: 0.74, size: 0.44 },
      { icon: 'teapot', tint: 'red', x: 0.46, floor: 0.84, size: 0.64 },
    ],
  },
  {
    kicker: '坏果包赔',
    sentence: '当季的果子，现摘现发',
    button: '买水果',
    link: '/category/fruit',
    grounds: ['straw', 'sand'],
    objects: [
      { icon: 'blueberries', x: 1.0, floor: 0.84, size: 0.3 },
      { icon: 'strawberry', x: 0.22, floor: 0.86, size: 0.34 },
      { icon: 'tangerine', x: 0.6, floor: 0.82, size: 0.58 },
    ],
  },
  {
    kicker: '晚上九点以后',
    sentence: '给屋子换一种光',
    button: '看香氛与灯',
    link: '/category/home',
    grounds: ['lavender', 'pink'],
    objects: [
      { icon: 'mantelpiece-clock', x: 0.96, floor: 0.78, size: 0.42 },
      { icon: 'potted-plant', x: 0.18, floor: 0.82, size: 0.36 },
      { icon: 'candle', x: 0.54, floor: 0.86, size: 0.66 },
    ],
  },
]

/** Between the offers and the picks. */
export const middleBanner: SeedBanner = {
  kicker: '周末喝点热的',
  sentence: '一壶茶，两只杯子',
  button: '看茶席礼包',
  link: '/packages',
  grounds: ['clay', 'straw'],
  objects: [
    { icon: 'hot-beverage', x: 0.42, floor: 0.86, size: 0.56 },
  ],
}

/** Two rows of five. Ways on beside the categories. */
export const shortcuts: SeedShortcut[] = [
  { label: '超值礼包', icon: 'wrapped-gift', ground: 'rose', link: '/packages' },
]

export const hotSearches: string[] = ['明前龙井', '茶壶', '蜂蜜', '沃柑', '香薰蜡烛', '跑鞋', '笔记本', '桌面绿植', '吐司', '盖碗']

/** What the search field suggests while it is empty. */
export const searchHint = '明前龙井'
