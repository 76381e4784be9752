import type { SeedContact } from './shop-types.ts'

export const contacts: SeedContact[] = [
  { kind: 'phone', group: '客服热线', name: '每天 9:00 到 21:00', code: '400-000-0571' },
  { kind: 'wechat', group: '微信客服', name: '小茶', code: 'xiaopu-tea' },
  { kind: 'qq', group: 'QQ 客服', name: '售后小许', code: '2850000571' },
  { kind: 'email', group: '邮箱', name: '发票与合作', code: 'hello@example.com' },
]
