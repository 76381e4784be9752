// `pnpm db:seed [--goods N]`: the demo shop on an empty database, or N more goods beside it.
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { connect, startEmbedded } from '@xiaopu/shared/database'
import { mediaStorage } from '@xiaopu/shared/media'
import { seedContext, seedLargeCatalogue } from './index.ts'

const { values } = parseArgs({ options: { goods: { type: 'string' } } })
const dataDir = path.resolve(process.env.DATA_DIR ?? 'data')
const embedded = process.env.DATABASE_URL ? null : await startEmbedded({ folder: path.join(dataDir, 'postgres') })
const database = connect(process.env.DATABASE_URL ?? embedded?.url ?? '')
try {
  const goods = await database.db.goods.count()
  if (goods === 0) throw new Error('No shop yet: the first `pnpm start` makes the demo shop; --goods adds to it.')
  const count = Number(values.goods ?? 0)
  if (!Number.isInteger(count) || count < 0) throw new Error('--goods takes a whole number')
  if (count === 0) console.log(`The shop is there already, with ${goods} goods. Nothing to do.`)
  const ctx = seedContext({ db: database.db, sql: database.sql, actor: { kind: 'system' }, now: new Date(), media: mediaStorage({ kind: 'folder', folder: path.join(dataDir, 'media') }), secretsKey: new Uint8Array(), say: (line) => console.log(line) })
  if (count > 0) await seedLargeCatalogue(ctx, count)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await database.close()
  await embedded?.stop()
}
