import { escaped, Html } from './html.ts'

const JSON_TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null|-?\d+(?:\.\d+)?)\b/g
const CODE_TOKEN = /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(^\s*(?:#|\/\/).*$)/gm

function marked(text: string, token: RegExp, write: (match: RegExpMatchArray) => string): Html {
  let done = ''
  let at = 0
  for (const match of text.matchAll(token)) {
    done += escaped(text.slice(at, match.index)) + write(match)
    at = match.index + match[0].length
  }
  return new Html(done + escaped(text.slice(at)))
}

const span = (kind: string, text: string): string => `<span class="${kind}">${escaped(text)}</span>`

/** JSON with its keys, texts and figures in colours of their own. */
export function highlightedJson(text: string): Html {
  return marked(text, JSON_TOKEN, ([, quoted, colon, word]) => quoted === undefined ? span('t-number', word ?? '') : colon === undefined ? span('t-text', quoted) : span('t-key', quoted) + escaped(colon))
}

/** A program with its texts and remarks in colours of their own. */
export function highlightedCode(text: string): Html {
  return marked(text, CODE_TOKEN, ([whole, quoted]) => quoted === undefined ? span('t-remark', whole) : span('t-text', quoted))
}
