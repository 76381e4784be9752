import { chmod, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { seedDemo } from '../../../prisma/seed/index.ts'
import type { Shop } from './shop.ts'

const Signin = z.object({ name: z.string(), password: z.string() })
const AppKey = z.object({ key: z.string(), secret: z.string() })
const Demo = z.object({ baseUrl: z.string(), app: AppKey, disabledApp: AppKey, shopper: Signin, merchant: Signin })
export type Demo = z.output<typeof Demo>

/** The demo shop's sign-ins; made with the shop the first time, on a database that holds no shop yet. */
export async function openDemo(shop: Shop, say: (line: string) => void): Promise<Demo | null> {
  const file = path.join(shop.config.dataDir, 'demo.json')
  const write = async (demo: Demo): Promise<void> => {
    await writeFile(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
    await chmod(file, 0o600)
  }
  const isEmpty = await shop.database.db.goods.count() === 0 && await shop.database.db.staff.count() === 0
  if (isEmpty) {
    const demo = { baseUrl: shop.baseUrl, ...await seedDemo({ ...shop.systemCtx(), media: shop.media, secretsKey: shop.secretsKey, say }) }
    await write(demo)
    return demo
  }
  const known = await readFile(file, 'utf8').catch(() => null)
  if (known === null) return null
  const demo = { ...Demo.parse(JSON.parse(known)), baseUrl: shop.baseUrl }
  await write(demo)
  return demo
}
