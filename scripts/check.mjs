// `pnpm check`: lint and format, types, arrows between packages, dead code. Fast enough to run before every commit.
import path from 'node:path'
import { buildStale, ROOT, run } from './build-steps.mjs'

const bin = (name) => path.join(ROOT, 'node_modules/.bin', name)
const CHECKS = [
  ['lint', bin('eslint'), ['.', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '--max-warnings', '0']],
  ['types of shared and prisma', bin('tsc'), ['-p', 'packages/shared']],
  ['types of the server', bin('tsc'), ['-p', 'packages/server']],
  ['types of e2e', bin('tsc'), ['-p', 'e2e']],
  ['types of bench', bin('tsc'), ['-p', 'bench']],
  ['types of the storefront', bin('vue-tsc'), ['-p', 'apps/storefront', '--noEmit']],
  ['types of the admin', bin('vue-tsc'), ['-p', 'apps/admin', '--noEmit']],
  ['arrows', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'packages', 'apps', 'prisma/seed']],
  ['dead code', bin('knip'), ['--no-progress']],
]

/** Runs every check; answers how many passed and failed. */
export async function checkAll() {
  await buildStale(['database client'])
  const failed = []
  for (const [name, command, args] of CHECKS) {
    console.log(`— ${name}`)
    await run(command, args).catch(() => failed.push(name))
  }
  if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`)
  return { passed: CHECKS.length - failed.length, failed: failed.length }
}

if (process.argv[1] === import.meta.filename) {
  const { failed } = await checkAll()
  process.exit(failed > 0 ? 1 : 0)
}
