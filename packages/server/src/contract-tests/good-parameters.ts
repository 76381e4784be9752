import type { Params } from '../testing/gateway-client.ts'
import { issueBindToken, issueCode } from '@xiaopu/shared/accounts'
import { updateSettings } from '@xiaopu/shared/shop'
import { CHINA, PASSWORD, PUDONG, SHANGHAI, SHANGHAI_CITY, type World } from '../testing/world.ts'

type Maker = (world: World) => Params | Promise<Params>

let people = 0

const aNumber = (): string => `138${String(++people).padStart(8, '0')}`

const nothing: Maker = () => ({})
const aGoods: Maker = ({ goodsId }) => ({ goods_id: String(goodsId) })
const anArticle: Maker = ({ articleId }) => ({ article_id: String(articleId) })
const ownAddress: Maker = async (world) => {
  const { session, addressId } = await world.person()
  return { session, address_id: String(addressId) }
}
const ownRequest = (kind: 'deposit' | 'withdrawal'): Maker => async ({ person, request }) => {
  const { session, userId } = await person()
  return { session, id: String(await request(userId, kind)) }
}
const ownLine: Maker = async (world) => ({ rec_id: await world.cartLine(world.user.session) })
const anOrder: Maker = async ({ user, order }) => ({ order_sn: (await order(user.userId)).sn })

/** A choice in a checkout of one's own. */
function chosen(choice: Maker): Maker {
  return async (world) => ({ checkout_token: await world.checkout(world.user.session), ...await choice(world) })
}

/** A received order of somebody new, the product and the line of it. */
async function received({ person, order, shop }: World): Promise<{ session: string, goodsId: number, orderLineId: number }> {
  const { session, userId } = await person()
  const now = new Date()
  const { id } = await order(userId, { order: { orderStatus: 5, shippingStatus: 2, payStatus: 2, moneyPaidFen: 10_000, orderAmountFen: 0, paidAt: now, shippedAt: now, receivedAt: now } })
  const line = await shop.database.db.orderLine.findFirstOrThrow({ where: { orderId: id } })
  return { session, goodsId: line.goodsId, orderLineId: line.id }
}

async function aBindToken({ shop }: World): Promise<string> {
  return issueBindToken(shop.systemCtx(), { provider: 'wechat', appId: 'wx1', openId: `openid-${++people}`, unionId: null, data: {} })
}

async function aPayment({ user, order, call }: World): Promise<string> {
  const { sn } = await order(user.userId, { method: 'sandbox' })
  const { body, response } = await call('ectouch.pay.qrcode', { session: user.session, order_sn: sn, image: 'none' })
  const { payment } = response
  if (typeof payment !== 'object' || payment === null || !('payment_sn' in payment)) throw new Error(`no payment: ${body}`)
  return String(payment.payment_sn)
}

/**
 * Parameters each method answers well, by `method` or `method#action`; a `session` among them takes the place of the usual
 * shopper's. The only part of the contract tests written by hand: a method that is not here fails them.
 */
