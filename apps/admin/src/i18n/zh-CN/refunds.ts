export default {
  menu: '退款',
  hint: '自动退三次；失败的退到余额，没有账号可退的留在这里等人处理',
  search: '订单号、支付单号、退款单号',
  empty: '没有符合条件的退款',
  state: { all: '全部', pending: '退款中', failed: '待处理', done: '已退' },
  unknown: '结果未知',
  column: { order: '订单', amount: '金额', way: '退回方式', state: '状态', attempt: '次数', reason: '原因', number: '服务商单号', createdAt: '发起时间' },
  noOrder: '不属于订单',
  noNumber: '还没有',
  next: '{time} 再试',
  retried: '已重新发起，稍后看结果',
}
