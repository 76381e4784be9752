import { describe, expect, it } from 'vitest'
import { type MediaStorage, readFile, saveFile } from './index.ts'

const kept = new Map<string, Buffer>()
const storage: MediaStorage = {
  has: async (key) => kept.has(key),
  put: async (key, bytes) => { kept.set(key, bytes) },
  get: async (key) => kept.get(key) ?? null,
  remove: async (key) => { kept.delete(key) },
}
const PDF = Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n', 'latin1')

describe('a file that is no picture', () => {
  it('is kept as it is and comes down as what it is', async () => {
    const { url, ext } = await saveFile(storage, { fileName: '说明书.PDF', bytes: PDF })
    expect([url, ext]).toEqual([expect.stringMatching(/^\/media\/files\/[0-9a-f]{32}\.pdf$/), 'pdf'])
    expect(await readFile(storage, url)).toEqual({ bytes: PDF, contentType: 'application/pdf', etag: expect.any(String), isShown: false })
    expect((await saveFile(storage, { fileName: 'again.pdf', bytes: PDF })).url).toBe(url)
    expect((await saveFile(storage, { fileName: 'list.csv', bytes: Buffer.from('名称,价格\n壶,1\n') })).ext).toBe('csv')
  })

  it('is refused when its bytes are something else, or nobody knows its kind', async () => {
    const wrong: [string, Buffer][] = [
      ['script.html', Buffer.from('<script>x()</script>')], ['picture.svg', Buffer.from('<svg/>')], ['program.exe', Buffer.from('MZ')], ['constructor', PDF], ['list.csv', PDF], ['manual.pdf', Buffer.from('no pdf')],
      ['table.xlsx', Buffer.from('PK\u0003\u0004no table')], ['text.txt', Buffer.from([65, 0, 66])], ['empty.txt', Buffer.alloc(0)], ['large.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 65)],
    ]
    for (const [fileName, bytes] of wrong) await expect(saveFile(storage, { fileName, bytes }), fileName).rejects.toMatchObject({ word: 'FILE_INVALID' })
  })

  it('is found under its own kind of name alone', async () => {
    for (const name of ['/media/files/../secret.txt', `/media/files/${'0'.repeat(32)}.html`, `/media/files/${'0'.repeat(32)}.pdf`, '/media/goods/x.pdf']) expect(await readFile(storage, name)).toBeNull()
  })
})
