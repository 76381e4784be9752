import type { MessageTree } from './index.ts'
import { describe, expect, it } from 'vitest'

const zh = import.meta.glob<MessageTree>('./zh-CN/*.ts', { eager: true, import: 'default' })
const en = import.meta.glob<MessageTree>('./en/*.ts', { eager: true, import: 'default' })
const sources = import.meta.glob<string>(['../**/*.vue', '../**/*.ts', '!../**/*.test.ts', '!./*/*.ts'], { eager: true, query: '?raw', import: 'default' })

function keysOf(tree: MessageTree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`)))
}

function textsOf(tree: MessageTree): string[] {
  return Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)))
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1, -'.ts'.length)
const known = new Set(Object.entries(zh).flatMap(([file, tree]) => keysOf(tree).map((key) => `${nameOf(file)}.${key}`)))

describe('the messages', () => {
  it.each(Object.keys(zh))('%s are complete in English', (file) => {
    const english = en[file.replace('zh-CN', 'en')]
    expect(english && keysOf(english).toSorted()).toEqual(keysOf(zh[file] ?? {}).toSorted())
  })

  it.each(Object.entries(en))('%s hold no Chinese', (_file, tree) => {
    expect(textsOf(tree).filter((text) => /\p{Script=Han}/u.test(text) && text !== '中文')).toEqual([])
  })

  it('have every key that a page names', () => {
    const asked = Object.entries(sources).flatMap(([file, source]) => [...source.matchAll(/\bt\('([a-zA-Z]+(?:\.\w+)+)'/g)].map((found) => `${found[1]} in ${file}`))
    expect(asked.filter((line) => !known.has(line.split(' ')[0] ?? ''))).toEqual([])
  })

  it('have the keys that routes and menus name', () => {
    const asked = Object.entries(sources).filter(([file]) => /areas\/\w+\/index\.ts$|menu-groups|router\.ts/.test(file))
      .flatMap(([file, source]) => [...source.matchAll(/(?:title|label): '([a-zA-Z]+(?:\.\w+)+)'/g)].map((found) => `${found[1]} in ${file}`))
    expect(asked.filter((line) => !known.has(line.split(' ')[0] ?? ''))).toEqual([])
  })
})
