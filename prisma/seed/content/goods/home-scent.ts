import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const homeScent: SeedGoods[] = [
  goods({
    sn: 'HO-CDL-180',
    name: '云朵大豆蜡香薰蜡烛 180 g',
    brief: '大豆蜡慢燃 36 小时，木芯有细小的噼啪声',
    category: 'fragrance',
    brand: 'dengxia',
    type: 'homeware',
    seller: 'shiguang',
    keywords: ['香薰蜡烛', '大豆蜡', '木芯', '助眠'],
    description: html`
      # 晚上九点以后点
      大豆蜡加 8 % 香精油，烟少，蜡池四十分钟化到边。烧完的杯子洗净能插笔。
      - 第一次请点足两小时，让蜡面全化，以后不打洞
      - 每次点之前把木芯剪到 5 mm
      - 离窗帘半米，人走灯灭
      # 三种味道
      无花果偏绿偏奶，雪松像旧书柜，白茶最淡。
    `,
    shopPriceFen: 6800,
    marketPriceFen: 7900,
    costPriceFen: 2600,
    weightGrams: 460,
    flags: ['hot'],
    properties: {
      材质: '大豆蜡',
      产地: '浙江杭州',
      尺寸: '8.2 × 9.6 cm',
      养护: '剪芯 5 mm，避免风口',
    },
    options: [
      option('香型', '无花果', '雪松', value('白茶', 300)),
      option('规格', value('100 g 旅行罐', -2500), '180 g'),
    ],
    skus: skus({
      '无花果/100 g 旅行罐': 40,
      '无花果/180 g': 56,
      '雪松/100 g 旅行罐': 22,
      '雪松/180 g': 31,
      '白茶/180 g': 0,
    }),
    promotion: { priceFen: 5900, startDays: -1, endDays: 1 },
    pastSales: 1620,
    icon: 'candle',
    ground: 'clay',
    partner: 'lotus',
  }),
  goods({
    sn: 'HO-DIF-B',
    name: '黄铜莲叶香插，盘香线香两用',
    brief: '香灰落在叶心，一吹就净',
    category: 'fragrance',
    brand: 'jiangrenji',
    type: 'homeware',
    keywords: ['香插', '黄铜', '线香', '盘香'],
    description: html`
      老铜匠翻砂铸的，叶脉是手錾。中间的孔 2.2 mm，插线香；边上两只钩，挂盘香。
      - 直径 11 cm，接得住一支 21 cm 线香的灰
      - 附 10 支沉檀线香试用
    `,
    shopPriceFen: 8600,
    marketPriceFen: 9800,
    costPriceFen: 3800,
    weightGrams: 260,
    stock: 48,
    properties: {
      材质: '黄铜',
      产地: '云南鹤庆',
      尺寸: '11 × 3.4 cm',
      养护: '干布擦拭',
    },
    pastSales: 233,
    icon: 'diya-lamp',
    ground: 'sand',
    partner: 'lotus',
  }),
  goods({
    sn: 'HO-BED-4',
    name: '水洗棉四件套，60 支长绒棉',
    brief: '洗过三遍才出厂，不用过浆，到手就睡',
    category: 'textile',
    brand: 'mianyan',
    type: 'homeware',
    seller: 'shiguang',
    keywords: ['四件套', '床单', '被套', '长绒棉', '水洗棉'],
    description: html`
      # 皱一点才舒服
      60 支新疆长绒棉，织好再水洗，布面有细细的褶，不用熨。
      - 被套六角系带，被子不跑
      - 床单四边松紧带，25 cm 厚的床垫包得住
      - 甲醛未检出，报告随箱
      深色前两次请单独洗。
    `,
    shopPriceFen: 36800,
    marketPriceFen: 45800,
    costPriceFen: 18800,
    weightGrams: 2600,
    flags: ['freeShipping', 'best'],
    properties: {
      材质: '棉',
      产地: '新疆阿克苏',
      尺寸: '1.5 m 与 1.8 m 床',
      养护: '30 °C 机洗，低温烘干',
    },
    options: [
      option('颜色', value('雾蓝', 0, 'blue', 'sky'), value('燕麦', 0, 'oat', 'sand'), value('豆沙', 0, 'pink', 'pink')),
      option('规格', '1.5 m 床', value('1.8 m 床', 3000)),
    ],
    skus: skus({
      '雾蓝/1.5 m 床': 20,
      '雾蓝/1.8 m 床': 14,
      '燕麦/1.5 m 床': 33,
      '燕麦/1.8 m 床': 25,
      '豆沙/1.8 m 床': 7,
    }),
    promotion: { priceFen: 32800, startDays: 2, endDays: 16 },
    pointsYuan: 30,
    pastSales: 690,
    icon: 'bed',
    ground: 'sky',
    partner: 'candle',
  }),
  goods({
    sn: 'HO-YRN-5',
    name: '初学者毛线套装，五团美利奴加棒针',
    brief: '跟着视频，两个周末一条围脖',
    category: 'textile',
    brand: 'mianyan',
    type: 'homeware',
    keywords: ['毛线', '编织', '美利奴', '棒针'],
    description: html`
      4 股 100 % 美利奴，每团 50 g，织围脖够用还剩半团。
      - 含 5.5 mm 竹针、缝合针、记号扣
      - 视频八节，每节十分钟，针数写在屏幕上
      同一缸号请一次买够，下一缸颜色会差一点。
    `,
    shopPriceFen: 9900,
    marketPriceFen: 11900,
    costPriceFen: 4500,
    weightGrams: 380,
    properties: {
      材质: '羊毛',
      产地: '内蒙古鄂尔多斯',
      尺寸: '每团 50 g,125 m',
      养护: '冷水手洗',
    },
    options: [
      option('颜色', value('天蓝', 0, 'blue', 'sky'), value('燕麦', 0, 'oat', 'sand'), value('酒红', 0, 'wine', 'rose')),
    ],
    skus: skus({ 天蓝: 24, 燕麦: 41, 酒红: 3 }),
    pastSales: 265,
    icon: 'yarn',
    ground: 'pink',
    partner: 'scarf',
  }),
  goods({
    sn: 'HO-SOAP-3',
    name: '冷制马赛皂 3 块，橄榄油 72 %',
    brief: '熟成九周，洗完不紧绷',
    category: 'care',
    brand: 'dengxia',
    type: 'homeware',
    keywords: ['手工皂', '马赛皂', '橄榄油'],
    description: html`
      橄榄油、椰子油、棕榈油、碱和水，没有别的。冷制之后在木架上熟成九周，越放越温和。
      - 一块 100 g，洗手洗脸约两个月
      - 泡沫不多是正常的
      用沥水皂碟，软了就化得快。
    `,
    shopPriceFen: 4800,
    marketPriceFen: 5700,
    costPriceFen: 1800,
    weightGrams: 340,
    properties: {
      材质: '橄榄油皂基',
      产地: '浙江杭州',
      尺寸: '7 × 5 × 2.6 cm',
      养护: '沥干存放',
    },
    options: [
      option('香型', '无香', '薰衣草', '柑橘'),
    ],
    skus: skus({ 无香: 66, 薰衣草: 52, 柑橘: 28 }),
    pastSales: 870,
    icon: 'soap',
    ground: 'pink',
    partner: 'lotion-bottle',
  }),
]
