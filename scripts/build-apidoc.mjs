// Bundles the style and script of the documents for developers.
import path from 'node:path'
import { build } from 'esbuild'

const ROOT = path.resolve(import.meta.dirname, '..')

export async function buildApidoc() {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['apps/apidoc/src/page.ts', 'apps/apidoc/src/page.css'],
    outdir: 'apps/apidoc/dist',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome109', 'safari16', 'firefox115'],
    logLevel: 'warning',
  })
}
