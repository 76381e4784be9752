import { headerParameter, isUtf8Name, utf8Text } from './encoding.ts'
import { UnreadableRequest } from './received.ts'
import type { Received } from './received.ts'

const MAX_BOUNDARY = 200
const MAX_HEADER_BYTES = 8192
const LINE_END = Buffer.from('\r\n')
const HEADERS_END = Buffer.from('\r\n\r\n')
const DASH = 0x2D
const BLANK = 0x20
const TAB = 0x09
const FIELD = /;\s*([\w*-]+)\s*=\s*(?:"((?:\\"|[^"])*)"|([^;\s]*))/g
const UTF8_MARK = 'utf-8\'\''

/**
 * multipart/form-data as clients in the field send it: header lines may end in blanks, names of headers come in any case, the
 * closing boundary may lack its line end. Text parts are taken as they are.
 */
export function readMultipart(boundary: string, body: Buffer, received: Received): void {
  if (boundary === '' || boundary.length > MAX_BOUNDARY) throw new UnreadableRequest('content_type')
  const parts = new Parts(body, Buffer.from(`\r\n--${boundary}`, 'latin1'))
  for (let at = parts.first(); at !== null;) {
    const headersEnd = endOfHeaders(body, at)
    const next = parts.after(headersEnd)
    readPart(body.toString('latin1', at, headersEnd), body.subarray(headersEnd, next.partEnd), received)
    at = next.start
  }
}

/** Walks over the delimiters. `start` is where a part's headers begin, null behind the closing delimiter. */
class Parts {
  constructor(
    private readonly body: Buffer,
    private readonly delimiter: Buffer,
  ) {}

  first(): number | null {
    const opening = this.delimiter.subarray(LINE_END.length)
    if (this.body.subarray(0, opening.length).equals(opening)) {
      const start = this.endOfDelimiter(opening.length)
      if (start !== undefined) return start
    }
    return this.after(0).start
  }

  after(from: number): { partEnd: number, start: number | null } {
    // The line end before a delimiter belongs to it, also when the part is empty and that line end closed its headers.
    for (let at = this.body.indexOf(this.delimiter, Math.max(0, from - LINE_END.length)); at >= 0; at = this.body.indexOf(this.delimiter, at + 1)) {
      const start = this.endOfDelimiter(at + this.delimiter.length)
      if (start !== undefined) return { partEnd: Math.max(at, from), start }
    }
    throw new UnreadableRequest('body')
  }

  /** Where the next part begins; null when this delimiter closes the body, undefined when it only looks like one. */
  private endOfDelimiter(at: number): number | null | undefined {
    const { body } = this
    if (body[at] === DASH && body[at + 1] === DASH) return null
    let end = at
    while (body[end] === BLANK || body[end] === TAB) end += 1
    return body.subarray(end, end + LINE_END.length).equals(LINE_END) ? end + LINE_END.length : undefined
  }
}

function endOfHeaders(body: Buffer, start: number): number {
  const end = body.indexOf(HEADERS_END, start)
  if (end < 0 || end - start > MAX_HEADER_BYTES) throw new UnreadableRequest('body')
  return end + HEADERS_END.length
}

function readPart(head: string, content: Buffer, received: Received): void {
  const headers = readHeaders(head)
  const disposition = headers.get('content-disposition') ?? ''
  const fields = readFields(disposition)
  const name = fields.get('name')
  if (!disposition.toLowerCase().startsWith('form-data') || name === undefined) throw new UnreadableRequest('body')
  const fileName = fileNameOf(fields)
  if (fileName !== null) {
    // A form whose file field was left empty sends a part without name and content.
    if (fileName !== '' || content.length > 0) received.addFile({ name, fileName, bytes: content })
    return
  }
  const charset = headerParameter(headers.get('content-type') ?? '', 'charset')
  if (charset !== null && !isUtf8Name(charset)) throw new UnreadableRequest('charset')
  received.addText(name, utf8Text(content, name))
}

function readHeaders(head: string): Map<string, string> {
  const headers = new Map<string, string>()
  for (const line of utf8Text(Buffer.from(head, 'latin1'), 'body').split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    if (headers.has(name)) throw new UnreadableRequest('body') // two parts run into one
    headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}

/** The parameters of a header in turn, so that text inside quotes is never taken for one. `\"` is a quote inside quotes. */
function readFields(header: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [, name = '', quoted, plain = ''] of header.matchAll(FIELD)) fields.set(name.toLowerCase(), (quoted ?? plain).replaceAll('\\"', '"'))
  return fields
}

function fileNameOf(fields: ReadonlyMap<string, string>): string | null {
  const encoded = fields.get('filename*')
  const name = encoded?.toLowerCase().startsWith(UTF8_MARK) ? decodedName(encoded.slice(UTF8_MARK.length)) : fields.get('filename') ?? encoded
  return name === undefined ? null : name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}

function decodedName(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new UnreadableRequest('filename')
  }
}
