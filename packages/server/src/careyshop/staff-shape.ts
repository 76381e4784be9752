import type { MemberView } from '@xiaopu/shared/staff'
import { isoToGmt8 } from '../gateway/index.ts'
import { bit } from './wire.ts'

export function wireStaffAccount({ id, name, displayName, roleId, isDisabled, createdAt, lastSignInAt }: MemberView, ip: string): object {
  return {
    admin_id: id,
    username: name,
    group_id: roleId,
    nickname: displayName,
    head_pic: '',
    last_login: isoToGmt8(lastSignInAt),
    last_ip: ip,
    status: bit(!isDisabled),
    create_time: isoToGmt8(createdAt),
    update_time: isoToGmt8(createdAt),
  }
}

/** A colleague. Where somebody signed in from is nobody else's business. */
export function wireStaff(view: MemberView): object {
  return { ...wireStaffAccount(view, ''), get_auth_group: { name: view.roleName, status: 1 } }
}
