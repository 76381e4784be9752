import { describe, expect, it } from 'vitest'
import { incoming } from '../../testing/fake-gateway.ts'
import { controllerKey, parseAddress } from './address.ts'
import { type CareyCall, logged, read, requestDigest } from './read.ts'

const call = (request: Parameters<typeof incoming>[0], path = '/api/v1/app'): CareyCall => read(incoming(request), { path, isTls: false, userAgent: '' })
const post = (contentType: string, body: string | Buffer, more: Parameters<typeof incoming>[0] = {}, path = '/api/v1/app'): CareyCall => call({ httpMethod: 'POST', contentType, body: Buffer.from(body), ...more }, path)
const texts = ({ values }: CareyCall): Record<string, string> => Object.fromEntries([...values].map(([name, { text }]) => [name, text]))

describe('an address', () => {
  it.each([
    ['/api/v1/app', 'app', {}],
    ['/api/v1/app/', 'app', {}],
    ['/index.php/api/v1/app.html', 'app', {}],
    ['/api/v1/upload/method/add.upload.list.html', 'upload', { method: 'add.upload.list' }],
    ['/api/v1/app/method/set.app.item/app_name/a%2Fb+c/app-id/1/last', 'app', { method: 'set.app.item', app_name: 'a/b+c' }],
  ])('%s', (path, controller, params) => {
    const address = parseAddress(path)
    expect(address).toMatchObject({ kind: 'call', version: 'v1', controller })
    expect(Object.fromEntries(address?.kind === 'call' ? address.params : [])).toEqual(params)
  })

  it.each(['/api/batch', '/api/batch.html', '/index.php/api/batch/'])('%s is the batch', (path) => {
    expect(parseAddress(path)).toEqual({ kind: 'batch' })
  })

  it.each(['/api', '/api/', '/api/v1', '/api/v1/', '/api/v2/app', '/api/V1/app', '/elsewhere/v1/app'])('%s leads nowhere', (path) => {
    expect(parseAddress(path)).toBeNull()
  })

  it('knows a controller in every spelling', () => {
    expect(new Set(['app_install', 'AppInstall', 'appInstall', 'app-install'].map(controllerKey))).toEqual(new Set(['appinstall']))
  })
})

describe('what was sent', () => {
  it('the path wins over the body, the body over the query; the last of equal names counts', () => {
    expect(texts(post('application/json', '{"b":"body","p":"body"}', { query: 'a=1&a=2&b=query&p=query&version=v9&controller=x' }, '/api/v1/app/p/path'))).toEqual({ a: '2', b: 'body', p: 'path' })
  })

  it('JSON may come as plain text', () => {
    expect(texts(post('text/plain;charset=UTF-8', '{"a":10.0,"b":[1,2]}'))).toEqual({ a: '10.0', b: '[1,2]' })
  })

  it('forms hold lists and objects as PHP writes them', () => {
    expect(texts(post('application/x-www-form-urlencoded', 'id[]=1&id[]=2&o[k]=v&o[l][]=w&plain=a+b'))).toEqual({ id: '["1","2"]', o: '{"k":"v","l":["w"]}', plain: 'a b' })
  })

  it('multipart holds texts and files', () => {
    const body = '--b\r\nContent-Disposition: form-data; name="x:filename"\r\n\r\na.png\r\n--b\r\nContent-Disposition: form-data; name="file[]"; filename="a.png"\r\n\r\nPNG\r\n--b--'
    const sent = post('multipart/form-data; boundary=b', body)
    expect(texts(sent)).toEqual({ 'x:filename': 'a.png' })
    expect(sent.files.map(({ name, fileName }) => [name, fileName])).toEqual([['file[]', 'a.png']])
  })

  it('a body with GET is ignored', () => {
    expect(texts(call({ httpMethod: 'GET', contentType: 'application/json', body: Buffer.from('{"a":1}'), query: 'b=2' }))).toEqual({ b: '2' })
  })

  it.each([
    ['malformed JSON', '{"a":'],
    ['JSON that is no object', '[1]'],
    ['a repeated key', '{"a":1,"a":1}'],
    ['bytes that are not UTF-8', Buffer.from([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])],
  ])('%s is refused', (_name, body) => {
    expect(post('application/json', body).unreadable).not.toBeNull()
  })

  it('more than two hundred parameters are too many', () => {
    expect(call({ query: Array.from({ length: 201 }, (_, at) => `a${at}=1`).join('&') }).unreadable?.status).toBe(413)
  })

  it('is told apart by lists and by its address, not by its sign or order', () => {
    const digestOf = (body: string, path?: string): string => requestDigest(post('application/json', body, {}, path))
    expect(digestOf('{"a":"1","id":[1],"sign":"x"}')).toBe(digestOf('{"id":[1],"sign":"y","a":"1"}'))
    expect(digestOf('{"a":"1","id":[1]}')).not.toBe(digestOf('{"a":"1","id":[2]}'))
    expect(digestOf('{"a":"1"}')).not.toBe(digestOf('{"a":"1"}', '/api/v1/brand'))
  })

  it('is not logged where it may hold a secret', () => {
    expect(Object.fromEntries(logged(post('application/json', '{"refresh":"r","batch":[{"password":"p"}],"id":[1],"o":{"x":1}}')))).toEqual({ refresh: '***', batch: '***', id: '[1]', o: '***' })
  })
})
