import type { Outputs, Permission } from '../api.ts'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, isSignedOutError } from '../api.ts'

export type Member = Outputs['session']['me']

/** Who is signed in and what they may do. The session itself is a cookie that no script can read. */
export const useSession = defineStore('session', () => {
  const member = ref<Member | null>(null)
  const isSignedIn = computed(() => member.value !== null)

  /** Asks the server once after a reload; true when somebody is signed in. */
  async function ensure(): Promise<boolean> {
    if (member.value) return true
    try {
      member.value = await api.session.me.query()
      return true
    } catch (error) {
      if (isSignedOutError(error)) return false
      throw error
    }
  }

  /** Everything without a permission of its own is for every member. */
  function may(permission: Permission | undefined): boolean {
    const own = member.value?.permissions ?? []
    return !permission || own.includes('*') || own.includes(permission)
  }

  function remember(signedIn: Member): void {
    member.value = signedIn
  }

  function forget(): void {
    member.value = null
  }

  return { member, isSignedIn, ensure, may, remember, forget }
})
