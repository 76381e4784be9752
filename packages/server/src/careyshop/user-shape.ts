import type { FoundMember } from '@xiaopu/shared/accounts'
import type { User } from '@xiaopu/shared/contract'
import { isoToGmt8 } from '../gateway/index.ts'
import type { CareyCtx } from './method.ts'
import { absolute, bit, timeText, yuan } from './wire.ts'

/** CareyShop's group of customers. */
export const CUSTOMERS = 3

export function wireMoney({ balanceFen, frozenFen, points }: { balanceFen: number, frozenFen: number, points: number }): object {
  return { total_money: yuan(balanceFen + frozenFen), balance: yuan(balanceFen), lock_balance: yuan(frozenFen), points, lock_points: 0 }
}

export function wireAccount(user: User, { ip, baseUrl }: CareyCtx): object {
  return {
    user_id: user.userId,
    username: user.userName,
    mobile: user.mobilePhone,
    is_mobile: bit(user.mobileValidated),
    email: user.email,
    is_email: bit(user.isValidated),
    nickname: user.nickName,
    head_pic: absolute(user.avatar, baseUrl),
    sex: user.sex,
    birthday: user.birthday,
    user_level_id: user.rankId,
    user_address_id: user.addressId,
    group_id: CUSTOMERS,
    last_login: isoToGmt8(user.lastLogin),
    last_ip: ip,
    status: 1,
    create_time: isoToGmt8(user.signedUpAt),
    update_time: isoToGmt8(user.signedUpAt),
  }
}

export function wireUser(user: User, ctx: CareyCtx): object {
  return {
    ...wireAccount(user, ctx),
    get_user_level: { name: user.rankName, discount: user.discount },
    get_user_money: wireMoney({ balanceFen: user.balanceFen, frozenFen: user.frozenMoneyFen, points: user.points }),
  }
}

/** A member as staff sees it: the number masked. */
export function wireMember(member: FoundMember, { baseUrl }: CareyCtx): object {
  return {
    user_id: member.id,
    username: member.name,
    mobile: member.mobile,
    is_mobile: bit(member.isMobileValid),
    email: member.email,
    is_email: bit(member.isEmailValid),
    nickname: member.nickName,
    head_pic: absolute(member.avatarUrl, baseUrl),
    sex: member.sex,
    birthday: member.birthday,
    user_level_id: member.rankId,
    user_address_id: member.addressId,
    group_id: CUSTOMERS,
    last_login: timeText(member.lastSignInAt),
    last_ip: member.lastIp,
    status: bit(!member.isDisabled),
    create_time: timeText(member.signedUpAt),
    update_time: timeText(member.signedUpAt),
    get_user_level: { name: member.rankName, discount: member.discountPercent },
    get_user_money: wireMoney(member),
  }
}
