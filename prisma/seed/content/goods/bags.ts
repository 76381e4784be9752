import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const bags: SeedGoods[] = [
  goods({
    sn: 'WE-CLU-1',
    name: '帆布手拿包，内袋可拆',
    brief: '16 安帆布，里面的小袋拆下来当零钱包',
    category: 'bag',
    brand: 'buxingji',
    type: 'apparel',
    keywords: ['手拿包', '帆布包', '化妆包'],
    description: html`
      外面一层 16 安水洗帆布，里面一只按扣小袋。装得下手机、充电头、一串钥匙和一本薄书。
      - 拉链用了双头 5 号铜牙
      - 浅粉小号已停产，同款还有米白和灰蓝
    `,
    shopPriceFen: 7900,
    marketPriceFen: 9500,
    costPriceFen: 3300,
    weightGrams: 190,
    properties: {
      面料: '帆布',
      产地: '浙江杭州',
      适用季节: '四季',
      版型: '小号 20 cm，大号 26 cm',
      洗涤: '冷水手洗',
    },
    options: [
      option('颜色', value('浅粉', 0, 'pink', 'pink'), value('米白', 0, 'oat', 'sand'), value('灰蓝', 0, 'celadon', 'stone')),
      option('尺码', value('小号', -1000), '大号'),
    ],
    skus: skus({
      '浅粉/大号': 5,
      '米白/小号': 22,
      '米白/大号': 30,
      '灰蓝/小号': 17,
      '灰蓝/大号': 26,
    }),
    pastSales: 566,
    icon: 'clutch-bag',
    ground: 'pink',
    partner: 'purse',
    partnerTint: 'oat',
  }),
  goods({
    sn: 'WE-BAG-20',
    name: '通勤双肩包 20 L,16 寸电脑独立仓',
    brief: '空包 780 克，背板有一条通风槽',
    category: 'bag',
    brand: 'buxingji',
    type: 'apparel',
    keywords: ['双肩包', '电脑包', '通勤', '背包'],
    description: html`
      # 东西各有各的地方
      电脑贴背，水壶在侧，雨伞在底。拉链全部带防水条。
      - 肩带 S 形，一米五五到一米九都背过
      - 面料 900D 回收涤纶，防泼水
      承重 12 kg，超过的话缝线会吃力。
    `,
    shopPriceFen: 23900,
    marketPriceFen: 28900,
    costPriceFen: 11200,
    weightGrams: 980,
    flags: ['best'],
    properties: {
      面料: '回收涤纶',
      产地: '浙江平湖',
      适用季节: '四季',
      版型: '44 × 30 × 15 cm',
      洗涤: '湿布擦拭',
    },
    options: [
      option('颜色', value('莓红', 0, undefined, 'rose'), value('藏青', 0, 'navy', 'sky'), value('炭黑', 0, 'black', 'stone')),
    ],
    skus: skus({ 莓红: 14, 藏青: 37, 炭黑: 52 }),
    promotion: { priceFen: 19900, startDays: -4, endDays: 10 },
    pointsYuan: 15,
    pastSales: 1180,
    icon: 'backpack',
    tint: 'navy',
    ground: 'sky',
    partner: 'notebook',
  }),
  goods({
    sn: 'WE-TOT-1',
    name: '植鞣皮托特包，越背越深',
    brief: '一整张头层牛皮，没有内衬',
    category: 'bag',
    brand: 'jiangrenji',
    type: 'apparel',
    keywords: ['托特包', '真皮', '植鞣', '手提包'],
    description: html`
      植物鞣的皮，刚到手是浅驼，晒三个月成焦糖。划痕用手指推一推就淡。
      - 手缝蜡线，提手铆钉背后加了皮垫
      - 怕水，淋雨后擦干阴干，会留印
    `,
    shopPriceFen: 59800,
    marketPriceFen: 68800,
    costPriceFen: 29800,
    weightGrams: 860,
    stock: 9,
    flags: ['freeShipping'],
    properties: {
      面料: '牛皮',
      产地: '广东广州',
      适用季节: '四季',
      版型: '36 × 28 × 12 cm',
      洗涤: '皮革护理油',
    },
    options: [
      option('加购', value('压印姓名缩写', 3000)),
    ],
    rankPricesFen: { gold: 54800, black: 49800 },
    pointsYuan: 50,
    pastSales: 76,
    icon: 'handbag',
    ground: 'sand',
    partner: 'glasses',
  }),
]
