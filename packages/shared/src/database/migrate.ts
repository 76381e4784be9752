import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg, { type Client } from 'pg'

const LOCK_KEY = 7_126_500_113

// Prisma's own table, so that `prisma migrate deploy` can take over at any time.
const CREATE_HISTORY = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT, "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`

interface Migration {
  name: string
  script: string
  checksum: string
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
  return Promise.all(names.map(async (name) => {
    const script = await readFile(path.join(folder, name, 'migration.sql'), 'utf8')
    return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
  }))
}

async function apply(client: Client, migration: Migration): Promise<void> {
  const isAlone = /CREATE (?:UNIQUE )?INDEX CONCURRENTLY/i.test(migration.script)
  if (!isAlone) await client.query('BEGIN')
  try {
    await client.query(migration.script)
    await client.query(
      'INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count") VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), migration.checksum, migration.name],
    )
    if (!isAlone) await client.query('COMMIT')
  } catch (error) {
    if (!isAlone) await client.query('ROLLBACK')
    throw new Error(`migration ${migration.name} failed`, { cause: error })
  }
}

/** Applies what is missing, one process at a time. Answers the names applied. A changed old migration is an error. */
export async function migrate(client: Client, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY])
  try {
    await client.query(CREATE_HISTORY)
    const { rows } = await client.query<{ name: string, checksum: string }>(
      'SELECT "migration_name" AS name, "checksum" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL',
    )
    const done = new Map(rows.map((row) => [row.name, row.checksum]))
    const changed = migrations.find((migration) => done.has(migration.name) && done.get(migration.name) !== migration.checksum)
    if (changed) throw new Error(`migration ${changed.name} was edited after it was applied`)
    const missing = migrations.filter((migration) => !done.has(migration.name))
    for (const migration of missing) await apply(client, migration)
    return missing.map((migration) => migration.name)
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK_KEY])
  }
}

/** `migrate` over a connection of its own. */
export async function migrateUrl(url: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await migrate(client, folder)
  } finally {
    await client.end()
  }
}
