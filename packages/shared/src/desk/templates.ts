import { headings } from './export-goods.ts'
import { GOODS_COLUMNS, PARCEL_COLUMNS } from './goods-columns.ts'
import { type SheetLanguage, sheetText } from './sheet.ts'

/** What stands in the example lines; a merchant writes over them. */
const GOODS_EXAMPLES: Partial<Record<typeof GOODS_COLUMNS[number]['key'], string>>[] = [
  { sn: 'DEMO-001', name: '白瓷品茗杯', category: '茶器/杯与盖碗', shopPriceFen: '39.00', marketPriceFen: '49.00', stock: '120', warnStock: '10', weightGrams: '150', isOnSale: '是', keywords: '茶杯 白瓷', volumePrices: '2:37.00;6:35.00', properties: '产地:德化;材质:白瓷', pictures: '白瓷杯.jpg;白瓷杯-侧面.jpg:侧面', description: '<p>薄胎，一口茶的大小。</p>' },
  { sn: 'DEMO-002', name: '紫砂西施壶', category: '茶器/壶', options: '泥料:朱泥;容量:180ml', skuSn: 'DEMO-002-A', shopPriceFen: '268.00', stock: '12', isOnSale: '是' },
  { sn: 'DEMO-002', options: '泥料:段泥;容量:180ml', skuSn: 'DEMO-002-B', skuPriceFen: '298.00', stock: '6' },
]
const PARCEL_EXAMPLES: Partial<Record<typeof PARCEL_COLUMNS[number]['key'], string>>[] = [
  { orderSn: '20261122000001', shippingName: '顺丰速运', trackingNo: 'SF1234567890' },
  { orderSn: '20261122000002', shippingName: '中通快递', trackingNo: 'ZT9876543210', goodsSn: 'DEMO-001', quantity: '2' },
]

export const goodsTemplate = (language: SheetLanguage): string => headings(GOODS_COLUMNS, language) + sheetText(GOODS_EXAMPLES.map((row) => GOODS_COLUMNS.map(({ key }) => row[key] ?? '')))
export const parcelTemplate = (language: SheetLanguage): string => headings(PARCEL_COLUMNS, language) + sheetText(PARCEL_EXAMPLES.map((row) => PARCEL_COLUMNS.map(({ key }) => row[key] ?? '')))
