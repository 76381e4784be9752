import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { testDatabase } from './testing/test-database.ts'

const test = testDatabase()
const PROJECT = path.resolve(import.meta.dirname, '../../../..')
const FOLDERS = ['packages/shared/src', 'packages/server/src', 'prisma/seed']
/** `sql.rows<Row>('name'` with whatever stands between; names that are worked out are left to the check at run time. */
const CALL = /\bsql\.(?:rows|row|run)(?:<[^()]*>)?\(\s*(?:'([^']+)'|`([^`]+)`)/g

async function sources(): Promise<string[]> {
  const names = await Promise.all(FOLDERS.map(async (folder) => (await readdir(path.join(PROJECT, folder), { recursive: true })).map((name) => path.join(folder, name))))
  return names.flat().filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('generated'))
}

it('a statement\'s name is used by one file', async () => {
  const users = new Map<string, Set<string>>()
  for (const file of await sources()) {
    for (const [, plain, composed] of (await readFile(path.join(PROJECT, file), 'utf8')).matchAll(CALL)) {
      const name = plain ?? composed ?? ''
      users.set(name, (users.get(name) ?? new Set()).add(file))
    }
  }

  expect(users.size).toBeGreaterThan(250)
  expect([...users].filter(([, files]) => files.size > 1).map(([name, files]) => [name, ...files])).toEqual([])
})

it('a name that comes with a second text is refused before it is sent', async () => {
  await test.sql.rows('test_two_texts', 'SELECT 1 AS "value"')
  await test.sql.rows('test_two_texts', 'SELECT 1 AS "value"')
  const sent = test.statements()

  await expect(test.sql.rows('test_two_texts', 'SELECT 2 AS "value"')).rejects.toThrow('two statements are called test_two_texts')
  expect(test.statements()).toBe(sent)
})
