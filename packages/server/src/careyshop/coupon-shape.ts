import { type BonusTypeRow, bonusTypesById, type FittingBonus, type GivenBonus, type Misfit } from '@xiaopu/shared/bonuses'
import type { BonusOption } from '@xiaopu/shared/contract'
import { isoToGmt8 } from '../gateway/index.ts'
import type { CareyCtx } from './method.ts'
import { absolute, bit, timeText, yuan } from './wire.ts'

/** How a kind comes to its owners: 0 by staff, 1 printed codes, 2 taken by shoppers, 3 given by an order. */
const KINDS = [0, 3, 3, 1, 2]
const CATEGORIES = 1
const CLAIMED = 4

/** The code by which shoppers claim one of a kind: its number. Printed numbers are longer. */
const giveCode = ({ sendKind, id }: Pick<BonusTypeRow, 'sendKind' | 'id'>): string => (sendKind === CLAIMED ? String(id) : '')

/** The kind a code of the form above names, 0 for a printed number. */
export const kindOfCode = (code: string): number => (/^[1-9]\d{0,8}$/.test(code) ? Number(code) : 0)

export const couponKind = ({ sendKind }: Pick<BonusTypeRow, 'sendKind'>): number => KINDS[sendKind] ?? 0

/** What shoppers see of a kind they may claim. */
export function wireActiveCoupon(type: BonusTypeRow): object {
  return {
    name: type.name,
    description: '',
    guide: '',
    give_code: giveCode(type),
    money: yuan(type.moneyFen),
    quota: yuan(type.minGoodsAmountFen),
    category: type.useRange === CATEGORIES ? type.useRangeIds : [],
    exclude_category: [],
    level: type.claimRankIds,
    frequency: type.claimLimit,
    give_num: type.sendKind === CLAIMED ? type.claimTotal : type.issuedCount,
    receive_num: type.ownedCount,
    give_begin_time: isoToGmt8(type.sendStartAt),
    give_end_time: isoToGmt8(type.sendEndAt),
    use_begin_time: isoToGmt8(type.useStartAt),
    use_end_time: isoToGmt8(type.useEndAt),
  }
}

/** Kinds here are neither switched off nor withdrawn: their dates say whether they count. */
export function wireCoupon(type: BonusTypeRow): object {
  return { coupon_id: type.id, ...wireActiveCoupon(type), type: couponKind(type), use_num: type.usedCount, status: 1, is_invalid: 0 }
}

function wireGivenAlone(given: GivenBonus): object {
  return {
    coupon_give_id: given.bonusId,
    coupon_id: given.typeId,
    user_id: given.userId,
    order_id: given.orderId,
    exchange_code: given.sn,
    use_time: timeText(given.usedAt),
    create_time: timeText(given.ownedAt),
  }
}

/** Bonuses in somebody's hands, each with its kind; kinds are read once for all of them. */
export async function wireGiven<Given extends GivenBonus>(ctx: CareyCtx, given: readonly Given[], more: (one: Given) => object = () => ({})): Promise<object[]> {
  const types = await bonusTypesById(ctx, given.map(({ typeId }) => typeId))
  return given.map((one) => {
    const type = types.get(one.typeId)
    return { ...wireGivenAlone(one), get_coupon: type ? wireCoupon(type) : null, ...more(one) }
  })
}

export function wireOwner({ baseUrl }: CareyCtx, given: GivenBonus): object {
  return { get_user: { username: given.userName, nickname: given.nickName, head_pic: absolute(given.avatarUrl, baseUrl) } }
}

const MISFITS: Record<Misfit, string> = { '': '', 'not_started': '未到使用时间', 'expired': '已过期', 'used': '已使用', 'min_amount': '未达到使用金额', 'range': '不适用于所选商品' }

export const wireFit = ({ misfit }: FittingBonus): object => ({ is_use: bit(misfit === ''), not_use_error: MISFITS[misfit] })

const REASONS: Record<BonusOption['reason'], string> = { none: '', not_started: MISFITS.not_started, expired: MISFITS.expired, min_amount: MISFITS.min_amount, activity: '活动商品不可使用', nothing_to_pay: '没有可抵扣的商品' }

/** What a checkout offers. The kind is told as far as a checkout knows it. */
export function wireConfirmCoupons(options: readonly BonusOption[], userId: number): object[] {
  return options.map(({ bonus, available, reason }) => ({
    coupon_give_id: bonus.bonusId,
    coupon_id: bonus.typeId,
    user_id: userId,
    order_id: 0,
    exchange_code: bonus.bonusSn,
    use_time: isoToGmt8(bonus.usedTime),
    create_time: '',
    get_coupon: {
      coupon_id: bonus.typeId, name: bonus.typeName, description: '', guide: '', type: 0, give_code: '', money: yuan(bonus.typeMoneyFen), quota: yuan(bonus.minGoodsAmountFen),
      category: bonus.useRange === CATEGORIES ? bonus.useRangeExt.map(({ id }) => id) : [], exclude_category: [], level: [], frequency: 1, give_num: 0, receive_num: 0, use_num: 0,
      give_begin_time: '', give_end_time: '', use_begin_time: isoToGmt8(bonus.useStartDate), use_end_time: isoToGmt8(bonus.useEndDate), status: 1, is_invalid: 0,
    },
    is_use: bit(available),
    not_use_error: REASONS[reason],
  }))
}
