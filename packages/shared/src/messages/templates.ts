/** Every message the shop sends, with the ways it goes and the names its text may use. */
export const TEMPLATES = {
  password_reset: { channels: ['mail', 'sms'], names: ['link', 'code', 'minutes'] },
  password_was_reset: { channels: ['mail', 'sms'], names: ['userName', 'at'] },
  email_confirm: { channels: ['mail'], names: ['link', 'hours'] },
  email_changed: { channels: ['mail'], names: ['userName', 'at'] },
  new_device: { channels: ['mail'], names: ['userName', 'device', 'ip', 'at'] },
  booking_arrived: { channels: ['mail'], names: ['goodsName', 'quantity', 'link'] },
  booking_answered: { channels: ['mail'], names: ['goodsName', 'note', 'link'] },
  price_fell: { channels: ['mail'], names: ['goodsName', 'price', 'was', 'link'] },
  stock_back: { channels: ['mail'], names: ['goodsName', 'price', 'link'] },
  survey_invited: { channels: ['mail'], names: ['title', 'orderSn', 'link'] },
  order_shipped: { channels: ['mail'], names: ['orderSn', 'goodsName', 'shippingName', 'trackingNo', 'link'] },
  codes_delivered: { channels: ['mail'], names: ['orderSn', 'goodsName', 'link'] },
  order_canceled: { channels: ['mail'], names: ['orderSn', 'goodsName', 'link'] },
  aftersale_agreed: { channels: ['mail'], names: ['orderSn', 'serviceSn', 'link'] },
  aftersale_refused: { channels: ['mail'], names: ['orderSn', 'serviceSn', 'link'] },
  aftersale_refunded: { channels: ['mail'], names: ['orderSn', 'serviceSn', 'amount', 'link'] },
  contact_code: { channels: ['mail', 'sms'], names: ['code', 'minutes'] },
  mobile_in_use: { channels: ['sms'], names: [] },
} as const satisfies Record<string, { channels: readonly Channel[], names: readonly string[] }>

export type Channel = 'mail' | 'sms'
export type Language = 'zh-CN' | 'en'
export type TemplateName = keyof typeof TEMPLATES

export const CHANNELS: readonly Channel[] = ['mail', 'sms']
export const LANGUAGES: readonly Language[] = ['zh-CN', 'en']
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as TemplateName[] // the keys of a constant

/** Of a mail; of a text message the subject is the provider's number of the text, which the merchant registers there. */
export interface TemplateText { subject: string, body: string }

type Texts = Record<Language, TemplateText>

