import type { ApiMethod, ApiOperation } from '../model.ts'
import { SAMPLE_LANGUAGES } from '../samples/languages.ts'
import { SAMPLE_APP, sampleParams } from '../samples/sample-call.ts'
import { sampleObject } from '../samples/values.ts'
import { highlightedCode, highlightedJson } from './highlight.ts'
import { html, type Html } from './html.ts'
import type { Say, Site } from './layout.ts'

/** Tabs without a script: the chosen radio button shows its panel. */
export function samplesHtml({ baseUrl }: Site, { name }: ApiMethod, operation: ApiOperation, say: Say): Html {
  const call = { address: `${baseUrl}/router/rest`, ...SAMPLE_APP, method: name, params: sampleParams(operation) }
  const tabs = SAMPLE_LANGUAGES.map(({ id, title }, at) => html`<input type="radio" name="sample" id="sample-${id}" value="${id}"${at === 0 ? html` checked` : ''}><label for="sample-${id}">${title}</label>`)
  const panels = SAMPLE_LANGUAGES.map(({ id, write, fileName }) => html`<div class="panel panel-${id}"><pre tabindex="0" aria-label="${fileName}"><code>${highlightedCode(write(call))}</code></pre></div>`)
  return html`<section class="dark-card samples" aria-label="${say('samples')}">${tabs}<button class="copy" type="button" data-copy-panel hidden>${say('copy')}</button>${panels}</section>`
}

export function sampleAnswerHtml({ output }: ApiOperation, say: Say): Html {
  return html`<section class="dark-card" id="sample-answer"><h2>${say('sampleAnswer')}</h2><pre tabindex="0"><code>${highlightedJson(JSON.stringify({ response: sampleObject(output) }, null, 2))}</code></pre></section>`
}
