export default {
  title: '购物车',
}
