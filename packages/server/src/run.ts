import process from 'node:process'
import { readConfig } from './config.ts'
import { startServer } from './start.ts'

function fail(error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${cause}\n`)
  process.exit(1)
}

try {
  const config = readConfig()
  const server = await startServer(config)
  process.stdout.write(server.greeting)
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    server.stop().then(() => process.exit(0), fail)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
} catch (error) {
  fail(error)
}
