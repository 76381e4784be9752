import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const gadget: SeedGoods[] = [
  goods({
    sn: 'GD-EAR-1',
    name: '头戴蓝牙耳机，降噪 38 dB，续航 60 小时',
    brief: '耳罩软，戴眼镜也不夹',
    category: 'audio',
    brand: 'xiaosheng',
    type: 'gadget',
    keywords: ['耳机', '蓝牙耳机', '降噪', '头戴'],
    description: html`
      # 声音小一点，听得久一点
      默认最高 85 分贝，听一天耳朵不胀。夹力 4.2 N，眼镜腿不疼。
      - 关降噪 60 小时，开降噪 42 小时
      - 充十分钟听五小时，Type-C
      - 耳罩可换，39 元一对
      一年内非人为损坏换新。
    `,
    shopPriceFen: 39900,
    marketPriceFen: 49900,
    costPriceFen: 20800,
    weightGrams: 520,
    flags: ['best', 'freeShipping'],
    properties: {
      供电: '锂电池',
      接口: 'Type-C',
      尺寸: '17 × 19 × 8 cm',
      质保: '一年换新',
    },
    options: [
      option('颜色', value('云灰', 0, 'grey', 'stone'), value('雾蓝', 0, 'celadon', 'sky'), value('奶油', 0, 'oat', 'sand')),
    ],
    skus: skus({ 云灰: 33, 雾蓝: 19, 奶油: 0 }),
    promotion: { priceFen: 34900, startDays: -5, endDays: 8 },
    rankPricesFen: { gold: 36900 },
    pointsYuan: 30,
    pastSales: 704,
    icon: 'headphone',
    ground: 'stone',
    partner: 'radio',
  }),
  goods({
    sn: 'GD-RAD-1',
    name: '木壳收音机音箱，FM 与蓝牙',
    brief: '旋钮是真的旋钮',
    category: 'audio',
    brand: 'xiaosheng',
    type: 'gadget',
    keywords: ['收音机', '音箱', '蓝牙音箱', '复古'],
    description: html`
      调频有刻度盘，转过去会沙沙响，停在台上才清楚。蓝牙连手机，也能当闹钟的喇叭。
      - 3 英寸全频单元，8 W，够一间卧室
      - 电池 12 小时，插着电不充满，护电池
    `,
    shopPriceFen: 29900,
    marketPriceFen: 35900,
    costPriceFen: 15200,
    weightGrams: 1100,
    stock: 27,
    properties: {
      供电: '锂电池',
      接口: 'Type-C',
      尺寸: '22 × 9 × 13 cm',
      质保: '一年',
    },
    pastSales: 231,
    icon: 'radio',
    ground: 'sand',
    partner: 'alarm-clock',
  }),
  goods({
    sn: 'GD-KEY-84',
    name: '84 键静音机械键盘，三模连接',
    brief: '图书馆里也能打字',
    category: 'desk',
    brand: 'xiaosheng',
    type: 'gadget',
    keywords: ['键盘', '机械键盘', '静音', '蓝牙'],
    description: html`
      静音轴触底 35 分贝，底下垫了三层棉。键帽 PBT 五面热升华，打三年不打油。
      - 有线、蓝牙、2.4 G，三台设备一键切
      - 电池 4000 mAh，关灯用四个月
    `,
    shopPriceFen: 32900,
    marketPriceFen: 39900,
    costPriceFen: 17600,
    weightGrams: 980,
    properties: {
      供电: '锂电池',
      接口: 'Type-C',
      尺寸: '31.5 × 12.5 × 3.8 cm',
      质保: '两年',
    },
    options: [
      option('颜色', value('月灰', 0, 'grey', 'stone'), value('藏青', 0, 'navy', 'sky')),
      option('规格', '轻压轴', value('段落轴', 2000)),
    ],
    skus: skus({ '月灰/轻压轴': 24, '月灰/段落轴': 9, '藏青/轻压轴': 13 }),
    fittings: [
      { goods: 'GD-MOU-1', priceFen: 8900 },
    ],
    pointsYuan: 20,
    pastSales: 399,
    icon: 'keyboard',
    ground: 'sky',
    partner: 'computer-mouse',
  }),
  goods({
    sn: 'GD-MOU-1',
    name: '静音无线鼠标，对称手型',
    brief: '左右手都能用，一节电池一年',
    category: 'desk',
    brand: 'xiaosheng',
    type: 'gadget',
    keywords: ['鼠标', '无线', '静音'],
    description: html`
      微动换成静音款，按下去是闷的一声。62 克，出差放兜里。
      - 玻璃和白桌面请垫一张纸
      - 接收器藏在电池仓里
    `,
    shopPriceFen: 9900,
    marketPriceFen: 12900,
    costPriceFen: 4600,
    weightGrams: 180,
    properties: {
      供电: '干电池',
      接口: '2.4 G',
      尺寸: '11.5 × 6.2 × 3.6 cm',
      质保: '两年',
    },
    options: [
      option('颜色', value('月灰', 0, 'grey', 'stone'), value('奶油', 0, 'oat', 'sand'), value('豆绿', 0, 'sage', 'sage')),
    ],
    skus: skus({ 月灰: 55, 奶油: 32, 豆绿: 20 }),
    pastSales: 655,
    icon: 'computer-mouse',
    ground: 'stone',
    partner: 'keyboard',
  }),
  goods({
    sn: 'GD-ALM-1',
    name: '双铃闹钟，没有软件没有网',
    brief: '手机放客厅，早上它来叫',
    category: 'desk',
    brand: 'muzhishi',
    type: 'gadget',
    keywords: ['闹钟', '双铃', '机械', '学生'],
    description: html`
      真铃真锤，响起来整个屋子都知道。平时是静音扫秒，听不见走。
      - 背后三个钮：时间、闹铃、夜灯
      - 一节五号电池一年
    `,
    shopPriceFen: 8900,
    marketPriceFen: 10900,
    costPriceFen: 3900,
    weightGrams: 320,
    properties: {
      供电: '干电池',
      接口: '无',
      尺寸: '9.5 × 5.5 × 14 cm',
      质保: '一年',
    },
    options: [
      option('颜色', value('柿红', 0, undefined, 'rose'), value('薄荷', 0, 'mint', 'mint'), value('黑', 0, 'black', 'stone')),
    ],
    skus: skus({ 柿红: 26, 薄荷: 31, 黑: 44 }),
    pastSales: 588,
    icon: 'alarm-clock',
    ground: 'rose',
    partner: 'books',
  }),
  goods({
    sn: 'GD-TIM-1',
    name: '番茄钟计时器，转一下就开始',
    brief: '拧到 25，放下手机',
    category: 'desk',
    brand: 'xiaosheng',
    type: 'gadget',
    keywords: ['计时器', '番茄钟', '厨房计时'],
    description: html`
      转盘拧到几分就计几分，红色扇面一点点少下去，看得见时间。
      - 铃声三档，可以只闪灯
      - 背面磁铁，贴冰箱煮面也好用
    `,
    shopPriceFen: 5900,
    marketPriceFen: 6900,
    costPriceFen: 2400,
    weightGrams: 150,
    stock: 105,
    flags: ['new'],
    properties: {
      供电: '干电池',
      接口: '无',
      尺寸: '8 × 8 × 3.6 cm',
      质保: '一年',
    },
    linked: ['PP-NB-A5'],
    pastSales: 260,
    icon: 'timer-clock',
    ground: 'mint',
    partner: 'notebook',
  }),
  goods({
    sn: 'GD-WAT-38',
    name: '38 mm 石英表，蓝宝石玻璃，小牛皮带',
    brief: '没有日期，没有秒数，只有现在',
    category: 'portable',
    brand: 'muzhishi',
    type: 'gadget',
    keywords: ['手表', '石英表', '简约', '情侣表'],
    description: html`
      表盘 38 mm，厚 7.2 mm，衬衫袖口塞得进。指针夜里有一点绿光。
      - 50 米生活防水，洗手可以，游泳不行
      - 快拆表带，20 mm 通用
    `,
    shopPriceFen: 46900,
    marketPriceFen: 56900,
    costPriceFen: 23900,
    weightGrams: 160,
    flags: ['freeShipping'],
    properties: {
      供电: '纽扣电池',
      接口: '无',
      尺寸: '38 × 7.2 mm',
      质保: '两年',
    },
    options: [
      option('颜色', value('蓝', 0, 'blue', 'sky'), value('棕', 0, 'walnut', 'sand'), value('黑', 0, 'black', 'stone')),
    ],
    skus: skus({ 蓝: 12, 棕: 15, 黑: 10 }),
    pointsYuan: 40,
    pastSales: 119,
    icon: 'watch',
    ground: 'sky',
    partner: 'glasses',
  }),
  goods({
    sn: 'GD-FLA-1',
    name: '随身手电 1000 流明，Type-C 直充',
    brief: '比一支口红大一点，照得到 150 米',
    category: 'portable',
    brand: 'xiaosheng',
    type: 'gadget',
    keywords: ['手电筒', '强光', '露营', '应急'],
    description: html`
      五档，最低 1 流明起夜不刺眼，最高 1000 流明找猫够用。
      - 高亮三分钟后自动降档，防烫
      - IPX6，下雨可以用，不要泡水
    `,
    shopPriceFen: 11900,
    marketPriceFen: 14900,
    costPriceFen: 5400,
    weightGrams: 130,
    stock: 3,
    properties: {
      供电: '锂电池',
      接口: 'Type-C',
      尺寸: '9.6 × 2.4 cm',
      质保: '一年',
    },
    pastSales: 342,
    icon: 'flashlight',
    ground: 'straw',
    partner: 'battery',
  }),
  goods({
    sn: 'GD-MIC-1',
    name: '桌面电容麦克风，开会录音两用',
    brief: '一键静音，红灯亮着就是真的静音',
    category: 'audio',
    brand: 'xiaosheng',
    type: 'gadget',
    keywords: ['麦克风', '录音', '会议', '播客'],
    description: html`
      心形指向，键盘声压得住。USB 即插即用，耳机监听零延迟。
      - 静音是断电路，不是软件
      - 底座可拆，接悬臂
    `,
    shopPriceFen: 26900,
    marketPriceFen: 31900,
    costPriceFen: 14100,
    weightGrams: 720,
    stock: 0,
    properties: {
      供电: 'USB',
      接口: 'Type-C',
      尺寸: '10 × 10 × 24 cm',
      质保: '一年',
    },
    pastSales: 93,
    icon: 'studio-microphone',
    ground: 'lavender',
    partner: 'headphone',
  }),
]
