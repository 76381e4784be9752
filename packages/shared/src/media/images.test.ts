import { createServer, type Server } from 'node:http'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MediaStorage, mediaStorage, readMedia, removeImage, saveImage } from './index.ts'

let folder = ''
let storage: MediaStorage
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xiaopu-media-'))
  storage = mediaStorage({ kind: 'folder', folder })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#c33' } })
const inBase64 = (bytes: Buffer) => ({ name: 'x.txt', base64: bytes.toString('base64') })
const refused = { word: 'FILE_INVALID' }

describe('a picture', () => {
  it('of every readable type becomes WebP in two sizes, whatever its name says', async () => {
    for (const type of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const saved = await saveImage(storage, inBase64(await picture(1600, 800).toFormat(type).toBuffer()), { folder: 'goods' })

      expect(saved.url).toMatch(/^\/media\/goods\/[0-9a-f]{32}-1200\.webp$/)
      expect(saved.thumbUrl).toBe(saved.url.replace('-1200', '-400'))
      const [detail, thumb] = await Promise.all([saved.url, saved.thumbUrl].map(async (url) => sharp((await readMedia(storage, url))?.bytes).metadata()))
      expect([detail?.format, detail?.width, detail?.height, thumb?.width, thumb?.height]).toEqual(['webp', 1200, 600, 400, 200])
    }
  })

  it('is never made larger than it was', async () => {
    const saved = await saveImage(storage, { bytes: await picture(100, 50).png().toBuffer() }, { folder: 'goods' })

    expect((await sharp((await readMedia(storage, saved.url))?.bytes).metadata()).width).toBe(100)
  })

  it('loses what it knew of place and camera', async () => {
    const bytes = await picture(50, 50).withExif({ IFD0: { Copyright: 'somebody', Make: 'camera' } }).jpeg().toBuffer()
    expect(bytes.includes('somebody')).toBe(true)
    const saved = await saveImage(storage, { bytes }, { folder: 'goods' })

    const kept = (await readMedia(storage, saved.url))?.bytes
    expect(kept?.includes('somebody')).toBe(false)
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
  })

  it('sent twice is stored once', async () => {
    const bytes = await picture(60, 60).png().toBuffer()
    const [one, two] = await Promise.all([saveImage(storage, { bytes }, { folder: 'twice' }), saveImage(storage, { bytes }, { folder: 'twice' })])

    expect(one).toEqual(two)
    expect((await readdir(path.join(folder, 'twice'))).length).toBe(2)
  })

  it('that is none is refused', async () => {
    const png = await picture(50, 50).png().toBuffer()
    const bad: [string, Buffer][] = [
      ['empty', Buffer.alloc(0)],
      ['a script', Buffer.from('<script>alert(1)</script>')],
      ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
      ['an animation of another kind', await picture(10, 10).gif().toBuffer()],
      ['only the beginning of one', png.subarray(0, 60)],
      ['too many bytes', Buffer.concat([png, Buffer.alloc(2000)])],
    ]
    for (const [what, bytes] of bad) await expect(saveImage(storage, inBase64(bytes), { folder: 'goods', maxBytes: 1500 }), what).rejects.toMatchObject(refused)
  })

  it('that would unfold to too many pixels is refused', async () => {
    const bomb = await picture(8000, 8000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(5 * 1024 * 1024)

    await expect(saveImage(storage, { bytes: bomb }, { folder: 'goods' })).rejects.toMatchObject(refused)
  })
})

describe('a picture taken out', () => {
  it('is gone in both sizes; taking it out again, or what is no picture, does nothing', async () => {
    const { url, thumbUrl } = await saveImage(storage, { bytes: await picture(70, 70).png().toBuffer() }, { folder: 'gone' })
    await removeImage(storage, url)

    expect([await readMedia(storage, url), await readMedia(storage, thumbUrl), await readdir(path.join(folder, 'gone'))]).toEqual([null, null, []])
    await removeImage(storage, url)
    await removeImage(storage, '/media/../secret')
  })
})

describe('reading', () => {
  it('answers nothing for what is no name of a picture', async () => {
    for (const name of ['/media/../secret', '/media/goods/../../x-400.webp', '/media/goods/x.png', '/media/', '/etc/passwd', `/media/goods/${'0'.repeat(32)}-400.webp`]) {
      expect(await readMedia(storage, name)).toBeNull()
    }
  })
})

describe('storage of the S3 kind', () => {
  const objects = new Map<string, Buffer>()
  const seen: string[] = []
  let server: Server
  let endpoint = ''
  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = []
      seen.push(`${request.method} ${String(request.headers.authorization).split(' ')[0]}`)
      request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        const key = request.url ?? ''
        if (request.method === 'DELETE') objects.delete(key)
        if (request.method === 'PUT') objects.set(key, Buffer.concat(parts))
        response.writeHead(objects.has(key) ? 200 : 404).end(request.method === 'GET' ? objects.get(key) : undefined)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    endpoint = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it('puts and gets signed objects', async () => {
    const s3 = mediaStorage({ kind: 's3', endpoint, bucket: 'shop', region: 'cn-north-1', accessKeyId: 'key', secretAccessKey: 'secret' })
    const saved = await saveImage(s3, { bytes: await picture(60, 60).png().toBuffer() }, { folder: 'goods' })

    expect((await sharp((await readMedia(s3, saved.thumbUrl))?.bytes).metadata()).width).toBe(60)
    expect([...objects.keys()]).toEqual([saved.url, saved.thumbUrl].map((url) => url.replace('/media/', '/shop/')))
    expect(new Set(seen)).toEqual(new Set(['HEAD AWS4-HMAC-SHA256', 'PUT AWS4-HMAC-SHA256', 'GET AWS4-HMAC-SHA256']))
    await removeImage(s3, saved.url)
    expect(objects.size).toBe(0)
    expect(await readMedia(s3, `/media/goods/${'0'.repeat(32)}-400.webp`)).toBeNull()
  })
})
