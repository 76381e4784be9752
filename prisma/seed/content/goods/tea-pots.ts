import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const teaPots: SeedGoods[] = [
  goods({
    sn: 'TC-0220-R',
    name: '釉里红手作茶壶 220 ml 单壶，景德镇高温釉下彩，出水利落',
    brief: '手工拉坯，每把略有不同；壶口内径 6.2 cm，放得进手洗',
    category: 'tea-pot',
    brand: 'qingyao',
    type: 'teaware',
    keywords: ['茶壶', '釉里红', '景德镇', '单壶', '功夫茶'],
    description: html`
      # 一壶三泡
      85 °C 起，10 秒出汤。220 ml 正好是一个人慢慢喝、两个人各两杯的量。
      # 釉里红怎么来的
      铜料画在坯上，罩透明釉，1300 °C 还原焰里烧十四个小时。火差十度就发灰，所以每窑挑出来的不到六成。
      - 壶嘴内有九孔球滤，碎叶不堵
      - 断水时壶嘴朝上一提即止，不挂滴
      - 壶盖有沿，倒到底也不掉
      拉坯痕、针眼大的缩釉点属正常，磕碰和裂纹包退。
    `,
    shopPriceFen: 16800,
    marketPriceFen: 19800,
    costPriceFen: 8200,
    weightGrams: 286,
    flags: ['best', 'hot'],
    properties: {
      产地: '江西景德镇',
      材质: '釉瓷',
      工艺: '釉下彩，手工拉坯',
      尺寸: '12.6 × 8.4 × 7.8 cm',
      适用: '绿茶、乌龙、红茶；可进洗碗机上层',
    },
    options: [
      option('颜色', value('釉里红', 0, 'red', 'rose'), value('天青', 0, 'celadon', 'sky'), value('雪白', 0, 'white', 'stone')),
      option('容量', value('160 ml', -2000), '220 ml', value('320 ml', 3000), value('480 ml', 6000)),
      option('加购', value('礼盒包装', 1800), value('茶巾', 600)),
    ],
    skus: skus({
      '釉里红/160 ml': 26,
      '釉里红/220 ml': 12,
      '釉里红/320 ml': 0,
      '天青/160 ml': 18,
      '天青/220 ml': 34,
      '天青/320 ml': 9,
      '雪白/160 ml': 21,
      '雪白/220 ml': 40,
      '雪白/320 ml': 15,
      '雪白/480 ml': [6, 22000],
    }),
    volumePrices: [
      { from: 3, priceFen: 15000 },
    ],
    pointsYuan: 10,
    fittings: [
      { goods: 'XP-GW02', priceFen: 3900 },
      { goods: 'TC-SPN-B', priceFen: 3200 },
    ],
    linked: ['TE-LJ-100', 'TC-0221-B', 'TC-CAN-W'],
    pastSales: 1286,
    icon: 'teapot',
    tint: 'red',
    ground: 'rose',
    partner: 'teacup-without-handle',
  }),
  goods({
    sn: 'TC-0221-B',
    name: '天青汝釉茶壶 220 ml，开片可养',
    brief: '雨过天青色，用久了茶色沿开片走成金丝',
    category: 'tea-pot',
    brand: 'qingyao',
    type: 'teaware',
    keywords: ['茶壶', '汝窑', '天青', '开片'],
    description: html`
      # 会变的一把壶
      新壶是匀净的天青，泡上两三个月，茶汁渗进釉面的开片，慢慢连成浅金色的线。每个人养出来的都不一样。
      # 养法
      - 只泡一类茶，颜色走得干净
      - 用完清水冲净，敞盖晾干，不用洗洁精
      - 开片时有轻微的叮声，是釉在收缩，不是裂
      介意茶渍的话，请选釉里红或白瓷。
    `,
    shopPriceFen: 18900,
    marketPriceFen: 22800,
    costPriceFen: 9300,
    weightGrams: 298,
    stock: 57,
    flags: ['best'],
    properties: {
      产地: '江西景德镇',
      材质: '釉瓷',
      工艺: '汝釉，还原烧',
      尺寸: '12.8 × 8.6 × 8.0 cm',
      适用: '乌龙、白茶、熟普',
    },
    options: [
      option('加购', value('礼盒包装', 1500)),
    ],
    linked: ['TC-0220-R', 'TE-GUI-125'],
    pastSales: 2471,
    icon: 'teapot',
    tint: 'celadon',
    ground: 'sky',
    partner: 'leaf-fluttering-in-wind',
  }),
  goods({
    sn: 'TC-0160-G',
    name: '墨绿蓝口小壶 160 ml',
    brief: '一个人的量，壶口一圈窑变蓝',
    category: 'tea-pot',
    brand: 'qingyao',
    type: 'teaware',
    keywords: ['茶壶', '小壶', '墨绿', '单人'],
    description: html`
      160 ml，投 4 克茶，三口一泡，适合下午在书桌边喝。
      # 窑变蓝口
      墨绿釉在壶口流薄，露出底下的钴蓝。每把的蓝线宽窄不同，宽的四毫米，窄的只有一丝。
      - 壶身薄 2.4 mm，出汤快，握久了会烫，请拿把手
      - 盖钮内凹，食指按得住
    `,
    shopPriceFen: 13900,
    marketPriceFen: 15900,
    costPriceFen: 6400,
    weightGrams: 214,
    stock: 33,
    properties: {
      产地: '江西景德镇',
      材质: '釉瓷',
      工艺: '双色窑变',
      尺寸: '10.9 × 7.2 × 6.9 cm',
      适用: '单丛、岩茶',
    },
    options: [
      option('加购', value('礼盒包装', 1500)),
    ],
    linked: ['TC-0220-R'],
    pastSales: 604,
    icon: 'teapot',
    tint: 'inkGreen',
    ground: 'mint',
    partner: 'herb',
  }),
  goods({
    sn: 'XP-ZS01',
    name: '紫砂西施壶',
    brief: '宜兴原矿，手工拍身筒，出水 7 秒',
    category: 'tea-pot',
    brand: 'huyan',
    type: 'teaware',
    keywords: ['紫砂壶', '西施壶', '宜兴', '朱泥', '段泥'],
    description: html`
      # 手工拍身筒
      泥片围起来，一下一下拍成圆，再收口。拍出来的壶身有弹性，盖合上去是严的：堵住气孔，水就停。
      # 三种泥
      - 朱泥：收缩大，声音脆，泡高香乌龙
      - 紫泥：吸水匀，泡熟普和老白茶
      - 段泥：颜色浅，养久了发亮，产量少，贵 20 元
      # 开壶
      清水煮二十分钟，再用要泡的茶煮一次就行，不必豆腐甘蔗。壶底有制壶人名章，附一张手写的泥料单。
    `,
    shopPriceFen: 26800,
    marketPriceFen: 32800,
    costPriceFen: 14200,
    weightGrams: 600,
    warnStock: 15,
    flags: ['best', 'hot'],
    properties: {
      产地: '江苏宜兴',
      材质: '紫砂',
      工艺: '全手工拍身筒',
      尺寸: '12.0 × 7.6 × 7.4 cm',
      适用: '一壶事一茶，不用洗洁精',
    },
    options: [
      option('泥料', value('朱泥', 0, 'clay', 'clay'), value('紫泥', 0, 'purpleClay', 'lavender'), value('段泥', 2000, 'ochre', 'straw')),
      option('容量', value('180 ml', -3000), '240 ml'),
      option('加购', value('礼盒包装', 1500)),
    ],
    skus: skus({
      '朱泥/180 ml': 18,
      '朱泥/240 ml': 42,
      '紫泥/180 ml': 25,
      '紫泥/240 ml': 36,
      '段泥/180 ml': 0,
      '段泥/240 ml': [12, 29800],
    }),
    volumePrices: [
      { from: 2, priceFen: 25800 },
      { from: 5, priceFen: 23800 },
    ],
    rankPricesFen: { gold: 23900 },
    pointsYuan: 10,
    fittings: [
      { goods: 'XP-GW02', priceFen: 3900 },
    ],
    linked: ['TE-GUI-125', 'TE-BC-350'],
    pastSales: 326,
    shopNote: '段泥 180 ml 等 3 月 25 日到货，先别下架。',
    icon: 'teapot',
    tint: 'clay',
    ground: 'clay',
    partner: 'teacup-without-handle',
  }),
  goods({
    sn: 'TC-0600-E',
    name: '粗陶双耳壶，可明火温酒',
    brief: '600 ml，耐急冷急热，炭炉和电陶炉都能上',
    category: 'tea-pot',
    brand: 'jiangrenji',
    type: 'teaware',
    keywords: ['粗陶', '温酒', '煮茶', '双耳壶'],
    description: html`
      陶泥里掺了三成锂辉石，烧红了浇冷水也不裂。冬天架在炭炉上温黄酒，夏天拿来煮陈皮白茶。
      - 双耳隔热，离火十秒就能提
      - 内壁不上釉，煮过酒的不要再煮茶
      - 壶底有火痕是正常使用的样子
    `,
    shopPriceFen: 12600,
    marketPriceFen: 14800,
    costPriceFen: 5900,
    weightGrams: 720,
    stock: 41,
    properties: {
      产地: '福建德化',
      材质: '粗陶',
      工艺: '柴烧，无釉内壁',
      尺寸: '13.5 × 11.2 × 16.0 cm',
      适用: '明火、电陶炉；不可用电磁炉',
    },
    promotion: { priceFen: 10800, startDays: -3, endDays: 9 },
    pastSales: 318,
    icon: 'amphora',
    ground: 'sand',
    partner: 'sake',
  }),
  goods({
    sn: 'TC-1500-C',
    name: '高硼硅冷泡壶 1.5 L，冰箱侧门放得下',
    brief: '耐 −20 到 150 °C 温差，硅胶盖一按即倒',
    category: 'tea-pot',
    brand: 'yuexiabai',
    type: 'teaware',
    keywords: ['冷泡壶', '玻璃壶', '凉水壶', '冷泡茶'],
    description: html`
      # 晚上放进去，早上倒出来
      1.5 L 冷水加 15 克茶叶，冰箱里放八小时，涩味几乎没有。
      - 直径 9.4 cm，量过七个牌子的冰箱侧门，都放得下
      - 壶口 8 cm，手伸得进去洗
      - 刻度烧在玻璃里，洗不掉
      可以直接倒开水，不要上明火。
    `,
    shopPriceFen: 12000,
    marketPriceFen: 13800,
    costPriceFen: 4800,
    weightGrams: 540,
    flags: ['new'],
    properties: {
      产地: '河北河间',
      材质: '玻璃',
      工艺: '高硼硅机吹',
      尺寸: '直径 9.4，高 26 cm',
      适用: '冷泡、凉白开；洗碗机可用',
    },
    options: [
      option('容量', value('1.0 L', -2000), '1.5 L'),
      option('颜色', '透明', value('烟灰', 500, 'grey', 'stone')),
    ],
    skus: skus({ '1.0 L/透明': 60, '1.5 L/透明': 44, '1.5 L/烟灰': 18 }),
    linked: ['TE-LJ-100', 'KI-GLS-1'],
    pastSales: 89,
    icon: 'jar',
    ground: 'sky',
    partner: 'lemon',
  }),
]
