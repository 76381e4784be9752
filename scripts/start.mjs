// `pnpm start`: builds what is stale and runs the shop. Every missing prerequisite is one line with its remedy.
import { createServer } from 'node:net'
import path from 'node:path'
import { buildStale, ROOT } from './build-steps.mjs'

const [MAJOR, MINOR] = process.versions.node.split('.').map(Number)
const DEFAULT_PORT = 3000

function stop(line) {
  console.error(line)
  process.exit(1)
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, process.env.HOST ?? '0.0.0.0', () => probe.close(() => resolve(true)))
  })
}

if (MAJOR < 20 || (MAJOR === 20 && MINOR < 19)) stop(`Node.js ${process.versions.node} is too old: install 20.19 or newer.`)
const port = Number(process.env.PORT ?? DEFAULT_PORT)
if (!Number.isInteger(port) || port < 0 || port > 65535) stop(`PORT=${process.env.PORT} is no port: choose a number from 0 to 65535.`)
if (port !== 0 && !await isFree(port)) stop(`Port ${port} is taken: end the program that uses it, or start with another one, e.g. PORT=3001 npx pnpm start`)

try {
  await buildStale()
} catch (error) {
  stop(`The build failed: ${error instanceof Error ? error.message : error}`)
}
process.chdir(ROOT)
await import(path.join(ROOT, 'packages/server/dist/run.js'))
