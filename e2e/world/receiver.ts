import { createServer } from 'node:http'

export interface Received { headers: Record<string, string>, body: string }

/** An outside program that listens: keeps what it is told and answers 200. */
export async function startReceiver(): Promise<{ url: string, received: Received[], stop: () => Promise<void> }> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      received.push({ headers, body: Buffer.concat(chunks).toString('utf8') })
      response.end('kept')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the receiver has no port')
  return { url: `http://127.0.0.1:${address.port}/events`, received, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}
