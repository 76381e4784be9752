/** Pictures over the whole screen, to pinch and swipe; a tap, Escape or Back closes. Fetched when first asked for. */
export async function enlarge(images: string[], startPosition: number): Promise<void> {
  const [{ showImagePreview }] = await Promise.all([import('vant/es/image-preview'), import('./image-preview-style.ts')])
  const before = document.activeElement
  const viewer = showImagePreview({ images, startPosition, onClose: closed })
  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') viewer?.close()
  }
  function closed(): void {
    document.removeEventListener('keydown', onKey)
    if (before instanceof HTMLElement) before.focus()
  }
  document.addEventListener('keydown', onKey)
}
