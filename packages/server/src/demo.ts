import { chmod, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Shop } from './shop.ts'

const Signin = z.object({ name: z.string(), password: z.string() })
const AppKey = z.object({ key: z.string(), secret: z.string() })
const Demo = z.object({ baseUrl: z.string(), app: AppKey, disabledApp: AppKey, wjxKey: z.string().default(''), shopper: Signin, merchant: Signin })
export type Signin = z.output<typeof Signin>
export type Demo = z.output<typeof Demo>

/** Stands in the settings while the demo is being made. */
const SEEDING = 'demo.seeding'

/** A seed that was cut off (power, kill -9) left half a shop: it goes, and is made anew. */
async function dropHalfSeeded({ database: { sql } }: Shop): Promise<void> {
  if (!await sql.row('demo_seeding', 'SELECT 1 FROM "Setting" WHERE "key" = $1', [SEEDING])) return
  const tables = await sql.rows<{ name: string }>('demo_tables', `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`)
  await sql.run('', `TRUNCATE ${tables.map((table) => table.name).join(', ')} RESTART IDENTITY CASCADE`)
}

async function isEmpty({ database: { sql } }: Shop): Promise<boolean> {
  return await sql.row('demo_is_made', 'SELECT 1 WHERE EXISTS (SELECT 1 FROM "Goods") OR EXISTS (SELECT 1 FROM "Staff")') === null
}

/** The demo shop's sign-ins; made with the shop the first time, on a database that holds no shop yet. */
export async function openDemo(shop: Shop, say: (line: string) => void): Promise<Demo | null> {
  const file = path.join(shop.config.dataDir, 'demo.json')
  const write = async (demo: Demo): Promise<void> => {
    await writeFile(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
    await chmod(file, 0o600)
  }
  await dropHalfSeeded(shop)
  if (await isEmpty(shop)) {
    // Only here: the seed brings its texts and pictures with it.
    const { seedDemo } = await import('../../../prisma/seed/index.ts')
    await shop.database.db.setting.create({ data: { key: SEEDING, value: true } })
    const demo = { baseUrl: shop.baseUrl, ...await seedDemo({ ...shop.systemCtx(), media: shop.media, secretsKey: shop.secretsKey, say }) }
    await write(demo)
    await shop.database.db.setting.delete({ where: { key: SEEDING } })
    return demo
  }
  const known = await readFile(file, 'utf8').catch(() => null)
  if (known === null) return null
  const demo = { ...Demo.parse(JSON.parse(known)), baseUrl: shop.baseUrl }
  await write(demo)
  return demo
}
