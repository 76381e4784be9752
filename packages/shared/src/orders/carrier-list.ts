/** A house that carries parcels. Its number is known to programs and never changes. */
export interface CarrierHouse {
  id: number
  name: string
  /** The word by which shipping methods and parcels name it. */
  word: string
  initials: string
  code: string
}

/** The ones most shops use; another is written by its name. */
export const CARRIER_HOUSES: readonly CarrierHouse[] = [
  { id: 1, name: '顺丰速运', word: '顺丰', initials: 'SFSY', code: 'SF' },
  { id: 2, name: '中通快递', word: '中通', initials: 'ZTKD', code: 'ZTO' },
  { id: 3, name: '圆通速递', word: '圆通', initials: 'YTSD', code: 'YTO' },
  { id: 4, name: '申通快递', word: '申通', initials: 'STKD', code: 'STO' },
  { id: 5, name: '韵达速递', word: '韵达', initials: 'YDSD', code: 'YD' },
  { id: 6, name: '京东快递', word: '京东', initials: 'JDKD', code: 'JD' },
  { id: 7, name: '德邦快递', word: '德邦', initials: 'DBKD', code: 'DBL' },
  { id: 8, name: '极兔速递', word: '极兔', initials: 'JTSD', code: 'JTSD' },
  { id: 9, name: '邮政快递包裹', word: '邮政', initials: 'YZKDBG', code: 'YZPY' },
  { id: 10, name: 'EMS', word: 'EMS', initials: 'EMS', code: 'EMS' },
  { id: 11, name: '百世快递', word: '百世', initials: 'BSKD', code: 'HTKY' },
  { id: 12, name: '天天快递', word: '天天', initials: 'TTKD', code: 'HHTT' },
  { id: 13, name: '宅急送', word: '宅急送', initials: 'ZJS', code: 'ZJS' },
]

/** The house a shipping method or a parcel speaks of, null for others. */
export function carrierHouseOf(shippingName: string): CarrierHouse | null {
  const name = shippingName.toUpperCase()
  return CARRIER_HOUSES.find(({ word }) => name.includes(word)) ?? null
}
