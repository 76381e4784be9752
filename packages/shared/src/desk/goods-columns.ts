import type { SheetColumn } from './sheet.ts'

/** What a file of products may say. The export writes all of them, so that it can be sent in again. */
export const GOODS_COLUMNS = [
  { key: 'sn', zh: '货号', en: 'Goods number', kind: 'text', most: 60 },
  { key: 'name', zh: '商品名称', en: 'Name', kind: 'text', most: 120 },
  { key: 'category', zh: '分类', en: 'Category', kind: 'text' },
  { key: 'brand', zh: '品牌', en: 'Brand', kind: 'text' },
  { key: 'goodsType', zh: '商品类型', en: 'Product type', kind: 'text' },
  { key: 'options', zh: '规格', en: 'Options', kind: 'text' },
  { key: 'skuSn', zh: '货品号', en: 'SKU number', kind: 'text', most: 60 },
  { key: 'shopPriceFen', zh: '本店售价', en: 'Shop price', kind: 'money' },
  { key: 'skuPriceFen', zh: '货品价格', en: 'SKU price', kind: 'money' },
  { key: 'marketPriceFen', zh: '市场价', en: 'Market price', kind: 'money' },
  { key: 'costPriceFen', zh: '成本价', en: 'Cost price', kind: 'money' },
  { key: 'stock', zh: '库存', en: 'Stock', kind: 'count' },
  { key: 'warnStock', zh: '库存预警', en: 'Stock warning', kind: 'count' },
  { key: 'weightGrams', zh: '重量克', en: 'Weight g', kind: 'count' },
  { key: 'isOnSale', zh: '在售', en: 'On sale', kind: 'flag' },
  { key: 'skuIsOnSale', zh: '货品在售', en: 'SKU on sale', kind: 'flag' },
  { key: 'isBest', zh: '精品', en: 'Best', kind: 'flag' },
  { key: 'isNew', zh: '新品', en: 'New', kind: 'flag' },
  { key: 'isHot', zh: '热销', en: 'Hot', kind: 'flag' },
  { key: 'isShippingFree', zh: '包邮', en: 'Free shipping', kind: 'flag' },
  { key: 'keywords', zh: '关键词', en: 'Keywords', kind: 'text' },
  { key: 'brief', zh: '一句话介绍', en: 'Brief', kind: 'text' },
  { key: 'sortOrder', zh: '排序', en: 'Sort order', kind: 'count', most: 65_535 },
  { key: 'sellerNote', zh: '店内备注', en: 'Shop note', kind: 'text' },
  { key: 'rankPrices', zh: '会员价', en: 'Rank prices', kind: 'text', most: 5000 },
  { key: 'volumePrices', zh: '阶梯价', en: 'Volume prices', kind: 'text', most: 500 },
  { key: 'properties', zh: '属性', en: 'Properties', kind: 'text', most: 25_000 },
  { key: 'pictures', zh: '图片', en: 'Pictures', kind: 'text', most: 25_000 },
  { key: 'description', zh: '详情', en: 'Description', kind: 'text', most: 100_000 },
] as const satisfies readonly SheetColumn[]

/** The columns that are a product's own, whatever its SKUs. */
export const GOODS_FIELDS = [
  'name', 'categoryId', 'brandId', 'goodsTypeId', 'shopPriceFen', 'marketPriceFen', 'costPriceFen', 'warnStock', 'weightGrams', 'isOnSale', 'isBest', 'isNew', 'isHot', 'isShippingFree', 'keywords', 'brief', 'sortOrder', 'sellerNote', 'description',
] as const
export type GoodsField = typeof GOODS_FIELDS[number]

export const PARCEL_COLUMNS = [
  { key: 'orderSn', zh: '订单号', en: 'Order number', kind: 'text', most: 60 },
  { key: 'shippingName', zh: '快递公司', en: 'Carrier', kind: 'text', most: 60 },
  { key: 'trackingNo', zh: '快递单号', en: 'Tracking number', kind: 'text', most: 60 },
  { key: 'goodsSn', zh: '货号', en: 'Goods number', kind: 'text', most: 60 },
  { key: 'quantity', zh: '数量', en: 'Quantity', kind: 'count' },
] as const satisfies readonly SheetColumn[]
