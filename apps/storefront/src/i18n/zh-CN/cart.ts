export default {
  title: 'cart',
}
