// What has to be built, from which files, and how. A step runs again only when one of its files changed.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, mkdirSync, writeFileSync, existsSync } from 'node:fs'
import { spawn } from 'node:child_process'
import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '..')
const STAMPS = path.join(ROOT, 'node_modules/.cache/xiaopu-build')
const SKIPPED = new Set(['node_modules', 'dist', 'generated', '.cache'])

function* filesBelow(entry) {
  const full = path.join(ROOT, entry)
  if (!existsSync(full)) return
  const stat = statSync(full)
  if (stat.isFile()) return yield { name: entry, stat }
  for (const name of readdirSync(full).sort()) {
    if (!SKIPPED.has(name)) yield* filesBelow(path.join(entry, name))
  }
}

function fingerprint(entries) {
  const hash = createHash('sha256')
  for (const { name, stat } of entries.flatMap((entry) => [...filesBelow(entry)])) {
    if (!name.endsWith('.test.ts')) hash.update(`${name}\0${stat.size}\0${Math.trunc(stat.mtimeMs)}\n`)
  }
  return hash.digest('hex')
}

export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32', ...options })
    child.once('error', reject)
    child.once('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}`))))
  })
}

const bin = (name) => path.join(ROOT, 'node_modules/.bin', name)
const SHARED = ['packages/shared/src', 'packages/shared/package.json', 'pnpm-lock.yaml']

export const STEPS = [
  {
    name: 'database client',
    from: ['prisma/schema', 'prisma.config.ts', 'node_modules/prisma/package.json'],
    makes: 'packages/shared/src/database/generated/client.ts',
    quiet: true,
    run: () => run(bin('prisma'), ['generate'], { stdio: ['ignore', 'ignore', 'inherit'] }),
  },
  {
    name: 'server',
    from: [...SHARED, 'packages/server/src', 'prisma/seed', 'scripts/build-server.mjs'],
    makes: 'packages/server/dist/run.js',
    run: async () => (await import('./build-server.mjs')).buildServer(),
  },
  {
    name: 'apidoc',
    from: ['apps/apidoc', 'packages/sdk/src', 'scripts/build-apidoc.mjs'],
    makes: 'apps/apidoc/dist/page.js',
    quiet: true,
    run: async () => (await import('./build-apidoc.mjs')).buildApidoc(),
  },
  {
    name: 'sdk types',
    from: [...SHARED, 'packages/server/src/store', 'packages/server/src/gateway', 'packages/server/src/apidoc'],
    makes: 'packages/sdk/src/generated/calls.ts',
    onDemand: true,
    run: async () => (await import('./build-sdk.mjs')).writeSdkTypes(),
  },
  {
    name: 'sdk',
    from: [...SHARED, 'packages/server/src/store', 'packages/server/src/gateway', 'packages/server/src/apidoc', 'packages/sdk', 'scripts/build-sdk.mjs'],
    makes: 'packages/sdk/dist/package.json',
    onDemand: true,
    run: async () => (await import('./build-sdk.mjs')).buildSdk(),
  },
  ...['storefront', 'admin'].map((app) => ({
    name: app,
    from: [...SHARED.map((entry) => entry.replace(/src$/, 'src/contract')), 'packages/shared/src/money', 'packages/shared/src/errors', `apps/${app}`],
    makes: `apps/${app}/dist/index.html`,
    run: () => run(path.join(ROOT, `apps/${app}/node_modules/.bin/vite`), ['build', '--logLevel', 'warn'], { cwd: path.join(ROOT, 'apps', app) }),
  })),
]

/** Runs every step whose files changed since it last ran; what the shop itself does not need only when asked for. */
export async function buildStale(only = STEPS.filter((step) => !step.onDemand).map((step) => step.name)) {
  mkdirSync(STAMPS, { recursive: true })
  for (const step of STEPS.filter((candidate) => only.includes(candidate.name))) {
    const stamp = path.join(STAMPS, step.name.replaceAll(' ', '-'))
    const now = fingerprint(step.from)
    const isFresh = existsSync(path.join(ROOT, step.makes)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now
    if (isFresh) continue
    console.log(`Building the ${step.name} …`)
    await step.run()
    writeFileSync(stamp, now)
  }
}
