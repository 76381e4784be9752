import { inTransaction, type Sql, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { ShopSettings, ShopSettingsPatch } from './settings-schema.ts'
import { versionedCache } from './versioned-cache.ts'

async function load(sql: Sql): Promise<ShopSettings> {
  const rows = await sql.rows<{ key: string, value: unknown }>('settings_all', 'SELECT "key", "value" FROM "Setting"')
  return ShopSettings.parse(Object.fromEntries(rows.map((row) => [row.key, row.value])))
}

const cache = versionedCache({ name: 'settings', tables: ['Setting'], load })

export function getSettings(ctx: Pick<TxCtx, 'sql'>): Promise<ShopSettings> {
  return cache.get(ctx)
}

/** Changes what the patch names; PARAM_INVALID names the first setting that will not do, and nothing is stored. */
export async function updateSettings(ctx: TxCtx, patch: Partial<ShopSettings>): Promise<void> {
  const checked = ShopSettingsPatch.safeParse(patch)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    const field = issue?.path.join('.') || (issue && 'keys' in issue ? String(issue.keys) : 'settings')
    throw new ShopError('PARAM_INVALID', { field })
  }
  const entries = Object.entries(checked.data).filter(([, value]) => value !== undefined)
  await inTransaction(ctx, (tx) => tx.sql.run(
    'settings_put',
    `INSERT INTO "Setting" ("key", "value", "updatedAt")
     SELECT p."key", p."value"::jsonb, $3 FROM unnest($1::text[], $2::text[]) AS p("key", "value")
     ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value", "updatedAt" = excluded."updatedAt"`,
    [entries.map(([key]) => key), entries.map(([, value]) => JSON.stringify(value)), tx.now],
  ))
  cache.changed()
}
