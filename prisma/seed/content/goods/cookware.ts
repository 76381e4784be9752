import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const cookware: SeedGoods[] = [
  goods({
    sn: 'KI-PAN-24',
    name: '预养护铸铁煎锅 24 cm，煎蛋不粘',
    brief: '出厂烧过四遍亚麻油，到手就能用',
    category: 'cookware',
    brand: 'zaobian',
    type: 'teaware',
    keywords: ['铸铁锅', '煎锅', '平底锅', '不粘'],
    description: html`
      # 没有涂层的不粘
      铸好以后打磨到 Ra 3.2，再烧四遍亚麻油。第一颗蛋就能滑动，越用越黑越滑。
      # 要知道的两件事
      - 重 1.9 kg，单手颠不动，两侧有倒汁口
      - 用完热水刷净、擦干、抹一层薄油，不要泡着过夜
      生锈了不用扔：钢丝球擦净，重新烧油就好，附了一张步骤卡。
    `,
    shopPriceFen: 18800,
    marketPriceFen: 22800,
    costPriceFen: 9200,
    weightGrams: 2100,
    stock: 37,
    flags: ['best'],
    properties: {
      产地: '河北泊头',
      材质: '铸铁',
      工艺: '精磨预养护',
      尺寸: '内径 24，高 4.6 cm',
      适用: '明火、电磁炉、烤箱',
    },
    rankPricesFen: { silver: 17900, gold: 16900, black: 15900 },
    fittings: [
      { goods: 'KI-SPG-3', priceFen: 900 },
    ],
    pastSales: 455,
    icon: 'cooking',
    ground: 'stone',
    partner: 'egg',
  }),
  goods({
    sn: 'KI-POT-22',
    name: '珐琅铸铁炖锅 22 cm,3.4 L',
    brief: '厚盖回水，一锅牛腩炖到软',
    category: 'cookware',
    brand: 'zaobian',
    type: 'teaware',
    keywords: ['珐琅锅', '炖锅', '铸铁锅', '煲汤'],
    description: html`
      盖子重 1.6 kg，内侧有回水点，蒸汽化成水落回锅里，炖两个小时少一成水。
      - 内壁浅色珐琅，看得见上色，不怕酸
      - 耳朵加宽，戴手套拿得稳
      - 空锅不要大火干烧，会崩瓷
      3 到 5 个人吃。
    `,
    shopPriceFen: 45900,
    marketPriceFen: 59900,
    costPriceFen: 23800,
    weightGrams: 5200,
    flags: ['freeShipping'],
    properties: {
      产地: '河北泊头',
      材质: '铸铁',
      工艺: '双层珐琅',
      尺寸: '内径 22，高 15.5 cm',
      适用: '明火、电磁炉、烤箱；不可微波',
    },
    options: [
      option('颜色', value('雾灰', 0, 'grey', 'stone'), value('陶红', 0, 'clay', 'clay'), value('橄榄', 2000, 'sage', 'sage')),
    ],
    skus: skus({
      雾灰: 15,
      陶红: 8,
      橄榄: [4, 48900],
    }),
    promotion: { priceFen: 39900, startDays: -2, endDays: 12 },
    pointsYuan: 40,
    pastSales: 208,
    icon: 'pot-of-food',
    tintPart: [200, 320],
    ground: 'straw',
    partner: 'carrot',
  }),
  goods({
    sn: 'KI-KNF-17',
    name: '三德刀 17 cm，夹钢手锻',
    brief: '切菜切肉一把够，中间硬两边韧',
    category: 'cookware',
    brand: 'zaobian',
    type: 'teaware',
    keywords: ['菜刀', '三德刀', '厨刀'],
    description: html`
      中间一层高碳钢，两边不锈软铁包着：刃口 61 度，别处不生锈。
      - 重 168 克，女生单手不累
      - 出厂开刃 15 度，纸能推断
      - 切骨头和冻肉会崩口，请另备斩骨刀
      钝了可以寄回来，第一年磨刀免费，运费各付一程。
    `,
    shopPriceFen: 21800,
    marketPriceFen: 25800,
    costPriceFen: 10600,
    weightGrams: 310,
    stock: 23,
    properties: {
      产地: '浙江龙泉',
      材质: '夹钢',
      工艺: '手工锻打',
      尺寸: '全长 30，刃长 17 cm',
      适用: '手洗擦干',
    },
    pastSales: 166,
    icon: 'kitchen-knife',
    ground: 'sky',
    partner: 'carrot',
  }),
  goods({
    sn: 'KI-SPG-3',
    name: '丝瓜络洗碗海绵 3 块',
    brief: '一面软一面糙，用完能堆肥',
    category: 'kitchen-helper',
    brand: 'jiangrenji',
    type: 'teaware',
    keywords: ['海绵', '洗碗', '丝瓜络'],
    description: html`
      软面是木浆棉，糙面是压平的丝瓜络，铸铁锅和玻璃都不刮花。
      - 一块用三到四周
      - 不含塑料，剪碎了可以堆肥
    `,
    shopPriceFen: 1290,
    marketPriceFen: 1590,
    costPriceFen: 420,
    weightGrams: 90,
    stock: 420,
    properties: {
      产地: '浙江临海',
      材质: '木浆棉与丝瓜络',
      尺寸: '11 × 7 × 2.6 cm',
      适用: '用后挂干',
    },
    volumePrices: [
      { from: 3, priceFen: 1150 },
      { from: 10, priceFen: 980 },
    ],
    pointsYuan: 0,
    pastSales: 3920,
    icon: 'sponge',
    ground: 'mint',
    partner: 'lotion-bottle',
  }),
]
