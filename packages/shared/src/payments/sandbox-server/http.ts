import type { IncomingMessage, ServerResponse } from 'node:http'
import { Buffer } from 'node:buffer'
import { z } from 'zod'

export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

/** A no with the word that the caller's program reads. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const BODY_LIMIT_BYTES = 64 * 1024

/** Reads to the end even what it throws away: cut off early, the caller would not see why. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= BODY_LIMIT_BYTES) chunks.push(chunk)
  }
  if (size > BODY_LIMIT_BYTES) throw new Refusal(413, 'BODY_TOO_LARGE', 'at most 64 KiB')
  return Buffer.concat(chunks)
}

export function parseJson<T>(body: Uint8Array, schema: z.ZodType<T>): T {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    throw new Refusal(400, 'PARAM_ERROR', 'the body is not JSON')
  }
  return parseInput(value, schema)
}

export function parseInput<T>(value: unknown, schema: z.ZodType<T>): T {
  const { data, error } = schema.safeParse(value)
  if (error) throw new Refusal(400, 'PARAM_ERROR', z.prettifyError(error))
  return data
}

export function pathPart(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Refusal(400, 'PARAM_ERROR', 'the path is not well encoded')
  }
}

export function json(value: unknown, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) }
}

export function empty(): Reply {
  return { status: 204, headers: {}, body: '' }
}

export function redirect(location: string): Reply {
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' }
}

export function refusalReply(error: unknown): Reply {
  if (error instanceof Refusal) return json({ code: error.code, message: error.message }, error.status)
  return json({ code: 'SYSTEM_ERROR', message: 'the sandbox itself failed' }, 500)
}

export function send(response: ServerResponse, reply: Reply): void {
  if (response.headersSent || response.destroyed) return
  const length = reply.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(reply.body)) }
  response.writeHead(reply.status, { 'x-content-type-options': 'nosniff', ...reply.headers, ...length })
  response.end(reply.body)
}
