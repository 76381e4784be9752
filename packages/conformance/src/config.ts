import { readFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { KitOptions } from './kit.ts'

export const USAGE = `usage: pnpm conformance URL [--demo FILE] [--key KEY --secret SECRET] [--wjx-key KEY]
The key, its secret and the API key may also stand in CONFORMANCE_KEY, CONFORMANCE_SECRET and CONFORMANCE_WJX_KEY.`

interface Demo { app?: { key?: string, secret?: string }, wjxKey?: string }

function readDemo(file: string | undefined): Demo {
  return file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8')) as Demo // what is missing in it is asked for below
}

/** Where to send the calls and whose they are; throws what to do when something is missing. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): KitOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'demo': { type: 'string' }, 'key': { type: 'string' }, 'secret': { type: 'string' }, 'wjx-key': { type: 'string' } },
  })
  const demo = readDemo(values.demo)
  const [url] = positionals
  const key = values.key ?? environment.CONFORMANCE_KEY ?? demo.app?.key
  const secret = values.secret ?? environment.CONFORMANCE_SECRET ?? demo.app?.secret
  const wjxKey = values['wjx-key'] ?? environment.CONFORMANCE_WJX_KEY ?? demo.wjxKey ?? ''
  if (!url || !URL.canParse(url) || !key || !secret) throw new Error(`${!key || !secret ? 'An app key and its secret are needed.' : 'An address is needed.'}\n${USAGE}`)
  return { url, key, secret, wjxKey }
}
