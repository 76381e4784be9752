import { describe, expect, it } from 'vitest'
import { testDatabase } from './testing/test-database.ts'
import { inPrismaTransaction, inTransaction } from './transaction.ts'

const test = testDatabase()

async function settings(): Promise<string[]> {
  return (await test.db.setting.findMany({ orderBy: { key: 'asc' } })).map((row) => row.key)
}

describe('a transaction', () => {
  it('keeps nothing of work that throws', async () => {
    const work = inTransaction(test.ctx(), async (tx) => {
      await tx.sql.run('test_put', 'INSERT INTO "Setting" ("key", "value") VALUES ($1, $2)', ['thrown', '1'])
      throw new Error('no')
    })

    await expect(work).rejects.toThrow('no')
    expect(await settings()).not.toContain('thrown')
  })

  it('joins the one that is open', async () => {
    await inTransaction(test.ctx(), async (outer) => {
      await inTransaction(outer, (inner) => inner.sql.run('test_put', 'INSERT INTO "Setting" ("key", "value") VALUES ($1, $2)', ['joined', '1']))
    })

    expect(await settings()).toContain('joined')
  })

  it('sends what is asked at once one after the other', async () => {
    const warned: string[] = []
    const hear = (warning: Error) => warned.push(warning.message)
    process.on('warning', hear)
    const read = await inTransaction(test.ctx(), async (tx) => Promise.all([1, 2, 3].map((value) => tx.sql.row('test_echo', 'SELECT $1::int AS "value"', [value]))))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', hear)

    expect(read).toEqual([{ value: 1 }, { value: 2 }, { value: 3 }])
    expect(warned).toEqual([])
  })

  it('takes back what was still asked when its work threw', async () => {
    let late: Promise<unknown> = Promise.resolve()
    const work = inTransaction(test.ctx(), async (tx) => {
      late = tx.sql.run('test_put', 'INSERT INTO "Setting" ("key", "value") VALUES ($1, $2)', ['late', '1'])
      throw new Error('no')
    })

    await expect(work).rejects.toThrow('no')
    await late
    expect(await settings()).not.toContain('late')
  })

  it('of Prisma writes both ways on one connection', async () => {
    await inPrismaTransaction(test.ctx(), async (tx) => {
      await tx.db.setting.create({ data: { key: 'prisma', value: 1 } })
      const row = await tx.sql.row<{ key: string }>('test_get', 'SELECT "key" FROM "Setting" WHERE "key" = $1', ['prisma'])
      expect(row).toEqual({ key: 'prisma' })
    })

    expect(await settings()).toContain('prisma')
  })

  it('runs again from its first line after a real deadlock', async () => {
    await test.db.setting.createMany({ data: [{ key: 'deadlock-a', value: 0 }, { key: 'deadlock-b', value: 0 }] })
    let runs = 0
    let waiting: (() => void)[] = []
    const bothHoldOne = (): Promise<void> => new Promise((resolve) => {
      waiting.push(resolve)
      if (waiting.length < 2) return
      for (const go of waiting) go()
      waiting = []
    })
    const lockBoth = (first: string, second: string) => {
      let isFirstRun = true
      return inTransaction(test.ctx(), async (tx) => {
        runs++
        const bump = 'UPDATE "Setting" SET "value" = to_jsonb(("value")::int + 1) WHERE "key" = $1'
        await tx.sql.run('test_bump', bump, [first])
        if (isFirstRun) {
          isFirstRun = false
          await bothHoldOne()
        }
        await tx.sql.run('test_bump', bump, [second])
      })
    }

    await Promise.all([lockBoth('deadlock-a', 'deadlock-b'), lockBoth('deadlock-b', 'deadlock-a')])

    expect(runs).toBe(3)
    const rows = await test.db.setting.findMany({ where: { key: { startsWith: 'deadlock' } } })
    expect(rows.map((row) => row.value)).toEqual([2, 2])
  })
})

describe('a connection that breaks', () => {
  it('while a transaction holds it fails that transaction and nothing else', async () => {
    const work = inTransaction(test.ctx(), async (tx) => {
      const { pid } = await tx.sql.row<{ pid: number }>('test_pid', 'SELECT pg_backend_pid() AS pid') ?? { pid: 0 }
      await test.ctx().sql.run('test_end', 'SELECT pg_terminate_backend($1)', [pid])
      await tx.sql.run('test_after', 'SELECT 1')
    })

    await expect(work).rejects.toThrow()
    await expect(settings()).resolves.toBeInstanceOf(Array)
  })
})
