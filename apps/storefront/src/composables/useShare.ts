import { useCopy } from './useCopy.ts'

/** Hands the page in the address on: through the phone's own sheet, else by copying its address. */
export function useShare(): (title: string) => Promise<void> {
  const copy = useCopy()
  return async (title) => {
    const url = window.location.href
    if (!navigator.share) {
      await copy(url)
      return
    }
    // Closing the share sheet is no failure.
    await navigator.share({ title, url }).catch(() => {})
  }
}
