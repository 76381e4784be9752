import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

/** Sold as a number and a password: nothing is sent, the code is in the order. */
export const cardGoods: SeedGoods[] = [
  goods({
    sn: 'FR-CARD-CK',
    name: '麦巷生日蛋糕提货卡，全年可约',
    brief: '付款即得卡号密码，提前一天预约，杭州主城当日配送',
    category: 'bakery',
    brand: 'maixiang',
    type: 'food',
    isCard: true,
    keywords: ['蛋糕卡', '提货卡', '生日', '礼品卡'],
    description: html`
      # 先送卡，再挑蛋糕
      卡密付款后立即显示在订单里，转给寿星自己去约时间和口味。
      - 凭卡号和密码在麦巷门店或客服处预约，一张卡一只蛋糕
      - 可选草莓鲜奶、巴斯克、黑森林，生日牌和蜡烛一起送
      卡密发出后不退不换，请核对规格再付款。
    `,
    shopPriceFen: 16800,
    marketPriceFen: 19800,
    costPriceFen: 9800,
    weightGrams: 0,
    properties: {
      产地: '浙江杭州',
      保质期: '卡有效期一年',
    },
    options: [option('规格', '6 寸', value('8 寸', 8000))],
    skus: skus({ '6 寸': 36, '8 寸': 15 }),
    pointsYuan: 0,
    pastSales: 214,
    icon: 'shortcake',
    ground: 'pink',
    partner: 'candle',
  }),
  goods({
    sn: 'PL-CARD-4W',
    name: '鲜花月卡，连收四周花',
    brief: '每周一束当季鲜花，凭卡密填地址，想停随时停',
    category: 'flower',
    brand: 'yeban',
    type: 'plant',
    isCard: true,
    keywords: ['鲜花月卡', '包月花', '礼品卡', '卡密'],
    description: html`
      # 送人不用问地址
      卡号和密码付款后就在订单里，收花的人自己填地址、选开始的那一周。
      - 四周四束，每束不少于八枝，花瓶第一周随花送到
      - 出差可以顺延，卡在有效期内都能约
      卡密只显示给购买的人，发出后不退不换。
    `,
    shopPriceFen: 19900,
    marketPriceFen: 23600,
    costPriceFen: 12400,
    weightGrams: 0,
    stock: 24,
    warnStock: 5,
    flags: ['new'],
    properties: {
      高度: '花束约 45 cm',
      浇水: '每天换水',
    },
    pointsYuan: 0,
    pastSales: 87,
    icon: 'tulip',
    ground: 'mint',
    partner: 'love-letter',
  }),
]
