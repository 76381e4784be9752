import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect, type Database } from '../connect.ts'
import type { Actor, Ctx } from '../ctx.ts'

const SYSTEM: Actor = { kind: 'system' }

export interface TestDatabase extends Database {
  url: string
  /** A ctx for an actor at a moment; the default is the system now. */
  ctx: (actor?: Actor, now?: Date) => Ctx
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** This test file's own database, a clone of the migrated template. */
export function testDatabase(options: { poolSize?: number } = {}): TestDatabase {
  const name = `test_${randomBytes(6).toString('hex')}`
  const test = {} as TestDatabase // filled before the first test runs
  beforeAll(async () => {
    const serverUrl = inject('postgresUrl')
    await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE xiaopu_template`)
    const url = new URL(serverUrl)
    url.pathname = name
    Object.assign(test, connect(url.href, options), {
      url: url.href,
      ctx: (actor: Actor = SYSTEM, now: Date = new Date()): Ctx => ({ db: test.db, sql: test.sql, actor, now }),
    })
  })
  afterAll(async () => {
    await test.close()
    await onServer(inject('postgresUrl'), `DROP DATABASE ${name} WITH (FORCE)`)
  })
  return test
}
