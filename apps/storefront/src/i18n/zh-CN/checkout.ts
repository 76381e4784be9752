export default {
  title: 'checkout',
}
