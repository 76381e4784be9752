import type { SeedAddress, SeedRank, SeedUser } from './shop-types.ts'

export const ranks: SeedRank[] = [
  { code: 'basic', name: '普通会员', minPoints: 0, maxPoints: 1000, discountPercent: 100 },
  { code: 'silver', name: '银卡会员', minPoints: 1000, maxPoints: 5000, discountPercent: 98 },
  { code: 'gold', name: '金卡会员', minPoints: 5000, maxPoints: 10000, discountPercent: 95 },
  { code: 'black', name: '黑金会员', minPoints: 10000, maxPoints: 0, discountPercent: 90 },
]

/** The shopper the demo is told with: a gold member. */
export const demoShopper: SeedUser = {
  userName: 'zhixia',
  nickName: '林知夏',
  email: 'zhixia@example.com',
  mobile: '13805712046',
  rankPoints: 6800,
  payPoints: 2680,
  balanceFen: 8650,
}

const reviewer = (userName: string, nickName: string, rankPoints: number): SeedUser => ({
  userName,
  nickName,
  email: `${userName}@example.com`,
  mobile: '',
  rankPoints,
  payPoints: Math.floor(rankPoints / 4),
  balanceFen: 0,
})

export const reviewers: SeedUser[] = [
  reviewer('chenyining', '陈以宁', 3200),
  reviewer('laozhou1976', '老周喝茶', 12600),
  reviewer('azhe_run', '阿哲在跑', 1800),
  reviewer('manman_home', '慢慢的家', 5400),
  reviewer('xuqingqing', '许青青', 760),
  reviewer('dongshanmao', '东山猫', 2400),
  reviewer('hejiaming', '何嘉明', 420),
  reviewer('sanqianli', '三千里外', 8800),
  reviewer('tangtang_ma', '糖糖妈', 6100),
  reviewer('wuyufei', '吴雨霏', 150),
  reviewer('limu', '立木', 1100),
  reviewer('songyan', '宋砚', 980),
]

export const addresses: SeedAddress[] = [
  {
    user: 'laozhou1976',
    label: '家',
    consignee: '周建平',
    mobile: '13958120746',
    province: '330000',
    city: '330100',
    district: '330108',
    address: '江南大道 1200 号 5 幢 301',
    zipcode: '310051',
    isDefault: true,
  },
  {
    user: 'zhixia',
    label: '家',
    consignee: '林知夏',
    mobile: '13805712046',
    province: '330000',
    city: '330100',
    district: '330106',
    address: '文三路 138 号 3 幢 602',
    zipcode: '310012',
    isDefault: true,
  },
  {
    user: 'zhixia',
    label: '公司',
    consignee: '林知夏',
    mobile: '13805712046',
    province: '330000',
    city: '330100',
    district: '330108',
    address: '江南大道 588 号 恒鑫大厦 11 楼前台',
    zipcode: '310051',
    isDefault: false,
  },
]
