import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const tableware: SeedGoods[] = [
  goods({
    sn: 'KI-BOWL-5',
    name: '手捏粗陶燕麦碗，配不锈钢勺',
    brief: '550 ml 方口碗，酸奶麦片一顿的量',
    category: 'tableware',
    brand: 'jiangrenji',
    type: 'teaware',
    keywords: ['碗', '早餐碗', '燕麦碗', '粗陶'],
    description: html`
      方口圆底，勺子顺着边刮得干净。外壁留着指痕，拿在手里不滑。
      - 可进微波炉，洗碗机请放上层
      - 勺长 15 cm,304 不锈钢
      手捏的碗口会差一两毫米，叠放时有轻微晃动。
    `,
    shopPriceFen: 5800,
    marketPriceFen: 6800,
    costPriceFen: 2300,
    weightGrams: 480,
    properties: {
      产地: '福建德化',
      材质: '粗陶',
      工艺: '手捏，亮釉',
      尺寸: '13.8 × 12.6 × 6.8 cm',
      适用: '微波炉、洗碗机',
    },
    options: [
      option('颜色', value('海蓝', 0, 'blue', 'sky'), value('奶白', 0, 'oat', 'sand'), value('抹茶', 0, 'sage', 'sage')),
    ],
    skus: skus({ 海蓝: 52, 奶白: 61, 抹茶: 30 }),
    volumePrices: [
      { from: 2, priceFen: 5500 },
      { from: 4, priceFen: 5100 },
    ],
    pastSales: 1467,
    icon: 'bowl-with-spoon',
    ground: 'sky',
    partner: 'blueberries',
  }),
  goods({
    sn: 'KI-RAM-1',
    name: '斗笠面碗 900 ml，加厚隔热底',
    brief: '端得住一碗热汤面',
    category: 'tableware',
    brand: 'qingyao',
    type: 'teaware',
    keywords: ['面碗', '汤碗', '斗笠碗', '大碗'],
    description: html`
      口大底小，面条捞得起来，汤喝得见底。碗底加厚到 9 mm，盛满热汤，手托底不烫。
      - 容量 900 ml，一人份面加浇头
      - 高温釉下彩，铅镉溶出低于国标十分之一
    `,
    shopPriceFen: 4200,
    marketPriceFen: 5200,
    costPriceFen: 1600,
    weightGrams: 620,
    properties: {
      产地: '江西景德镇',
      材质: '釉瓷',
      工艺: '釉下彩',
      尺寸: '20.2 × 7.6 cm',
      适用: '微波炉、洗碗机',
    },
    options: [
      option('颜色', value('朱红', 0, undefined, 'rose'), value('靛青', 0, 'navy', 'sky')),
    ],
    skus: skus({ 朱红: 44, 靛青: 58 }),
    pastSales: 830,
    icon: 'steaming-bowl',
    ground: 'clay',
    partner: 'chopsticks',
  }),
  goods({
    sn: 'KI-CHP-10',
    name: '鸡翅木筷 10 双，无漆无蜡',
    brief: '打磨到 800 目，自带木纹',
    category: 'tableware',
    brand: 'jiangrenji',
    type: 'teaware',
    keywords: ['筷子', '木筷', '鸡翅木', '家用'],
    description: html`
      不上漆不打蜡，只用食用油擦过一遍。头尖 2.6 mm，夹得起花生，挑得出鱼刺。
      - 25 cm，成人用
      - 建议半年一换；不进洗碗机，不进消毒柜高温档
      拆包闻到木头味是正常的，热水烫一遍就淡了。
    `,
    shopPriceFen: 3600,
    marketPriceFen: 4500,
    costPriceFen: 1300,
    weightGrams: 240,
    stock: 310,
    properties: {
      产地: '广西凭祥',
      材质: '木',
      工艺: '无漆打磨',
      尺寸: '长 25 cm',
      适用: '手洗晾干',
    },
    pastSales: 2690,
    icon: 'chopsticks',
    ground: 'rose',
    partner: 'cooked-rice',
  }),
  goods({
    sn: 'KI-PLT-4',
    name: '骨瓷平盘四件，10 寸 8 寸各两只',
    brief: '没有花，菜好看就够了',
    category: 'tableware',
    brand: 'yuexiabai',
    type: 'teaware',
    keywords: ['盘子', '骨瓷', '西餐盘', '平盘'],
    description: html`
      含骨粉 45 %，薄、白、敲起来是钟声。盘沿抬高 1.8 cm，汤汁不出界。
      - 四只叠起来高 6 cm，不占柜子
      - 无金边，可进微波炉
      运输碎了拍照，当天补发。
    `,
    shopPriceFen: 13800,
    marketPriceFen: 16800,
    costPriceFen: 6100,
    weightGrams: 1860,
    stock: 29,
    properties: {
      产地: '河北唐山',
      材质: '白瓷',
      工艺: '45 % 骨瓷',
      尺寸: '25.6 与 20.4 cm',
      适用: '微波炉、洗碗机',
    },
    pastSales: 391,
    icon: 'fork-and-knife-with-plate',
    ground: 'lavender',
    partner: 'tomato',
  }),
  goods({
    sn: 'KI-GLS-1',
    name: '锤纹玻璃杯 350 ml，厚底不倒',
    brief: '手工锤纹，光透过来在桌上晃',
    category: 'drinkware',
    brand: 'yuexiabai',
    type: 'teaware',
    keywords: ['玻璃杯', '锤纹', '水杯', '威士忌杯'],
    description: html`
      底厚 11 mm，放下去有分量。锤纹是趁热压的，深浅不一。
      - 钠钙玻璃，只装冷饮和温水，不要倒开水
      - 一只装和四只装，四只装每只便宜 4 元
    `,
    shopPriceFen: 2900,
    marketPriceFen: 3600,
    costPriceFen: 1000,
    weightGrams: 330,
    properties: {
      产地: '河北河间',
      材质: '玻璃',
      工艺: '手工压纹',
      尺寸: '8.2 × 9.4 cm',
      适用: '冷饮；手洗',
    },
    options: [
      option('规格', '一只', value('四只', 7100)),
    ],
    skus: skus({ 一只: 140, 四只: 36 }),
    pastSales: 1893,
    icon: 'tumbler-glass',
    ground: 'straw',
    partner: 'lemon',
  }),
  goods({
    sn: 'KI-BOX-2',
    name: '双层便当盒 1.2 L，汤汁不漏',
    brief: '可微波，自带筷子与分格',
    category: 'drinkware',
    brand: 'buxingji',
    type: 'teaware',
    keywords: ['便当盒', '饭盒', '上班', '微波'],
    description: html`
      上层放菜，下层放饭，四面扣加一圈硅胶，倒过来晃也不漏。
      - PP5 材质，耐 −20 到 120 °C，盖子请取下再微波
      - 分格可拆，洗起来没有死角
    `,
    shopPriceFen: 5900,
    marketPriceFen: 7500,
    costPriceFen: 2200,
    weightGrams: 520,
    stock: 0,
    properties: {
      产地: '浙江台州',
      材质: 'PP5',
      工艺: '注塑',
      尺寸: '19 × 12 × 9.6 cm',
      适用: '微波炉、洗碗机',
    },
    pastSales: 544,
    icon: 'bento-box',
    ground: 'mint',
    partner: 'chopsticks',
  }),
]
