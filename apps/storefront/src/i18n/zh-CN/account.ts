export default {
  title: 'account',
}
