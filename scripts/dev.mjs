// `pnpm dev`: the server restarts and both single-page apps reload as files change.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { buildStale, ROOT } from './build-steps.mjs'

await buildStale(['database client'])
const server = process.env.PORT ?? '3000'
const commands = [
  [path.join(ROOT, 'node_modules/.bin/tsx'), ['watch', '--clear-screen=false', 'packages/server/src/run.ts'], ROOT],
  [path.join(ROOT, 'apps/storefront/node_modules/.bin/vite'), ['--port', '5173'], path.join(ROOT, 'apps/storefront')],
  [path.join(ROOT, 'apps/admin/node_modules/.bin/vite'), ['--port', '5174'], path.join(ROOT, 'apps/admin')],
]
const children = commands.map(([command, args, cwd]) => spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, PORT: server } }))
console.log(`Storefront http://localhost:5173/   admin http://localhost:5174/admin/   server http://localhost:${server}/`)

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => children.forEach((child) => child.kill(signal)))
await Promise.race(children.map((child) => new Promise((resolve) => child.once('exit', resolve))))
children.forEach((child) => child.kill('SIGTERM'))
