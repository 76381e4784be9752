const KEPT_AS = 'xp.searches'
const KEPT = 20

/** What a guest searched for in this browser, newest first. Those signed in have it on the server. */
export function guestSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

export function keepSearch(word: string): void {
  const words = [word, ...guestSearches().filter((one) => one !== word)].slice(0, KEPT)
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(words))
  } catch {
    // A private window keeps nothing; searching works on.
  }
}

export function forgetSearches(): void {
  try {
    localStorage.removeItem(KEPT_AS)
  } catch {
    // Nothing was kept.
  }
}
