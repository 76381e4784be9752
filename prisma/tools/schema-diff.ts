import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'

export interface SchemaFile {
  path: string
  content: string
}

/** Every schema file, in the order of its name. */
export async function readSchema(folder: string): Promise<SchemaFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort()
  return Promise.all(names.map(async (name) => ({ path: name, content: await readFile(path.join(folder, name), 'utf8') })))
}

/** What the engine asks of a database before it compares two texts: nothing that matters, so no server is needed. */
const offlineConnection: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'offline',
  async queryRaw() { return { columnNames: [], columnTypes: [], rows: [] } },
  async executeRaw() { return 0 },
  async executeScript() {},
  async startTransaction() { throw new Error('the offline connection has no transactions') },
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  async dispose() {},
}
const offlinePostgres: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'offline',
  async connect() { return offlineConnection },
  async connectToShadowDb() { return offlineConnection },
}

/** The package expects a bundler that imports .wasm; Node 20 does not, so the module is tied together by hand. */
async function loadEngine(): Promise<typeof engineModule.SchemaEngine> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(script.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...engineModule } })
  engineModule.__wbg_set_wasm(instance.exports)
  if (typeof instance.exports.__wbindgen_start === 'function') instance.exports.__wbindgen_start()
  return engineModule.SchemaEngine
}

/** The SQL that leads from one schema to another; null `from` is an empty database. Works in-process, without a server. */
export async function diffSchemas(from: SchemaFile[] | null, to: SchemaFile[]): Promise<string> {
  const adapter = bindMigrationAwareSqlAdapterFactory(offlinePostgres)
  const engine = await (await loadEngine()).new({ datamodels: to.map((file) => [file.path, file.content]) }, () => undefined, adapter)
  const result = await engine.diff({
    from: from ? { tag: 'schemaDatamodel', files: from } : { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: to },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return result.stdout ?? ''
}
