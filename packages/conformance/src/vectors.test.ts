import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { membersOf } from './members.ts'
import { signCareyshop, textOfCareyshop } from './sign-careyshop.ts'
import { signEctouch, textOfEctouch } from './sign-ectouch.ts'
import { signWjx, textOfWjx } from './sign-wjx.ts'

interface Vector { id: string, shows: string, secret: string, text: string, sign: string }
interface FormVector extends Vector { params: Record<string, string>, empty: 'kept' | 'left out' }
interface BodyVector extends Vector { body: string, false?: '', traceid?: string }

function read<Kind extends Vector>(name: string): Kind[] {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, '../vectors', name), 'utf8')) as Kind[] // the files are our own
}

describe('the signer reproduces every worked example', () => {
  it.each(read<FormVector>('ectouch.json'))('$id: $shows', ({ params, empty, secret, text, sign }) => {
    expect(textOfEctouch(params, empty)).toBe(text)
    expect(signEctouch(text, secret, params.sign_method).toLowerCase()).toBe(sign.toLowerCase())
  })

  it.each(read<BodyVector>('careyshop.json'))('$id: $shows', ({ body, secret, text, sign, false: no }) => {
    expect(textOfCareyshop(membersOf(body), no)).toBe(text)
    expect(signCareyshop(text, secret)).toBe(sign)
  })

  it.each(read<BodyVector>('wjx.json'))('$id: $shows', ({ body, secret, text, sign, traceid }) => {
    const members = membersOf(body)
    expect(textOfWjx(members, traceid)).toBe(text)
    expect(signWjx(text, secret, members.find(({ name }) => name === 'encode')?.text)).toBe(sign)
  })

  it('the first of all is the document\'s own', () => {
    expect(read('ectouch.json')[0]).toMatchObject({ id: 'E1', sign: 'D1F578E6E6EE4E7B85D3B94970328EEC' })
  })
})

it('members keep the characters they were written with', () => {
  expect(membersOf('{ "a" : 1.0 , "b":"x\\n}","c":[1,{"d":"]"}] ,"e":null,"f":true }')).toEqual([
    { name: 'a', kind: 'number', text: '1.0' },
    { name: 'b', kind: 'text', text: 'x\n}' },
    { name: 'c', kind: 'list or object', text: '[1,{"d":"]"}]' },
    { name: 'e', kind: 'null', text: 'null' },
    { name: 'f', kind: 'truth', text: 'true' },
  ])
  expect(membersOf('{}')).toEqual([])
})
