import { chmod, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { seedDemo } from '../../../prisma/seed/index.ts'
import type { Shop } from './shop.ts'

const Signin = z.object({ name: z.string(), password: z.string() })
const AppKey = z.object({ key: z.string(), secret: z.string() })
const Demo = z.object({ baseUrl: z.string(), app: AppKey, disabledApp: AppKey, shopper: Signin, merchant: Signin })
export type Demo = z.output<typeof Demo>

/** Stands in the settings while the demo is being made. */
const SEEDING = 'demo.seeding'

/** A seed that was cut off (power, kill -9) left half a shop: it goes, and is made anew. */
async function dropHalfSeeded({ database: { db } }: Shop): Promise<void> {
  if (!await db.setting.findUnique({ where: { key: SEEDING } })) return
  const tables = await db.$queryRaw<{ name: string }[]>`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`
  await db.$executeRawUnsafe(`TRUNCATE ${tables.map((table) => table.name).join(', ')} RESTART IDENTITY CASCADE`)
}

/** The demo shop's sign-ins; made with the shop the first time, on a database that holds no shop yet. */
export async function openDemo(shop: Shop, say: (line: string) => void): Promise<Demo | null> {
  const file = path.join(shop.config.dataDir, 'demo.json')
  const write = async (demo: Demo): Promise<void> => {
    await writeFile(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
    await chmod(file, 0o600)
  }
  await dropHalfSeeded(shop)
  const isEmpty = await shop.database.db.goods.count() === 0 && await shop.database.db.staff.count() === 0
  if (isEmpty) {
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
