import type { Words } from '../language.ts'

/** What a name means within one shape, where it means something else elsewhere. */
export const SHAPE_FIELDS: Readonly<Record<string, Words>> = {
  'Goods.goods_number': ['可售库存，有货品时为各货品之和', 'Stock that can be sold; with SKUs their sum'],
  'Goods.comment_rank': ['平均评分，一位小数', 'Mean of its stars, one decimal'],
  'GoodsDetail.goods_number': ['可售库存，有货品时为各货品之和', 'Stock that can be sold; with SKUs their sum'],
  'GoodsDetail.comment_rank': ['平均评分，一位小数', 'Mean of its stars, one decimal'],
  'GoodsDetail.integral': ['每件最多可用积分抵多少元', 'Yuan of one unit that points may pay'],
  'User.discount': ['付款的百分数，95 为九五折', 'Percent to pay: 95 is 5 % off'],
  'User.parent_id': ['推荐人的用户编号', 'User who recommended the shop'],
  'OrderTotals.bonus': ['红包抵扣的金额', 'What the bonus takes off'],
  'OrderTotals.integral': ['使用的积分', 'Points used'],
  'Checkout.consignee': ['收货地址，未选时 address_id 为 0', 'The address; address_id is 0 while none is chosen'],
  'Order.consignee': ['下单时的收货地址', 'The address at the moment of ordering'],
  'Checkout.integral': ['要求使用的积分', 'Points asked for'],
  'Checkout.surplus': ['要求使用的余额', 'Balance asked for'],
  'OrderCode.password': ['卡的密码', 'Password of the card'],
  'OrderCode.code': ['卡号或 16 位核销码', 'Number of the card, or the 16 digits of the code'],
  'Comment.user_name': ['用户名，只露首尾', 'User name, shortened'],
  'Message.user_name': ['用户名，留言板上只露首尾', 'User name, shortened on the board'],
  'BonusItem.status': ['unused 可用，not_started 未开始，used 已用，expired 已过期', 'unused, not_started, used or expired'],
  'CouponType.total': ['总张数，0 不限', 'How many there are, 0 without limit'],
  'CouponType.state': ['claimable 可领，claimed 已领够，sold_out 领完，not_open 不在时间内，not_allowed 等级不符', 'claimable, claimed (as many as allowed), sold_out, not_open or not_allowed (another rank)'],
  'Comment.status': ['0 未审核，1 已审核', '0 waits for a check, 1 approved'],
  'Message.status': ['0 未审核，1 已审核', '0 waits for a check, 1 approved'],
}
