import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const honeyAndGrain: SeedGoods[] = [
  goods({
    sn: 'HO-YHM-1',
    name: '秦岭洋槐蜂蜜 500 g',
    brief: '五月一季蜜，封盖才摇，波美 42 度',
    category: 'honey',
    brand: 'fengshi',
    type: 'food',
    keywords: ['蜂蜜', '洋槐蜜', '秦岭', '成熟蜜'],
    description: html`
      # 一年只有十二天
      秦岭北坡的洋槐五月上旬开花，十二天谢完。蜂把蜜酿到封盖，我们才摇，不浓缩。
      # 看得出来的好
      - 水白到浅琥珀，气味淡，入口先甜后凉
      - 波美 42 度，倒下来能拉丝
      - 冬天可能结晶，像猪油，不是加了糖
      用 60 °C 以下的水冲。一岁以内的宝宝不要吃。
    `,
    shopPriceFen: 3800,
    marketPriceFen: 4600,
    costPriceFen: 1700,
    weightGrams: 680,
    flags: ['best', 'hot'],
    properties: {
      产地: '陕西秦岭',
      配料: '蜂蜜',
      保质期: '24 个月',
      净含量: '500 克',
      储存: '常温密封避光',
    },
    options: [
      option('规格', value('250 g', -1500), '500 g', value('1 kg', 3200)),
      option('加购', value('木蜜棒', 500), value('礼盒包装', 1500)),
    ],
    skus: skus({
      '250 g': 150,
      '500 g': 318,
      '1 kg': [74, 6800],
    }),
    volumePrices: [
      { from: 6, priceFen: 3400 },
    ],
    pointsYuan: 3,
    linked: ['TE-LSH-080', 'FR-BRD-2'],
    pastSales: 5420,
    icon: 'honey-pot',
    ground: 'clay',
    partner: 'bread',
  }),
  goods({
    sn: 'PA-JAM-B',
    name: '蓝莓整粒果酱 220 g，果肉 70 %',
    brief: '一勺能看见十几颗蓝莓',
    category: 'honey',
    brand: 'jieqiguo',
    type: 'food',
    keywords: ['果酱', '蓝莓', '早餐'],
    description: html`
      每 100 克用 70 克蓝莓，小锅熬四十分钟，靠果胶自己凝住。
      - 糖放得少，开盖后冷藏三周内吃完
      - 抹吐司、拌酸奶、兑气泡水
    `,
    shopPriceFen: 2800,
    marketPriceFen: 3400,
    costPriceFen: 1300,
    weightGrams: 390,
    properties: {
      产地: '云南澄江',
      配料: '蓝莓、白砂糖、柠檬汁',
      保质期: '12 个月',
      净含量: '220 克',
      储存: '常温密封避光',
    },
    options: [
      option('口味', value('蓝莓', 0, 'blue', 'lavender'), value('草莓', 0, 'red', 'rose'), value('橘子', 0, 'yellow', 'straw')),
    ],
    skus: skus({ 蓝莓: 66, 草莓: 48, 橘子: 52 }),
    pastSales: 590,
    icon: 'jar',
    tint: 'blue',
    ground: 'lavender',
    partner: 'blueberries',
  }),
  goods({
    sn: 'PA-RICE-5',
    name: '五常稻花香新米 5 kg，收割 60 天内',
    brief: '煮粥起油，冷了不硬',
    category: 'grain',
    brand: 'wugu',
    type: 'food',
    keywords: ['大米', '五常', '稻花香', '新米'],
    description: html`
      # 先存谷，后碾米
      稻谷在 15 °C 的仓里带壳存着，接到订单才碾，米袋上写碾米日期。
      - 煮：米水 1 比 1.1，泡二十分钟
      - 不抛光，淘米水会浑，两遍就够
      真空小包 2.5 kg 两袋，一袋吃完再开一袋。
    `,
    shopPriceFen: 7900,
    marketPriceFen: 9200,
    costPriceFen: 4900,
    weightGrams: 5200,
    stock: 140,
    properties: {
      产地: '黑龙江五常',
      配料: '粳米',
      保质期: '12 个月',
      净含量: '5 千克',
      储存: '阴凉通风',
    },
    volumePrices: [
      { from: 2, priceFen: 7500 },
      { from: 4, priceFen: 7100 },
    ],
    pastSales: 2010,
    icon: 'cooked-rice',
    ground: 'rose',
    partner: 'sheaf-of-rice',
  }),
  goods({
    sn: 'PA-MIL-1',
    name: '晋谷 21 号黄小米 1 kg',
    brief: '太行山旱地，一层米油',
    category: 'grain',
    brand: 'wugu',
    type: 'food',
    keywords: ['小米', '黄小米', '杂粮', '月子'],
    description: html`
      长在九百米的旱坡上，一年一季。水开下米，小火四十分钟，上面结一层油皮。
      - 不染色，搓一搓手上没有黄
      - 生虫说明没熏药，冰箱冷藏可以放半年
    `,
    shopPriceFen: 2680,
    marketPriceFen: 3280,
    costPriceFen: 1300,
    weightGrams: 1060,
    stock: 200,
    properties: {
      产地: '山西沁县',
      配料: '小米',
      保质期: '12 个月',
      净含量: '1 千克',
      储存: '阴凉通风',
    },
    pastSales: 1176,
    icon: 'sheaf-of-rice',
    ground: 'straw',
    partner: 'beans',
  }),
]
