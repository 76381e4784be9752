import { goods, html, option, skus, value } from '../build.ts'
import type { SeedGoods } from '../types.ts'

export const clothing: SeedGoods[] = [
  goods({
    sn: 'WE-SOC-5',
    name: '精梳棉中筒袜 5 双，不勒不掉',
    brief: '缝头手工对目，穿不出那道线',
    category: 'accessory',
    brand: 'huanfeng',
    type: 'apparel',
    keywords: ['袜子', '中筒袜', '精梳棉'],
    description: html`
      脚尖一针一针对上，里面摸不到凸起。袜口双层松紧，洗五十次还弹。
      - 棉 78 %、锦纶 19 %、氨纶 3 %
      - 5 双 5 色，贴身衣物拆封不退
    `,
    shopPriceFen: 3900,
    marketPriceFen: 4900,
    costPriceFen: 1500,
    weightGrams: 240,
    properties: {
      面料: '棉',
      产地: '浙江诸暨',
      适用季节: '四季',
      版型: '35 到 43',
      洗涤: '40 °C 机洗',
    },
    options: [
      option('尺码', '35-38', '39-43'),
    ],
    skus: skus({ '35-38': 160, '39-43': 190 }),
    volumePrices: [
      { from: 2, priceFen: 3600 },
      { from: 5, priceFen: 3200 },
    ],
    pointsYuan: 1,
    pastSales: 3105,
    icon: 'socks',
    ground: 'mint',
    partner: 'running-shoe',
  }),
  goods({
    sn: 'WE-SCF-180',
    name: '软糯羊毛混纺围巾 180 cm',
    brief: '45 % 羊毛，贴脖子不扎，能当披肩',
    category: 'accessory',
    brand: 'mianyan',
    type: 'apparel',
    seller: 'shiguang',
    keywords: ['围巾', '羊毛', '披肩', '秋冬'],
    description: html`
      短绒先拉过两遍，敏感的脖子也能直接围。180 × 65 cm，绕两圈还垂到腰。
      - 流苏手工拧，长 8 cm
      - 冷水手洗，平铺晾
    `,
    shopPriceFen: 8900,
    marketPriceFen: 10900,
    costPriceFen: 3800,
    weightGrams: 260,
    flags: ['new'],
    properties: {
      面料: '羊毛混纺',
      产地: '内蒙古鄂尔多斯',
      适用季节: '秋冬',
      版型: '180 × 65 cm',
      洗涤: '冷水手洗',
    },
    options: [
      option('颜色', value('酒红', 0, 'wine', 'pink'), value('燕麦', 0, 'oat', 'sand'), value('松绿', 0, 'inkGreen', 'sage')),
    ],
    skus: skus({ 酒红: 31, 燕麦: 44, 松绿: 16 }),
    pastSales: 718,
    icon: 'scarf',
    tint: 'wine',
    ground: 'pink',
    partner: 'gloves',
    partnerTint: 'wine',
  }),
  goods({
    sn: 'WE-HAT-1',
    name: '拉菲草宽檐帽，帽檐 9 cm',
    brief: '可折进行李箱，内圈可调',
    category: 'clothing',
    brand: 'buxingji',
    type: 'apparel',
    keywords: ['草帽', '遮阳帽', '拉菲草', '夏天'],
    description: html`
      马达加斯加拉菲草，软，卷起来放行李箱，抖开就回形。UPF 50+。
      - 头围 54 到 59 cm，内圈有调节绳
      - 丝带可以拆下来换
    `,
    shopPriceFen: 12900,
    marketPriceFen: 15900,
    costPriceFen: 5700,
    weightGrams: 120,
    stock: 42,
    properties: {
      面料: '拉菲草',
      产地: '浙江台州',
      适用季节: '夏',
      版型: '头围 54 到 59 cm',
      洗涤: '湿布擦拭',
    },
    promotion: { priceFen: 9900, startDays: 5, endDays: 25 },
    pastSales: 318,
    icon: 'womans-hat',
    ground: 'straw',
    partner: 'glasses',
  }),
  goods({
    sn: 'WE-TEE-1',
    name: '230 克重磅纯棉 T 恤，三针五线',
    brief: '领口洗三十次不荷叶边',
    category: 'clothing',
    brand: 'buxingji',
    type: 'apparel',
    keywords: ['T恤', '纯棉', '重磅', '短袖'],
    description: html`
      230 克精梳棉，不透不皱。领口罗纹 2.2 cm，加了肩带条，不塌。
      - 预缩过，缩水 2 % 以内
      - 版型偏松，想合身请小一码
    `,
    shopPriceFen: 7900,
    marketPriceFen: 9900,
    costPriceFen: 3100,
    weightGrams: 260,
    properties: {
      面料: '棉',
      产地: '广东佛山',
      适用季节: '夏',
      版型: '宽松',
      洗涤: '40 °C 机洗',
    },
    options: [
      option('颜色', value('薄荷', 0, 'mint', 'mint'), value('白', 0, 'white', 'stone'), value('藏青', 0, 'navy', 'sky')),
      option('尺码', 'S', 'M', 'L', 'XL', value('XXL', 600)),
    ],
    skus: skus({
      '薄荷/S': 18,
      '薄荷/M': 26,
      '薄荷/L': 22,
      '白/S': 40,
      '白/M': 65,
      '白/L': 58,
      '白/XL': 31,
      '白/XXL': 12,
      '藏青/M': 44,
      '藏青/L': 39,
      '藏青/XL': 0,
      '藏青/XXL': 9,
    }),
    volumePrices: [
      { from: 2, priceFen: 7500 },
      { from: 3, priceFen: 6900 },
    ],
    pastSales: 2610,
    icon: 't-shirt',
    tint: 'mint',
    ground: 'mint',
    partner: 'billed-cap',
  }),
  goods({
    sn: 'WE-COAT-1',
    name: '春款中长风衣，防泼水高密棉',
    brief: '雨停之前走得到地铁口',
    category: 'clothing',
    brand: 'mianyan',
    type: 'apparel',
    keywords: ['风衣', '外套', '春装', '防泼水'],
    description: html`
      高密棉布做了防泼水，小雨成珠滚下去。腰带可拆，敞着穿也有形。
      - 里面装得下一件薄毛衣
      - 身高 160 到 168 建议 M
    `,
    shopPriceFen: 42900,
    marketPriceFen: 52900,
    costPriceFen: 20900,
    weightGrams: 980,
    properties: {
      面料: '棉',
      产地: '浙江桐乡',
      适用季节: '春秋',
      版型: '合身偏松',
      洗涤: '干洗',
    },
    options: [
      option('颜色', '卡其', value('橄榄', 0, 'sage', 'sage')),
      option('尺码', 'S', 'M', 'L'),
    ],
    skus: skus({
      '卡其/S': 9,
      '卡其/M': 17,
      '卡其/L': 12,
      '橄榄/M': 0,
      '橄榄/L': 0,
    }),
    pointsYuan: 30,
    pastSales: 152,
    icon: 'coat',
    ground: 'sand',
    partner: 'closed-umbrella',
  }),
]
