import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const plants: SeedGoods[] = [
  goods({
    sn: 'PL-DESK-1',
    name: '桌面绿植，含手捏陶盆',
    brief: '幸福树小苗，一周浇一次水',
    category: 'potted',
    brand: 'yeban',
    type: 'plant',
    keywords: ['绿植', '盆栽', '办公室', '桌面'],
    description: html`
      # 养得活的第一盆
      散光就行，离窗两米也长。土干到第二个指节再浇透。
      - 陶盆手捏，底有孔，送一只托
      - 带土带盆发，到手先放阴处两天缓苗
      七天内枯了拍照补发。
    `,
    shopPriceFen: 3000,
    marketPriceFen: 3900,
    costPriceFen: 1300,
    weightGrams: 900,
    flags: ['hot'],
    properties: {
      养护难度: '容易',
      光照: '散光',
      高度: '连盆 22 到 26 cm',
      浇水: '一周一次',
    },
    options: [
      option('盆器', '陶红盆', value('素白盆', 300), value('墨黑盆', 300)),
      option('加购', value('缓释肥一包', 500)),
    ],
    skus: skus({ 陶红盆: 85, 素白盆: 40, 墨黑盆: 0 }),
    volumePrices: [
      { from: 5, priceFen: 2700 },
    ],
    pastSales: 913,
    icon: 'potted-plant',
    ground: 'sage',
    partner: 'books',
  }),
  goods({
    sn: 'PL-CAC-1',
    name: '金晃仙人掌 10 cm 盆，忘了浇水也没事',
    brief: '一个月浇一次，晒得越多刺越黄',
    category: 'potted',
    brand: 'yeban',
    type: 'plant',
    keywords: ['仙人掌', '多肉', '懒人植物'],
    description: html`
      给出差多的人。放窗边，一个月浇一小杯，冬天干脆不浇。
      - 颗粒土，根先清过
      - 收到后一周再浇第一次水
    `,
    shopPriceFen: 2600,
    marketPriceFen: 3200,
    costPriceFen: 1000,
    weightGrams: 650,
    stock: 62,
    properties: {
      养护难度: '容易',
      光照: '全日照',
      高度: '连盆 18 cm',
      浇水: '一月一次',
    },
    pastSales: 540,
    icon: 'cactus',
    ground: 'straw',
    partner: 'potted-plant',
  }),
  goods({
    sn: 'PL-BQT-1',
    name: '当周混合花束，云南基地直发',
    brief: '花材每周换，剪好 45 cm，醒两小时就开',
    category: 'flower',
    brand: 'yeban',
    type: 'plant',
    keywords: ['鲜花', '花束', '包月花'],
    description: html`
      周一周四采，第二天到。这周有什么花看店铺公告，颜色按选的色系配。
      - 斜剪 2 cm，去掉水下的叶
      - 每天换水，放空调吹不到的地方
      开败两枝以内属正常，多了按枝补。
    `,
    shopPriceFen: 6900,
    marketPriceFen: 8800,
    costPriceFen: 3300,
    weightGrams: 900,
    flags: ['freeShipping'],
    properties: {
      养护难度: '中等',
      光照: '散光',
      高度: '45 cm',
      浇水: '每天换水',
    },
    options: [
      option('规格', '粉色系', '黄白系', value('双倍花量', 5500)),
    ],
    skus: skus({ 粉色系: 40, 黄白系: 36, 双倍花量: 12 }),
    pastSales: 1066,
    icon: 'bouquet',
    ground: 'pink',
    partner: 'love-letter',
  }),
  goods({
    sn: 'PL-TUL-10',
    name: '郁金香种球 10 颗，免春化',
    brief: '埋下去，四十天开花',
    category: 'bulb',
    brand: 'yeban',
    type: 'plant',
    keywords: ['郁金香', '种球', '阳台'],
    description: html`
      冷库里睡够了十周，到手直接种。覆土两倍球高，盆底垫陶粒。
      - 周径 12 厘米以上，一球一花
      - 花后养叶六周，明年还开一部分
    `,
    shopPriceFen: 3900,
    marketPriceFen: 4900,
    costPriceFen: 1700,
    weightGrams: 480,
    properties: {
      养护难度: '中等',
      光照: '全日照',
      高度: '30 到 40 cm',
      浇水: '见干见湿',
    },
    options: [
      option('规格', '紫色', value('红色', 0, 'red', 'rose'), value('黄色', 0, 'yellow', 'straw')),
    ],
    skus: skus({ 紫色: 28, 红色: 35, 黄色: 0 }),
    pastSales: 290,
    icon: 'tulip',
    tintPart: [270, 40],
    ground: 'lavender',
    partner: 'bucket',
  }),
  goods({
    sn: 'PL-SUN-1',
    name: '矮生向日葵小盆，花期六周',
    brief: '窗台上的太阳，高不过三十厘米',
    category: 'potted',
    brand: 'yeban',
    type: 'plant',
    keywords: ['向日葵', '盆栽', '阳台'],
    description: html`
      带花苞发，到手三到七天开。每天晒四个小时，缺水会低头，浇完一小时又抬起来。
      - 谢了剪掉主花，侧芽再开一轮
    `,
    shopPriceFen: 3200,
    marketPriceFen: 3900,
    costPriceFen: 1400,
    weightGrams: 800,
    stock: 34,
    properties: {
      养护难度: '中等',
      光照: '全日照',
      高度: '25 到 30 cm',
      浇水: '两天一次',
    },
    pastSales: 188,
    icon: 'sunflower',
    ground: 'sky',
    partner: 'potted-plant',
  }),
]
