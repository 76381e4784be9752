import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const teaCups: SeedGoods[] = [
  goods({
    sn: 'TC-0410-W',
    name: '白瓷泡茶杯，带隔渣与胡桃木托',
    brief: '410 ml，办公桌上一个人的茶席',
    category: 'tea-cup',
    brand: 'yuexiabai',
    type: 'teaware',
    keywords: ['泡茶杯', '白瓷', '办公', '胡桃木'],
    description: html`
      # 三件一套
      杯、瓷隔渣、胡桃木托。盖子反过来就是隔渣的碟，不弄湿文件。
      - 隔渣孔 0.8 mm，龙井的毫也漏不下去
      - 木托背面贴软木，放下没有声音
      - 杯口外翻 12 度，烫嘴的时候小口喝
      木托请擦干，不要泡水，不要进洗碗机。
    `,
    shopPriceFen: 19800,
    marketPriceFen: 23800,
    costPriceFen: 9600,
    weightGrams: 520,
    stock: 64,
    flags: ['best'],
    properties: {
      产地: '福建德化',
      材质: '白瓷',
      工艺: '高温白瓷，实木车制',
      尺寸: '杯 9.2 × 8.8 cm，托 13.6 cm',
      适用: '绿茶、花草茶',
    },
    options: [
      option('加购', value('礼盒包装', 1500), value('杯身刻名', 2000)),
    ],
    rankPricesFen: { black: 17200 },
    linked: ['TE-LJ-100', 'TE-MLH-060'],
    pastSales: 947,
    icon: 'teacup-without-handle',
    ground: 'lavender',
    partner: 'herb',
  }),
  goods({
    sn: 'XP-GW02',
    name: '白瓷盖碗杯',
    brief: '150 ml 三才盖碗，薄胎不烫手',
    category: 'tea-cup',
    brand: 'yuexiabai',
    type: 'teaware',
    keywords: ['盖碗', '白瓷', '三才', '功夫茶'],
    description: html`
      什么茶都能试的一只碗：白瓷不吸味，香气和毛病都藏不住。
      - 碗口外撇 3 cm，手指捏在凉的地方
      - 碗底 2.8 cm，托得稳
      - 胎厚 1.6 mm，对着光透影
      第一次用盖碗，水倒到八分满就不烫手。
    `,
    shopPriceFen: 4500,
    marketPriceFen: 5800,
    costPriceFen: 1700,
    weightGrams: 186,
    stock: 220,
    flags: ['hot'],
    properties: {
      产地: '福建德化',
      材质: '白瓷',
      工艺: '薄胎手拉坯',
      尺寸: '碗口 9.6，高 8.2 cm',
      适用: '所有茶类',
    },
    volumePrices: [
      { from: 4, priceFen: 4200 },
      { from: 10, priceFen: 3800 },
    ],
    linked: ['TE-GUI-125', 'XP-ZS01'],
    pastSales: 3310,
    icon: 'teacup-without-handle',
    ground: 'mint',
    partner: 'leaf-fluttering-in-wind',
  }),
  goods({
    sn: 'TC-MUG-2',
    name: '哑光茶咖两用马克杯 300 ml',
    brief: '外哑内亮，喝茶看得见汤色，喝咖啡不留渍',
    category: 'tea-cup',
    brand: 'qingyao',
    type: 'teaware',
    keywords: ['马克杯', '咖啡杯', '带碟'],
    description: html`
      一只杯一只碟。外壁是磨砂哑光，手不滑；内壁上白釉，茶汤是什么颜色一眼看见。
      - 把手容得下三根手指
      - 碟心下凹 2 mm，杯子走路时不晃
      - 可进微波炉和洗碗机
    `,
    shopPriceFen: 6900,
    marketPriceFen: 8900,
    costPriceFen: 2700,
    weightGrams: 410,
    properties: {
      产地: '江西景德镇',
      材质: '釉瓷',
      工艺: '哑光釉',
      尺寸: '杯 8.6 × 9.0 cm，碟 15 cm',
      适用: '微波炉、洗碗机',
    },
    options: [
      option('颜色', value('雾紫', 0, 'lavender', 'lavender'), value('燕麦', 0, 'oat', 'sand'), value('松绿', 0, 'inkGreen', 'mint'), value('炭黑', 0, 'black', 'stone')),
    ],
    skus: skus({ 雾紫: 38, 燕麦: 72, 松绿: 0, 炭黑: 45 }),
    pastSales: 1120,
    icon: 'hot-beverage',
    tintPart: [200, 320],
    ground: 'stone',
    partner: 'cookie',
  }),
  goods({
    sn: 'TC-SAKE-1',
    name: '青白釉温酒器，一壶一杯',
    brief: '300 ml 小酒壶配 60 ml 杯，隔水温三分钟',
    category: 'tea-tool',
    brand: 'qingyao',
    type: 'teaware',
    keywords: ['酒壶', '温酒', '青白釉', '清酒'],
    description: html`
      青白釉压着极浅的一圈蓝，倒黄酒是琥珀色，倒清酒看得见杯底。
      - 壶口捏了一道流，倒完不挂壁
      - 放进 70 °C 热水，三分钟温到 45 °C
      - 也有人买来当油醋瓶，正好
    `,
    shopPriceFen: 8800,
    marketPriceFen: 10800,
    costPriceFen: 3600,
    weightGrams: 430,
    stock: 26,
    properties: {
      产地: '江西景德镇',
      材质: '釉瓷',
      工艺: '青白釉',
      尺寸: '壶 7.2 × 12.5 cm',
      适用: '隔水加热，不可明火',
    },
    pastSales: 143,
    icon: 'sake',
    ground: 'sky',
    partner: 'amphora',
  }),
  goods({
    sn: 'TC-CAN-W',
    name: '白瓷密封茶叶罐，装得下 150 克',
    brief: '双层盖加硅胶圈，绿茶放半年香还在',
    category: 'tea-tool',
    brand: 'yuexiabai',
    type: 'teaware',
    keywords: ['茶叶罐', '密封罐', '白瓷'],
    description: html`
      茶叶怕光怕潮怕串味。这只罐不透光，双层盖，内盖带食品级硅胶圈，按下去有一声闷响才算盖严。
      - 容积 680 ml，龙井约 150 克，岩茶约 200 克
      - 罐口 7 cm，茶匙进出不碰
      - 罐底留了写日期的素面，用铅笔写，擦得掉
    `,
    shopPriceFen: 7600,
    marketPriceFen: 9200,
    costPriceFen: 3100,
    weightGrams: 468,
    properties: {
      产地: '福建德化',
      材质: '白瓷',
      工艺: '高温白瓷',
      尺寸: '9.8 × 12.4 cm',
      适用: '绿茶、乌龙、咖啡豆',
    },
    options: [
      option('颜色', value('月白', 0, 'white', 'rose'), value('燕麦', 300, 'oat', 'sand'), value('豆绿', 300, 'sage', 'sage')),
    ],
    skus: skus({ 月白: 48, 燕麦: 23, 豆绿: 17 }),
    volumePrices: [
      { from: 2, priceFen: 7200 },
      { from: 6, priceFen: 6600 },
    ],
    pastSales: 702,
    icon: 'jar',
    tint: 'oat',
    ground: 'rose',
    partner: 'herb',
  }),
  goods({
    sn: 'TC-SPN-B',
    name: '黄铜茶匙，一勺约 3 克',
    brief: '手工锻打，勺口比着盖碗的弧度弯',
    category: 'tea-tool',
    brand: 'jiangrenji',
    type: 'teaware',
    keywords: ['茶匙', '茶则', '黄铜'],
    description: html`
      一勺绿茶约 3 克，一勺岩茶约 5 克，盖碗投一勺半刚好。
      表面是锻打留下的小平面，不镀不漆，用久了会暗，拿柠檬皮擦一擦又亮回来。
      - 长 17.5 cm，重 38 克
      - 每把的锤痕不同
    `,
    shopPriceFen: 3800,
    marketPriceFen: 4500,
    costPriceFen: 1500,
    weightGrams: 38,
    stock: 130,
    properties: {
      产地: '云南鹤庆',
      材质: '黄铜',
      工艺: '手工锻打',
      尺寸: '17.5 × 3.2 cm',
      适用: '擦干存放',
    },
    pastSales: 886,
    icon: 'spoon',
    tint: 'ochre',
    ground: 'straw',
    partner: 'jar',
  }),
]
