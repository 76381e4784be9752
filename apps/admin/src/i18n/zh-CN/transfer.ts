export default {
  ofOrder: '登记银行汇款',
  amount: '到账金额',
  due: '应收 {amount}',
  day: '到账日期',
  reference: '银行流水号',
  over: '多出的 {amount} 会记入余额',
  under: '少于应收，不能登记',
}
