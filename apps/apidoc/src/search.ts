import { element } from './elements.ts'
import { isEnglish, words } from './words.ts'

interface Entry {
  kind: 'method' | 'parameter' | 'error'
  name: string
  text: string
  url: string
}

const MOST_SHOWN = 12

async function loadEntries(): Promise<Entry[]> {
  const response = await fetch(`/apidoc/index.json${isEnglish ? '?lang=en' : ''}`)
  return response.ok ? await response.json() : []
}

function found(entries: readonly Entry[], query: string): Entry[] {
  const asked = query.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const rank = ({ name }: Entry): number => asked.some((word) => name.toLowerCase().replace('ectouch.', '').startsWith(word)) ? 0 : 1
  return entries.filter(({ name, text }) => asked.every((word) => `${name} ${text}`.toLowerCase().includes(word))).sort((a, b) => rank(a) - rank(b)).slice(0, MOST_SHOWN)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement
}

/** Answers while one types; Enter without a choice asks the server's own page. `/` goes to the field. */
export function startSearch(): void {
  const form = document.querySelector<HTMLFormElement>('form.search')
  const field = form?.querySelector<HTMLInputElement>('input[type="search"]')
  const list = form?.querySelector<HTMLElement>('.hits')
  if (!form || !field || !list) return
  let entries: Promise<Entry[]> | null = null
  let at = -1

  const links = (): HTMLAnchorElement[] => [...list.querySelectorAll('a')]
  const point = (next: number): void => {
    const all = links()
    at = all.length === 0 ? -1 : (next + all.length) % all.length
    all.forEach((link, index) => link.classList.toggle('at', index === at))
    all[at]?.scrollIntoView({ block: 'nearest' })
  }
  const show = async (): Promise<void> => {
    entries ??= loadEntries()
    const query = field.value.trim()
    const hits = query === '' ? [] : found(await entries, query)
    if (field.value.trim() !== query) return
    list.replaceChildren(...hits.map(({ kind, name, text, url }) => {
      const link = element('a', '', element('code', '', name), element('span', '', text), element('em', '', words.kinds[kind]))
      link.href = url
      return link
    }))
    if (query !== '' && hits.length === 0) list.append(element('p', 'note', words.noResults))
    list.hidden = query === ''
    at = -1
  }

  field.addEventListener('input', () => void show())
  field.addEventListener('focus', () => void show())
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      point(at + (event.key === 'ArrowDown' ? 1 : -1))
    }
    if (event.key === 'Enter' && at >= 0) {
      event.preventDefault()
      links()[at]?.click()
      list.hidden = true
    }
    if (event.key === 'Escape') list.hidden = true
  })
  form.addEventListener('focusout', (event) => { if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) list.hidden = true })
  list.addEventListener('mousedown', (event) => event.preventDefault()) // keeps the focus, so that the click arrives
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
    event.preventDefault()
    field.focus()
  })
}
