const KEY = 'apidoc-sample'

/** The language chosen on one page is shown on the next. */
export function rememberSampleLanguage(): void {
  const choices = document.querySelectorAll<HTMLInputElement>('input[name="sample"]')
  const kept = localStorage.getItem(KEY)
  for (const choice of choices) {
    if (choice.value === kept) choice.checked = true
    choice.addEventListener('change', () => localStorage.setItem(KEY, choice.value))
  }
}
