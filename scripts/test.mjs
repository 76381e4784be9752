// `pnpm test`: everything that must hold before a change lands. Ends with one line that counts it.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildStale, ROOT, run } from './build-steps.mjs'
import { findBrowser } from './browser.mjs'
import { checkAll } from './check.mjs'
import { installOnDebian } from './debian.mjs'

const RESULTS = path.join(ROOT, 'node_modules/.cache/test-results')
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name)

function readJson(file) {
  try {
    return JSON.parse(readFileSync(path.join(RESULTS, file), 'utf8'))
  } catch {
    return null
  }
}

const REDIS_SERVER = '/usr/bin/redis-server'

async function unitAndIntegration() {
  if (!existsSync(REDIS_SERVER) && !installOnDebian('redis-server')) console.log('No Redis: what is kept there is not tested on this machine.')

  const isGreen = await run(bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${path.join(RESULTS, 'vitest.json')}`]).then(() => true, () => false)
  const result = readJson('vitest.json')
  const failed = result ? result.numFailedTests + result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length : 0
  return { passed: result?.numPassedTests ?? 0, failed: isGreen ? failed : Math.max(1, failed) }
}

async function stories() {
  const browser = findBrowser()
  if (!browser) return { passed: 0, failed: 1 }
  const env = { ...process.env, BROWSER_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(RESULTS, 'playwright.json') }
  const isGreen = await run(path.join(ROOT, 'e2e/node_modules/.bin/playwright'), ['test', '--reporter=list,json'], { cwd: path.join(ROOT, 'e2e'), env }).then(() => true, () => false)
  const stats = readJson('playwright.json')?.stats
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0)
  return { passed: stats?.expected ?? 0, failed: isGreen ? failed : Math.max(1, failed) }
}

rmSync(RESULTS, { recursive: true, force: true })
const parts = [await checkAll(), await unitAndIntegration()]
const isBuilt = await buildStale().then(() => true, (error) => {
  console.error(error.message)
  return false
})
parts.push(isBuilt ? await stories() : { passed: 0, failed: 1 })
const sum = (key) => parts.reduce((total, part) => total + part[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') > 0 ? 1 : 0)
