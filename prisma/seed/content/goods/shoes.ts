import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const shoes: SeedGoods[] = [
  goods({
    sn: 'WE-RUN-1',
    name: '轻量缓震慢跑鞋，男女同款，拇指宽楦',
    brief: '单只 236 克，前掌宽 6 mm，给慢跑和走路的人',
    category: 'shoe',
    brand: 'huanfeng',
    type: 'apparel',
    keywords: ['跑鞋', '慢跑鞋', '缓震', '宽楦', '运动鞋'],
    description: html`
      # 宽一点，脚趾张得开
      前掌比常规楦宽 6 mm，拇指侧抬高，脚背高的人也不勒。
      # 实测
      - 800 公里后中底回弹剩 91 %
      - 湿地砖止滑系数 0.43
      - 39 码单只 236 克
      运动鞋建议比皮鞋大半码。在室内试穿，鞋底干净可以退换。
    `,
    shopPriceFen: 25900,
    marketPriceFen: 32900,
    costPriceFen: 12800,
    weightGrams: 780,
    flags: ['hot', 'best'],
    properties: {
      面料: '单丝网布',
      产地: '福建晋江',
      适用季节: '四季',
      版型: '宽楦，正码',
      洗涤: '软刷冷水，阴干',
    },
    options: [
      option('颜色', value('雾紫', 0, 'lavender', 'lavender'), value('深海', 0, 'navy', 'sky'), value('米白', 0, 'oat', 'sand')),
      option('尺码', '37', '38', '39', '40', '41', '42', '43'),
    ],
    skus: skus({
      '雾紫/37': 12,
      '雾紫/38': 20,
      '雾紫/39': 0,
      '雾紫/40': 8,
      '深海/39': 6,
      '深海/40': 18,
      '深海/41': 25,
      '深海/42': 22,
      '深海/43': 9,
      '米白/37': 10,
      '米白/38': 16,
      '米白/39': 14,
      '米白/40': 15,
      '米白/41': 11,
      '米白/42': 0,
    }),
    pointsYuan: 20,
    fittings: [
      { goods: 'WE-SOC-5', priceFen: 2900 },
    ],
    pastSales: 2036,
    icon: 'running-shoe',
    ground: 'lavender',
    partner: 'socks',
  }),
  goods({
    sn: 'WE-BOOT-1',
    name: '防泼水短筒徒步靴',
    brief: '牛反绒配防泼水膜，城里山里都能穿',
    category: 'shoe',
    brand: 'huanfeng',
    type: 'apparel',
    keywords: ['徒步鞋', '登山靴', '防水', '户外'],
    description: html`
      1.8 mm 牛反绒，下雨走两小时袜子是干的。大底 5 mm 齿深，泥地抓得住。
      - 内里抓绒，零上五度到十八度合适
      - 新鞋磨脚跟是正常的，先在家穿三晚
    `,
    shopPriceFen: 36900,
    marketPriceFen: 42900,
    costPriceFen: 18900,
    weightGrams: 1350,
    properties: {
      面料: '牛反绒',
      产地: '福建晋江',
      适用季节: '秋冬',
      版型: '正码',
      洗涤: '橡皮擦与毛刷',
    },
    options: [
      option('尺码', '39', '40', '41', '42', '43', '44'),
    ],
    skus: skus({
      39: 7,
      40: 12,
      41: 16,
      42: 14,
      43: 10,
      44: 0,
    }),
    pointsYuan: 30,
    pastSales: 240,
    icon: 'hiking-boot',
    ground: 'sage',
    partner: 'backpack',
    partnerTint: 'inkGreen',
  }),
  goods({
    sn: 'WE-FLAT-1',
    name: '软羊皮平底鞋，可对折',
    brief: '通勤包里的第二双',
    category: 'shoe',
    brand: 'buxingji',
    type: 'apparel',
    keywords: ['平底鞋', '单鞋', '羊皮', '通勤'],
    description: html`
      头层羊皮，鞋底分成前后两段，对折了放进附的布袋。
      - 后跟内里加了 4 mm 乳胶
      - 正码，脚宽的人大一码
    `,
    shopPriceFen: 19900,
    marketPriceFen: 23900,
    costPriceFen: 9600,
    weightGrams: 420,
    properties: {
      面料: '羊皮',
      产地: '浙江温州',
      适用季节: '春秋',
      版型: '正码',
      洗涤: '皮革清洁膏',
    },
    options: [
      option('颜色', value('湖蓝', 0, 'blue', 'sky'), value('裸粉', 0, 'pink', 'pink'), value('黑', 0, 'black', 'stone')),
      option('尺码', '36', '37', '38', '39'),
    ],
    skus: skus({
      '湖蓝/36': 4,
      '湖蓝/37': 9,
      '湖蓝/38': 11,
      '裸粉/37': 8,
      '裸粉/38': 0,
      '黑/36': 12,
      '黑/37': 19,
      '黑/38': 21,
      '黑/39': 13,
    }),
    pastSales: 473,
    icon: 'flat-shoe',
    ground: 'sky',
    partner: 'handbag',
  }),
]
