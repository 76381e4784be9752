import { words } from './words.ts'

const SHOWN_MS = 1500

function textFor(button: HTMLElement): string {
  if (button.dataset.copy !== undefined) return button.dataset.copy
  const panels = button.parentElement?.querySelectorAll<HTMLElement>('.panel') ?? []
  return [...panels].find((panel) => panel.offsetParent !== null)?.textContent ?? ''
}

/** The copy buttons, hidden without scripts. */
export function startCopying(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy], [data-copy-panel]')) {
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(textFor(button))
      button.textContent = words.copied
      setTimeout(() => { button.textContent = words.copy }, SHOWN_MS)
    })
  }
}
