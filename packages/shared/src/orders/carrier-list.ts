/** A house that carries parcels. Its number is known to programs and never changes. */
export interface CarrierHouse {
  id: number
  name: string
  /** The words by which shipping methods and parcels name it. */
  words: readonly string[]
  initials: string
  code: string
  /** Its word at Kuaidi100. */
  kuaidi100: string
}

/** The ones most shops use; another is written by its name. Of two words in one name the earlier counts. */
export const CARRIER_HOUSES: readonly CarrierHouse[] = [
  { id: 1, name: '顺丰速运', words: ['顺丰', 'SF'], initials: 'SFSY', code: 'SF', kuaidi100: 'shunfeng' },
  { id: 2, name: '中通快递', words: ['中通'], initials: 'ZTKD', code: 'ZTO', kuaidi100: 'zhongtong' },
  { id: 3, name: '圆通速递', words: ['圆通'], initials: 'YTSD', code: 'YTO', kuaidi100: 'yuantong' },
  { id: 4, name: '申通快递', words: ['申通'], initials: 'STKD', code: 'STO', kuaidi100: 'shentong' },
  { id: 5, name: '韵达速递', words: ['韵达'], initials: 'YDSD', code: 'YD', kuaidi100: 'yunda' },
  { id: 6, name: '京东快递', words: ['京东'], initials: 'JDKD', code: 'JD', kuaidi100: 'jd' },
  { id: 7, name: '德邦快递', words: ['德邦'], initials: 'DBKD', code: 'DBL', kuaidi100: 'debangkuaidi' },
  { id: 8, name: '极兔速递', words: ['极兔'], initials: 'JTSD', code: 'JTSD', kuaidi100: 'jtexpress' },
  { id: 9, name: '邮政快递包裹', words: ['邮政'], initials: 'YZKDBG', code: 'YZPY', kuaidi100: 'youzhengguonei' },
  { id: 10, name: 'EMS', words: ['EMS'], initials: 'EMS', code: 'EMS', kuaidi100: 'ems' },
  { id: 11, name: '百世快递', words: ['百世'], initials: 'BSKD', code: 'HTKY', kuaidi100: 'huitongkuaidi' },
  { id: 12, name: '天天快递', words: ['天天'], initials: 'TTKD', code: 'HHTT', kuaidi100: 'tiantian' },
  { id: 13, name: '宅急送', words: ['宅急送'], initials: 'ZJS', code: 'ZJS', kuaidi100: 'zhaijisong' },
]

/** The house a shipping method or a parcel speaks of, null for others. */
export function carrierHouseOf(shippingName: string): CarrierHouse | null {
  const name = shippingName.toUpperCase()
  return CARRIER_HOUSES.find(({ words }) => words.some((word) => name.includes(word))) ?? null
}
