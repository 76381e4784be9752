import { hash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { PASSWORD } from '../../testing/world.ts'
import { FORBIDDEN, NOT_THERE, openCareyWorld, refused } from '../testing/carey-world.ts'

const carey = openCareyWorld()
const PDF = Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n', 'latin1')
const GMT8 = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/
const picture = (type: 'png' | 'gif' = 'png') => sharp({ create: { width: 60, height: 30, channels: 3, background: '#c33' } }).toFormat(type).toBuffer()

interface Sent { name?: string, fileName: string, bytes: Buffer }

async function tokenOf(controller: 'admin' | 'user', name: string): Promise<string> {
  const { data } = await carey.call(controller, `login.${controller}.user`, { username: name, password: PASSWORD, platform: 'upload' })
  return (data as { token: { token: string } }).token.token
}

let mark = 0

/** A form as a browser sends it: its texts are signed under their names, its files are not. */
async function upload(token: string, files: Sent[], texts: Record<string, string> = {}, signTexts = texts): Promise<{ status: number, message: string, data: unknown }> {
  const { key, secret } = carey.world.programs.plain
  const said: Record<string, string> = { appkey: key, token, timestamp: String(Math.floor(Date.now() / 1000)), method: 'add.upload.list', mark: String(++mark) }
  const signedText: Record<string, string> = { ...said, ...signTexts }
  const sign = hash('md5', secret + Object.keys(signedText).sort().map((name) => name + signedText[name]).join('') + secret)
  const parts: Buffer[] = Object.entries({ ...said, ...texts, sign }).map(([name, value]) => Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`))
  for (const { name = 'file', fileName, bytes } of files) parts.push(Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`), bytes, Buffer.from('\r\n'))
  const reply = await carey.world.app.inject({ method: 'POST', url: '/api/v1/upload', headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: Buffer.concat([...parts, Buffer.from('--x--\r\n')]) })
  return JSON.parse(reply.body)
}

describe('files', () => {
  it('are sent as a form says, pictures encoded anew, others as they are', async () => {
    const { world } = carey
    const token = await tokenOf('user', world.user.name)
    const own = await carey.shopper(world.user)
    const form = { upload_url: 'http://shop.example/api/v1/upload', module: 'careyshop', param: ['x:replace', 'x:parent_id', 'x:filename', 'token', 'file'].map((name) => ({ name, type: expect.any(String), default: expect.anything() })) }
    expect((await own('upload', 'get.upload.url')).data).toEqual(form)
    expect((await own('upload', 'get.upload.token', { type: 'app' })).data).toEqual({ token: { upload_url: form, token: 'careyshop', dir: '' }, expires: 0 })

    const sent = await upload(token, [{ fileName: 'pot.png', bytes: await picture() }, { name: 'file[]', fileName: 'move.gif', bytes: await picture('gif') }, { fileName: '说明.pdf', bytes: PDF }, { fileName: 'evil.svg', bytes: Buffer.from('<svg onload="x()"/>') }, { fileName: 'fake.png', bytes: PDF }], { 'x:filename': '我的壶' })
    expect(sent).toMatchObject({ status: 200, message: 'success' })
    const [png, gif, pdf, svg, fake] = sent.data as Record<string, unknown>[]
    expect(png).toEqual({
      status: 200, storage_id: expect.any(Number), parent_id: 0, name: '我的壶', ext: 'webp', size: expect.any(Number), pixel: { width: 60, height: 30 }, hash: expect.stringMatching(/^[0-9a-f]{64}$/), path: expect.stringMatching(/^\/media\/comments\/[0-9a-f]{32}-1200\.webp$/),
      url: expect.stringMatching(/^http:\/\/shop\.example\/media\//), protocol: 'careyshop', type: 0, oss: '', create_time: expect.stringMatching(GMT8), update_time: expect.stringMatching(GMT8),
    })
    expect(gif).toMatchObject({ status: 200, ext: 'webp', type: 0 })
    expect(pdf).toMatchObject({ status: 200, ext: 'pdf', type: 1, pixel: [], size: PDF.length })
    for (const refusedOne of [svg, fake]) expect(refusedOne).toEqual({ status: 500, message: expect.any(String) })

    const down = await world.app.inject({ method: 'GET', url: String(pdf?.path) })
    expect([down.statusCode, down.headers['content-type'], down.headers['content-disposition'], down.headers['x-content-type-options']]).toEqual([200, 'application/pdf', 'attachment', 'nosniff'])
    expect((await world.app.inject({ method: 'GET', url: String(png?.path) })).headers['content-type']).toBe('image/webp')
    expect(await world.shop.database.db.storedFile.count({ where: { userId: world.user.userId } })).toBe(3)
  })

  it('take the place of one\'s own, and are told when the staff sends them', async () => {
    const { world, admin } = carey
    const { db } = world.shop.database
    const staff = await tokenOf('admin', 'carey-1')
    const [first] = (await upload(staff, [{ fileName: 'pot.png', bytes: await picture() }])).data as { storage_id: number, path: string }[]
    const again = await admin('upload', 'replace.upload.item', { storage_id: first?.storage_id })
    expect(again.data).toMatchObject({ token: { upload_url: { param: [{ name: 'x:replace', default: first?.path }, {}, {}, {}, {}] } } })
    const [second] = (await upload(staff, [{ fileName: 'manual.pdf', bytes: Buffer.concat([PDF, Buffer.from('% of the shop')]) }], { 'x:replace': first?.path ?? '' })).data as { storage_id: number, path: string }[]
    expect(second).toMatchObject({ storage_id: first?.storage_id, ext: 'pdf' })
    const told = await db.auditEntry.findMany({ where: { targetKind: 'file' }, orderBy: { id: 'asc' } })
    expect(told.map(({ action }) => action)).toEqual(['file.upload', 'file.replace'])

    const shopper = await tokenOf('user', world.user.name)
    expect((await upload(shopper, [{ fileName: 'pot.png', bytes: await picture() }], { 'x:replace': second?.path ?? '' })).data).toMatchObject([{ status: 500, message: '记录不存在' }])
    expect(await admin('upload', 'replace.upload.item', { storage_id: 999_999 })).toMatchObject(NOT_THERE)
    expect((await admin('upload', 'get.upload.module')).data).toEqual([{ name: expect.any(String), module: 'careyshop' }])
  })

  it('come signed, from who may, and not without a file', async () => {
    const { world } = carey
    const token = await tokenOf('user', world.user.name)
    const bytes = await picture()
    expect(await upload(token, [{ fileName: 'pot.png', bytes }], { 'x:filename': 'a' }, { 'x:filename': 'b' })).toEqual(refused(500, 'sign错误'))
    expect(await upload(token, [])).toEqual(refused(500, '缺少参数 file'))
    expect(await upload('', [{ fileName: 'pot.png', bytes }])).toMatchObject(FORBIDDEN)
    const own = await carey.shopper(world.user)
    expect(await own('upload', 'get.upload.module')).toMatchObject(FORBIDDEN)
    expect(await (await carey.member(['orders.view']))('upload', 'get.upload.token')).toMatchObject(FORBIDDEN)
  })
})
