import { gmt8 } from './signing.ts'

/** A file to send. `File` objects of browsers bring their own name. */
export type Upload = File | { name: string, data: Blob | Uint8Array<ArrayBuffer> }

/** A point in time: a `Date`, or `yyyy-MM-dd HH:mm:ss` in GMT+8. */
export type Moment = Date | string

export interface Written {
  texts: Record<string, string>
  files: { name: string, fileName: string, data: Blob }[]
}

function isUpload(value: unknown): value is Upload {
  return (typeof File !== 'undefined' && value instanceof File) || (typeof value === 'object' && value !== null && 'data' in value && 'name' in value && (value.data instanceof Uint8Array || value.data instanceof Blob))
}

function fileOf(name: string, upload: Upload): Written['files'][number] {
  if (typeof File !== 'undefined' && upload instanceof File) return { name, fileName: upload.name, data: upload }
  const { name: fileName, data } = upload as { name: string, data: Blob | Uint8Array<ArrayBuffer> } // what is left of the union
  return { name, fileName, data: data instanceof Blob ? data : new Blob([data]) }
}

function textOf(value: unknown): string {
  if (value instanceof Date) return gmt8(value.getTime())
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Values as the wire knows them; `undefined` is not sent, files go beside the texts. */
export function writeParameters(params: Readonly<Record<string, unknown>>): Written {
  const written: Written = { texts: {}, files: [] }
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null) continue
    const uploads = Array.isArray(value) ? value.filter(isUpload) : isUpload(value) ? [value] : []
    if (uploads.length > 0) written.files.push(...uploads.map((upload) => fileOf(name, upload)))
    else written.texts[name] = textOf(value)
  }
  return written
}

/** A form, in parts where there are files. */
export function bodyOf(texts: Readonly<Record<string, string>>, files: Written['files']): URLSearchParams | FormData {
  if (files.length === 0) return new URLSearchParams(texts)
  const form = new FormData()
  for (const [name, text] of Object.entries(texts)) form.append(name, text)
  for (const { name, fileName, data } of files) form.append(name, data, fileName)
  return form
}
