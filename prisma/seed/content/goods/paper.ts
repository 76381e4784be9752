import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const paper: SeedGoods[] = [
  goods({
    sn: 'PP-NB-A5',
    name: 'A5 平摊笔记本 192 页，钢笔不洇',
    brief: '100 克象牙纸，180 度摊平，线装',
    category: 'stationery',
    brand: 'zhishang',
    type: 'stationery',
    keywords: ['笔记本', '手账', 'A5', '钢笔'],
    description: html`
      # 写到订口也顺手
      锁线装，摊开压一下就平。纸是 100 克象牙白，湿润的 M 尖也不透。
      - 页码印好了，前面留四页目录
      - 两根丝带，一只内袋
    `,
    shopPriceFen: 4200,
    marketPriceFen: 4900,
    costPriceFen: 1700,
    weightGrams: 340,
    flags: ['hot'],
    properties: {
      材质: '道林纸',
      产地: '浙江义乌',
      尺寸: '14.8 × 21 cm',
      页数: '192',
    },
    options: [
      option('颜色', value('炭紫', 0, undefined, 'lavender'), value('墨绿', 0, 'inkGreen', 'mint'), value('酒红', 0, 'wine', 'rose')),
      option('规格', '方格', '点阵', '空白'),
      option('加购', value('封面烫印姓名', 1000)),
    ],
    skus: skus({
      '炭紫/方格': 60,
      '炭紫/点阵': 48,
      '炭紫/空白': 22,
      '墨绿/方格': 36,
      '墨绿/点阵': 31,
      '酒红/方格': 18,
      '酒红/点阵': 0,
    }),
    volumePrices: [
      { from: 3, priceFen: 3900 },
      { from: 10, priceFen: 3500 },
    ],
    fittings: [
      { goods: 'PP-PEN-F', priceFen: 8800 },
    ],
    pastSales: 1930,
    icon: 'notebook',
    ground: 'lavender',
    partner: 'fountain-pen',
  }),
  goods({
    sn: 'PP-PEN-F',
    name: '入门钢笔 F 尖，配吸墨器与墨囊',
    brief: '铱金尖，出水匀，26 克不累手',
    category: 'stationery',
    brand: 'zhishang',
    type: 'stationery',
    keywords: ['钢笔', '练字', 'F尖', '墨水'],
    description: html`
      笔尖每支试写过，笔帽里的那点墨就是试写留下的。
      - F 尖约 0.5 mm，写小楷格刚好
      - 长期不用请洗净再放
    `,
    shopPriceFen: 9900,
    marketPriceFen: 11900,
    costPriceFen: 4300,
    weightGrams: 120,
    properties: {
      材质: '铝与不锈钢',
      产地: '上海',
      尺寸: '13.8 × 1.2 cm',
      页数: '—',
    },
    options: [
      option('颜色', value('钴蓝', 0, 'blue', 'sky'), value('岩灰', 0, 'grey', 'stone'), value('樱粉', 0, 'pink', 'pink')),
      option('规格', 'F 尖', value('EF 尖', 500)),
    ],
    skus: skus({
      '钴蓝/F 尖': 40,
      '钴蓝/EF 尖': 15,
      '岩灰/F 尖': 33,
      '岩灰/EF 尖': 20,
      '樱粉/F 尖': 11,
    }),
    pastSales: 820,
    icon: 'fountain-pen',
    ground: 'sky',
    partner: 'notebook',
  }),
  goods({
    sn: 'PP-ART-24',
    name: '24 色固体水彩，铁盒带自来水笔',
    brief: '出门画画，一只口袋装得下',
    category: 'art',
    brand: 'zhishang',
    type: 'stationery',
    keywords: ['水彩', '固体水彩', '画材', '写生'],
    description: html`
      色粉足，蘸水两下就饱。盒盖三格是调色盘，盒底有指环。
      - 随盒一支自来水笔，灌满能画一下午
      - 单色可以补，色号写在块底
    `,
    shopPriceFen: 12800,
    marketPriceFen: 15800,
    costPriceFen: 5600,
    weightGrams: 310,
    stock: 46,
    properties: {
      材质: '铁盒',
      产地: '江苏南京',
      尺寸: '13 × 6.5 × 2 cm',
      页数: '—',
    },
    options: [
      option('加购', value('300 克水彩本', 3500)),
    ],
    fittings: [
      { goods: 'PP-BRU-3', priceFen: 3900 },
    ],
    pastSales: 410,
    icon: 'artist-palette',
    ground: 'pink',
    partner: 'paintbrush',
  }),
  goods({
    sn: 'PP-BRU-3',
    name: '松鼠毛水彩笔 3 支，2 号 6 号 10 号',
    brief: '吸水多，收锋快',
    category: 'art',
    brand: 'zhishang',
    type: 'stationery',
    keywords: ['画笔', '水彩笔', '毛笔'],
    description: html`
      仿松鼠毛，不掉毛，一笔能从湖面拖到岸边。
      - 10 号铺底，6 号主体，2 号收细节
      - 用完顺着捋尖，倒挂晾干
    `,
    shopPriceFen: 4900,
    marketPriceFen: 5900,
    costPriceFen: 2000,
    weightGrams: 60,
    stock: 88,
    properties: {
      材质: '尼龙毛与桦木',
      产地: '江西进贤',
      尺寸: '长 19 到 23 cm',
      页数: '—',
    },
    pastSales: 377,
    icon: 'paintbrush',
    ground: 'sand',
    partner: 'artist-palette',
  }),
  goods({
    sn: 'PP-BK-TEA',
    name: '《一壶之间》茶器图录，附泡茶笔记',
    brief: '四十二件日用壶，实拍与剖面图',
    category: 'book',
    brand: 'zhishang',
    type: 'stationery',
    keywords: ['书', '茶器', '图录', '茶书'],
    description: html`
      走访景德镇、宜兴、德化三地，四十二把每天在用的壶，拍正面、拍手里、画剖面。
      - 16 开，208 页，裸脊锁线
      - 附一册空白泡茶笔记
      图书拆塑封后不支持无理由退货。
    `,
    shopPriceFen: 8800,
    marketPriceFen: 9800,
    costPriceFen: 4700,
    weightGrams: 760,
    stock: 72,
    flags: ['new'],
    properties: {
      材质: '艺术纸',
      产地: '浙江杭州',
      尺寸: '18.5 × 26 cm',
      页数: '208',
    },
    linked: ['TC-0220-R', 'XP-ZS01'],
    pastSales: 134,
    icon: 'books',
    ground: 'mint',
    partner: 'teapot',
    partnerTint: 'clay',
  }),
  goods({
    sn: 'PP-LET-30',
    name: '棉浆信笺 30 张配 15 只信封',
    brief: '给值得写信的人',
    category: 'stationery',
    brand: 'zhishang',
    type: 'stationery',
    keywords: ['信纸', '信封', '棉浆纸'],
    description: html`
      棉浆毛边纸，四边手撕，120 克。淡格印在背面，写的时候透得出来，寄出去看不见。
      - 信封带内衬，封口附蜡封贴
    `,
    shopPriceFen: 3600,
    marketPriceFen: 4300,
    costPriceFen: 1500,
    weightGrams: 260,
    stock: 65,
    properties: {
      材质: '棉浆纸',
      产地: '安徽泾县',
      尺寸: '16 × 23 cm',
      页数: '30',
    },
    pastSales: 205,
    icon: 'love-letter',
    ground: 'rose',
    partner: 'fountain-pen',
  }),
]
