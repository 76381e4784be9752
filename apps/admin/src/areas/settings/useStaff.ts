import type { Outputs } from '../../api.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'
import { useSession } from '../../stores/session.ts'

export type StaffMember = Outputs['staff']['list']['members'][number]
export type StaffRole = Outputs['staff']['list']['roles'][number]

const KEY = ['staff']

export function useStaff() {
  const session = useSession()
  const queries = useQueryClient()
  const { data, isPending, error, refetch } = useQuery({ queryKey: KEY, queryFn: () => api.staff.list.query() })

  /** Nobody gives or touches more than they hold. */
  function holds(permissions: readonly string[]): boolean {
    const own = session.member?.permissions ?? []
    return own.includes('*') || permissions.every((one) => own.includes(one))
  }
  const roleOf = (id: number): StaffRole | undefined => data.value?.roles.find((role) => role.id === id)
  const mayWrite = (member: StaffMember): boolean => holds(roleOf(member.roleId)?.permissions ?? [])

  return {
    members: computed(() => data.value?.members),
    roles: computed(() => data.value?.roles ?? []),
    permissions: computed(() => data.value?.permissions ?? []),
    isPending,
    error,
    refetch,
    refresh: () => queries.invalidateQueries({ queryKey: KEY }),
    holds,
    mayWrite,
    ownId: computed(() => session.member?.staffId ?? 0),
    isPlatform: computed(() => session.member?.sellerId === 0),
  }
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const PASSWORD_LENGTH = 14

/** A password that can be read out on the telephone. */
export function readablePassword(): string {
  const random = crypto.getRandomValues(new Uint32Array(PASSWORD_LENGTH))
  return [...random].map((value, at) => (at === 4 || at === 9 ? '-' : LETTERS[value % LETTERS.length])).join('')
}
