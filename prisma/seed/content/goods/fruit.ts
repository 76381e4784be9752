import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const fruit: SeedGoods[] = [
  goods({
    sn: 'FR-OR-5',
    name: '云南沃柑 5 斤装，现摘现发，坏果包赔',
    brief: '宾川 1800 米果园，皮薄易剥，甜里带一点酸',
    category: 'fruit',
    brand: 'jieqiguo',
    type: 'food',
    keywords: ['沃柑', '柑橘', '云南', '水果', '现摘'],
    description: html`
      # 今天摘，明天发
      下单后才剪果，不打蜡不催熟，所以表皮会有风疤，叶子也留着。
      - 单果 130 到 180 克，一箱约 16 个
      - 糖度 13 以上，抽检照片随箱
      # 坏果怎么赔
      签收 24 小时内拍照，坏几个赔几个，不用寄回。
    `,
    shopPriceFen: 5990,
    marketPriceFen: 6990,
    costPriceFen: 3100,
    weightGrams: 2600,
    flags: ['hot', 'freeShipping'],
    properties: {
      产地: '云南宾川',
      配料: '沃柑',
      保质期: '阴凉处 10 天',
      净含量: '2.5 千克',
      储存: '阴凉通风',
    },
    options: [
      option('规格', value('3 斤尝鲜', -2000), '5 斤装', value('9 斤整箱', 3600)),
    ],
    skus: skus({
      '3 斤尝鲜': 120,
      '5 斤装': 240,
      '9 斤整箱': [60, 9290],
    }),
    pointsYuan: 2,
    pastSales: 2108,
    icon: 'tangerine',
    ground: 'straw',
    partner: 'basket',
  }),
  goods({
    sn: 'FR-STR-2',
    name: '红颜草莓 2 斤，顺丰冷链',
    brief: '清晨采，泡沫格一颗一窝，到手不压',
    category: 'fruit',
    brand: 'jieqiguo',
    type: 'food',
    keywords: ['草莓', '红颜', '冷链', '水果'],
    description: html`
      大棚里长到全红才摘，运路上不再变甜，所以只发两天内到得了的地方。
      - 中果 15 到 22 克，大果 22 克以上
      - 到手先吃，不要洗了放冰箱
      压坏的拍照赔，超过五颗整盒退。
    `,
    shopPriceFen: 6900,
    marketPriceFen: 8200,
    costPriceFen: 3900,
    weightGrams: 1300,
    flags: ['new'],
    properties: {
      产地: '浙江建德',
      配料: '草莓',
      保质期: '冷藏 3 天',
      净含量: '1 千克',
      储存: '冷藏',
    },
    options: [
      option('规格', '中果', value('大果', 1800)),
    ],
    skus: skus({ 中果: 80, 大果: 35 }),
    pastSales: 930,
    icon: 'strawberry',
    ground: 'rose',
    partner: 'shortcake',
  }),
  goods({
    sn: 'FR-BLU-4',
    name: '怡颗甜蓝莓 4 盒，18 mm 大果',
    brief: '果霜完整，冰一冰脆',
    category: 'fruit',
    brand: 'jieqiguo',
    type: 'food',
    keywords: ['蓝莓', '大果', '水果'],
    description: html`
      过筛两遍，18 mm 以下的不装盒。白霜是果粉，不是药，吃之前冲一下就行。
      - 125 克一盒，四盒
      - 冷藏 5 天，冷冻当冰块也好
    `,
    shopPriceFen: 5600,
    marketPriceFen: 6800,
    costPriceFen: 3000,
    weightGrams: 700,
    stock: 110,
    properties: {
      产地: '云南澄江',
      配料: '蓝莓',
      保质期: '冷藏 5 天',
      净含量: '500 克',
      储存: '冷藏',
    },
    volumePrices: [
      { from: 2, priceFen: 5300 },
      { from: 4, priceFen: 4900 },
    ],
    pastSales: 1210,
    icon: 'blueberries',
    ground: 'lavender',
    partner: 'bowl-with-spoon',
    partnerTint: 'white',
  }),
  goods({
    sn: 'FR-APP-9',
    name: '洛川红富士 9 斤，果径 80 mm',
    brief: '脆，汁多，放两个月不面',
    category: 'fruit',
    brand: 'jieqiguo',
    type: 'food',
    keywords: ['苹果', '红富士', '洛川', '水果'],
    description: html`
      海拔一千一的塬上，昼夜差十四度，糖度 14.5。套袋长大，摘袋晒红。
      - 一箱 15 到 17 个，网套独立装
      - 冰箱冷藏两个月，常温三周
    `,
    shopPriceFen: 5800,
    marketPriceFen: 7200,
    costPriceFen: 3300,
    weightGrams: 4900,
    stock: 90,
    flags: ['freeShipping'],
    properties: {
      产地: '陕西洛川',
      配料: '苹果',
      保质期: '冷藏 60 天',
      净含量: '4.5 千克',
      储存: '冷藏',
    },
    pastSales: 1544,
    icon: 'red-apple',
    ground: 'sage',
    partner: 'honey-pot',
  }),
  goods({
    sn: 'FR-GRP-2',
    name: '阳光玫瑰葡萄 2 斤，一串到底',
    brief: '皮薄无涩，玫瑰香',
    category: 'fruit',
    brand: 'jieqiguo',
    type: 'food',
    keywords: ['葡萄', '阳光玫瑰', '水果'],
    description: html`
      一枝只留一串，一串四十五粒上下，甜度 18 以上。
      - 发货前冷库预冷四小时
      - 掉粒在 5 % 以内属正常
      每年八月到十一月有货，其余时间可以先登记到货提醒。
    `,
    shopPriceFen: 7800,
    marketPriceFen: 9200,
    costPriceFen: 4500,
    weightGrams: 1250,
    stock: 0,
    properties: {
      产地: '云南建水',
      配料: '葡萄',
      保质期: '冷藏 7 天',
      净含量: '1 千克',
      储存: '冷藏',
    },
    pastSales: 866,
    icon: 'grapes',
    tint: 'lime',
    tintPart: [200, 340],
    ground: 'straw',
    partner: 'cherries',
  }),
  goods({
    sn: 'FR-PCH-6',
    name: '阳山水蜜桃 6 枚礼盒',
    brief: '熟到能吸着吃，只做六月底到八月',
    category: 'fruit',
    brand: 'jieqiguo',
    type: 'food',
    keywords: ['水蜜桃', '桃子', '礼盒', '水果'],
    description: html`
      每个 200 克以上，摘的时候八成熟，到家放一夜刚好。
      - 每枚一只纸窝，外箱加冰袋
      - 软了的马上吃，硬的常温放一天
      预售时按付款先后发。
    `,
    shopPriceFen: 11800,
    marketPriceFen: 13800,
    costPriceFen: 6800,
    weightGrams: 1600,
    stock: 40,
    onSale: false,
    properties: {
      产地: '江苏无锡',
      配料: '桃',
      保质期: '2 天',
      净含量: '6 枚',
      储存: '阴凉通风',
    },
    pastSales: 512,
    shopNote: '六月二十日前后上架。',
    icon: 'peach',
    ground: 'pink',
    partner: 'wrapped-gift',
  }),
]
