import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const teaLeaves: SeedGoods[] = [
  goods({
    sn: 'TE-GUI-125',
    name: '桂花乌龙茶 125g',
    brief: '满觉陇当年桂花窨三遍，茶是安溪秋香',
    category: 'tea-leaf',
    brand: 'banmushan',
    type: 'food',
    keywords: ['桂花乌龙', '花茶', '乌龙茶', '秋茶'],
    description: html`
      # 花香在茶里，不在表面
      十月的金桂，一层茶一层花，窨三遍，筛掉花再烘。看不见多少花瓣，香是从叶子里出来的。
      # 泡法
      - 盖碗 5 克，95 °C，前三泡 10 秒出汤
      - 冷泡 8 克配 600 ml，冰箱六小时
      能泡七八泡，第四泡最甜。
    `,
    shopPriceFen: 6800,
    marketPriceFen: 7800,
    costPriceFen: 2900,
    weightGrams: 210,
    stock: 180,
    flags: ['hot'],
    properties: {
      产地: '福建安溪',
      配料: '乌龙茶、桂花',
      保质期: '18 个月',
      净含量: '125 克',
      储存: '常温密封避光',
    },
    volumePrices: [
      { from: 2, priceFen: 6400 },
      { from: 6, priceFen: 5800 },
    ],
    linked: ['XP-GW02', 'XP-ZS01', 'TE-MLH-060'],
    pastSales: 2204,
    icon: 'herb',
    ground: 'sage',
    partner: 'teacup-without-handle',
  }),
  goods({
    sn: 'TE-LJ-100',
    name: '头采明前龙井 100 g，西湖产区',
    brief: '3 月 20 日前后采，一芽一叶，手工辉锅',
    category: 'tea-leaf',
    brand: 'banmushan',
    type: 'food',
    seller: 'shanye',
    keywords: ['龙井', '明前茶', '绿茶', '春茶', '头采'],
    description: html`
      # 二十天的茶
      三月下旬到清明，一亩山采得出不到四斤干茶。叶子短、匀、糙米色，不是碧绿。
      # 喝起来
      栗香里带一点豆花气，汤薄但甜得久。水温 80 到 85 °C，玻璃杯直接泡，续到一半再加水。
      - 每罐附采摘日期与地块编号
      - 到货后请放冰箱冷藏，取出回温再开盖
    `,
    shopPriceFen: 26800,
    marketPriceFen: 29800,
    costPriceFen: 15800,
    weightGrams: 180,
    flags: ['best', 'new', 'freeShipping'],
    properties: {
      产地: '浙江杭州',
      配料: '绿茶',
      保质期: '12 个月',
      净含量: '100 克',
      储存: '冷藏',
    },
    options: [
      option('规格', value('50 g 尝鲜罐', -13000), '100 g 罐装', value('2 × 100 g 礼盒', 27800)),
    ],
    skus: skus({
      '50 g 尝鲜罐': 40,
      '100 g 罐装': 66,
      '2 × 100 g 礼盒': [14, 52800],
    }),
    rankPricesFen: { gold: 24800, black: 23600 },
    linked: ['TC-0410-W', 'TC-CAN-W'],
    pastSales: 512,
    icon: 'leaf-fluttering-in-wind',
    ground: 'mint',
    partner: 'teacup-without-handle',
  }),
  goods({
    sn: 'TE-ZS-080',
    name: '桐木关正山小种 80 g，无烟果香',
    brief: '桂圆与红薯的甜，加奶不散',
    category: 'tea-leaf',
    brand: 'banmushan',
    type: 'food',
    seller: 'shanye',
    keywords: ['红茶', '正山小种', '武夷山'],
    description: html`
      不用松烟焙的新式小种，喝得到桂圆干和烤红薯的甜。
      - 90 °C，盖碗 5 克，8 秒出汤
      - 煮奶茶：6 克茶、120 ml 水煮两分钟，加 200 ml 牛奶
      传统的烟熏款要提前说，我们另发小样。
    `,
    shopPriceFen: 9800,
    marketPriceFen: 11800,
    costPriceFen: 4400,
    weightGrams: 150,
    properties: {
      产地: '福建武夷山',
      配料: '红茶',
      保质期: '24 个月',
      净含量: '80 克',
      储存: '常温密封避光',
    },
    options: [
      option('口味', '无烟果香', value('传统松烟', 600)),
      option('加购', value('礼盒包装', 1500)),
    ],
    skus: skus({ 无烟果香: 75, 传统松烟: 20 }),
    pastSales: 648,
    icon: 'fallen-leaf',
    ground: 'clay',
    partner: 'glass-of-milk',
  }),
  goods({
    sn: 'TE-BC-350',
    name: '2021 年福鼎老白茶饼 350 g',
    brief: '寿眉压饼，药香刚起，可泡可煮',
    category: 'tea-leaf',
    brand: 'banmushan',
    type: 'food',
    seller: 'shanye',
    keywords: ['白茶', '寿眉', '老白茶', '茶饼', '煮茶'],
    description: html`
      存了四年多，青气褪完，枣香和一点药香刚出来，再放五年会更好。
      # 怎么喝
      - 先泡后煮：盖碗六泡之后，叶底入壶煮五分钟
      - 直接煮：7 克配 1 L 冷水，小火十分钟
      饼压得不紧，用茶针从侧面撬，一片一片下来。
    `,
    shopPriceFen: 15800,
    marketPriceFen: 18800,
    costPriceFen: 7200,
    weightGrams: 420,
    stock: 58,
    properties: {
      产地: '福建福鼎',
      配料: '白茶',
      保质期: '适合长期存放',
      净含量: '350 克',
      储存: '常温密封避光',
    },
    volumePrices: [
      { from: 3, priceFen: 14500 },
      { from: 7, priceFen: 13200 },
    ],
    linked: ['TC-0600-E'],
    pastSales: 377,
    icon: 'seedling',
    ground: 'sand',
    partner: 'amphora',
  }),
  goods({
    sn: 'TE-MLH-060',
    name: '横州茉莉花茶 60 g，七窨一提',
    brief: '闻得到鲜花，喝不到香精',
    category: 'tea-leaf',
    brand: 'banmushan',
    type: 'food',
    keywords: ['茉莉花茶', '花茶', '绿茶'],
    description: html`
      伏天的茉莉傍晚采，夜里开，茶胚守着花吸香。七遍之后花全部筛走，只留一层鲜灵。
      - 85 °C，玻璃杯 3 克
      - 汤放凉更香，适合冷泡
      不加香精，开罐的香没有外面的浓，泡开才是。
    `,
    shopPriceFen: 5200,
    marketPriceFen: 6200,
    costPriceFen: 2100,
    weightGrams: 120,
    stock: 96,
    properties: {
      产地: '广西横州',
      配料: '绿茶、茉莉花',
      保质期: '18 个月',
      净含量: '60 克',
      储存: '常温密封避光',
    },
    pastSales: 911,
    icon: 'blossom',
    ground: 'pink',
    partner: 'teacup-without-handle',
  }),
  goods({
    sn: 'TE-LSH-080',
    name: '洛神花玫瑰茶 20 包，三角茶包',
    brief: '酸酸的，冷热都行，不含茶叶',
    category: 'tea-leaf',
    brand: 'jieqiguo',
    type: 'food',
    keywords: ['花草茶', '洛神花', '玫瑰', '无咖啡因'],
    description: html`
      洛神花、重瓣玫瑰、苹果丁、一点甘草。没有茶叶，晚上喝也睡得着。
      - 一包 4 克配 300 ml，焖三分钟
      - 加蜂蜜请等降到 60 °C
      孕期请先问医生。
    `,
    shopPriceFen: 3900,
    marketPriceFen: 4800,
    costPriceFen: 1500,
    weightGrams: 140,
    stock: 150,
    properties: {
      产地: '云南元谋',
      配料: '洛神花、玫瑰、苹果、甘草',
      保质期: '18 个月',
      净含量: '80 克',
      储存: '常温密封避光',
    },
    linked: ['HO-YHM-1'],
    pastSales: 1033,
    icon: 'hibiscus',
    ground: 'rose',
    partner: 'teapot',
    partnerTint: 'white',
  }),
  goods({
    sn: 'TE-MILK-6',
    name: '冻干鲜奶茶 6 杯装，三秒化开',
    brief: '祁门红茶加鲜牛奶冻干，没有植脂末',
    category: 'tea-leaf',
    brand: 'banmushan',
    type: 'food',
    keywords: ['奶茶', '冻干', '速溶', '红茶'],
    description: html`
      鲜奶与茶汤一起冻干成块，一颗配 180 ml 热水或冰水，搅三秒就化。
      - 每颗 112 千卡，糖另附小包，可以不加
      - 配料表只有四样：生牛乳、红茶、白砂糖、海藻糖
      化不开时水温低了，先用一口热水。
    `,
    shopPriceFen: 4500,
    marketPriceFen: 5400,
    costPriceFen: 2000,
    weightGrams: 220,
    properties: {
      产地: '安徽祁门',
      配料: '生牛乳、红茶、白砂糖、海藻糖',
      保质期: '12 个月',
      净含量: '6 × 25 克',
      储存: '常温密封避光',
    },
    options: [
      option('口味', '原味', '桂花', value('焙茶', 200)),
    ],
    skus: skus({ 原味: 88, 桂花: 40, 焙茶: 0 }),
    promotion: { priceFen: 3690, startDays: -1, endDays: 6 },
    pastSales: 780,
    icon: 'bubble-tea',
    ground: 'clay',
    partner: 'cookie',
  }),
]