const MAIL: Partial<Record<TemplateName, Texts>> = {
  password_reset: {
    'zh-CN': { subject: '重置密码', body: '您好：\n\n请在 {minutes} 分钟内打开以下链接设置新密码，链接只能使用一次：\n{link}\n\n如果不是您本人操作，请忽略这封邮件。' },
    'en': { subject: 'Reset your password', body: 'Hello,\n\nOpen this link within {minutes} minutes to set a new password. It works once:\n{link}\n\nIf you did not ask for it, ignore this mail.' },
  },
  password_was_reset: {
    'zh-CN': { subject: '密码已重置', body: '{userName}，您好：\n\n您的密码已于 {at} 重置，所有设备均已退出登录。如非本人操作，请立即联系我们。' },
    'en': { subject: 'Your password was reset', body: 'Hello {userName},\n\nYour password was reset at {at}, and every device was signed out. If it was not you, contact us at once.' },
  },
  email_confirm: {
    'zh-CN': { subject: '验证您的邮箱', body: '您好：\n\n请在 {hours} 小时内打开以下链接验证邮箱，链接只能使用一次：\n{link}' },
    'en': { subject: 'Confirm your email address', body: 'Hello,\n\nOpen this link within {hours} hours to confirm your email address. It works once:\n{link}' },
  },
  email_changed: {
    'zh-CN': { subject: '邮箱已变更', body: '{userName}，您好：\n\n您账户的邮箱已于 {at} 变更，此地址不再接收通知。如非本人操作，请立即联系我们。' },
    'en': { subject: 'Your email address was changed', body: 'Hello {userName},\n\nThe email address of your account was changed at {at}; this one gets no more notices. If it was not you, contact us at once.' },
  },
  new_device: {
    'zh-CN': { subject: '新设备登录', body: '{userName}，您好：\n\n您的账户于 {at} 在新设备登录：{device}（{ip}）。如非本人操作，请修改密码。' },
    'en': { subject: 'A new device signed in', body: 'Hello {userName},\n\nA new device signed in to your account at {at}: {device} ({ip}). If it was not you, change your password.' },
  },
  booking_arrived: {
    'zh-CN': { subject: '到货通知：{goodsName}', body: '您登记的 {goodsName}（{quantity} 件）已到货，库存不作预留：\n{link}' },
    'en': { subject: 'Back in stock: {goodsName}', body: '{goodsName}, of which you asked for {quantity}, has come in. Nothing is reserved:\n{link}' },
  },
  booking_answered: {
    'zh-CN': { subject: '缺货登记回复：{goodsName}', body: '您登记的 {goodsName} 有了回复：\n\n{note}\n\n{link}' },
    'en': { subject: 'An answer about {goodsName}', body: 'The shop answered your request for {goodsName}:\n\n{note}\n\n{link}' },
  },
  price_fell: {
    'zh-CN': { subject: '降价通知：{goodsName}', body: '您关注的 {goodsName} 降价了：{was} → {price}\n{link}' },
    'en': { subject: 'Lower price: {goodsName}', body: '{goodsName}, which you watch, costs less now: {was} → {price}\n{link}' },
  },
  stock_back: {
    'zh-CN': { subject: '补货通知：{goodsName}', body: '您关注的 {goodsName} 已补货，现价 {price}。\n{link}' },
    'en': { subject: 'Available again: {goodsName}', body: '{goodsName}, which you watch, can be bought again for {price}.\n{link}' },
  },
  survey_invited: {
    'zh-CN': { subject: '邀请您评价：{title}', body: '您好：\n\n感谢您的订单 {orderSn}。请花一分钟告诉我们您的感受：\n{link}' },
    'en': { subject: 'How was it? {title}', body: 'Hello,\n\nThank you for your order {orderSn}. Please take a minute to tell us how it was:\n{link}' },
  },
  order_shipped: {
    'zh-CN': { subject: '订单已发货：{orderSn}', body: '您的订单 {orderSn}（{goodsName} 等）已由{shippingName}发出，运单号 {trackingNo}：\n{link}' },
    'en': { subject: 'Your order is on its way: {orderSn}', body: 'Order {orderSn} ({goodsName} and others) has left with {shippingName}, number {trackingNo}:\n{link}' },
  },
  codes_delivered: {
    'zh-CN': { subject: '卡密已发放：{orderSn}', body: '您的订单 {orderSn}（{goodsName}）的卡密已发放，请登录后在订单中查看：\n{link}' },
    'en': { subject: 'Your codes are there: {orderSn}', body: 'The codes of order {orderSn} ({goodsName}) are there. Sign in to see them in the order:\n{link}' },
  },
  order_canceled: {
    'zh-CN': { subject: '订单已取消：{orderSn}', body: '您的订单 {orderSn}（{goodsName} 等）已取消。已付的款项会原路退回：\n{link}' },
    'en': { subject: 'Your order was cancelled: {orderSn}', body: 'Order {orderSn} ({goodsName} and others) was cancelled. What you paid goes back the way it came:\n{link}' },
  },
  aftersale_agreed: {
    'zh-CN': { subject: '售后已同意：{serviceSn}', body: '商家同意了订单 {orderSn} 的售后申请 {serviceSn}，请按页面提示寄回商品：\n{link}' },
    'en': { subject: 'Your request was accepted: {serviceSn}', body: 'The shop accepted request {serviceSn} for order {orderSn}. The page says how to send the goods back:\n{link}' },
  },
  aftersale_refused: {
    'zh-CN': { subject: '售后未通过：{serviceSn}', body: '商家没有同意订单 {orderSn} 的售后申请 {serviceSn}，原因见页面：\n{link}' },
    'en': { subject: 'Your request was refused: {serviceSn}', body: 'The shop refused request {serviceSn} for order {orderSn}. The page says why:\n{link}' },
  },
  aftersale_refunded: {
    'zh-CN': { subject: '退款通知：{orderSn}', body: '订单 {orderSn} 的售后 {serviceSn} 已退款 {amount}：\n{link}' },
    'en': { subject: 'Refunded: {orderSn}', body: '{amount} of order {orderSn} was refunded (request {serviceSn}):\n{link}' },
  },
  contact_code: {
    'zh-CN': { subject: '验证码', body: '您好：\n\n您的验证码是 {code}，{minutes} 分钟内有效，请勿告诉他人。\n\n如果不是您本人操作，请忽略这封邮件。' },
    'en': { subject: 'Your code', body: 'Hello,\n\nYour code is {code}. It is good for {minutes} minutes; tell it to nobody.\n\nIf you did not ask for it, ignore this mail.' },
  },
}

const SMS: Partial<Record<TemplateName, Texts>> = {
  password_reset: {
    'zh-CN': { subject: '', body: '您的验证码是 {code}，{minutes} 分钟内有效，请勿告诉他人。' },
    'en': { subject: '', body: 'Your code is {code}. It is good for {minutes} minutes; tell it to nobody.' },
  },
  password_was_reset: {
    'zh-CN': { subject: '', body: '您的密码已于 {at} 重置。如非本人操作，请立即联系我们。' },
    'en': { subject: '', body: 'Your password was reset at {at}. If it was not you, contact us at once.' },
  },
  contact_code: {
    'zh-CN': { subject: '', body: '您的验证码是 {code}，{minutes} 分钟内有效，请勿告诉他人。' },
    'en': { subject: '', body: 'Your code is {code}. It is good for {minutes} minutes; tell it to nobody.' },
  },
  mobile_in_use: {
    'zh-CN': { subject: '', body: '您的手机号已注册过账号，可以直接登录或找回密码。如非本人操作，请忽略。' },
    'en': { subject: '', body: 'Your number has an account already: sign in with it or reset the password. If it was not you, ignore this.' },
  },
}

/** The text that comes with the shop; null where the message does not go that way. */
export function ownText(channel: Channel, template: TemplateName, language: Language): TemplateText | null {
  const texts = channel === 'mail' ? MAIL[template] : SMS[template]
  return texts ? texts[language] : null
}

const GMT8_MS = 8 * 60 * 60_000
const MINUTES_LENGTH = 16
const ISO = /^\d{4}-\d{2}-\d{2}T.*Z$/
const NAME = /\{(\w+)\}/g

/** Times are shown as the shop's clock does. */
function shown(value: string | number): string {
  if (typeof value === 'number' || !ISO.test(value)) return String(value)
  return new Date(Date.parse(value) + GMT8_MS).toISOString().slice(0, MINUTES_LENGTH).replace('T', ' ')
}

export function fill(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(NAME, (whole, name: string) => (Object.hasOwn(params, name) ? shown(params[name] ?? '') : whole))
}

/** The first name in a text that this message does not have, '' when all are known. */
export function unknownName(template: TemplateName, text: string): string {
  const known: readonly string[] = TEMPLATES[template].names
  return [...text.matchAll(NAME)].map((match) => match[1] ?? '').find((name) => !known.includes(name)) ?? ''
}
