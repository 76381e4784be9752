import type zh from '../zh-CN/account.ts'

export default {
  signIn: { title: 'Sign in' },
  signUp: { title: 'Sign up' },
  forgot: { title: 'Reset password' },
  profile: { title: 'Profile' },
  addresses: { title: 'Addresses', edit: 'Edit address' },
  favourites: { title: 'Favourites' },
} satisfies typeof zh
