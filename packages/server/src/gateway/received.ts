/** A file of a multipart body. `name` is the parameter's name, `fileName` the name the caller gave the file. */
export interface FilePart {
  name: string
  fileName: string
  bytes: Buffer
}

/** Why a request is no call. Its field is named to the caller; the HTTP status differs from 200 only where a dialect says so. */
export class UnreadableRequest extends Error {
  override readonly name = 'UnreadableRequest'

  constructor(
    readonly field: string,
    readonly status = 200,
    readonly word: 'PARAM_INVALID' | 'FORBIDDEN' = 'PARAM_INVALID',
  ) {
    super(`${word} ${field}`)
  }
}

export const MAX_FILE_BYTES = 10 * 1024 * 1024
const MAX_FILES = 20
const MAX_PARAMETERS = 200
const MAX_NAME = 64
const TOO_LARGE = 413
const NAME = /^[\w.:-]+(?:\[\])?$/

/** Parameters of query and body in the order they came. */
export class Received {
  readonly params = new Map<string, string>()
  readonly files: FilePart[] = []
  private texts = 0

  /** The same name may come twice with one value, never with two. */
  addText(name: string, value: string): void {
    checkName(name)
    this.texts += 1
    if (this.texts > MAX_PARAMETERS) throw new UnreadableRequest('body', TOO_LARGE)
    const known = this.params.get(name)
    if (known === undefined) this.params.set(name, value)
    else if (known !== value) throw new UnreadableRequest(name)
  }

  addFile(file: FilePart): void {
    checkName(file.name)
    if (file.bytes.length > MAX_FILE_BYTES || this.files.length >= MAX_FILES) throw new UnreadableRequest(file.name, TOO_LARGE)
    this.files.push(file)
  }
}

function checkName(name: string): void {
  if (name.length > MAX_NAME) throw new UnreadableRequest(name.slice(0, MAX_NAME), TOO_LARGE)
  if (!NAME.test(name)) throw new UnreadableRequest(name)
}
