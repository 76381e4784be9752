import type { OperationWords, Words } from '../language.ts'

const WHOLE: Words = ['返回整个结算单，金额与不能下单的原因都已重算。', 'The whole checkout is answered, with amounts and problems worked out anew.']
const checkoutSample = (choice: Record<string, string>): Record<string, string> => ({ checkout_token: 'a5c1f0e29b7d4863', ...choice })

export const FLOW_WORDS: Readonly<Record<string, OperationWords>> = {
  'ectouch.flow.check': {
    title: 'Start or read a checkout',
    summary: ['把选中的购物车行变成一张结算单：收货人、配送、支付、各项金额，以及不能下单的原因。', 'Turns the selected cart lines into a checkout: consignee, shipping, payment, all amounts, and what still stands in the way.'],
    rules: [
      ['不填 checkout_token 是新结算，沿用上次订单的配送与支付；填了则保留已做的选择，重新算价。', 'Without checkout_token a new one starts with the last order\'s shipping and payment; with it the choices stay and prices are read anew.'],
      ['结算单在最后一次调用 30 分钟后失效，只属于一个用户。', 'It ends 30 minutes after its last call and belongs to one user.'],
      ['problems 列出 order.add 会拒绝的每个原因，空即可下单。', 'problems holds every reason for which order.add would refuse; empty means it can be ordered.'],
      ['各行分摊的优惠加起来与总额一分不差。', 'The shares of the lines add up to the totals to the fen.'],
    ],
    sample: {},
  },
  'ectouch.flow.shipping.update': {
    title: 'Choose the shipping',
    summary: ['选一种配送方式；自提须再给门店与时段。', 'Chooses a shipping method; a pick-up needs an outlet and a slot as well.'],
    rules: [WHOLE, ['送不到收货地区的答 SHIPPING_UNAVAILABLE。', 'A method that does not reach the region answers SHIPPING_UNAVAILABLE.'], ['换成不能保价或不支持货到付款的方式时，保价与货到付款随之取消。', 'Insurance and cash on delivery fall away where the new method has none.']],
    sample: checkoutSample({ shipping_id: '1' }),
  },
  'ectouch.flow.insure.update': { title: 'Insure the shipping', summary: ['选定或取消配送保价。', 'Switches the insurance of the shipping on or off.'], rules: [WHOLE, ['还没选配送方式答 SHIPPING_REQUIRED。', 'Without a shipping method it answers SHIPPING_REQUIRED.']], sample: checkoutSample({ need_insure: '1' }) },
  'ectouch.flow.payment.update': { title: 'Choose the payment', summary: ['选一种支付方式，手续费随之重算。', 'Chooses a payment method; its fee is worked out anew.'], rules: [WHOLE, ['余额支付只在余额足够付清时提供。', 'The balance is offered only where it covers everything.']], sample: checkoutSample({ pay_id: '1' }) },
  'ectouch.flow.pack.update': { title: 'Choose the packing', summary: ['选包装，0 为不要；商品满额时免包装费。', 'Chooses a packing, 0 for none; it is free from its free amount on.'], rules: [WHOLE], sample: checkoutSample({ pack_id: '1' }) },
  'ectouch.flow.card.update': { title: 'Choose the greeting card', summary: ['选贺卡并写上一句话；0 为不要，同时清掉那句话。', 'Chooses a card and what is written on it; 0 takes both away.'], rules: [WHOLE], sample: checkoutSample({ card_id: '1', card_message: '生日快乐' }) },
  'ectouch.flow.surplus.update': { title: 'Use the balance', summary: ['用多少余额；下单前不会扣款。', 'How much of the balance to use; nothing leaves the account before the order.'], rules: [WHOLE, ['超过应付的部分自动减掉；超过可用余额答 SURPLUS_NOT_ENOUGH，保留原值。', 'More than is to pay is taken down to it; more than the balance answers SURPLUS_NOT_ENOUGH and keeps the old value.']], sample: checkoutSample({ surplus: '12.50' }) },
  'ectouch.flow.integral.update': { title: 'Use points', summary: ['用多少积分抵扣；活动商品不收积分。', 'How many points to use; activities take none.'], rules: [WHOLE, ['超过持有的答 INTEGRAL_NOT_ENOUGH，超过本单上限答 INTEGRAL_TOO_MUCH。', 'More than the user owns answers INTEGRAL_NOT_ENOUGH, more than the order takes INTEGRAL_TOO_MUCH.']], sample: checkoutSample({ integral: '100' }) },
  'ectouch.flow.bonus.update': { title: 'Use a bonus', summary: ['用自己的红包，或用印刷红包的号码；后者立即归入账号。每单一个。', 'Uses a bonus of one\'s own, or the number of a printed one, which becomes the user\'s at once. One for each order.'], rules: [WHOLE, ['bonus_id 与 bonus_sn 只给一个。', 'Send one of bonus_id and bonus_sn.']], sample: checkoutSample({ bonus_id: '1' }) },
  'ectouch.flow.needinv.update': { title: 'Ask for an invoice', summary: ['开不开发票、开给谁。', 'Whether an invoice is wanted, and for whom.'], rules: [WHOLE, ['单位抬头须有 15 至 20 位的税号，否则 INVOICE_INVALID。', 'A company needs a tax number of 15 to 20 characters, else INVOICE_INVALID.'], ['不开时其余各项与税一并清掉。', 'Without an invoice its other fields and the tax go.']], sample: checkoutSample({ need_inv: '1', inv_type: '普通发票', inv_payee: '张三', inv_content: '商品明细' }) },
  'ectouch.flow.oos.update': { title: 'Say what to do about missing stock', summary: ['缺货时等待、取消还是协商，不影响金额。', 'Wait, cancel or talk it over; no amount changes.'], rules: [WHOLE], sample: checkoutSample({ how_oos: '1' }) },
}
