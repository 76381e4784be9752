import net, { type AddressInfo } from 'node:net'
import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../testing/world.ts'
import { LEAKS } from './judge.ts'

const PATIENCE_MS = 3000
const HEAD = 'Host: shop.example\r\nConnection: close\r\n'
const FORM = 'Content-Type: application/x-www-form-urlencoded\r\n'
const ADDRESSES = ['/', '/router/rest', '/api/entry', '/api/v1/index', '/api/batch', '/openapi/default.aspx']

const world = openWorld()
let port = 0

beforeAll(async () => {
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  port = (world.app.server.address() as AddressInfo).port // it listens on a port
})

/** What comes back on a connection that says this and then, when it is to, nothing more. */
function said(bytes: Buffer, isEnded: boolean): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const finish = (): void => {
      socket.destroy()
      resolve(Buffer.concat(chunks).toString('latin1'))
    }
    socket.on('data', (chunk) => chunks.push(chunk)).once('end', finish).once('error', finish).setTimeout(PATIENCE_MS, finish)
    if (isEnded) socket.end(bytes)
    else socket.write(bytes)
  })
}

/** `isEnded`: the sender hangs up behind it, so that an answer may be missing; all others must be answered. */
const LINES: readonly { what: string, line: (address: string) => string | Buffer, isEnded?: boolean }[] = [
  { what: 'a body shorter than it says', line: (address) => `POST ${address} HTTP/1.1\r\n${HEAD}${FORM}Content-Length: 100\r\n\r\nmethod=x`, isEnded: true },
  { what: 'a body longer than it says', line: (address) => `POST ${address} HTTP/1.1\r\n${HEAD}${FORM}Content-Length: 3\r\n\r\nmethod=xxxxxxxx` },
  { what: 'two lengths', line: (address) => `POST ${address} HTTP/1.1\r\n${HEAD}${FORM}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd` },
  { what: 'a length and chunks', line: (address) => `POST ${address} HTTP/1.1\r\n${HEAD}${FORM}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n` },
  { what: 'a negative length', line: (address) => `POST ${address} HTTP/1.1\r\n${HEAD}${FORM}Content-Length: -1\r\n\r\nabc` },
  { what: 'chunks of no size', line: (address) => `POST ${address} HTTP/1.1\r\n${HEAD}${FORM}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n` },
  { what: 'chunks that end in the middle', line: (address) => `POST ${address} HTTP/1.1\r\n${HEAD}${FORM}Transfer-Encoding: chunked\r\n\r\nff\r\nabc`, isEnded: true },
  { what: 'good chunks', line: (address) => `POST ${address} HTTP/1.1\r\n${HEAD}${FORM}Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n` },
  { what: 'GBK bytes in the address', line: (address) => Buffer.concat([Buffer.from(`GET ${address}?method=`), Buffer.from([0xBA, 0xF8]), Buffer.from(` HTTP/1.1\r\n${HEAD}\r\n`)]) },
  { what: 'UTF-8 bytes in the address', line: (address) => Buffer.from(`GET ${address}?method=壶 HTTP/1.1\r\n${HEAD}\r\n`) },
  { what: 'an address that cannot be decoded', line: (address) => `GET ${address}/%zz?method=x HTTP/1.1\r\n${HEAD}\r\n` },
  { what: 'a huge header', line: (address) => `GET ${address}?method=x HTTP/1.1\r\n${HEAD}X-Odd: ${'x'.repeat(100_000)}\r\n\r\n` },
  { what: 'no host', line: (address) => `GET ${address}?method=x HTTP/1.1\r\n\r\n` },
  { what: 'a method nobody knows', line: (address) => `BREW ${address} HTTP/1.1\r\n${HEAD}\r\n` },
  { what: 'no HTTP at all', line: () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03]), isEnded: true },
]

it.each(LINES)('$what is answered or closed, and never with a failure of the server', { timeout: 60_000 }, async ({ line, isEnded = false }) => {
  for (const address of ADDRESSES) {
    const answer = await said(Buffer.from(line(address)), isEnded)
    expect([address, answer]).toEqual([address, expect.not.stringMatching(/^HTTP\/1\.1 5/)])
    if (!isEnded) expect([address, answer]).toEqual([address, expect.stringMatching(/^HTTP\/1\.1 [24]\d\d /)])
    for (const leak of LEAKS) expect(answer).not.toMatch(leak)
  }
})

it('the server still answers', async () => {
  expect(await world.call('ectouch.shop.config')).toMatchObject({ code: 0 })
})
