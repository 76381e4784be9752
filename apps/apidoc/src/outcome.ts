import { element } from './elements.ts'
import { words } from './words.ts'

interface Outcome {
  response: Response
  text: string
  ms: number
  params: Record<string, string>
  fileNames: string[]
}

export function showProblem(place: HTMLElement, text: string): void {
  place.replaceChildren(element('p', 'note', text))
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function isRefusal(text: string): boolean {
  return text.startsWith('{"error_response"')
}

/** A text that may be longer than its box: reachable by the keyboard, so that it can be scrolled. */
function block(text: string): HTMLPreElement {
  const pre = element('pre', '', text)
  pre.tabIndex = 0
  return pre
}

/** What was sent and what came back, in words and in full. */
export function showAnswer(place: HTMLElement, { response, text, ms, params, fileNames }: Outcome): void {
  const isOk = response.ok && !isRefusal(text)
  const size = new TextEncoder().encode(text).length
  const facts = [`${ms} ms`, size < 1024 ? `${size} B` : `${(size / 1024).toFixed(1)} KB`, `X-Request-Id ${response.headers.get('X-Request-Id') ?? '–'}`]
  if (response.headers.get('X-Idempotent-Replay') === 'true') facts.push(words.repeated)
  const sent = [...Object.entries(params).map(([name, value]) => `${name}=${value}`), ...fileNames].join('\n')
  place.replaceChildren(element(
    'section',
    'dark-card outcome',
    element('h2', isOk ? 'ok' : 'bad', `${isOk ? `✓ ${words.ok}` : `✗ ${words.refused}`}`, element('small', '', facts.join(' · '))),
    element('details', '', element('summary', '', `${words.request} POST /router/rest`), block(sent)),
    block(pretty(text)),
  ))
}
