import type { OperationWords, Words } from '../language.ts'

const WHICH: Words = ['order_id 与 order_sn 给一个，两个都给须是同一张；别人的订单答 NOT_FOUND。', 'Send order_id or order_sn, and both only for the same order; somebody else\'s answers NOT_FOUND.']
const sample = { order_sn: '2026031812345678' }

export const ORDER_WORDS: Readonly<Record<string, OperationWords>> = {
  'ectouch.order.add': {
    title: 'Place an order',
    summary: ['把结算单变成订单：扣库存、余额、积分与红包，清掉购物车行，全在一个事务里。', 'Turns a checkout into an order: stock, balance, points, bonus and cart lines in one transaction.'],
    rules: [
      ['同一 checkout_token 无论发多少次、多少个同时发，都只生成一张订单；24 小时内再发答同一张，repeated 为 true。', 'One checkout_token makes one order however often and however concurrently it is sent; for 24 hours it answers that order again with repeated true.'],
      ['金额与上次返回的不同则答 CHECKOUT_CHANGED，什么都不生成。', 'Amounts other than those last answered make CHECKOUT_CHANGED, and nothing is made.'],
      ['两人同时买最后一件，一个成功，另一个答 OUT_OF_STOCK。', 'Of two orders for the last unit one is made and the other answers OUT_OF_STOCK.'],
      ['多个商家的商品各成一张订单，另有一张主订单一起付款。', 'Lines of several sellers make an order each and a main order that pays for all.'],
      ['支付方没有回应时订单照样生成，再调 order.pay 取支付信息。', 'A provider that does not answer leaves the order made; order.pay asks again.'],
    ],
    sample: { checkout_token: 'a5c1f0e29b7d4863', postscript: '请包好' },
  },
  'ectouch.order.get': { title: 'Get an order', summary: ['一张订单的全部：各行、金额、发货、售后与记录。', 'Everything about one order: lines, amounts, deliveries, after-sales and what was done.'], rules: [WHICH, ['商品名、规格、价格与收货人都是下单时的。', 'Names, options, prices and the consignee are those of the moment of ordering.'], ['operations 正是现在其他订单方法会接受的操作。', 'operations lists exactly what the other order methods would accept now.']], sample },
  'ectouch.orders.get': { title: 'List orders', summary: ['自己的订单，新的在前，可按状态、关键词与时间筛选。', 'The caller\'s orders, newest first, by state, words and time.'], rules: [['列表里不带操作记录与卡密。', 'The log and card codes are left out of the list.'], ['一起下的多商家订单，付款前列主订单，付款后列各商家的。', 'Of sellers\' orders placed together the main order is listed until it is paid, the others from then on.']], params: { keywords: ['订单号或商品名的一部分', 'Order number or part of a product\'s name'] }, sample: { state: 'await_pay' } },
  'ectouch.order.update': { title: 'Update an order', summary: ['发货前改收货人、附言与缺货处理；付款前换支付方式或再用余额。', 'Before shipping the consignee, the note and the out-of-stock choice; before paying the payment method and further balance.'], rules: [WHICH, ['地区不能改，请取消后重下。', 'The regions cannot change; cancel and order again.'], ['没有要改的答 PARAM_MISSING。', 'Nothing to change answers PARAM_MISSING.']], sample: { ...sample, consignee: '李四' } },
  'ectouch.order.cancel': { title: 'Cancel an order', summary: ['未付款的立即取消并退回余额、积分、红包与库存；已付款未发货的同时退款。', 'An unpaid order is cancelled at once with balance, points, bonus and stock given back; a paid one that is not shipped is refunded as well.'], rules: [WHICH, ['正在备货的订单不动，改为提交退款申请，pending 为 true。', 'An order being prepared stays, and a refund is asked for: pending is true.'], ['有任何一件已发货则答 ORDER_STATE_INVALID。', 'Once any unit is shipped it answers ORDER_STATE_INVALID.']], sample: { ...sample, reason: '不想要了' } },
  'ectouch.order.pay': { title: 'Get what is needed to pay', summary: ['取付款用的页面、二维码或客户端参数；用余额则当场付清。', 'The page, QR code or client parameters to pay with; with the balance it is paid at once.'], rules: [WHICH, ['金额与支付方式不变时，重复调用是同一个流水号。', 'While amount and method stay, repeated calls answer the same log_id.'], ['return_url 须是本店的网址。', 'return_url must lie on the shop\'s own host.']], sample },
  'ectouch.order.received': { title: 'Confirm receipt', summary: ['确认收货，积分与红包此时发放；重复调用不会多发。', 'Confirms receipt; points and bonuses are given now, and only once.'], rules: [WHICH, ['有未完成的售后答 ORDER_HAS_AFTERSALE。', 'With an open after-sales case it answers ORDER_HAS_AFTERSALE.']], sample },
  'ectouch.order.merge': { title: 'Merge two orders', summary: ['把一张未付款订单并入另一张，收货人、配送等须一致。', 'Merges one unpaid order into another with the same consignee and shipping.'], rules: [['两张须同属一人、一个商家且都未付款，否则 ORDER_NOT_MERGEABLE。', 'Both must be unpaid and of one user and seller, else ORDER_NOT_MERGEABLE.']], sample: { from_order: '2026031812345678', to_order: '2026031887654321' } },
  'ectouch.order.again': { title: 'Buy an order again', summary: ['把订单里的商品按现价加入购物车；买不到的列在 skipped。', 'Puts the order\'s products into the cart at today\'s prices; what cannot be bought is in skipped.'], rules: [WHICH], returns: { added: ['加入购物车的行数', 'Lines put into the cart'] }, sample },
  'ectouch.order.reminder': { title: 'Remind the shop to ship', summary: ['提醒商家发货，每单 24 小时一次。', 'Reminds the shop, once in 24 hours for each order.'], rules: [WHICH, ['只在待发货时可用。', 'Only while it waits to be shipped.']], sample },
  'ectouch.order.express': { title: 'Track the parcels', summary: ['每个包裹的物流轨迹，新的在前。', 'The way of every parcel, newest first.'], rules: [WHICH, ['问不到快递公司时返回上次所知的轨迹及其时间。', 'Where the carrier cannot be asked, the last known way is answered with its time.']], sample },
  'ectouch.pay.qrcode#create': {
    title: 'Make a payment QR code',
    summary: ['为订单、充值或代付生成二维码，图片由本店绘制，内容不外传。', 'Makes a QR code for an order, a deposit or a payment by somebody else; the picture is drawn by the shop itself.'],
    rules: [['order_sn、order_id、account_id、agent_sn 恰好给一个。', 'Send exactly one of order_sn, order_id, account_id and agent_sn.'], ['代付不用登录，其余需要。', 'Only agent_sn works without a session.'], ['还有一分钟以上有效的同一笔会再次返回，不新建。', 'A pending code of the same subject and amount with more than a minute left is answered again.']],
    params: { image: ['要画的图片：png、svg，none 为不画', 'Picture to draw: png, svg, or none'] },
    sample,
  },
  'ectouch.pay.qrcode#query': { title: 'Ask for the state of a payment', summary: ['轮询是否已付款。', 'For polling whether it has been paid.'], rules: [['只有付款人的会话或生成它的应用能查。', 'Only the owner\'s session or the app that made it may ask.'], ['未付款时每 3 秒最多向支付方问一次。', 'While it is pending the provider is asked at most once in 3 seconds.']], sample: { payment_sn: 'P2026031812345678' } },
  'ectouch.pay.qrcode#close': { title: 'Close a payment', summary: ['作废二维码；已经付了答 ORDER_PAID。', 'Ends the code; one that was paid answers ORDER_PAID.'], sample: { payment_sn: 'P2026031812345678' } },
}
