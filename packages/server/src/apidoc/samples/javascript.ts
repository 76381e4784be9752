import { type SampleCall, signedParams } from './sample-call.ts'

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'').replaceAll('\n', '\\n')}'`

export function javascriptSample(call: SampleCall): string {
  return `import { createHash } from 'node:crypto'

const address = ${quoted(call.address)}
const secret = ${quoted(call.secret)}
const params = {
${signedParams(call).map(([name, value]) => `  ${name}: ${quoted(value)},\n`).join('')}  timestamp: new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' '),
}

const text = Object.keys(params).sort().map((name) => name + params[name]).join('')
params.sign = createHash('md5').update(secret + text + secret).digest('hex').toUpperCase()

const response = await fetch(address, { method: 'POST', body: new URLSearchParams(params) })
console.log(JSON.stringify(await response.json(), null, 2))
`
}
