import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../embedded.ts'
import { migrate } from '../migrate.ts'

const TEMPLATE = 'xiaopu_template'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/** One PostgreSQL for the whole test run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xiaopu-test-'))
  await chmod(folder, 0o755)
  const server = await startEmbedded({ folder, isDurable: false })
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await admin.end()
  const client = new pg.Client({ connectionString: server.urlOf(TEMPLATE) })
  await client.connect()
  await migrate(client, path.resolve(import.meta.dirname, '../../../../../prisma/migrations'))
  await client.end()
  project.provide('postgresUrl', server.url)
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
