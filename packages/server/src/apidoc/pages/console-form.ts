import type { ApiMethod, ApiOperation } from '../model.ts'
import type { ApiField, ApiType } from '../types.ts'
import { sampleParams } from '../samples/sample-call.ts'
import { type Language, operationTitle } from '../words/index.ts'
import { html, type Html } from './html.ts'
import type { Say } from './layout.ts'
import { limitsText } from './type-words.ts'

const hasFile = (type: ApiType): boolean => type.kind === 'list' ? hasFile(type.of) : type.kind === 'file'

function control({ name, type, isRequired, ...field }: ApiField, id: string, value: string, say: Say): Html {
  const choose = (words: readonly (string | number)[]): Html => html`<select id="${id}" data-param="${name}"><option value="">–</option>${words.map((word) => html`<option${String(word) === value ? html` selected` : ''}>${word}</option>`)}</select>`
  if (type.kind === 'enum') return choose(type.words)
  if (type.kind === 'boolean') return choose(['true', 'false'])
  if (hasFile(type)) return html`<input id="${id}" data-param="${name}" type="file"${type.kind === 'list' ? html` multiple` : ''}>`
  return html`<input id="${id}" data-param="${name}" value="${value}" placeholder="${limitsText({ name, type, isRequired, ...field }, say)}"${isRequired ? html` required` : ''} autocomplete="off" spellcheck="false">`
}

function fieldset(operation: ApiOperation, isShown: boolean, say: Say): Html {
  const values = sampleParams(operation)
  const row = (field: ApiField): Html => {
    const id = `try-${operation.action}-${field.name}`
    return html`<div class="field"><label for="${id}"><code>${field.name}</code>${field.isRequired && html`<b aria-hidden="true">*</b>`}</label>${control(field, id, values[field.name] ?? '', say)}</div>`
  }
  const isFirst = ({ name, isRequired }: ApiField): boolean => isRequired || values[name] !== undefined
  const [first, rest] = [operation.input.fields.filter(isFirst), operation.input.fields.filter((field) => !isFirst(field))]
  return html`<fieldset data-action="${operation.action}" data-default="${operation.isDefault ? '1' : ''}"${isShown ? '' : html` hidden disabled`}>${first.map(row)}${rest.length > 0 && html`<details><summary>${say('further')} ${rest.length}</summary>${rest.map(row)}</details>`}</fieldset>`
}

/** The console: drawn here, brought to life by the page's script. */
export function consoleHtml(method: ApiMethod, language: Language, say: Say): Html {
  const lead = method.operations.find(({ isDefault }) => isDefault) ?? method.operations[0]
  const actions = method.operations.length > 1 && html`<div class="field"><label for="try-action"><code>action</code></label><select id="try-action" data-actions>${method.operations.map((operation) => html`<option value="${operation.action}"${operation === lead ? html` selected` : ''}>${operation.action} ${operationTitle(operation, language)}</option>`)}</select></div>`
  const needsSession = lead?.auth !== 'none'
  return html`<section class="card console" aria-labelledby="console"><h2 id="console">${say('console')}</h2><noscript><p class="note">${say('consoleScript')}</p></noscript>
<form data-console data-method="${method.name}" hidden>
<p class="note">${say('consoleNote')}</p>
<div class="field"><label for="try-key"><code>app_key</code></label><input id="try-key" data-key autocomplete="off" inputmode="numeric" required></div>
<div class="field"><label for="try-secret">${say('secret')}</label><input id="try-secret" data-secret type="password" autocomplete="off" required></div>
<div class="field"><label for="try-sign"><code>sign_method</code></label><select id="try-sign" data-sign-method><option>md5</option><option>hmac-sha256</option></select></div>
${needsSession && html`<div class="field"><label for="try-session"><code>session</code></label><input id="try-session" data-session autocomplete="off" spellcheck="false"></div>`}
${actions}
${method.operations.map((operation) => fieldset(operation, operation === lead, say))}
<div class="signed"><p>${say('signedText')}</p><output data-text></output><p>sign</p><output data-sign></output></div>
<button class="primary" type="submit">${say('send')}</button>
</form>
<div data-outcome role="status" aria-live="polite"></div></section>`
}
