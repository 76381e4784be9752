/** One parameter as it stood in the pasted text. */
export interface PastedParameter {
  name: string
  value: string
  from: 'query' | 'body'
  /** Its bytes are no UTF-8: the client wrote another charset. */
  isForeign: boolean
}

export interface PastedRequest {
  parameters: PastedParameter[]
  /** A body that is no form: the convention reads none of it. */
  isJsonBody: boolean
}

const DATA_FLAG = /\s(?:-d|--data(?:-raw|-ascii|-binary|-urlencode)?|-F|--form)[\s=]+(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+))/g
const ADDRESS = /https?:\/\/[^\s"']+/i

function decoded(text: string): { value: string, isForeign: boolean } {
  const spaced = text.replaceAll('+', ' ')
  try {
    return { value: decodeURIComponent(spaced), isForeign: false }
  } catch {
    const bytes = Buffer.from(spaced.replaceAll(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
    return { value: new TextDecoder('gbk').decode(bytes), isForeign: /%[89a-f]/i.test(spaced) }
  }
}

function pairs(text: string, from: PastedParameter['from']): PastedParameter[] {
  return text.split(/[&\r\n]+/).filter((part) => part.trim() !== '').map((part) => {
    const at = part.indexOf('=')
    const name = decoded(at < 0 ? part.trim() : part.slice(0, at).trim())
    const value = decoded(at < 0 ? '' : part.slice(at + 1))
    return { name: name.value, value: value.value, from, isForeign: name.isForeign || value.isForeign }
  })
}

/** `--data-urlencode` and forms hold values that are not encoded yet. */
function curlBody(command: string): PastedParameter[] {
  const body: PastedParameter[] = []
  for (const [whole, double, single, bare] of command.matchAll(DATA_FLAG)) {
    const text = double?.replaceAll(/\\(.)/g, '$1') ?? single ?? bare ?? ''
    const isPlain = /urlencode|-F|--form/.test(whole.slice(0, whole.length - text.length))
    const at = text.indexOf('=')
    if (isPlain && at >= 0) body.push({ name: text.slice(0, at), value: text.slice(at + 1), from: 'body', isForeign: false })
    else body.push(...pairs(text, 'body'))
  }
  return /\s(?:-G|--get)\b/.test(command) ? body.map((one) => ({ ...one, from: 'query' })) : body
}

function queryOf(text: string): string {
  const address = ADDRESS.exec(text)?.[0] ?? text
  const at = address.indexOf('?')
  if (at >= 0) return address.slice(at + 1).split('#')[0] ?? ''
  return ADDRESS.test(text) ? '' : text
}

/** Reads what a developer pastes: an address, a query, a curl command, and a form body beside it. Never throws. */
export function readPasted({ request, body }: { request: string, body: string }): PastedRequest {
  const text = request.trim().replaceAll(/\\\r?\n/g, ' ')
  const isCurl = /^curl\s/i.test(text)
  const line = text.replace(/^(?:GET|POST)\s+/i, '').replace(/\s+HTTP\/[\d.]+\s*$/i, '')
  const isJsonBody = /^\s*[[{]/.test(body)
  return {
    parameters: [...pairs(queryOf(isCurl ? text : line), 'query'), ...isCurl ? curlBody(text) : [], ...isJsonBody ? [] : pairs(body.trim(), 'body')],
    isJsonBody,
  }
}
