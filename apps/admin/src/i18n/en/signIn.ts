import type zh from '../zh-CN/signIn.ts'

export default {
  title: 'Sign in to the admin',
  subtitle: 'With an owner’s or a member’s account',
  hello: 'A good day to keep shop',
  promise: 'Orders, stock, returns and every fen add up here.',
  name: 'Account',
  password: 'Password',
  forgot: 'Forgot it?',
  forgotText: 'Ask the owner to set a new one under Settings › Members and roles. An owner resets it on the server.',
  capsLock: 'Caps lock is on',
  show: 'Show the password',
  hide: 'Hide the password',
  remember: 'Stay signed in on this device',
  rememberHint: 'For up to 7 days, on your own device only',
  submit: 'Sign in',
  nameMissing: 'Please fill in the account',
  passwordMissing: 'Please fill in the password',
  demo: 'Demo shop',
  demoText: 'Look around and change what you like',
  demoFill: 'Fill in',
  foot: 'Five failures close the sign-in for 15 minutes · sign-ins are kept in the audit log',
} satisfies typeof zh
