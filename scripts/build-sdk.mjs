// Makes packages/sdk/dist: the folder that is published, with its own package.json, for `import` and `require`, with types.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { ROOT, run } from './build-steps.mjs'

const SDK = path.join(ROOT, 'packages/sdk')
const DIST = path.join(SDK, 'dist')
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name)

/** Types and tables of every method, from the gateway's registry. */
export async function writeSdkTypes() {
  await run(bin('tsx'), ['packages/server/src/apidoc/write-sdk-types.ts'])
}

function writePackage() {
  const { name, version, description, license } = JSON.parse(readFileSync(path.join(SDK, 'package.json'), 'utf8'))
  const exports = { '.': { import: { types: './esm/index.d.ts', default: './esm/index.js' }, require: { types: './cjs/index.d.ts', default: './cjs/index.js' } } }
  const manifest = { name, version, description, license, type: 'module', main: './cjs/index.js', module: './esm/index.js', types: './esm/index.d.ts', exports, sideEffects: false, engines: { node: '>=20' }, files: ['esm', 'cjs'] }
  writeFileSync(path.join(DIST, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  cpSync(path.join(SDK, 'README.md'), path.join(DIST, 'README.md'))
}

export async function buildSdk() {
  rmSync(DIST, { recursive: true, force: true })
  await run(bin('tsc'), ['-p', 'packages/sdk/tsconfig.build.json', '--outDir', path.join(DIST, 'esm')])
  cpSync(path.join(DIST, 'esm'), path.join(DIST, 'cjs'), { recursive: true })
  for (const [folder, format, type] of [['esm', 'esm', 'module'], ['cjs', 'cjs', 'commonjs']]) {
    const outdir = path.join(DIST, folder)
    await build({ absWorkingDir: SDK, entryPoints: ['src/index.ts'], outdir, bundle: true, format, platform: 'neutral', target: 'es2022', logLevel: 'warning' })
    writeFileSync(path.join(outdir, 'package.json'), `{ "type": "${type}" }\n`)
  }
  writePackage()
}
