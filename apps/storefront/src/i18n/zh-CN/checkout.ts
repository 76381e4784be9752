export default {
  title: '确认订单',
  cashier: { title: '收银台' },
  result: { title: '支付结果' },
}
