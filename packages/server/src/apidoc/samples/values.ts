import type { ApiField, ApiObject, ApiType, ScalarKind } from '../types.ts'

/** What a field of this name might hold, so that samples read like a shop's own. */
const BY_NAME: Readonly<Record<string, string | number>> = {
  goods_name: '紫砂西施壶', goods_brief: '宜兴原矿，手工成型', goods_sn: 'ECS000032', goods_attr: '泥料:朱泥 容量:240ml', goods_desc: '<p>宜兴原矿紫砂</p>',
  cat_name: '茶壶', brand_name: '曼生堂', shop_name: '小铺自营', keywords: '紫砂 茶壶', keyword: '茶', attr_name: '泥料', attr_value: '朱泥', attr_group: '材质',
  product_sn: 'ECS000032_1', package_name: '茶席礼包', tag_words: '送礼', tag: '送礼', rank_name: '注册会员', measure_unit: '把', client: 'h5', device: 'iPhone',
  user_name: 'wang_xiaoming', nick_name: '小明', email: 'wang@example.com', mobile: '13800138000', mobile_phone: '13800138000', tel: '021-55550100', password: 'a teapot of yixing',
  consignee: '王小明', address: '世纪大道 1 号', zipcode: '200120', region_text: '上海市 上海市 浦东新区', full_name: '上海市 浦东新区', region_name: '浦东新区', pinyin: 'pudongxinqu',
  address_name: '公司', province: 310000, city: 310100, district: 310115, country: 1, region_id: 310115, birthday: '1990-02-03',
  order_sn: '2026031812345678', from_order: '2026031812345678', to_order: '2026031887654321', main_order_sn: '', merged_into: '', payment_sn: 'P2026031812345678', qr_id: 'P2026031812345678',
  delivery_sn: '20260318120001', invoice_no: 'SF1029384756', shipping_name: '顺丰速运', shipping_code: 'sf', pay_name: '支付宝', pay_code: 'alipay', state_text: '待付款', currency: 'CNY',
  checkout_token: 'a5c1f0e29b7d4863', cart_key: '5e0c7a91b3f24d6880c19de2f7a4d41b', session: '3b0f6f2c9d', version: '1f3a9c', bonus_sn: 'SN12345678', type_name: '新人红包', act_name: '满 200 减 20',
  position_code: 'home_banner', position_name: '首页轮播', ad_name: '春茶上市', msg_title: '请问', msg_content: '什么时候有货？', content: '壶很好用', re_content: '谢谢惠顾', postscript: '请包好',
  inv_type: '普通发票', inv_content: '商品明细', inv_payee: '张三', tax_no: '', pay_url: 'https://pay.example.com/p/1', ad_link: '/goods/1', share_url: 'https://shop.example.com/?u=7', site_url: 'https://brand.example.com',
  data_url: 'data:image/png;base64,iVBORw0KGgo=', qr_payload: 'https://pay.example.com/q/1', qr_code: '', error: 'ADDRESS_REQUIRED', message: '请选择收货地址', shop_title: '小铺', integral_name: '积分',
  payee_name: '李雷', payee_account: 'li@example.com', bind_token: '8d2c6f1b', hash: '', name: '示例', text: '快件已到达上海', location: '上海', label: '用户名', image: 'none',
  page_no: 1, page_size: 20, total_results: 1, goods_number: 2, number: 2, stock: 86, product_number: 86, sales_count: 1204, comment_rank: 5, level: 1, good_rate: 98, average: 4.9, discount: '20.00', rec_id: 90412,
}

const SCALARS: Readonly<Record<ScalarKind, string | number | boolean | object>> = {
  integer: 1, number: 1, string: '', boolean: true, money: '128.00', datetime: '2026-03-18 16:20:00', date: '2026-03-18', file: '', json: {}, picture: 'https://shop.example.com/media/teapot.webp', html: '<p>宜兴原矿紫砂</p>',
}

/** An answer of this shape. */
export function sampleObject(object: ApiObject, above: readonly ApiObject[] = []): Record<string, unknown> {
  return Object.fromEntries(object.fields.map((field) => [field.name, sampleValue(field.name, field.type, [...above, object])]))
}

function sampleValue(name: string, type: ApiType, above: readonly ApiObject[]): unknown {
  if (type.kind === 'enum') return type.words[0] ?? ''
  if (type.kind === 'object') return sampleObject(type.object, above)
  if (type.kind === 'map') return {}
  if (type.kind === 'choice') return type.of[0] ? sampleValue(name, type.of[0], above) : ''
  if (type.kind === 'list') return type.of.kind === 'object' && above.includes(type.of.object) ? [] : [sampleValue(name, type.of, above)]
  const named = BY_NAME[name]
  const fits = type.kind === 'integer' || type.kind === 'number' ? typeof named === 'number' : type.kind === 'money' ? false : type.kind === 'string' || type.kind === 'date' ? typeof named === 'string' : false
  return fits && named !== undefined ? named : SCALARS[type.kind]
}

/** What a caller might send for a parameter, as text. */
export function sampleText({ name, type }: ApiField): string {
  const value = sampleValue(name, type, [])
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value)
}
