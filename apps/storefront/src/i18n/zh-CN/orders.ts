export default {
  title: 'orders',
}
