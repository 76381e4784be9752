import { inTransaction, type TxCtx } from '../database/index.ts'
import { DATA_VERSION, importedVersion, regionsChanged, VERSION_KEY } from './held-regions.ts'

const INSERT = `INSERT INTO "Region" ("id", "parentId", "name", "level", "pinyin")
  SELECT * FROM unnest($1::int[], $2::int[], $3::text[], $4::int[], $5::text[])
  ON CONFLICT ("id") DO UPDATE SET "parentId" = excluded."parentId", "name" = excluded."name", "level" = excluded."level", "pinyin" = excluded."pinyin" WHERE NOT "Region"."isOwn"`

/** Fills the table of regions from the data set, once per version of it. Answers how many rows were written. */
export async function importRegions(ctx: TxCtx): Promise<number> {
  if (await importedVersion(ctx.sql) === DATA_VERSION) return 0
  // Loaded once in a shop's life: the data set and the table of sounds are large.
  const { initials, readSource, regionRows } = await import('./source.ts')
  const rows = regionRows(await readSource())
  await inTransaction(ctx, async (tx) => {
    await tx.sql.run('regions_insert', INSERT, [
      rows.map((row) => row.id),
      rows.map((row) => row.parentId),
      rows.map((row) => row.name),
      rows.map((row) => row.level),
      rows.map((row) => initials(row.name)),
    ])
    await tx.sql.run(
      'regions_version_put',
      'INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ($1, $2::jsonb, $3) ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value", "updatedAt" = excluded."updatedAt"',
      [VERSION_KEY, JSON.stringify(DATA_VERSION), tx.now],
    )
  })
  regionsChanged()
  return rows.length
}
