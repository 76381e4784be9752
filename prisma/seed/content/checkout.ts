import type { SeedBonusType, SeedInvoiceType, SeedPayment, SeedShipping, SeedShippingArea, SeedWrapping } from './shop-types.ts'

/** GB/T 2260, by distance from the warehouse in Hangzhou. */
const DELTA = ['310000', '320000', '330000', '340000']
const REMOTE = ['540000', '650000']
const MAINLAND = [
  '110000',
  '120000',
  '130000',
  '140000',
  '150000',
  '210000',
  '220000',
  '230000',
  '350000',
  '360000',
  '370000',
  '410000',
  '420000',
  '430000',
  '440000',
  '450000',
  '460000',
  '500000',
  '510000',
  '520000',
  '530000',
  '610000',
  '620000',
  '630000',
  '640000',
]

type Steps = Pick<SeedShippingArea, 'baseFeeFen' | 'stepFeeFen'> & Partial<Pick<SeedShippingArea, 'freeFromFen' | 'cod' | 'codFeeFen'>>

function byWeight(name: string, regions: string[], { baseFeeFen, stepFeeFen, freeFromFen = 0, cod = false, codFeeFen = 0 }: Steps): SeedShippingArea {
  return { name, regions, formula: 'by_weight', firstWeightGrams: 1000, stepWeightGrams: 1000, baseFeeFen, stepFeeFen, freeFromFen, cod, codFeeFen }
}

export const shippings: SeedShipping[] = [
  {
    code: 'sf_express',
    name: '顺丰速运',
    description: '次日到隔日达，满 199 元免运费。',
    canInsure: true,
    insureRate: 100,
    areas: [
      byWeight('江浙沪皖', DELTA, { baseFeeFen: 1200, stepFeeFen: 200, freeFromFen: 19900 }),
      byWeight('全国', MAINLAND, { baseFeeFen: 1800, stepFeeFen: 500, freeFromFen: 19900 }),
      byWeight('西藏、新疆', REMOTE, { baseFeeFen: 2800, stepFeeFen: 1500, freeFromFen: 49900 }),
    ],
  },
  {
    code: 'zto',
    name: '中通快递',
    description: '二到四天，江浙沪皖可以货到付款。',
    canInsure: false,
    insureRate: 0,
    areas: [
      byWeight('江浙沪皖', DELTA, { baseFeeFen: 600, stepFeeFen: 100, freeFromFen: 9900, cod: true, codFeeFen: 500 }),
      byWeight('全国', MAINLAND, { baseFeeFen: 1000, stepFeeFen: 300, freeFromFen: 19900 }),
      byWeight('西藏、新疆', REMOTE, { baseFeeFen: 2000, stepFeeFen: 1000 }),
    ],
  },
  {
    code: 'city_express',
    name: '同城配送',
    description: '杭州市内当天 18:00 前下单，当晚送到，可以货到付款。',
    canInsure: false,
    insureRate: 0,
    areas: [
      {
        name: '杭州市',
        regions: ['330100'],
        formula: 'flat',
        baseFeeFen: 1000,
        firstWeightGrams: 1000,
        stepWeightGrams: 1000,
        stepFeeFen: 0,
        freeFromFen: 19900,
        cod: true,
        codFeeFen: 0,
      },
    ],
  },
]

export const payments: SeedPayment[] = [
  { code: 'balance', name: '余额支付', description: '用账户余额付清，立即生效。', nameEn: 'Balance', descriptionEn: 'Paid from your balance, at once.', isOnline: true, feeRate: 0 },
  { code: 'sandbox', name: '沙箱支付', description: '演示用的在线支付：不会扣真钱，可以选成功、失败或稍后到账。', nameEn: 'Sandbox payment', descriptionEn: 'An online payment to try out: no real money, and you choose whether it succeeds, fails or comes late.', isOnline: true, feeRate: 0 },
  { code: 'bank', name: '银行转账', description: '三天内转到对公账户，备注写付款页上的单号；财务核对到账后生效。', nameEn: 'Bank transfer', descriptionEn: 'Transfer within three days and name the number shown here; the order is paid once our accountant sees the money.', isOnline: false, feeRate: 0 },
  { code: 'cod', name: '货到付款', description: '收到包裹时把钱交给快递员，只在部分地区提供。', nameEn: 'Cash on delivery', descriptionEn: 'Hand the money to the courier with the parcel; in some regions only.', isOnline: false, feeRate: 0 },
]

export const packs: SeedWrapping[] = [
  { name: '牛皮纸礼袋', description: '双层牛皮纸加棉绳，能放下一只茶壶。', feeFen: 500, freeFromFen: 19900, icon: 'shopping-bags', tint: 'ochre', ground: 'sand' },
  { name: '红绸礼盒', description: '硬纸盒、红绸带，内衬宣纸碎。', feeFen: 1500, freeFromFen: 49900, icon: 'wrapped-gift', ground: 'rose' },
  { name: '再生纸素盒', description: '无印刷的再生纸盒，拆开还能当收纳。', feeFen: 300, freeFromFen: 9900, icon: 'package', ground: 'clay' },
]

export const cards: SeedWrapping[] = [
  { name: '宣纸贺卡', description: '手工宣纸，店员毛笔代写，四十字以内。', feeFen: 800, freeFromFen: 29900, icon: 'love-letter', ground: 'rose' },
  { name: '干花卡', description: '压了一朵小雏菊，四十字以内。', feeFen: 600, freeFromFen: 19900, icon: 'blossom', ground: 'lavender' },
  { name: '素白卡', description: '白卡纸，打印，八十字以内。', feeFen: 200, freeFromFen: 9900, icon: 'envelope', ground: 'stone' },
]

export const invoiceTypes: SeedInvoiceType[] = [
  { name: '电子普通发票', rate: 100 },
  { name: '增值税专用发票', rate: 150 },
]

export const invoiceContents: string[] = ['商品明细', '商品类别', '茶叶', '日用品', '食品', '办公用品']

export const bonusTypes: SeedBonusType[] = [
  { name: '满 300 减 30', moneyFen: 3000, minGoodsFen: 30000, categories: [], seller: '', startDays: -10, endDays: 20, givenTo: ['zhixia', 'laozhou1976', 'manman_home'] },
  { name: '满 500 减 60', moneyFen: 6000, minGoodsFen: 50000, categories: [], seller: '', startDays: -10, endDays: 20, givenTo: ['zhixia', 'sanqianli'] },
  { name: '茶友专享 满 99 减 10', moneyFen: 1000, minGoodsFen: 9900, categories: ['tea'], seller: '', startDays: 1, endDays: 30, givenTo: ['zhixia', 'chenyining'] },
  { name: '满 59 减 8', moneyFen: 800, minGoodsFen: 5900, categories: [], seller: '', startDays: -2, endDays: 28, givenTo: [], claimTotal: 500 },
]
