import process from 'node:process'
import { defineConfig } from 'prisma/config'

// `prisma generate` asks for the schema engine's binary, which it does not run and which cannot be fetched everywhere.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
})
