import { highlightedCode, highlightedJson } from './highlight.ts'
import { escaped, Html, html } from './html.ts'

/** The small part of Markdown that our own texts use: paragraphs, lists, tables, fences, `code`, **strong** and links. */
export function markdownHtml(text: string): Html {
  const blocks: Html[] = []
  let lines = text.split('\n')
  while (lines.length > 0) {
    const [block, rest] = nextBlock(lines)
    if (block) blocks.push(block)
    lines = rest
  }
  return html`${blocks}`
}

function nextBlock(lines: string[]): [Html | null, string[]] {
  const [first = ''] = lines
  if (first.trim() === '') return [null, lines.slice(1)]
  if (first.startsWith('```')) {
    const end = lines.indexOf('```', 1)
    return [fence(first.slice(3), lines.slice(1, end).join('\n')), lines.slice(end + 1)]
  }
  if (first.startsWith('|')) return taken(lines, (line) => line.startsWith('|'), table)
  if (first.startsWith('- ')) return taken(lines, (line) => line.startsWith('- '), (rows) => html`<ul>${rows.map((row) => html`<li>${inline(row.slice(2))}</li>`)}</ul>`)
  if (/^\d+\. /.test(first)) return taken(lines, (line) => /^\d+\. /.test(line), (rows) => html`<ol>${rows.map((row) => html`<li>${inline(row.replace(/^\d+\. /, ''))}</li>`)}</ol>`)
  return taken(lines, (line) => line.trim() !== '' && !/^(?:\||- |\d+\. |```)/.test(line), (rows) => html`<p>${inline(rows.join('\n'))}</p>`)
}

function taken(lines: string[], belongs: (line: string) => boolean, write: (rows: string[]) => Html): [Html, string[]] {
  const end = lines.findIndex((line) => !belongs(line))
  const count = end < 0 ? lines.length : end
  return [write(lines.slice(0, count)), lines.slice(count)]
}

function fence(language: string, code: string): Html {
  return html`<pre class="code" tabindex="0"><code>${language === 'json' ? highlightedJson(code) : language === 'text' ? code : highlightedCode(code)}</code></pre>`
}

function table(rows: string[]): Html {
  const cells = (row: string): string[] => row.slice(1, row.lastIndexOf('|')).split(/ \| |^ | $/).map((cell) => cell.trim()).filter((cell, at, all) => cell !== '' || (at > 0 && at < all.length - 1))
  const [head = '', , ...body] = rows
  return html`<div class="table"><table><thead><tr>${cells(head).map((cell) => html`<th scope="col">${inline(cell)}</th>`)}</tr></thead>
<tbody>${body.map((row) => html`<tr>${cells(row).map((cell) => html`<td>${inline(cell)}</td>`)}</tr>`)}</tbody></table></div>`
}

function inline(text: string): Html {
  const codes: string[] = []
  const held = text.replaceAll(/`([^`]+)`/g, (_all, code: string) => `\u0001${codes.push(code) - 1}\u0001`)
  return new Html(escaped(held)
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>')
    // eslint-disable-next-line no-control-regex -- stands for a piece of code held back from the other rules
    .replaceAll(/\u0001(\d+)\u0001/g, (_all, at: string) => `<code>${escaped(codes[Number(at)] ?? '')}</code>`))
}
