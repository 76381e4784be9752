import { readBody, readQuery } from '../../body.ts'
import { Received, UnreadableRequest } from '../../received.ts'
import type { Call, IncomingCall } from '../../call.ts'

export interface EctouchCall extends Call {
  readonly format: 'xml' | 'json'
  readonly version: '1.0' | '2.0'
}

const URL_TOO_LONG = 414

/** Query and body are merged: TOP's clients send public parameters in the one and the method's own in the other. */
export function read(request: IncomingCall): EctouchCall {
  const received = new Received()
  const unreadable = collect(request, received)
  const { params, files } = received
  const format = params.get('format')?.toLowerCase() || 'xml'
  return {
    requestId: request.requestId,
    ip: request.ip,
    now: request.now,
    params,
    files,
    unreadable,
    format: format === 'xml' ? 'xml' : 'json', // an unknown format is refused in JSON
    version: params.get('v') === '2.0' ? '2.0' : '1.0',
    app: null,
    method: null,
    isRepeat: false,
  }
}

function collect(request: IncomingCall, received: Received): UnreadableRequest | null {
  try {
    if (request.unreadable?.status !== URL_TOO_LONG) readQuery(request.query, received)
    if (request.unreadable) return request.unreadable
    if (request.httpMethod === 'POST' && request.body) readBody(request.contentType, request.body, received)
    const [key, id] = [received.params.get('app_key'), received.params.get('app_id')]
    return key !== undefined && id !== undefined && key !== id ? new UnreadableRequest('app_id') : null
  } catch (error) {
    if (error instanceof UnreadableRequest) return request.unreadable ?? error
    throw error
  }
}
