import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const snacks: SeedGoods[] = [
  goods({
    sn: 'PA-NUT-6',
    name: '带壳花生 6 袋，海盐焙炒',
    brief: '山东小白沙，一颗两粒，不油不潮',
    category: 'snack',
    brand: 'wugu',
    type: 'food',
    keywords: ['花生', '坚果', '零食', '下酒'],
    description: html`
      海盐水煮过再焙干，盐味进到仁里。颗小皮薄，看球的时候停不下来。
      - 180 克一袋，六袋
      - 拆袋受潮，回锅小火三分钟又脆
    `,
    shopPriceFen: 3600,
    marketPriceFen: 4200,
    costPriceFen: 1700,
    weightGrams: 1200,
    properties: {
      产地: '山东莱西',
      配料: '花生、海盐',
      保质期: '10 个月',
      净含量: '6 × 180 克',
      储存: '常温密封避光',
    },
    options: [
      option('口味', '海盐', '蒜香', '五香'),
    ],
    skus: skus({ 海盐: 100, 蒜香: 44, 五香: 38 }),
    pastSales: 960,
    icon: 'peanuts',
    ground: 'clay',
    partner: 'sake',
  }),
  goods({
    sn: 'PA-CHS-3',
    name: '迁西板栗仁 3 袋，开袋即食',
    brief: '只有栗子，没有糖',
    category: 'snack',
    brand: 'jieqiguo',
    type: 'food',
    keywords: ['板栗', '栗子', '零食'],
    description: html`
      燕山的小栗子，糯、甜、皮好剥，我们替你剥了。
      - 配料只有板栗
      - 冷着吃粉，微波三十秒更甜
    `,
    shopPriceFen: 2990,
    marketPriceFen: 3690,
    costPriceFen: 1500,
    weightGrams: 420,
    stock: 175,
    properties: {
      产地: '河北迁西',
      配料: '板栗',
      保质期: '9 个月',
      净含量: '3 × 120 克',
      储存: '常温密封避光',
    },
    pastSales: 744,
    icon: 'chestnut',
    ground: 'sand',
    partner: 'teacup-without-handle',
  }),
  goods({
    sn: 'PA-COK-20',
    name: '黑巧燕麦曲奇 20 片铁盒',
    brief: '半糖，外脆里韧，黑巧是切块不是豆',
    category: 'snack',
    brand: 'maixiang',
    type: 'food',
    keywords: ['曲奇', '饼干', '燕麦', '下午茶'],
    description: html`
      66 % 黑巧切成小块，燕麦占三成。烤到边上焦一点，冷了是脆的，中间还韧。
      - 独立包装，一片 74 千卡
      - 铁盒可以装针线
    `,
    shopPriceFen: 4980,
    marketPriceFen: 5980,
    costPriceFen: 2300,
    weightGrams: 560,
    stock: 125,
    flags: ['new'],
    properties: {
      产地: '浙江杭州',
      配料: '小麦粉、黄油、黑巧克力、燕麦、糖',
      保质期: '6 个月',
      净含量: '20 × 20 克',
      储存: '常温密封避光',
    },
    options: [
      option('加购', value('礼盒包装', 1500)),
    ],
    rankPricesFen: { silver: 4780, gold: 4580, black: 4280 },
    linked: ['TC-MUG-2', 'TE-ZS-080'],
    pastSales: 428,
    icon: 'cookie',
    ground: 'clay',
    partner: 'glass-of-milk',
  }),
  goods({
    sn: 'PA-MOON-8',
    name: '苏式鲜肉月饼 8 只，现烤冷链',
    brief: '酥皮掉渣，咬开有汁',
    category: 'snack',
    brand: 'maixiang',
    type: 'food',
    keywords: ['月饼', '中秋', '苏式', '鲜肉'],
    description: html`
      前腿肉七瘦三肥，猪油起酥，一只一只捏。只在中秋前三周做。
      - 烤箱 180 °C 八分钟，皮又酥回来
      - 冷藏两天，冷冻十天
    `,
    shopPriceFen: 6800,
    marketPriceFen: 7800,
    costPriceFen: 3600,
    weightGrams: 720,
    stock: 30,
    onSale: false,
    properties: {
      产地: '江苏苏州',
      配料: '小麦粉、猪肉、猪油、糖、酱油',
      保质期: '冷藏 2 天',
      净含量: '8 × 75 克',
      储存: '冷藏',
    },
    pastSales: 1490,
    shopNote: '中秋前三周上架。',
    icon: 'moon-cake',
    ground: 'straw',
    partner: 'red-paper-lantern',
  }),
  goods({
    sn: 'PA-CHO-72',
    name: '72 % 黑巧克力 3 排，单一产地',
    brief: '海南可可，果酸明显，不苦到皱眉',
    category: 'snack',
    brand: 'maixiang',
    type: 'food',
    keywords: ['巧克力', '黑巧', '可可'],
    description: html`
      兴隆的可可豆，自己发酵，低温研磨 48 小时。入口先是红莓的酸，然后才是可可。
      - 只有可可、蔗糖、可可脂三样
      - 超过 26 °C 会化，夏天加冰袋发
    `,
    shopPriceFen: 5900,
    marketPriceFen: 6900,
    costPriceFen: 2800,
    weightGrams: 260,
    properties: {
      产地: '海南万宁',
      配料: '可可液块、蔗糖、可可脂',
      保质期: '18 个月',
      净含量: '3 × 60 克',
      储存: '阴凉通风',
    },
    options: [
      option('口味', '72 % 原味', '海盐', '陈皮'),
    ],
    skus: skus({ '72 % 原味': 55, '海盐': 30, '陈皮': 12 }),
    pastSales: 355,
    icon: 'chocolate-bar',
    ground: 'rose',
    partner: 'wine-glass',
  }),
]
