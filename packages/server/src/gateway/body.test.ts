import { describe, expect, it } from 'vitest'
import type { IncomingCall } from './call.ts'
import { read } from './dialects/ectouch/read.ts'
import { incoming } from './testing/fake-gateway.ts'

const FORM = 'application/x-www-form-urlencoded'

function received(request: Partial<IncomingCall>) {
  const { params, files, unreadable } = read(incoming(request))
  return { params: Object.fromEntries(params), files, refused: unreadable && `${unreadable.status} ${unreadable.field}` }
}

const fromQuery = (query: string) => received({ query })
const fromForm = (body: string | Buffer, contentType = FORM, query = '') => received({ httpMethod: 'POST', contentType, body: Buffer.from(body), query })
const fromParts = (body: string | Buffer, contentType = 'multipart/form-data; boundary=B') => fromForm(body, contentType)
const part = (head: string, content: string) => `--B\r\n${head}\r\n\r\n${content}\r\n`

describe('query and form', () => {
  it('decodes %XX and + as space', () => {
    expect(fromQuery('a=1%262&keywords=%E7%BA%A2%E8%89%B2+%F0%9F%98%80&b=a%2Bb&&c&d=&e=x=y').params).toEqual({ a: '1&2', keywords: '红色 😀', b: 'a+b', c: '', d: '', e: 'x=y' })
    expect(fromForm('a=红+色').params).toEqual({ a: '红 色' })
    expect(received({ query: Buffer.from('a=红').toString('latin1') }).params).toEqual({ a: '红' })
  })

  it.each([['a=%E7%BA', 'a'], ['a=%ff', 'a'], ['a=%zz', 'a'], ['a=100%', 'a'], ['a=%ED%A0%80', 'a'], ['a=%C0%80', 'a'], ['%ff=1', 'body'], ['a=\xFF', 'query']])('refuses %j', (query, field) => {
    expect(fromQuery(query).refused).toBe(`200 ${field}`)
  })

  it('refuses a body that is not UTF-8', () => {
    expect(fromForm(Buffer.from([0x61, 0x3D, 0xC4, 0xE3])).refused).toBe('200 body')
    expect(fromForm('a=1', `${FORM}; charset=GBK`).refused).toBe('200 charset')
    expect(fromForm('a=1', `${FORM}; charset="UTF-8"`).params).toEqual({ a: '1' })
    expect(fromForm('\uFEFFa=1').refused).toBe('200 \uFEFFa')
  })

  it('merges query and body; equal twins collapse, others are refused by name', () => {
    expect(fromForm('b=2&a=1', FORM, 'a=1&c=3').params).toEqual({ a: '1', b: '2', c: '3' })
    expect(fromForm('a=2', FORM, 'a=1').refused).toBe('200 a')
    expect(fromQuery('a=1&b=1&a=1').params).toEqual({ a: '1', b: '1' })
    expect(fromQuery('a=1&a=').refused).toBe('200 a')
  })

  it.each([['a b=1', '200 a b'], ['a%00=1', '200 a\0'], ['a[0]=1', '200 a[0]'], ['=1', '200 '], ['红=1', '200 query'], ['%E7%BA%A2=1', '200 红'], [`${'n'.repeat(65)}=1`, `413 ${'n'.repeat(64)}`]])('refuses the name in %j', (query, refused) => {
    expect(fromQuery(query).refused).toBe(refused)
  })

  it('takes names with every allowed sign', () => {
    expect(fromQuery('x:fileName=1&a.b-c_D9=2&images[]=3&__proto__=4').params).toEqual(Object.fromEntries([['x:fileName', '1'], ['a.b-c_D9', '2'], ['images[]', '3'], ['__proto__', '4']]))
  })

  it('takes 200 parameters, not 201', () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => `p${n}=1`).join('&')
    expect(fromQuery(many(200)).refused).toBeNull()
    expect(fromQuery(many(201)).refused).toBe('413 body')
    expect(fromForm(many(150), FORM, many(51)).refused).toBe('413 body')
  })

  it('ignores a body with GET and takes a POST without one', () => {
    expect(received({ httpMethod: 'GET', contentType: FORM, body: Buffer.from('a=1') }).params).toEqual({})
    expect(received({ httpMethod: 'POST', query: 'a=1' }).params).toEqual({ a: '1' })
    expect(fromForm('', 'application/json').refused).toBeNull()
  })

  it.each(['application/json', 'text/plain', 'application/xml', ''])('refuses a body of type %j', (contentType) => {
    expect(fromForm('{}', contentType).refused).toBe('200 content_type')
  })

  it('reads the format before it refuses the body', () => {
    expect(read(incoming({ httpMethod: 'POST', query: 'format=json', contentType: 'application/json', body: Buffer.from('{}') })).format).toBe('json')
  })
})

