import type { Words } from './language.ts'

/** What methods are called whose parameter `action` says what they do. */
export const FAMILY_TITLES: Readonly<Record<string, Words>> = {
  'ectouch.pay.qrcode': ['支付二维码', 'Payment QR codes'],
  'ectouch.promotion.article': ['社区资讯', 'Articles'],
  'ectouch.promotion.coupon': ['领取优惠券', 'Coupons'],
  'ectouch.promotion.package': ['超值礼包', 'Packages'],
  'ectouch.search.keywords': ['搜索关键词', 'Search words'],
  'ectouch.shop.ad': ['手机广告', 'Ads'],
  'ectouch.shop.help': ['商店帮助', 'Help'],
  'ectouch.tool.region': ['地区', 'Regions'],
  'ectouch.tool.sms': ['短信验证码', 'Codes by text message'],
}
