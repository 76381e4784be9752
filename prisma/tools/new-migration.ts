import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { diffSchemas, readSchema, type SchemaFile } from './schema-diff.ts'

const MIGRATIONS = path.resolve(import.meta.dirname, '../migrations')
const SNAPSHOT = path.join(MIGRATIONS, 'schema.json')
const EMPTY_DIFF = '-- This is an empty migration.'

async function lastSchema(): Promise<SchemaFile[] | null> {
  try {
    return JSON.parse(await readFile(SNAPSHOT, 'utf8')) as SchemaFile[] // written by this file alone
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Usage: pnpm db:migration NAME   (lower-case letters, digits and _)')
  process.exit(1)
}
const schema = await readSchema(path.resolve(import.meta.dirname, '../schema'))
const script = (await diffSchemas(await lastSchema(), schema)).trim()
if (!script || script === EMPTY_DIFF) {
  console.log('The schema has not changed; a hand-written migration needs its own folder.')
  process.exit(0)
}
const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
const folder = path.join(MIGRATIONS, `${stamp}_${name}`)
await mkdir(folder, { recursive: true })
await writeFile(path.join(folder, 'migration.sql'), `-- Why: \n${script}\n`)
await writeFile(SNAPSHOT, `${JSON.stringify(schema, null, 2)}\n`)
console.log(`Written: prisma/migrations/${stamp}_${name}/migration.sql. Say why in its first line, then start the shop to apply it.`)