describe('multipart', () => {
  const file = 'Content-Disposition: form-data; name="avatar"; filename="a.png"\r\nContent-Type: image/png'

  it('text and files, bytes as they are', () => {
    const body = Buffer.concat([Buffer.from(`${part('Content-Disposition: form-data; name="nick"', '阿+明%41\r\n')}--B\r\n${file}\r\n\r\n`), Buffer.from([0, 255, 13, 10, 45, 45, 66, 88]), Buffer.from('\r\n--B--\r\n')])
    const { params, files, refused } = fromParts(body)
    expect(refused).toBeNull()
    expect(params).toEqual({ nick: '阿+明%41\r\n' })
    expect(files).toEqual([{ name: 'avatar', fileName: 'a.png', bytes: Buffer.from([0, 255, 13, 10, 45, 45, 66, 88]) }])
  })

  it('what TOP\'s PHP client sends: blanks behind header lines, no line end at the end', () => {
    const body = `--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; name="avatar"; filename="a.png" \r\nContent-Type: image/png \t\r\n\r\nPNG\r\n--B--`
    expect(fromParts(body)).toMatchObject({ params: { a: '1' }, files: [{ fileName: 'a.png' }], refused: null })
  })

  it('what KDT\'s client sends: header names in lower case', () => {
    expect(fromParts(`${part('content-disposition: form-data; name="a"', '')}--B--\r\n`)).toMatchObject({ params: { a: '' }, refused: null })
    expect(fromParts(`${part('CONTENT-DISPOSITION: Form-Data; NAME=a', '1')}--B--\r\n`)).toMatchObject({ params: { a: '1' }, refused: null })
  })

  it('a preamble, blanks behind a boundary, a quoted boundary', () => {
    expect(fromParts(`hello\r\n--B \r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--B--`, 'multipart/form-data; boundary="B"').params).toEqual({ a: '1' })
    expect(fromParts('--B--\r\n')).toMatchObject({ params: {}, refused: null })
  })

  it('names of files', () => {
    const nameOf = (text: string) => fromParts(`${part(`Content-Disposition: form-data; name="f"; ${text}`, 'x')}--B--`).files[0]?.fileName
    expect(nameOf('filename="头像.png"')).toBe('头像.png')
    expect(nameOf('filename="C:\\pics\\a.png"')).toBe('a.png')
    expect(nameOf('filename="../../etc/passwd"')).toBe('passwd')
    expect(nameOf('filename="a\\"b.png"')).toBe('a"b.png')
    expect(nameOf('filename="x; name=y"')).toBe('x; name=y')
    expect(nameOf('filename=a.png')).toBe('a.png')
    expect(nameOf('filename="_.png"; filename*=UTF-8\'\'%E5%A4%B4.png')).toBe('头.png')
    expect(nameOf('filename=""')).toBe('')
  })

  it('a file field left empty is no file; repeated file parts form a list', () => {
    expect(fromParts(`${part('Content-Disposition: form-data; name="f"; filename=""', '')}--B--`)).toMatchObject({ files: [], refused: null })
    const two = part('Content-Disposition: form-data; name="images[]"; filename="a.png"', 'x').repeat(2)
    expect(fromParts(`${two}--B--`).files).toHaveLength(2)
  })

  it.each([
    ['no boundary', part('Content-Disposition: form-data; name="a"', '1'), 'multipart/form-data', '200 content_type'],
    ['cut off', part('Content-Disposition: form-data; name="a"', '1'), undefined, '200 body'],
    ['headers without an end', '--B\r\nContent-Disposition: form-data; name="a"\r\n--B--', undefined, '200 body'],
    ['two parts run into one', `--B\r\nContent-Disposition: form-data; name="a"\r\n${part('Content-Disposition: form-data; name="b"', '1')}--B--`, undefined, '200 body'],
    ['no name', `${part('Content-Disposition: form-data', '1')}--B--`, undefined, '200 body'],
    ['no disposition', `${part('X: y', '1')}--B--`, undefined, '200 body'],
    ['another charset', `${part('Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=gbk', '1')}--B--`, undefined, '200 charset'],
    ['a bad name', `${part('Content-Disposition: form-data; name="a b"', '1')}--B--`, undefined, '200 a b'],
    ['twins that differ', `${part('Content-Disposition: form-data; name="a"', '1')}${part('Content-Disposition: form-data; name="a"', '2')}--B--`, undefined, '200 a'],
    ['21 files', `${part('Content-Disposition: form-data; name="f"; filename="x"', 'x').repeat(21)}--B--`, undefined, '413 f'],
    ['something else altogether', 'hello', undefined, '200 body'],
  ])('refuses %s', (_name, body, contentType, refused) => {
    expect(fromParts(body, contentType).refused).toBe(refused)
  })

  it('refuses text that is not UTF-8 and a file of more than 10 MiB', () => {
    const text = Buffer.concat([Buffer.from('--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n'), Buffer.from([0xFF]), Buffer.from('\r\n--B--')])
    expect(fromParts(text).refused).toBe('200 a')
    const fileOf = (size: number) => Buffer.concat([Buffer.from(`--B\r\n${file}\r\n\r\n`), Buffer.alloc(size), Buffer.from('\r\n--B--')])
    expect(fromParts(fileOf(10 * 1024 * 1024)).refused).toBeNull()
    expect(fromParts(fileOf(10 * 1024 * 1024 + 1)).refused).toBe('413 avatar')
  })
})
