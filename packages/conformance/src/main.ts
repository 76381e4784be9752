import process from 'node:process'
import { readOptions } from './config.ts'
import { failureLine, scoreOf, summary } from './report.ts'
import { runKit } from './run.ts'

const say = (line: string): void => { process.stdout.write(`${line}\n`) }

try {
  const options = readOptions(process.argv.slice(2))
  const results = await runKit(options, { watch: (result) => { if (result.complaint) say(failureLine(result, options)) } })
  for (const { subject } of results) {
    if (subject.writes) say(`wrote: ${subject.id}, ${subject.writes}`)
  }
  say(summary(results))
  process.exitCode = scoreOf(results).failed > 0 ? 1 : 0
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
