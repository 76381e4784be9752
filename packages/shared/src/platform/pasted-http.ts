/** A pasted request taken apart, nothing decoded yet. */
export interface PastedHttp {
  httpMethod: string
  /** '' when none was pasted. */
  path: string
  query: string
  contentType: string
  authorization: string
  body: string
}

const ADDRESS = /https?:\/\/[^\s"']+/i
const QUOTED = `(?:"((?:[^"\\\\]|\\\\.)*)"|'([^']*)'|(\\S+))`
const DATA_FLAG = new RegExp(`\\s(-d|--data(?:-raw|-ascii|-binary|-urlencode)?|--json|-F|--form)[\\s=]+${QUOTED}`, 'g')
const HEADER_FLAG = new RegExp(`\\s(?:-H|--header)[\\s=]+${QUOTED}`, 'g')
const REQUEST_LINE = /^(GET|POST)\s+(\S+)(?:\s+HTTP\/[\d.]+)?\s*$/i

const unquoted = (double?: string, single?: string, bare?: string): string => double?.replaceAll(/\\(["\\$`])/g, '$1') ?? single ?? bare ?? ''

function headersOf(lines: readonly string[]): Map<string, string> {
  return new Map(lines.map((line) => line.split(/:\s*(.*)/s)).map(([name = '', value = '']): [string, string] => [name.trim().toLowerCase(), value.trim()]))
}

/** `/path?query` of an address with or without its host. */
function targetOf(address: string): { path: string, query: string } {
  const [path = '', query = ''] = address.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '').split(/\?(.*)/s)
  return { path, query }
}

function build(target: { path: string, query: string }, headers: ReadonlyMap<string, string>, body: string): PastedHttp {
  const contentType = headers.get('content-type') ?? (/^\s*[[{]/.test(body) ? 'application/json' : 'application/x-www-form-urlencoded')
  return { httpMethod: body === '' ? 'GET' : 'POST', ...target, contentType, authorization: headers.get('authorization') ?? '', body }
}

function encodedPair(text: string): string {
  const at = text.indexOf('=')
  return at < 0 ? encodeURIComponent(text) : `${text.slice(0, at)}=${encodeURIComponent(text.slice(at + 1))}`
}

function fromCurl(command: string, body: string): PastedHttp {
  const headers = headersOf([...command.matchAll(HEADER_FLAG)].map(([, ...quoted]) => unquoted(...quoted)))
  const rest = command.replaceAll(HEADER_FLAG, ' ')
  const data = [...rest.matchAll(DATA_FLAG)].map(([, flag = '', ...quoted]) => (/urlencode|^-F|^--form/.test(flag) ? encodedPair(unquoted(...quoted)) : unquoted(...quoted)))
  const target = targetOf(ADDRESS.exec(rest.replaceAll(DATA_FLAG, ' '))?.[0] ?? '')
  const sent = data.join('&')
  if (/\s(?:-G|--get)\b/.test(rest)) return build({ ...target, query: [target.query, sent].filter(Boolean).join('&') }, headers, body)
  return build(target, headers, body || sent)
}

/** Reads an address, a query, a curl command, a whole HTTP request or a body alone, with a body beside it. Never throws. */
export function readPastedHttp({ request, body }: { request: string, body: string }): PastedHttp {
  const text = request.trim()
  if (/^curl\s/i.test(text)) return fromCurl(text.replaceAll(/\\\r?\n/g, ' '), body.trim())
  const [first = '', ...lines] = text.split(/\r?\n/)
  const [, , address] = REQUEST_LINE.exec(first) ?? []
  if (address !== undefined) {
    const blank = lines.findIndex((line) => line.trim() === '')
    const head = blank < 0 ? lines : lines.slice(0, blank)
    return build(targetOf(address), headersOf(head), body.trim() || (blank < 0 ? '' : lines.slice(blank + 1).join('\n').trim()))
  }
  if (/^[[{]/.test(text)) return build({ path: '', query: '' }, new Map(), text)
  const isAddress = ADDRESS.test(text) || text.startsWith('/')
  return build(isAddress ? targetOf(ADDRESS.exec(text)?.[0] ?? text) : { path: '', query: text }, new Map(), body.trim())
}
