// `pnpm db:reset`: forgets the local data folder. The next start makes a fresh demo shop.
import { rm } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline/promises'

const dataDir = path.resolve(process.env.DATA_DIR ?? 'data')
const isSure = process.argv.includes('--yes') || await (async () => {
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await prompt.question(`Everything in ${dataDir} will be lost. Type "yes" to go on: `)
  prompt.close()
  return answer.trim() === 'yes'
})()
if (isSure) await rm(dataDir, { recursive: true, force: true })
console.log(isSure ? 'Gone. `npx pnpm start` makes a fresh shop.' : 'Nothing was changed.')
