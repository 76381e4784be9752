// `pnpm check`: lint and format, types, arrows between packages, dead code. Fast enough to run before every commit.
import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { buildStale, ROOT } from './build-steps.mjs'

const bin = (name) => path.join(ROOT, 'node_modules/.bin', name)
const CHECKS = [
  ['lint', bin('eslint'), ['.', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '--max-warnings', '0']],
  ['types of shared and prisma', bin('tsc'), ['-p', 'packages/shared']],
  ['types of the server', bin('tsc'), ['-p', 'packages/server']],
  ['types of the SDK', bin('tsc'), ['-p', 'packages/sdk']],
  ['types of the document pages', bin('tsc'), ['-p', 'apps/apidoc']],
  ['types of the conformance kit', bin('tsc'), ['-p', 'packages/conformance']],
  ['types of e2e', bin('tsc'), ['-p', 'e2e']],
  ['types of bench', bin('tsc'), ['-p', 'bench']],
  ['types of the storefront', bin('vue-tsc'), ['-p', 'apps/storefront', '--noEmit']],
  ['types of the admin', bin('vue-tsc'), ['-p', 'apps/admin', '--noEmit']],
  ['arrows', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'packages', 'apps', 'prisma/seed']],
  ['dead code', bin('knip'), ['--no-progress']],
]

/** Runs one check and answers whether it passed; what it says appears in one piece when it is done. */
function check([name, command, args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
    const said = []
    child.stdout.on('data', (part) => said.push(part))
    child.stderr.on('data', (part) => said.push(part))
    child.once('error', (error) => said.push(Buffer.from(`${error.message}\n`)))
    child.once('close', (code) => {
      console.log(`— ${name}`)
      process.stdout.write(Buffer.concat(said))
      resolve(code === 0)
    })
  })
}

/** Runs every check, as many at once as there are cores, at most four; answers how many passed and failed. */
export async function checkAll() {
  await buildStale(['database client', 'sdk types'])
  const waiting = [...CHECKS]
  const failed = []
  async function work() {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!await check(next)) failed.push(next[0])
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, os.availableParallelism()) }, work))
  if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`)
  return { passed: CHECKS.length - failed.length, failed: failed.length }
}

if (process.argv[1] === import.meta.filename) {
  const { failed } = await checkAll()
  process.exit(failed > 0 ? 1 : 0)
}
