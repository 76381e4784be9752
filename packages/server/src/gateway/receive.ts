import type { IncomingMessage } from 'node:http'
import { UnreadableRequest } from './received.ts'

export interface ReceivedBody {
  bytes: Buffer | null
  unreadable: UnreadableRequest | null
}

/** So much of a refused body is read and thrown away, so that its sender gets to read the refusal. */
const DISCARD_BYTES = 64 * 1024 * 1024

/** A POST's body within the limit its content type has; a type whose limit is 0 is refused, and so is every body for `isRefused`. */
export async function receiveBody(request: IncomingMessage, limitOf: (contentType: string) => number, isRefused: boolean): Promise<ReceivedBody> {
  const { headers } = request
  const length = headers['content-length']
  if (length === '0' || (length === undefined && headers['transfer-encoding'] === undefined)) return { bytes: null, unreadable: null }
  if (request.method !== 'POST') return { bytes: null, unreadable: null }
  const limit = isRefused ? 0 : limitOf(headers['content-type'] ?? '')
  const { bytes, total, isComplete } = await collect(request, limit)
  if (!isComplete) return { bytes: null, unreadable: new UnreadableRequest('body') }
  if (total <= limit || total === 0) return { bytes, unreadable: null }
  return { bytes: null, unreadable: limit === 0 ? new UnreadableRequest('content_type') : new UnreadableRequest('body', 413) }
}

async function collect(request: IncomingMessage, limit: number): Promise<{ bytes: Buffer, total: number, isComplete: boolean }> {
  const chunks: Buffer[] = []
  let total = 0
  return new Promise((resolve) => {
    const finish = (isComplete: boolean): void => resolve({ bytes: Buffer.concat(chunks), total, isComplete })
    request.on('data', (chunk: Buffer) => {
      total += chunk.length
      if (total <= limit) chunks.push(chunk)
      else chunks.length = 0
      if (total > limit + DISCARD_BYTES) finish(true)
    })
    request.once('end', () => finish(true))
    request.once('error', () => finish(false))
    request.once('close', () => finish(false))
  })
}
