import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Got { headers: IncomingHttpHeaders, body: string }

export interface Receiver {
  url: string
  got: Got[]
  /** Answers the requests to come, the first with the first; 204 when there is none left. */
  answers: ((answer: ServerResponse) => void)[]
  close: () => Promise<void>
}

/** Somebody's receiver of webhooks on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const got: Got[] = []
  const answers: Receiver['answers'] = []
  const server = createServer((request, answer) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => { body += part })
    request.on('end', () => {
      got.push({ headers: request.headers, body })
      const next = answers.shift()
      if (next) next(answer)
      else answer.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://127.0.0.1:${port}/hook`,
    got,
    answers,
    close: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => { resolve() })
    }),
  }
}

export const status = (code: number, body = '') => (answer: ServerResponse): void => { answer.writeHead(code, code === 302 ? { location: 'http://127.0.0.1:1/elsewhere' } : {}).end(body) }
export const silence = (): void => undefined
