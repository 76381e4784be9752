import { type SampleCall, signedParams } from './sample-call.ts'

const quoted = (text: string): string => `'${text.replaceAll('\'', '\'\\\'\'')}'`

/** Bash with OpenSSL: the parameters are sorted here, the time and the signature are worked out when it runs. */
export function curlSample(call: SampleCall): string {
  const names = [...signedParams(call), ['timestamp', ''] as const].map(([name, value]) => ({ name, value })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const text = names.map(({ name, value }) => name === 'app_key' ? 'app_key"$KEY"' : name === 'timestamp' ? 'timestamp"$NOW"' : `${name}${/^[\w.-]*$/.test(value) ? value : quoted(value)}`).join('')
  const sent = names.map(({ name, value }) => name === 'app_key' ? '"app_key=$KEY"' : name === 'timestamp' ? '"timestamp=$NOW"' : quoted(`${name}=${value}`))
  return `#!/usr/bin/env bash
KEY=${quoted(call.key)}
SECRET=${quoted(call.secret)}
NOW=$(TZ=CST-8 date '+%Y-%m-%d %H:%M:%S')

TEXT=${text}
SIGN=$(printf '%s' "$SECRET$TEXT$SECRET" | openssl dgst -md5 -r | cut -c1-32)

curl -sS ${quoted(call.address)} \\
${sent.map((one) => `  --data-urlencode ${one} \\\n`).join('')}  --data-urlencode "sign=$SIGN"
`
}
