import type { Language } from '../api.ts'
import { defineStore } from 'pinia'
import { ref } from 'vue'

const CART_KEY = 'xp.cartKey'
/** Set and ended by the server together with the session's own cookie, which no script can read. */
const SIGNED_IN = 'xp_signed_in=1'
const LANGUAGE = 'xp.language'
const REGION = 'xp.region'

/** Where a guest wants to know the shipping to. */
export interface ChosenRegion { regionId: number, name: string }

function read(name: string): string {
  try {
    return localStorage.getItem(name) ?? ''
  } catch {
    return ''
  }
}

function write(name: string, value: string): void {
  try {
    if (value) localStorage.setItem(name, value)
    else localStorage.removeItem(name)
  } catch {
    // A private window may refuse to keep it; the page works on without.
  }
}

function firstLanguage(): Language {
  const kept = read(LANGUAGE)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

function firstRegion(): ChosenRegion {
  const [id = '', name = ''] = read(REGION).split('|')
  return { regionId: Number(id) || 0, name }
}

function isSignedIn(): boolean {
  return document.cookie.split('; ').includes(SIGNED_IN)
}

/** What only the browser knows. `signedIn` is as the server last said, and is corrected by the first call that is refused. */
export const useSession = defineStore('session', () => {
  const cartKey = ref(read(CART_KEY))
  const signedIn = ref(isSignedIn())
  const language = ref<Language>(firstLanguage())
  const region = ref<ChosenRegion>(firstRegion())

  function keepCartKey(key: string): void {
    cartKey.value = key
    write(CART_KEY, key)
  }

  /** After sign-in or sign-up. The guest's cart is in the user's cart from then on. */
  function rememberSignIn(): void {
    signedIn.value = true
    keepCartKey('')
  }

  function forgetSignIn(): void {
    signedIn.value = false
  }

  function keepLanguage(chosen: Language): void {
    language.value = chosen
    write(LANGUAGE, chosen)
  }

  function keepRegion(chosen: ChosenRegion): void {
    region.value = chosen
    write(REGION, `${chosen.regionId}|${chosen.name}`)
  }

  return { cartKey, signedIn, language, region, keepCartKey, rememberSignIn, forgetSignIn, keepLanguage, keepRegion }
})
