import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const homeLiving: SeedGoods[] = [
  goods({
    sn: 'HO-BSK-W',
    name: '手编柳条篮 野餐收纳',
    brief: '整根去皮柳条，提手能承 12 kg',
    category: 'storage',
    brand: 'jiangrenji',
    type: 'homeware',
    keywords: ['柳条篮', '野餐篮', '收纳篮', '手编'],
    description: html`
      # 编一只要五个小时
      临沂的白柳，泡软去皮，一根一根压着编。底是双层井字，放西瓜也不塌。
      - 提手用铜钉铆死，试过吊 12 kg 一昼夜
      - 内衬棉布可拆洗
      新篮有青草味，通风两三天就散。沾水后倒扣晾干。
    `,
    shopPriceFen: 7900,
    marketPriceFen: 9900,
    costPriceFen: 3700,
    weightGrams: 920,
    flags: ['new'],
    properties: {
      材质: '柳条',
      产地: '山东临沂',
      尺寸: '34 × 26 × 20 cm',
      养护: '避免长期暴晒',
    },
    options: [
      option('规格', value('小号', -1500), '中号', value('大号', 2600)),
    ],
    skus: skus({ 小号: 12, 中号: 27, 大号: 0 }),
    pastSales: 156,
    icon: 'basket',
    ground: 'clay',
    partner: 'baguette-bread',
  }),
  goods({
    sn: 'HO-CLK-W',
    name: '胡桃木座钟，静音扫秒',
    brief: '北美黑胡桃整木，一节五号电池走一年',
    category: 'lamp-clock',
    brand: 'muzhishi',
    type: 'homeware',
    keywords: ['座钟', '胡桃木', '静音', '台钟'],
    description: html`
      # 听不见的钟
      扫秒机芯，夜里放床头量过 18 分贝，比翻书轻。
      - 钟身一整块黑胡桃掏出来，不拼板
      - 木蜡油三遍，半年擦一次就好
      - 误差每天一秒以内
      木纹每只不同，收到和图片纹路不一样是正常的。
    `,
    shopPriceFen: 26800,
    marketPriceFen: 31800,
    costPriceFen: 13200,
    weightGrams: 1150,
    stock: 31,
    flags: ['best'],
    properties: {
      材质: '胡桃木',
      产地: '浙江安吉',
      尺寸: '21 × 19 × 8 cm',
      养护: '木蜡油，远离暖气',
    },
    promotion: { priceFen: 21800, startDays: -1, endDays: 1 },
    pointsYuan: 20,
    pastSales: 274,
    icon: 'mantelpiece-clock',
    ground: 'sand',
    partner: 'books',
  }),
  goods({
    sn: 'HO-LMP-P',
    name: '手糊宣纸灯笼吊灯 30 cm',
    brief: '竹骨宣纸，光是暖的，影子是软的',
    category: 'lamp-clock',
    brand: 'jiangrenji',
    type: 'homeware',
    keywords: ['灯笼', '吊灯', '宣纸', '竹骨'],
    description: html`
      泾县宣纸掺楮皮，糊在十六根竹骨上，刷一层柿漆防潮。平着寄，到手撑开就圆。
      - 送 E27 灯头与 2 m 线，灯泡请用 7 W 以内的 LED
      - 纸破了可以补：附两张同纸
    `,
    shopPriceFen: 15600,
    marketPriceFen: 18600,
    costPriceFen: 7100,
    weightGrams: 480,
    stock: 19,
    properties: {
      材质: '宣纸与竹',
      产地: '安徽泾县',
      尺寸: '直径 30，高 34 cm',
      养护: '鸡毛掸除尘',
    },
    options: [
      option('加购', value('7 W 暖光灯泡', 1900)),
    ],
    pastSales: 97,
    icon: 'red-paper-lantern',
    ground: 'rose',
    partner: 'folding-hand-fan',
  }),
  goods({
    sn: 'HO-BLB-7',
    name: '暖光护眼灯泡 7 W,2700 K 两只装',
    brief: '显色 Ra 95，书页是白的，木头是黄的',
    category: 'lamp-clock',
    brand: 'dengxia',
    type: 'homeware',
    keywords: ['灯泡', 'LED', '暖光', 'E27'],
    description: html`
      无频闪驱动，用手机拍没有黑条。亮度 650 流明，够一张书桌。
      - E27 螺口，直径 6 cm
      - 不可调光，请不要接调光器
    `,
    shopPriceFen: 3400,
    marketPriceFen: 4200,
    costPriceFen: 1200,
    weightGrams: 160,
    stock: 260,
    properties: {
      材质: 'PC 与铝',
      产地: '广东中山',
      尺寸: '6.0 × 10.8 cm',
      养护: '断电更换',
    },
    pastSales: 1340,
    icon: 'light-bulb',
    ground: 'straw',
    partner: 'books',
  }),
  goods({
    sn: 'HO-MIR-1',
    name: '复古黄铜边化妆镜 38 cm',
    brief: '可挂可立，银镜无铜，边框会慢慢变暗',
    category: 'storage',
    brand: 'jiangrenji',
    type: 'homeware',
    keywords: ['镜子', '化妆镜', '黄铜', '壁挂'],
    description: html`
      5 mm 浮法银镜，照人不变形。花边是失蜡铸的黄铜，不镀金，放一年会有旧味。
      - 背后有挂钩和支架两种用法
      - 随箱四角加了蜂窝纸，碎了包赔
    `,
    shopPriceFen: 16900,
    marketPriceFen: 19900,
    costPriceFen: 7800,
    weightGrams: 2300,
    stock: 16,
    properties: {
      材质: '玻璃与黄铜',
      产地: '浙江温州',
      尺寸: '38 × 28 cm',
      养护: '软布擦拭',
    },
    pastSales: 121,
    icon: 'mirror',
    ground: 'lavender',
    partner: 'rose',
  }),
  goods({
    sn: 'HO-CHR-1',
    name: '榉木小圆椅，榫卯无钉',
    brief: '坐高 44 cm，承重 150 kg，十分钟装好',
    category: 'storage',
    brand: 'muzhishi',
    type: 'homeware',
    seller: 'shiguang',
    keywords: ['椅子', '榉木', '餐椅', '榫卯'],
    description: html`
      # 敲进去就不会出来
      六处明榫，到手用附的木槌敲紧，再也不晃。椅背弯了 7 度，吃饭看书都靠得住。
      - 欧洲榉木，含水率 8 到 10 %
      - 椅脚贴了羊毛毡
      大件由物流送到楼下，上楼请加 20 元。
    `,
    shopPriceFen: 39800,
    marketPriceFen: 46800,
    costPriceFen: 20600,
    weightGrams: 5400,
    properties: {
      材质: '榉木',
      产地: '浙江安吉',
      尺寸: '45 × 46 × 78 cm',
      养护: '木蜡油，远离暖气',
    },
    options: [
      option('颜色', value('胡桃色', 0, undefined, 'sand'), value('原木', -2000, 'ochre', 'straw'), value('黑', 1000, 'black', 'stone')),
    ],
    skus: skus({ 胡桃色: 11, 原木: 18, 黑: 0 }),
    rankPricesFen: { black: 34800 },
    pointsYuan: 30,
    pastSales: 88,
    icon: 'chair',
    ground: 'sage',
    partner: 'potted-plant',
  }),
  goods({
    sn: 'HO-WND-1',
    name: '江户风玻璃风铃，手绘金鱼',
    brief: '口沿不磨平，声音才清',
    category: 'storage',
    brand: 'jiangrenji',
    type: 'homeware',
    keywords: ['风铃', '玻璃', '手绘', '窗饰'],
    description: html`
      玻璃趁热吹，画在里面，雨淋不掉。口沿故意留着毛边，风一碰就响。
      - 短册是和纸，可以写字
      - 风大的天请收进来，撞碎过三只
    `,
    shopPriceFen: 4600,
    marketPriceFen: 5600,
    costPriceFen: 1900,
    weightGrams: 180,
    stock: 54,
    onSale: false,
    properties: {
      材质: '玻璃',
      产地: '山东淄博',
      尺寸: '7 × 7，连坠 32 cm',
      养护: '软布擦拭',
    },
    pastSales: 302,
    shopNote: '夏天再上架。',
    icon: 'wind-chime',
    ground: 'mint',
    partner: 'hibiscus',
  }),
]
