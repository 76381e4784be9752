/** On a phone the menu begins folded; its place is above the text there. */
export function foldMenuOnPhones(): void {
  const fold = document.querySelector<HTMLDetailsElement>('.menu-fold')
  if (fold && matchMedia('(max-width: 899px)').matches) fold.open = false
  document.querySelector('.menu [aria-current]')?.scrollIntoView({ block: 'nearest' })
}
