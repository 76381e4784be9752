import { gmt8, signatureOf, signedText, type SignMethod } from '@xiaopu/sdk/signing'
import { showAnswer, showProblem } from './outcome.ts'
import { words } from './words.ts'

interface Draft {
  params: Record<string, string>
  files: [name: string, file: File][]
}

const valueOf = (form: HTMLFormElement, mark: string): string => form.querySelector<HTMLInputElement | HTMLSelectElement>(`[${mark}]`)?.value.trim() ?? ''
const methodOf = (form: HTMLFormElement): SignMethod => (valueOf(form, 'data-sign-method') === 'hmac-sha256' ? 'hmac-sha256' : 'md5')

/** What the form says now; an empty field is not sent. */
function draftOf(form: HTMLFormElement): Draft {
  const params: Record<string, string> = { app_key: valueOf(form, 'data-key'), method: form.dataset.method ?? '', timestamp: gmt8(Date.now()), format: 'json', v: '1.0', sign_method: methodOf(form) }
  const session = valueOf(form, 'data-session')
  if (session !== '') params.session = session
  const action = valueOf(form, 'data-actions')
  if (action !== '') params.action = action
  const files: Draft['files'] = []
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('fieldset:not([disabled]) [data-param]')) {
    const name = field.dataset.param ?? ''
    if (field instanceof HTMLInputElement && field.type === 'file') files.push(...[...field.files ?? []].map((file): [string, File] => [name, file]))
    else if (field.value !== '') params[name] = field.value
  }
  return { params, files }
}

function bodyOf(params: Record<string, string>, files: Draft['files']): FormData | URLSearchParams {
  if (files.length === 0) return new URLSearchParams(params)
  const body = new FormData()
  for (const [name, value] of Object.entries(params)) body.append(name, value)
  for (const [name, file] of files) body.append(name, file)
  return body
}

async function preview(form: HTMLFormElement): Promise<void> {
  const [textOutput, signOutput] = [form.querySelector('[data-text]'), form.querySelector('[data-sign]')]
  if (!textOutput || !signOutput) return
  const { params } = draftOf(form)
  const text = signedText(params)
  const secret = valueOf(form, 'data-secret')
  textOutput.textContent = methodOf(form) === 'md5' ? `${words.secret} ${text} ${words.secret}` : text
  signOutput.textContent = secret === '' ? '–' : canSign(form) ? await signatureOf(methodOf(form), text, secret) : words.notSecure
}

/** Browsers give HMAC to secure pages only. */
function canSign(form: HTMLFormElement): boolean {
  return methodOf(form) === 'md5' || window.isSecureContext
}

async function send(form: HTMLFormElement, outcome: HTMLElement): Promise<void> {
  if (!canSign(form)) return showProblem(outcome, words.notSecure)
  const { params, files } = draftOf(form)
  params.sign = await signatureOf(methodOf(form), signedText(params), valueOf(form, 'data-secret'))
  showProblem(outcome, words.sending)
  const started = performance.now()
  try {
    const response = await fetch('/router/rest', { method: 'POST', body: bodyOf(params, files), credentials: 'omit' })
    const text = await response.text()
    showAnswer(outcome, { response, text, ms: Math.round(performance.now() - started), params, fileNames: files.map(([name, file]) => `${name}=@${file.name}`) })
  } catch {
    showProblem(outcome, words.failed)
  }
}

function chooseAction(form: HTMLFormElement): void {
  const action = valueOf(form, 'data-actions')
  for (const fields of form.querySelectorAll<HTMLFieldSetElement>('fieldset[data-action]')) {
    const isChosen = fields.dataset.action === action
    fields.hidden = !isChosen
    fields.disabled = !isChosen
  }
}

/** The console of a method's page. Key and secret live in their fields and nowhere else. */
export function startConsole(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-console]')
  const outcome = document.querySelector<HTMLElement>('[data-outcome]')
  if (!form || !outcome) return
  form.hidden = false
  form.querySelector('[data-actions]')?.addEventListener('change', () => chooseAction(form))
  form.addEventListener('input', () => void preview(form))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const button = form.querySelector<HTMLButtonElement>('button[type="submit"]')
    if (button) button.disabled = true
    void preview(form).then(() => send(form, outcome)).finally(() => { if (button) button.disabled = false })
  })
  void preview(form)
}