export const GOOD_PARAMETERS: Readonly<Record<string, Maker>> = {
  'ectouch.brand.category.get': ({ brandId }) => ({ brand_id: String(brandId) }),
  'ectouch.brand.get': ({ brandId }) => ({ brand_id: String(brandId) }),
  'ectouch.brands.get': nothing,
  'ectouch.cart.get': nothing,
  'ectouch.cart.add': ({ shirt }) => ({ goods_id: String(shirt.goodsId), spec: `${shirt.red},${shirt.large}`, number: '2' }),
  'ectouch.cart.update': async (world) => ({ ...await ownLine(world), number: '3' }),
  'ectouch.cart.delete': ownLine,
  'ectouch.cart.clear': nothing,
  'ectouch.cart.collect': ownLine,
  'ectouch.cart.package.add': ({ packageId }) => ({ package_id: String(packageId), number: '2' }),
  'ectouch.cart.favourable.add': async ({ person, cartLine, giftActivityId, fittingId }) => {
    const { session } = await person()
    await cartLine(session)
    return { session, act_id: String(giftActivityId), gift: `[${fittingId}]` }
  },
  'ectouch.categories.get': nothing,
  'ectouch.category.get': ({ front }) => ({ cat_id: String(front.categoryId) }),
  'ectouch.comment.get': ({ goodsId }) => ({ id_value: String(goodsId) }),
  'ectouch.comment.add': async (world) => {
    const { session, goodsId, orderLineId } = await received(world)
    return { session, id_value: String(goodsId), rec_id: String(orderLineId), comment_rank: '4', content: '壶很好用' }
  },
  'ectouch.comment.delete': async ({ user, comment }) => ({ comment_id: await comment(user.userId) }),
  'ectouch.flow.check': chosen(nothing),
  'ectouch.flow.shipping.update': chosen(({ front }) => ({ shipping_id: String(front.sf) })),
  'ectouch.flow.insure.update': chosen(() => ({ need_insure: '0' })),
  'ectouch.flow.payment.update': chosen(({ front }) => ({ pay_id: String(front.balance) })),
  'ectouch.flow.pack.update': chosen(({ front }) => ({ pack_id: String(front.pack) })),
  'ectouch.flow.card.update': chosen(({ front }) => ({ card_id: String(front.card), card_message: '生日快乐' })),
  'ectouch.flow.surplus.update': chosen(() => ({ surplus: '12.50' })),
  'ectouch.flow.integral.update': chosen(() => ({ integral: '100' })),
  'ectouch.flow.bonus.update': chosen(async ({ bonus, user }) => ({ bonus_id: String(await bonus(user.userId)) })),
  'ectouch.flow.needinv.update': chosen(() => ({ need_inv: '1', inv_type: '普通发票', inv_payee: '张三', inv_content: '商品明细' })),
  'ectouch.flow.oos.update': chosen(() => ({ how_oos: '1' })),
  'ectouch.item.get': aGoods,
  'ectouch.item.add': ({ front }) => ({ goods_name: '朱泥水平壶', cat_id: String(front.categoryId), shop_price: '88.00', goods_number: '5', goods_weight: '0.35' }),
  'ectouch.item.update': async (world) => ({ goods_id: String(await world.goods()), goods_name: '段泥掇只壶', goods_brief: '' }),
  'ectouch.item.delete': async (world) => ({ goods_id: String(await world.goods()) }),
  'ectouch.item.sku.update': ({ shirt }) => ({ product_id: String(shirt.redSku), number_change: '1' }),
  'ectouch.item.sku.get': ({ shirt }) => ({ goods_id: String(shirt.goodsId), product_id: String(shirt.redSku) }),
  'ectouch.items.get': ({ front }) => ({ cat_id: String(front.categoryId), keywords: '紫砂', sort: 'price', order: 'asc' }),
  'ectouch.message.get': nothing,
  'ectouch.message.add': async ({ person }) => ({ session: (await person()).session, msg_type: '2', msg_title: '请问', msg_content: '什么时候有货？' }),
  'ectouch.message.delete': async ({ user, message }) => ({ msg_id: await message(user.userId) }),
  'ectouch.order.add': async (world) => {
    const { session } = await world.person()
    const checkoutToken = await world.checkout(session)
    await world.call('ectouch.flow.payment.update', { session, checkout_token: checkoutToken, pay_id: String(world.front.balance) })
    return { session, checkout_token: checkoutToken, postscript: '请包好' }
  },
  'ectouch.order.get': anOrder,
  'ectouch.order.update': async (world) => ({ ...await anOrder(world), consignee: '李四' }),
  'ectouch.order.cancel': async (world) => ({ ...await anOrder(world), reason: '不想要了' }),
  'ectouch.order.pay': async (world) => ({ ...await anOrder(world), pay_id: String(world.front.bank) }),
  'ectouch.order.merge': async ({ person, order, front }) => {
    const { userId, session } = await person()
    const one = () => order(userId, { order: { countryId: CHINA, shippingId: front.sf } })
    const [from, to] = [await one(), await one()]
    return { session, from_order: from.sn, to_order: to.sn }
  },
  'ectouch.order.again': anOrder,
  'ectouch.order.reminder': async ({ user, order }) => {
    const { sn } = await order(user.userId, { order: { orderStatus: 1, payStatus: 2, moneyPaidFen: 10_000, orderAmountFen: 0, paidAt: new Date() } })
    return { order_sn: sn }
  },
  'ectouch.order.received': async ({ user, order }) => {
    const now = new Date()
    const { sn } = await order(user.userId, { order: { orderStatus: 5, shippingStatus: 1, payStatus: 2, moneyPaidFen: 10_000, orderAmountFen: 0, paidAt: now, shippedAt: now } })
    return { order_sn: sn }
  },
  'ectouch.order.express': anOrder,
  'ectouch.orders.get': () => ({ state: 'await_pay' }),
  'ectouch.pay.qrcode#create': async ({ user, order }) => ({ order_sn: (await order(user.userId, { method: 'sandbox' })).sn, image: 'none' }),
  'ectouch.pay.qrcode#query': async (world) => ({ payment_sn: await aPayment(world) }),
  'ectouch.pay.qrcode#close': async (world) => ({ payment_sn: await aPayment(world) }),
  'ectouch.promotion.article#list': () => ({ keyword: '春茶' }),
  'ectouch.promotion.article#get': anArticle,
  'ectouch.promotion.article#cats': nothing,
  'ectouch.promotion.article#like': anArticle,
  'ectouch.promotion.article#comment': async ({ person, articleId }) => ({ session: (await person()).session, article_id: String(articleId), content: '写得好' }),
  'ectouch.promotion.article#comments': anArticle,
  'ectouch.promotion.coupon#list': ({ goodsId }) => ({ goods_id: String(goodsId) }),
  'ectouch.promotion.coupon#claim': async ({ couponType }) => ({ type_id: String(await couponType()) }),
  'ectouch.promotion.coupon#mine': nothing,
  'ectouch.promotion.package#list': ({ goodsId }) => ({ goods_id: String(goodsId) }),
  'ectouch.promotion.package#get': ({ packageId }) => ({ act_id: String(packageId) }),
  'ectouch.search.keywords#hot': nothing,
  'ectouch.search.keywords#history': nothing,
  'ectouch.search.keywords#suggest': () => ({ keyword: '紫' }),
  'ectouch.search.keywords#clear': nothing,
  'ectouch.shop.ad#list': () => ({ position_code: 'home' }),
  'ectouch.shop.ad#click': ({ adId }) => ({ ad_id: String(adId) }),
  'ectouch.shop.config': nothing,
  'ectouch.shop.help#list': () => ({ keyword: '付款' }),
  'ectouch.shop.help#get': ({ helpId }) => ({ article_id: String(helpId) }),
  'ectouch.shop.payment': nothing,
  'ectouch.shop.shipping': ({ goodsId }) => ({ region_id: String(PUDONG), goods_id: String(goodsId) }),
  'ectouch.tool.sms#send': async ({ shop }) => {
    await updateSettings(shop.systemCtx(), { smsEnabled: true })
    return { mobile: aNumber(), purpose: 'bind' }
  },
  'ectouch.tool.sms#verify': async ({ shop }) => {
    const mobile = aNumber()
    const mobileCode = await issueCode(shop.systemCtx(), { target: `+86${mobile}`, purpose: 'bind' }, shop)
    return { mobile, purpose: 'bind', mobile_code: mobileCode }
  },
  'ectouch.tool.region#list': () => ({ parent_id: String(CHINA) }),
  'ectouch.tool.region#get': () => ({ region_id: String(PUDONG) }),
  'ectouch.tool.region#tree': nothing,
  'ectouch.tool.region#search': () => ({ keyword: '上海' }),
  'ectouch.user.get': nothing,
  'ectouch.user.signup': () => ({ user_name: `newcomer${++people}`, email: `newcomer${people}@shop.example`, password: PASSWORD, agreement: '1' }),
  'ectouch.user.signin': ({ user }) => ({ user_name: user.name, password: PASSWORD }),
  'ectouch.user.signup.fields': nothing,
  'ectouch.user.update': () => ({ nick_name: '阿明', birthday: '1990-02-03', sex: '1' }),
  'ectouch.user.password.update': async ({ person }) => ({ session: (await person()).session, old_password: PASSWORD, new_password: 'a brand new teapot' }),
  'ectouch.user.forget': ({ stranger }) => ({ account: stranger.email }),
  'ectouch.user.logout': async ({ person }) => ({ session: (await person()).session }),
  'ectouch.user.address.get': ownAddress,
  'ectouch.user.address.add': async ({ person }) => ({ session: (await person()).session, consignee: '王小明', province: String(SHANGHAI), city: String(SHANGHAI_CITY), district: String(PUDONG), address: '外滩 1 号', mobile: '13800138000' }),
  'ectouch.user.address.update': async (world) => ({ ...await ownAddress(world), consignee: '李四' }),
  'ectouch.user.address.delete': ownAddress,
  'ectouch.user.address.default': ownAddress,
  'ectouch.user.account.log': nothing,
  'ectouch.user.account.deposit': async ({ person, front }) => ({ session: (await person()).session, amount: '100.00', pay_id: String(front.bank) }),
  'ectouch.user.account.raply': async ({ person }) => ({ session: (await person()).session, amount: '12.50', payee_channel: 'alipay', payee_name: '李雷', payee_account: 'li@example.com', password: PASSWORD }),
  'ectouch.user.account.detail': nothing,
  'ectouch.user.account.pay': ownRequest('deposit'),
  'ectouch.user.account.cancel': ownRequest('withdrawal'),
  'ectouch.user.affiliate': aGoods,
  'ectouch.user.bonus.get': nothing,
  'ectouch.user.bonus.add': async ({ bonusNumber }) => ({ bonus_sn: await bonusNumber() }),
  'ectouch.user.collect.add': aGoods,
  'ectouch.user.collect.delete': async ({ call, person, goodsId }) => {
    const { session } = await person()
    const { response } = await call('ectouch.user.collect.add', { session, goods_id: String(goodsId) })
    return { session, rec_id: String(response.rec_id) }
  },
  'ectouch.user.collects.get': nothing,
  'ectouch.user.attention.add': ({ goodsId }) => ({ goods_id: String(goodsId), price_below: '99.00' }),
  'ectouch.user.attention.delete': async ({ call, person, goodsId }) => {
    const { session } = await person()
    await call('ectouch.user.attention.add', { session, goods_id: String(goodsId) })
    return { session, goods_id: String(goodsId) }
  },
  'ectouch.user.bind': async (world) => ({ bind_token: await aBindToken(world), mode: 'new', agreement: '1' }),
  'ectouch.user.booking.add': async ({ person, shirt }) => ({ session: (await person()).session, goods_id: String(shirt.goodsId), product_id: String(shirt.redSku), number: '9000' }),
  'ectouch.user.booking.get': nothing,
  'ectouch.user.booking.delete': async ({ call, person, shirt }) => {
    const { session } = await person()
    const { response } = await call('ectouch.user.booking.add', { session, goods_id: String(shirt.goodsId), product_id: String(shirt.redSku), number: '9000' })
    const { booking } = response
    if (typeof booking !== 'object' || booking === null || !('rec_id' in booking)) throw new Error('no booking')
    return { session, rec_id: String(booking.rec_id) }
  },
  'ectouch.user.history.clear': nothing,
  'ectouch.user.tag.get': aGoods,
  'ectouch.user.tag.add': ({ goodsId }) => ({ goods_id: String(goodsId), tag: '送礼，老料' }),
  'ectouch.user.tag.delete': async ({ call, person, goodsId }) => {
    const { session } = await person()
    await call('ectouch.user.tag.add', { session, goods_id: String(goodsId), tag: '手工' })
    return { session, tag_words: '手工' }
  },
  'ectouch.user.validate.email': nothing,
}
