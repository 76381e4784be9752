export default {
  signIn: { title: '登录' },
  signUp: { title: '注册' },
  forgot: { title: '找回密码' },
  profile: { title: '个人资料' },
  addresses: { title: '收货地址', edit: '编辑地址' },
  favourites: { title: '我的收藏' },
}
