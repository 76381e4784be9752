export default {
  title: '我的订单',
  detail: { title: '订单详情' },
}
