import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const bakeryAndVegetables: SeedGoods[] = [
  goods({
    sn: 'FR-BRD-2',
    name: '北海道吐司 2 条，汤种拉丝',
    brief: '凌晨出炉，当天冷链发，不加改良剂',
    category: 'bakery',
    brand: 'maixiang',
    type: 'food',
    keywords: ['吐司', '面包', '早餐', '汤种'],
    description: html`
      # 手撕着吃
      鲜奶和淡奶油代替水，汤种发酵十六小时，撕开是一层一层的丝。
      - 一条 400 克，切片与整条同价，下单备注
      - 常温三天，冷冻三周，吃前 150 °C 烤四分钟
      不含防腐剂，第三天边会干一点。
    `,
    shopPriceFen: 2990,
    marketPriceFen: 3590,
    costPriceFen: 1400,
    weightGrams: 880,
    stock: 60,
    flags: ['hot'],
    properties: {
      产地: '浙江杭州',
      配料: '小麦粉、牛奶、淡奶油、黄油、糖、酵母、盐',
      保质期: '常温 3 天',
      净含量: '2 × 400 克',
      储存: '常温密封避光',
    },
    promotion: { priceFen: 2390, startDays: -1, endDays: 1 },
    pointsYuan: 0,
    pastSales: 1755,
    icon: 'bread',
    ground: 'sand',
    partner: 'butter',
  }),
  goods({
    sn: 'FR-CRO-6',
    name: '黄油可颂 6 只，冷冻生胚',
    brief: '27 层，空气炸锅 18 分钟',
    category: 'bakery',
    brand: 'maixiang',
    type: 'food',
    keywords: ['可颂', '牛角包', '冷冻', '早餐'],
    description: html`
      发酵黄油占三成，叠三次三折。前一晚拿出来解冻醒发，早上烤。
      - 空气炸锅 170 °C 18 分钟，烤箱 190 °C 20 分钟
      - 涂一层蛋液颜色更好看
      冷链到手请马上放回冷冻，化过的不要再冻。
    `,
    shopPriceFen: 3980,
    marketPriceFen: 4680,
    costPriceFen: 1900,
    weightGrams: 620,
    properties: {
      产地: '浙江杭州',
      配料: '小麦粉、黄油、牛奶、糖、酵母、盐',
      保质期: '冷冻 90 天',
      净含量: '6 × 80 克',
      储存: '冷冻',
    },
    options: [
      option('口味', '原味', value('巧克力', 400), value('杏仁', 600)),
    ],
    skus: skus({ 原味: 90, 巧克力: 42, 杏仁: 0 }),
    pastSales: 1022,
    icon: 'croissant',
    ground: 'straw',
    partner: 'hot-beverage',
  }),
  goods({
    sn: 'FR-EGG-30',
    name: '林下土鸡蛋 30 枚，48 小时内产',
    brief: '蛋黄颜色看季节，不喂色素',
    category: 'vegetable',
    brand: 'wugu',
    type: 'food',
    keywords: ['鸡蛋', '土鸡蛋', '林下'],
    description: html`
      六百只鸡在毛竹林里跑，一天一枚都不到。蛋小，42 到 50 克，壳有青有粉。
      - 每枚喷码写着产蛋日期
      - 珍珠棉蛋托，破一赔二
    `,
    shopPriceFen: 5200,
    marketPriceFen: 5900,
    costPriceFen: 2900,
    weightGrams: 1900,
    stock: 75,
    properties: {
      产地: '浙江临安',
      配料: '鸡蛋',
      保质期: '30 天',
      净含量: '30 枚',
      储存: '冷藏',
    },
    pastSales: 1388,
    icon: 'egg',
    ground: 'clay',
    partner: 'bread',
  }),
  goods({
    sn: 'FR-COR-8',
    name: '云南水果玉米 8 根，可以生吃',
    brief: '咬开是甜水，煮六分钟',
    category: 'vegetable',
    brand: 'jieqiguo',
    type: 'food',
    keywords: ['玉米', '水果玉米', '蔬菜'],
    description: html`
      糖度 15，摘下来每过一天掉一度，所以带皮带须冷链发。
      - 生吃：剥开直接啃
      - 煮：水开下锅六分钟，别加盐
    `,
    shopPriceFen: 3280,
    marketPriceFen: 3980,
    costPriceFen: 1700,
    weightGrams: 3000,
    stock: 85,
    properties: {
      产地: '云南元谋',
      配料: '玉米',
      保质期: '冷藏 7 天',
      净含量: '8 根',
      储存: '冷藏',
    },
    volumePrices: [
      { from: 2, priceFen: 3080 },
    ],
    pastSales: 640,
    icon: 'ear-of-corn',
    ground: 'sage',
    partner: 'butter',
  }),
]
