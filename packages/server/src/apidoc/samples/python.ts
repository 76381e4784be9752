import { type SampleCall, signedParams } from './sample-call.ts'

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'').replaceAll('\n', '\\n')}'`

export function pythonSample(call: SampleCall): string {
  return `import hashlib
import json
from datetime import datetime, timedelta, timezone
from urllib.parse import urlencode
from urllib.request import urlopen

address = ${quoted(call.address)}
secret = ${quoted(call.secret)}
params = {
${signedParams(call).map(([name, value]) => `    ${quoted(name)}: ${quoted(value)},\n`).join('')}    'timestamp': datetime.now(timezone(timedelta(hours=8))).strftime('%Y-%m-%d %H:%M:%S'),
}

text = ''.join(name + params[name] for name in sorted(params))
params['sign'] = hashlib.md5((secret + text + secret).encode()).hexdigest().upper()

with urlopen(address, urlencode(params).encode()) as response:
    print(json.dumps(json.load(response), ensure_ascii=False, indent=2))
`
}
